#include "indexer/ranking/expanded_likeness.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace fupan::indexer {
namespace {

constexpr double kNeighbourShare = 0.5;
constexpr int kExpansions = 2;
constexpr std::size_t kNeighbours = 10;
constexpr double kItself = 0.999;  // a cosine from which a neighbour is the text itself
constexpr double kLengthPower = 0.08;
constexpr double kFullLength = 1024;  // features

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
