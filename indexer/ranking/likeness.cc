#include "indexer/ranking/likeness.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>
#include <utility>

#include "indexer/ranking/idf.h"

namespace fupan::indexer {
namespace {

constexpr double kPairCount = 0.36;
constexpr double kIdfPower = 0.4;
constexpr int kMostNumber = 31;  // days, list numbers; years too say nothing
constexpr int kFirstYear = 1980;
constexpr int kLastYear = 2040;

constexpr std::uint16_t kJoined = 1;
constexpr std::uint32_t kWords = 1U << 15U;
constexpr std::uint32_t kNoWord = kWords;

enum class PairOf : std::uint32_t { kTwoWords, kTwoCharacters };

Feature pair_of(PairOf kind, std::uint32_t first, std::uint32_t second) {
  std::uint32_t value = (first << 15U | second) + (static_cast<std::uint32_t>(kind) << 30U);
  value ^= value >> 16U;
  value *= 0x7feb352dU;
  value ^= value >> 15U;
  value *= 0x846ca68bU;
  value ^= value >> 16U;
  return kWords + static_cast<Feature>(value % (kFeatures - kWords));
}

// Tokens of single letters and of numbers that say nothing.
const std::vector<bool>& weightless_tokens() {
  static const std::vector<bool> slots = [] {
    std::vector<bool> made(1U << 15U);
    const auto mark = [&](const std::string& atom) {
      TokenPattern pattern;
      pattern.add(atom, false);
      made[pattern.tokens[0] >> 1U] = true;
    };
    for (char letter = 'a'; letter <= 'z'; ++letter) mark(std::string(1, letter));
    for (int number = 0; number <= kMostNumber; ++number) mark(std::to_string(number));
    for (int year = kFirstYear; year <= kLastYear; ++year) mark(std::to_string(year));
    return made;
  }();
  return slots;
}

bool is_joined(const Tokens& tokens, const Part& part, std::size_t i) {
  return i > part.begin && i < part.end && (tokens.at(i) & kJoined) != 0;
}

}  // namespace

bool feature_at(const Tokens& tokens, const Part& part, std::size_t i, Feature& feature) {
  const std::uint32_t token = tokens.at(i) >> 1U;
  if (is_joined(tokens, part, i)) {
    const std::uint32_t before = tokens.at(i - 1) >> 1U;
    feature = pair_of(PairOf::kTwoCharacters, before, token);
    return true;
  }
  if (is_joined(tokens, part, i + 1) || is_stop_token(tokens.at(i)) || weightless_tokens()[token]) return false;
  feature = token;
  return true;
}

namespace {

// Calls `visit` with each feature of the part, and whether it is a pair of words.
template <class F>
void visit_features(const Tokens& tokens, const Part& part, F&& visit) {
  Feature feature = 0;
  Feature before = kNoWord;
  for (std::size_t i = part.begin; i < part.end; ++i) {
    if (!feature_at(tokens, part, i, feature)) continue;
    visit(feature, false);
    if (feature < kWords && before != kNoWord) visit(pair_of(PairOf::kTwoWords, before, feature), true);
    before = feature < kWords ? feature : kNoWord;
  }
}

}  // namespace

void FeatureStatistics::add(const Tokens& tokens) {
  std::vector<Feature> seen;
  for (const Part& part : tokens.parts()) {
    visit_features(tokens, part, [&](Feature feature, bool) { seen.push_back(feature); });
  }
  std::sort(seen.begin(), seen.end());
  seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
  for (const Feature once : seen) ++documents[once];
  ++sampled;
}

namespace {

double weight_of_count(double found, double sampled) {
  return std::pow(inverse_document_frequency(found, std::max(found, sampled)), kIdfPower);
}

}  // namespace

void FeatureStatistics::remember_weights() {
  weights.clear();
  for (std::size_t found = 0; found <= sampled; ++found) {
    weights.push_back(weight_of_count(static_cast<double>(found), static_cast<double>(sampled)));
  }
}

double FeatureStatistics::weight(Feature feature) const {
  const std::uint32_t found = documents[feature];
  return found < weights.size() ? weights[found] : weight_of_count(found, static_cast<double>(sampled));
}

void VectorBuilder::add(const Tokens& tokens, const Part& part, double weight, bool with_pairs) {
  visit_features(tokens, part, [&](Feature feature, bool is_pair) {
    if (!is_pair) {
      counted_.push_back({feature, weight});
    } else if (with_pairs) {
      counted_.push_back({feature, weight * kPairCount});
    }
  });
}

namespace {

// Sums by feature. All are 0 between two uses, so that nothing need be made anew.
class Sums {
 public:
  void add(Feature feature, float value) {
    is_there_[feature / kBits] |= std::uint64_t{1} << feature % kBits;
    sums_[feature] += value;
  }

