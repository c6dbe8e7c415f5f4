// Dates as people write them. Thread-safe, no state.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fupan::importers {

// "YYYY-MM-DD" from "2024-05-03", "2024/5/3", "2024.5.3", "20240503", "2024年5月3日", "May 3, 2024", "3 May 2024",
// "Mon Feb 16 04:36:18 CST 2026", each with anything after it. Nothing when the day is missing or does not exist, or
// when day and month cannot be told apart ("3/5/2024").
std::optional<std::string> normalise_date(std::string_view text);

struct DatePrefix {
  std::string date;        // "YYYY-MM-DD"
  std::size_t length = 0;  // bytes of the text that it takes
};

// The numeric date (year first) with which `text` starts.
std::optional<DatePrefix> find_date_prefix(std::string_view text);

}  // namespace fupan::importers
