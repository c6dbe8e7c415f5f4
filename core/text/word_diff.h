// What was changed between two texts, word by word, in English and Chinese alike. Pure; thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace fupan::text {

enum class DiffKind { kEqual, kRemoved, kAdded };
inline constexpr std::array<std::string_view, 3> kDiffKindNames{"equal", "removed", "added"};
constexpr std::string_view name_of(DiffKind kind) { return kDiffKindNames[static_cast<std::size_t>(kind)]; }

struct DiffPart {
  DiffKind kind = DiffKind::kEqual;
  std::string text;
  bool operator==(const DiffPart&) const = default;
};

// The parts of both texts in order: equal and removed parts together are `before`, equal and added ones `after`.
// Between two equal parts stands at most one removed part, then at most one added. Lines are compared first, then the
// words of what differs; stretches with more than 2,000 differing lines or words are shown as removed and added whole.
std::vector<DiffPart> word_diff(std::string_view before, std::string_view after);

// The lines of a text with their line ends.
std::vector<std::string_view> lines_of(std::string_view text);

// Lines that are equal in both, by their numbers from 0, in order; what lies between them differs.
struct LineMatch {
  std::size_t before = 0, after = 0, length = 0;
};
std::vector<LineMatch> line_matches(const std::vector<std::string_view>& before,
                                    const std::vector<std::string_view>& after);

// The words of a text and what is between them, in order; joined they are the text. Words are those of Unicode's
// annex 29, of Chinese those of ICU's dictionary. Ill-formed bytes are kept.
std::vector<std::string_view> words_of(std::string_view text);

}  // namespace fupan::text
