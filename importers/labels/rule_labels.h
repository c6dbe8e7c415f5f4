// Labels that the words of a text suggest. Const methods are thread-safe.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "core/taxonomy.h"
#include "importers/labels/phrase_matcher.h"

namespace fupan::importers {

class RuleLabels {
 public:
  // `taxonomy` must outlive the object.
  explicit RuleLabels(const Taxonomy& taxonomy);

  // Adds for each facet at most three labels of origin kRule: the values whose names and aliases occur most often in
  // the lesson's heading path and title (which count three times) and text; the earlier one first where counts are
  // equal. A value that the lesson has already is not added again. The plain name of a phase or risk ("resource",
  // "质量") counts only as a whole heading or title; aliases count anywhere.
  void add_to(Lesson& lesson) const;

  // The same for a document without lessons, from its title and headings.
  void add_to(Document& document) const;

 private:
  struct Text {
    std::string_view text;
    int weight;
    bool is_heading;
  };
  struct Score {
    std::uint32_t value = 0;
    int count = 0;
  };
  void score_heading(std::string_view heading, Facet facet, std::vector<Score>& scores) const;
  void add(const std::vector<Text>& texts, std::vector<Label>& labels) const;

  const Taxonomy& taxonomy_;
  std::array<PhraseMatcher, kFacetCount> matchers_;  // value: position in Taxonomy::values
};

}  // namespace fupan::importers
