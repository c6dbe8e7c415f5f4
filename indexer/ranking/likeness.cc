#include "indexer/ranking/likeness.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "indexer/ranking/idf.h"

namespace fupan::indexer {
namespace {

constexpr double kTitleWeight = 2;
constexpr double kNeighbourShare = 0.6;
constexpr std::size_t kNeighbours = 10;
constexpr double kItself = 0.999;  // a cosine from which a neighbour is the text itself
constexpr double kLengthPower = 0.05;
constexpr double kFullLength = 1024;  // features
constexpr int kMostNumber = 31;       // days, list numbers; years too say nothing
constexpr int kFirstYear = 1980;
constexpr int kLastYear = 2040;

constexpr std::uint16_t kJoined = 1;

Feature mixed(std::uint32_t value) {
  value ^= value >> 16U;
  value *= 0x7feb352dU;
  value ^= value >> 15U;
  value *= 0x846ca68bU;
  value ^= value >> 16U;
  return value & (kFeatures - 1);
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
    feature = mixed((before << 15U | token) + (1U << 30U));
    return true;
  }
  if (is_joined(tokens, part, i + 1) || is_stop_token(tokens.at(i)) || weightless_tokens()[token]) return false;
  feature = mixed(token);
  return true;
}

void FeatureStatistics::add(const Tokens& tokens) {
  std::vector<Feature> seen;
  Feature feature = 0;
  for (const Part& part : tokens.parts()) {
    for (std::size_t i = part.begin; i < part.end; ++i) {
      if (feature_at(tokens, part, i, feature)) seen.push_back(feature);
    }
  }
  std::sort(seen.begin(), seen.end());
  seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
  for (const Feature once : seen) ++documents[once];
  ++sampled;
}

double FeatureStatistics::idf(Feature feature) const {
  const double found = documents[feature];
  const auto all = std::max(found, static_cast<double>(sampled));
  return inverse_document_frequency(found, all);
}

void VectorBuilder::add(const Tokens& tokens, const Part& part, double weight) {
  Feature feature = 0;
  for (std::size_t i = part.begin; i < part.end; ++i) {
    if (feature_at(tokens, part, i, feature)) counted_.push_back({feature, weight});
  }
}

TextVector VectorBuilder::build(const FeatureStatistics& statistics, std::size_t least, const TextVector& asked) const {
  const auto is_asked = [&](Feature feature) {
    const auto at = std::lower_bound(asked.begin(), asked.end(), feature,
                                     [](const WeightedFeature& one, Feature value) { return one.feature < value; });
    return at != asked.end() && at->feature == feature;
  };
  std::vector<std::uint64_t> sorted;  // feature, then place
  sorted.reserve(counted_.size());
  for (std::size_t i = 0; i < counted_.size(); ++i) sorted.push_back(std::uint64_t{counted_[i].feature} << 32U | i);
  std::sort(sorted.begin(), sorted.end());
  TextVector out;
  out.reserve(sorted.size());
  for (const std::uint64_t one : sorted) {
    const WeightedFeature& counted = counted_[one & 0xFFFFFFFFU];
    const bool is_next = !out.empty() && out.back().feature == counted.feature;
    if (!is_next && !statistics.is_known(counted.feature, least) && !is_asked(counted.feature)) continue;
    if (out.empty() || out.back().feature != counted.feature) out.push_back({counted.feature, 0});
    out.back().weight += counted.weight;
  }
  double squares = 0;
  for (WeightedFeature& weighted : out) {
    weighted.weight = std::sqrt(weighted.weight * statistics.idf(weighted.feature));
    squares += weighted.weight * weighted.weight;
  }
  if (squares <= 0) return {};
  for (WeightedFeature& weighted : out) weighted.weight /= std::sqrt(squares);
  return out;
}

TextVector vector_of_document(const Tokens& tokens, const FeatureStatistics& statistics, const TextVector& asked) {
  VectorBuilder builder;
  for (const Part& part : tokens.parts()) {
    // Tags are what likeness is judged by; a project's name would bring its own documents only.
    if (part.kind == PartKind::kTag || part.kind == PartKind::kProject) continue;
    builder.add(tokens, part, part.kind == PartKind::kTitle ? kTitleWeight : 1);
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
    for (const Part& heading : headings) builder.add(tokens, heading, 1);
    builder.add(tokens, part, 1);
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

namespace {

struct Neighbour {
  std::size_t text = 0;  // in the surroundings
  double weight = 0;     // all of one text add up to 1
};

// The texts around a query: cosines with all of them at once, by lists of who has a feature.
class Surroundings {
 public:
  Surroundings(const TextVector& query, std::span<const TextVector> around) {
    for (const TextVector& text : around) texts_.push_back(&text);
    std::vector<double> cosines;
    for (const TextVector& text : around) cosines.push_back(cosine(query, text));
    std::vector<std::size_t> order(around.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return cosines[a] > cosines[b]; });
    order.resize(std::min(order.size(), kMostAround));
    std::vector<const TextVector*> nearest;
    for (const std::size_t i : order) nearest.push_back(texts_[i]);
    texts_ = std::move(nearest);
    for (const TextVector* text : texts_) {
      for (const WeightedFeature& one : *text) ++begin_[one.feature + 1];
    }
    for (std::size_t i = 0; i < kFeatures; ++i) begin_[i + 1] += begin_[i];
    postings_.resize(begin_[kFeatures]);
    std::vector<std::uint32_t> next(begin_.begin(), begin_.end() - 1);
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      for (const WeightedFeature& one : *texts_[i]) {
        postings_[next[one.feature]++] = {static_cast<std::uint32_t>(i), static_cast<float>(one.weight)};
      }
    }
  }

  std::size_t size() const { return texts_.size(); }
  const TextVector& text(std::size_t i) const { return *texts_[i]; }

  // Which of the surroundings `text` itself is, the same object; size() when it is none.
  std::size_t place_of(const TextVector& text) const {
    return static_cast<std::size_t>(std::find(texts_.begin(), texts_.end(), &text) - texts_.begin());
  }

  std::vector<double> cosines(const TextVector& asked) const {
    std::vector<double> sums(texts_.size());
    for (const WeightedFeature& one : asked) {
      for (std::uint32_t i = begin_[one.feature]; i < begin_[one.feature + 1]; ++i) {
        sums[postings_[i].text] += one.weight * static_cast<double>(postings_[i].weight);
      }
    }
    return sums;
  }

 private:
  struct Posting {
    std::uint32_t text;
    float weight;
  };
  std::vector<const TextVector*> texts_;                                          // nearest to the query first
  std::vector<std::uint32_t> begin_ = std::vector<std::uint32_t>(kFeatures + 1);  // of a feature's postings
  std::vector<Posting> postings_;
};

std::vector<Neighbour> neighbours(std::span<const double> cosines) {
  std::vector<Neighbour> nearest;
  for (std::size_t i = 0; i < cosines.size(); ++i) {
    if (cosines[i] > 0 && cosines[i] < kItself) nearest.push_back({i, cosines[i]});
  }
  const std::size_t count = std::min(kNeighbours, nearest.size());
  std::partial_sort(nearest.begin(), nearest.begin() + static_cast<std::ptrdiff_t>(count), nearest.end(),
                    [](const Neighbour& a, const Neighbour& b) {
                      return a.weight != b.weight ? a.weight > b.weight : a.text < b.text;
                    });
  nearest.resize(count);
  double sum = 0;
  for (const Neighbour& one : nearest) sum += one.weight;
  for (Neighbour& one : nearest) one.weight /= sum;
  return nearest;
}

double length_factor(const TextVector& text) {
  return std::pow(std::min(1.0, static_cast<double>(text.size()) / kFullLength), kLengthPower);
}

}  // namespace

std::vector<double> expanded_likeness(const TextVector& query, std::span<const TextVector> texts,
                                      std::span<const TextVector> around) {
  const Surroundings surroundings(query, around);
  const std::size_t size = surroundings.size();
  std::vector<double> among(size * size);  // cosines of the surroundings with each other
  for (std::size_t i = 0; i < size; ++i) {
    const std::vector<double> row = surroundings.cosines(surroundings.text(i));
    std::copy(row.begin(), row.end(), among.begin() + static_cast<std::ptrdiff_t>(i * size));
  }
  const std::vector<double> of_query = surroundings.cosines(query);
  const std::vector<Neighbour> near_query = neighbours(of_query);
  // The product of each of the surroundings with the expanded query.
  std::vector<double> of_expanded = of_query;
  for (std::size_t i = 0; i < size; ++i) {
    for (const Neighbour& one : near_query) of_expanded[i] += kNeighbourShare * one.weight * among[i * size + one.text];
  }
  std::vector<double> scores;
  for (const TextVector& text : texts) {
    const std::size_t place = surroundings.place_of(text);
    const std::vector<double> computed = place == size ? surroundings.cosines(text) : std::vector<double>();
    const std::span<const double> own =
        place == size ? std::span(computed) : std::span(among).subspan(place * size, size);
    const std::vector<Neighbour> near = neighbours(own);
    double product = cosine(query, text), length = 1;
    for (const Neighbour& one : near_query) product += kNeighbourShare * one.weight * own[one.text];
    for (const Neighbour& one : near) {
      product += kNeighbourShare * one.weight * of_expanded[one.text];
      length += 2 * kNeighbourShare * one.weight * own[one.text];
      for (const Neighbour& two : near) {
        length += kNeighbourShare * kNeighbourShare * one.weight * two.weight * among[one.text * size + two.text];
      }
    }
    scores.push_back(product / std::sqrt(length) * length_factor(text));
  }
  // q' has one length for all texts; it makes the scores cosines.
  double query_length = 1;
  for (const Neighbour& one : near_query) {
    query_length += kNeighbourShare * one.weight * (of_query[one.text] + of_expanded[one.text]);
  }
  for (double& score : scores) score = std::min(1.0, score / std::sqrt(query_length));
  return scores;
}

}  // namespace fupan::indexer
