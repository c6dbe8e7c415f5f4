#include "importers/labels/rule_labels.h"

#include <algorithm>

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "importers/characters.h"
#include "importers/labels/author_labels.h"

namespace fupan::importers {
namespace {

constexpr std::size_t kMaxLabels = 3;
constexpr int kHeadingWeight = 3;
constexpr std::size_t kMaxTextBytes = 64 * 1024;

// The plain name of a phase or risk is an everyday word ("resource", "执行", "质量"): one word, or two Chinese
// characters.
bool is_bare(std::string_view folded) {
  const bool han = !folded.empty() && is_han(text::decode_at(folded, 0).value);
  return han ? text::count_code_points(folded) <= 3 : folded.find(' ') == std::string_view::npos;
}

template <class Scores>
void add_score(Scores& scores, std::uint32_t value, int weight) {
  const auto known = std::find_if(scores.begin(), scores.end(), [&](const auto& s) { return s.value == value; });
  if (known == scores.end()) {
    scores.push_back({value, weight});
  } else {
    known->count += weight;
  }
}

}  // namespace

RuleLabels::RuleLabels(const Taxonomy& taxonomy) : taxonomy_(taxonomy) {
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    const auto facet = static_cast<Facet>(f);
    const std::vector<TaxonomyValue>& values = taxonomy.values(facet);
    for (std::uint32_t v = 0; v < values.size(); ++v) {
      for (const std::string& alias : values[v].aliases) matchers_[f].add(text::fold_label(alias), v);
      for (const std::string& label : {values[v].id, values[v].label_en, values[v].label_zh}) {
        const std::string folded = text::fold_label(label);
        if (facet == Facet::kTag || !is_bare(folded)) matchers_[f].add(folded, v);
      }
    }
  }
}

// A heading that is nothing but the name of a value: "### 进度", "Technical".
void RuleLabels::score_heading(std::string_view heading, Facet facet, std::vector<Score>& scores) const {
  const TaxonomyValue* value = taxonomy_.find(facet, heading);
  if (value == nullptr) return;
  add_score(scores, static_cast<std::uint32_t>(value - taxonomy_.values(facet).data()), kHeadingWeight);
}

void RuleLabels::add(const std::vector<Text>& texts, std::vector<Label>& labels) const {
  std::array<std::vector<Score>, kFacetCount> scores;
  for (const Text& text : texts) {
    const std::u32string folded = fold_for_matching(text.text.substr(0, kMaxTextBytes));
    for (std::size_t f = 0; f < kFacetCount; ++f) {
      for (const PhraseMatcher::Match& match : matchers_[f].find(folded))
        add_score(scores[f], match.value, text.weight);
      if (text.is_heading && scores[f].empty()) score_heading(text.text, static_cast<Facet>(f), scores[f]);
    }
  }
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    const auto facet = static_cast<Facet>(f);
    std::stable_sort(scores[f].begin(), scores[f].end(),
                     [](const Score& a, const Score& b) { return a.count > b.count; });
    std::size_t added = 0;
    for (const Score& score : scores[f]) {
      const std::string& id = taxonomy_.values(facet)[score.value].id;
      if (has_label(labels, facet, id)) continue;
      if (added++ == kMaxLabels) break;
      labels.push_back({facet, id, LabelOrigin::kRule, true, 1.0});
    }
  }
}

void RuleLabels::add_to(Lesson& lesson) const {
  std::vector<Text> texts;
  for (const std::string& heading : lesson.heading_path) texts.push_back({heading, kHeadingWeight, true});
  if (!lesson.text.starts_with(lesson.title)) texts.push_back({lesson.title, kHeadingWeight, true});
  texts.push_back({lesson.text, 1, false});
  add(texts, lesson.labels);
}

void RuleLabels::add_to(Document& document) const {
  std::vector<Text> texts{{document.title, kHeadingWeight, true}};
  std::vector<std::string_view> seen;
  for (const Section& section : document.sections) {
    for (const std::string& heading : section.heading_path) {
      if (std::find(seen.begin(), seen.end(), heading) != seen.end()) continue;
      seen.push_back(heading);
      texts.push_back({heading, 1, false});
    }
  }
  add(texts, document.labels);
}

}  // namespace fupan::importers
