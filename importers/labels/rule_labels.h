// Labels that the words of a text suggest. Const methods are thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "core/taxonomy.h"
#include "importers/labels/phrase_matcher.h"

namespace fupan::importers {

class RuleLabels {
 public:
  explicit RuleLabels(const Taxonomy& taxonomy);

  // Adds for each facet at most three labels of origin kRule: the values whose names and aliases occur most often in
  // each lesson's heading path and title (which count three times) and text; the earlier one first where counts are
  // equal. A value that the lesson has already is not added again. The plain name of a phase or risk ("resource",
  // "质量") counts only as a whole heading or title; aliases count anywhere.
  void add_to(std::span<Lesson> lessons) const;

  // The same for a document without lessons, from its title and headings.
  void add_to(Document& document) const;

 private:
  struct Score {
    std::uint32_t value = 0;
    int count = 0;
  };
  using Scores = std::array<std::vector<Score>, kFacetCount>;

  // What one text says, for each facet.
  struct Clues {
    std::array<std::vector<std::uint32_t>, kFacetCount> matches;
    // The value whose name the whole heading is ("### 进度", "Technical"); it counts where nothing else does.
    std::array<std::optional<std::uint32_t>, kFacetCount> named;
  };
  Clues read(std::string_view text, bool is_heading) const;
  static void count(const Clues& clues, int weight, Scores& scores);
  void add_best(Scores& scores, std::vector<Label>& labels) const;

  Taxonomy taxonomy_;
  std::array<PhraseMatcher, kFacetCount> matchers_;  // value: position in Taxonomy::values
};

}  // namespace fupan::importers
