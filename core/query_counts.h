// How often what was asked, and with what success: counts for the curators, without a person, address or time of day.
// Plain values, and their stored form.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "core/result.h"

namespace fupan {

inline constexpr int kQueryCountsFormat = 1;

struct QueryCount {
  std::uint64_t asked = 0;           // times that an answer was shown
  std::uint64_t without_result = 0;  // of those: nothing was found
  std::uint64_t relaxed = 0;         // of those: hits with fewer words were let in
  std::uint64_t opened = 0;          // times that a hit of the answer was opened
  std::string first_day, last_day;   // "YYYY-MM-DD", UTC
  bool is_confidential = false;      // asked only by people who see what not everyone sees
  bool operator==(const QueryCount&) const = default;

  // Times that the question stayed open.
  std::uint64_t unanswered() const { return asked > opened ? asked - opened : 0; }
};

// By the folded text of the query.
using QueryCounts = std::map<std::string, QueryCount, std::less<>>;

std::string encode_query_counts(const QueryCounts& counts);

// Errors: corrupt  not JSON, ill-typed, or a newer format version
Result<QueryCounts> decode_query_counts(std::string_view bytes);

}  // namespace fupan