  // Calls `visit` with each feature in order and its sum, and begins again.
  template <class F>
  void take(F&& visit) {
    for (std::size_t i = 0; i < is_there_.size(); ++i) {
      for (; is_there_[i] != 0; is_there_[i] &= is_there_[i] - 1) {
        const auto feature = static_cast<Feature>(i * kBits + static_cast<unsigned>(std::countr_zero(is_there_[i])));
        visit(feature, std::exchange(sums_[feature], 0.0F));
      }
    }
  }

 private:
  static constexpr std::size_t kBits = 64;
  std::vector<std::uint64_t> is_there_ = std::vector<std::uint64_t>(kFeatures / kBits);
  std::vector<float> sums_ = std::vector<float>(kFeatures);
};

}  // namespace

TextVector VectorBuilder::build(const FeatureStatistics& statistics, std::size_t least, const TextVector& asked) const {
  const auto is_asked = [&](Feature feature) {
    const auto at = std::lower_bound(asked.begin(), asked.end(), feature,
                                     [](const WeightedFeature& one, Feature value) { return one.feature < value; });
    return at != asked.end() && at->feature == feature;
  };
  thread_local Sums sums;
  for (const WeightedFeature& one : counted_) sums.add(one.feature, static_cast<float>(one.weight));
  TextVector out;
  out.reserve(counted_.size());
  double squares = 0;
  sums.take([&](Feature feature, double count) {
    if (!statistics.is_known(feature, least) && !is_asked(feature)) return;
    out.push_back({feature, std::sqrt(count) * statistics.weight(feature)});
    squares += out.back().weight * out.back().weight;
  });
  if (squares <= 0) return {};
  for (WeightedFeature& weighted : out) weighted.weight /= std::sqrt(squares);
  return out;
}

TextVector vector_of_document(const Tokens& tokens, const FeatureStatistics& statistics, const TextVector& asked) {
  VectorBuilder builder;
  for (const Part& part : tokens.parts()) {
    // Tags are what likeness is judged by; a project's name would bring its own documents only.
    if (part.kind == PartKind::kTag || part.kind == PartKind::kProject) continue;
    builder.add(tokens, part, part.kind == PartKind::kTitle ? kTitleCount : 1, true);
  }
  return builder.build(statistics, 2, asked);
}

TextVector vector_of_lesson(const Tokens& tokens, std::size_t ordinal, const FeatureStatistics& statistics,
                            const TextVector& asked) {
  std::vector<Part> headings;
  for (const Part& part : tokens.parts()) {
    if (part.kind != PartKind::kHeading && part.kind != PartKind::kLesson) continue;
    headings.resize(std::min<std::size_t>(headings.size(), part.depth));
    if (part.kind == PartKind::kHeading) headings.push_back(part);
    if (part.kind != PartKind::kLesson || part.ordinal != ordinal) continue;
    VectorBuilder builder;
    for (const Part& heading : headings) builder.add(tokens, heading, 1, false);
    builder.add(tokens, part, 1, false);
    return builder.build(statistics, 2, asked);
  }
  return {};
}

double cosine(const TextVector& a, const TextVector& b) {
  double sum = 0;
  for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    if (a[i].feature == b[k].feature) {
      sum += a[i++].weight * b[k++].weight;
    } else if (a[i].feature < b[k].feature) {
      ++i;
    } else {
      ++k;
    }
  }
  return sum;
}

}  // namespace fupan::indexer
