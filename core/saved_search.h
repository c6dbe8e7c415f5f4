// A search that is kept under a name and followed: what is new for it? Plain values, and their stored form.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"

namespace fupan {

inline constexpr int kSavedSearchFormat = 1;

struct SavedSearch {
  std::string id;     // 10 characters [0-9a-v]
  std::string name;   // as a person wrote it
  std::string query;  // query language; empty: everything that the filters let through
  std::string type;   // "lesson", "document", "section", or empty: the best passage of each document
  std::vector<std::pair<std::string, std::vector<std::string>>> filters;  // field of the search and its values (OR)
  std::string from, to;                                                   // "YYYY-MM-DD" or empty
  std::string sort;                                                       // "newest", or empty: by relevance
  std::string created_at;                                                 // RFC 3339
  std::string seen_at;              // RFC 3339; when somebody last said that everything is seen, or created_at
  std::uint64_t seen_sequence = 0;  // changes of the store up to this one are seen
  std::string owner;                // account id; empty: made before there were accounts
  bool operator==(const SavedSearch&) const = default;
};

std::string encode_saved_search(const SavedSearch& search);

// Errors: corrupt  not JSON, a missing or ill-typed member, or a newer format version; the message names it
Result<SavedSearch> decode_saved_search(std::string_view bytes);

}  // namespace fupan
