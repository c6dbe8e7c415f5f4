// Two people changed one text: what comes of both, line by line. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fupan::text {

// Both changed the same lines, each in another way.
struct MergeConflict {
  std::size_t line = 0;  // of the merged text, from 1: where `yours` stands
  std::string base, yours, theirs;
  bool operator==(const MergeConflict&) const = default;
};

struct Merged {
  std::string text;
  std::vector<MergeConflict> conflicts;
};

// What only one of the two changed is taken from there; where both did, `yours` stays and a conflict tells of it.
// Stretches of equally many lines are settled line by line where no line was changed by both.
Merged merge(std::string_view base, std::string_view yours, std::string_view theirs);

}  // namespace fupan::text
