#include "importers/labels/rule_labels.h"

#include <algorithm>
#include <unordered_map>

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
      if (values[v].retired) continue;
      for (const std::string& alias : values[v].aliases) matchers_[f].add(text::fold_label(alias), v);
      for (const std::string& label : {values[v].id, values[v].label_en, values[v].label_zh}) {
        const std::string folded = text::fold_label(label);
        if (facet == Facet::kTag || !is_bare(folded)) matchers_[f].add(folded, v);
      }
    }
  }
}

RuleLabels::Clues RuleLabels::read(std::string_view text, bool is_heading) const {
  Clues clues;
  const std::u32string folded = fold_for_matching(text.substr(0, kMaxTextBytes));
  const std::string label = is_heading ? text::fold_label(text) : std::string{};
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    const auto facet = static_cast<Facet>(f);
    for (const PhraseMatcher::Match& match : matchers_[f].find(folded)) clues.matches[f].push_back(match.value);
    const TaxonomyValue* named = label.empty() ? nullptr : taxonomy_.find_folded(facet, label);
    if (named == nullptr || named->retired) continue;
    clues.named[f] = static_cast<std::uint32_t>(named - taxonomy_.values(facet).data());
  }
  return clues;
}

void RuleLabels::count(const Clues& clues, int weight, Scores& scores) {
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    for (const std::uint32_t value : clues.matches[f]) add_score(scores[f], value, weight);
    if (clues.named[f] && scores[f].empty()) add_score(scores[f], *clues.named[f], kHeadingWeight);
  }
}

void RuleLabels::add_best(Scores& scores, std::vector<Label>& labels) const {
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

void RuleLabels::add_to(std::span<Lesson> lessons) const {
  std::unordered_map<std::string_view, Clues> headings;  // lessons share them
  for (Lesson& lesson : lessons) {
    Scores scores;
    for (const std::string& heading : lesson.heading_path) {
      const auto [known, is_new] = headings.try_emplace(heading);
      if (is_new) known->second = read(heading, true);
      count(known->second, kHeadingWeight, scores);
    }
    if (!lesson.text.starts_with(lesson.title)) count(read(lesson.title, true), kHeadingWeight, scores);
    count(read(lesson.text, false), 1, scores);
    add_best(scores, lesson.labels);
  }
}

void RuleLabels::add_to(Document& document) const {
  Scores scores;
  count(read(document.title, true), kHeadingWeight, scores);
  std::vector<std::string_view> seen;
  for (const Section& section : document.sections) {
    for (const std::string& heading : section.heading_path) {
      if (std::find(seen.begin(), seen.end(), heading) != seen.end()) continue;
      seen.push_back(heading);
      count(read(heading, false), 1, scores);
    }
  }
  add_best(scores, document.labels);
}

}  // namespace fupan::importers
