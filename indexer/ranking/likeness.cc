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
constexpr double kNeighbourShare = 0.5;
constexpr int kExpansions = 2;
constexpr std::size_t kNeighbours = 10;
constexpr double kItself = 0.999;  // a cosine from which a neighbour is the text itself
constexpr double kLengthPower = 0.08;
constexpr double kFullLength = 1024;  // features
constexpr int kMostNumber = 31;       // days, list numbers; years too say nothing
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

namespace {

struct Neighbour {
  std::size_t text = 0;  // in the surroundings
  double weight = 0;     // all of one text add up to 1
};
using Neighbours = std::vector<Neighbour>;

// The nearest of the surroundings by their cosines.
Neighbours neighbours(std::span<const double> cosines) {
  Neighbours nearest;
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

// Cosines of many vectors with all of a few: with each of the few at once, by lists of who has a feature.
class Postings {
 public:
  explicit Postings(std::span<const TextVector* const> texts) {
    for (const TextVector* text : texts) {
      for (const WeightedFeature& one : *text) ++begin_[one.feature + 1];
    }
    for (std::size_t i = 0; i < kFeatures; ++i) begin_[i + 1] += begin_[i];
    postings_.resize(begin_[kFeatures]);
    std::vector<std::uint32_t> next(begin_.begin(), begin_.end() - 1);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      for (const WeightedFeature& one : *texts[i]) {
        postings_[next[one.feature]++] = {static_cast<std::uint32_t>(i), static_cast<float>(one.weight)};
      }
    }
  }

  void add_cosines(const TextVector& asked, std::span<double> sums) const {
    for (const WeightedFeature& one : asked) {
      for (std::uint32_t i = begin_[one.feature]; i < begin_[one.feature + 1]; ++i) {
        sums[postings_[i].text] += one.weight * static_cast<double>(postings_[i].weight);
      }
    }
  }

 private:
  struct Posting {
    std::uint32_t text;
    float weight;
  };
  std::vector<std::uint32_t> begin_ = std::vector<std::uint32_t>(kFeatures + 1);  // of a feature's postings
  std::vector<Posting> postings_;
};

// The texts that neighbours are taken from.
std::vector<const TextVector*> nearest_around(const TextVector& query, std::span<const TextVector> around) {
  std::vector<double> cosines;
  for (const TextVector& text : around) cosines.push_back(cosine(query, text));
  std::vector<std::size_t> order(around.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return cosines[a] > cosines[b]; });
  order.resize(std::min(order.size(), kMostAround));
  std::vector<const TextVector*> nearest;
  for (const std::size_t i : order) nearest.push_back(&around[i]);
  return nearest;
}

// What is known of vectors while they are expanded: the cosines of all of them with the surroundings and the query. The
// vectors themselves are sums of each other, so that no more is needed.
class Expansion {
 public:
  // `texts`: the surroundings, the query, others.
  Expansion(const std::vector<const TextVector*>& texts, std::size_t surroundings)
      : rows_(texts.size()), around_(surroundings), columns_(surroundings + 1), cosines_(rows_ * columns_) {
    const Postings postings(std::span<const TextVector* const>(texts).first(columns_));
    for (std::size_t i = 0; i < rows_; ++i) postings.add_cosines(*texts[i], row(i));
  }

  double with_query(std::size_t i) const { return cosines_[i * columns_ + around_]; }

  // Each vector becomes itself and a share of its neighbours, of length 1 again.
  void expand() {
    std::vector<Neighbours> near;
    std::vector<double> lengths;
    for (std::size_t i = 0; i < rows_; ++i) {
      near.push_back(neighbours(std::as_const(*this).row(i).first(around_)));
      lengths.push_back(length_with(i, near.back()));
    }
    std::vector<double> sums = cosines_;  // of the expanded with those before
    for (std::size_t i = 0; i < rows_; ++i) {
      for (const Neighbour& one : near[i]) {
        const std::span<const double> other = std::as_const(*this).row(one.text);
        for (std::size_t k = 0; k < columns_; ++k) sums[i * columns_ + k] += kNeighbourShare * one.weight * other[k];
      }
    }
    for (std::size_t i = 0; i < rows_; ++i) {
      const std::span<const double> before = std::span(sums).subspan(i * columns_, columns_);
      for (std::size_t k = 0; k < columns_; ++k) {
        double sum = before[k];
        for (const Neighbour& one : near[k]) sum += kNeighbourShare * one.weight * before[one.text];
        row(i)[k] = lengths[i] * lengths[k] > 0 ? sum / (lengths[i] * lengths[k]) : 0;
      }
    }
  }

 private:
  std::span<double> row(std::size_t i) { return std::span(cosines_).subspan(i * columns_, columns_); }
  std::span<const double> row(std::size_t i) const { return std::span(cosines_).subspan(i * columns_, columns_); }

  double length_with(std::size_t i, const Neighbours& near) const {
    double squares = 1;
    for (const Neighbour& one : near) {
      squares += 2 * kNeighbourShare * one.weight * row(i)[one.text];
      for (const Neighbour& two : near) {
        squares += kNeighbourShare * kNeighbourShare * one.weight * two.weight * row(one.text)[two.text];
      }
    }
    return std::sqrt(squares);
  }

  std::size_t rows_;
  std::size_t around_;
  std::size_t columns_;
  std::vector<double> cosines_;
};

double length_factor(const TextVector& text) {
  return std::pow(std::min(1.0, static_cast<double>(text.size()) / kFullLength), kLengthPower);
}

}  // namespace

std::vector<double> expanded_likeness(const TextVector& query, std::span<const TextVector> texts,
                                      std::span<const TextVector> around) {
  std::vector<const TextVector*> all = nearest_around(query, around);
  const std::size_t surroundings = all.size();
  all.push_back(&query);
  std::vector<std::size_t> place_of;
  for (const TextVector& text : texts) {
    const auto end = all.begin() + static_cast<std::ptrdiff_t>(surroundings);
    const auto found = std::find(all.begin(), end, &text);
    place_of.push_back(found == end ? all.size() : static_cast<std::size_t>(found - all.begin()));
    if (found == end) all.push_back(&text);
  }
  Expansion expansion(all, surroundings);
  for (int i = 0; i < kExpansions; ++i) expansion.expand();
  std::vector<double> scores;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    scores.push_back(std::min(1.0, expansion.with_query(place_of[i])) * length_factor(texts[i]));
  }
  return scores;
}

}  // namespace fupan::indexer
