// Numbers with units as people write them in metadata. Thread-safe, no state.
#pragma once

#include <optional>
#include <string_view>

namespace fupan::importers {

// An amount: "1,200,000", "¥3.5 万", "USD 1.2 million", "350k", "85%", "85/100" (85). A range or a bare word is none.
std::optional<double> parse_amount(std::string_view text);

// A duration in days: "120", "120 days", "12 周", "3 months" (30 days each), "1.5 years" (365). Hours are none.
std::optional<double> parse_days(std::string_view text);

}  // namespace fupan::importers
