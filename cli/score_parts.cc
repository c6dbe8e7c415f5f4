#include "cli/score_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace fupan::cli {
namespace {

bool is_translation(const indexer::ScorePart& part) { return part.field == "translation"; }

// Chinese is looked for in pairs of characters, which need not be words.
bool is_chinese(std::string_view text) { return !text.empty() && static_cast<unsigned char>(text.front()) >= 0xE3; }

std::string boost_words(const indexer::ScorePart& part, bool has_translations) {
  if (part.part == "proximity") return "words stand close together";
  if (part.part == "feedback") return "like the best hits";
  if (part.part == "all words") return has_translations ? "has all the words, in either language" : "has all the words";
  if (part.part == "exact run") return "the exact run: above all loose matches";
  if (part.part == "rest") return part.weight < 0 ? "of the above not counted" : "other matches of these words";
  return "other: " + part.part;
}

// Rounded down, and up where most is missing, so that they add up to the rounded sum.
std::vector<double> in_hundredths(const std::vector<indexer::ScorePart>& parts) {
  std::vector<double> rounded;
  std::vector<std::size_t> order;
  double sum = 0, missing = 0;
  for (const indexer::ScorePart& part : parts) {
    sum += part.weight;
    order.push_back(rounded.size());
    rounded.push_back(std::floor(part.weight * 100));
    missing -= rounded.back();
  }
  missing += std::round(sum * 100);
  const auto lost = [&](std::size_t i) { return parts[i].weight * 100 - rounded[i]; };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return lost(a) > lost(b); });
  for (std::size_t i = 0; i < order.size() && static_cast<double>(i) < missing; ++i) rounded[order[i]] += 1;
  return rounded;
}

}  // namespace

std::string words_for(const indexer::ScorePart& part, bool has_translations) {
  const std::string quoted = "“" + part.part + "”";
  if (part.field == "boost") return boost_words(part, has_translations);
  if (is_translation(part)) return (part.weight == 0 ? "found by the translation " : "translation ") + quoted;
  if (part.field == "title") return quoted + " in the title";
  if (part.field == "tag") return quoted + " in a tag";
  if (part.field == "project") return quoted + " in the project’s name";
  return (is_chinese(part.part) ? "the characters " : "the word ") + quoted;
}

std::string explain_score(double score, const std::vector<indexer::ScorePart>& parts, const std::string& indent) {
  if (parts.empty()) return {};
  std::vector<indexer::ScorePart> ordered = parts;
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.weight > b.weight; });
  const bool has_translations = std::any_of(parts.begin(), parts.end(), is_translation);
  const std::vector<double> hundredths = in_hundredths(ordered);
  std::string lines = fmt::format("{}{:9.2f}  score\n", indent, score);
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    const std::string number = ordered[i].weight == 0 ? "" : fmt::format("{:.2f}", hundredths[i] / 100 + 0.0);
    lines += fmt::format("{}{:>9}  {}\n", indent, number, words_for(ordered[i], has_translations));
  }
  return lines;
}

}  // namespace fupan::cli
