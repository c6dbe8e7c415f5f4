#include "indexer/insight/complement_naive_bayes.h"

#include <algorithm>
#include <cmath>

namespace fupan::indexer::insight {

void TermClassSums::add(std::span<const SparseCell> document, std::span<const std::uint32_t> labels) {
  for (const SparseCell& cell : document) {
    totals_[cell.column] += cell.value;
    for (const std::uint32_t label : labels) by_class_[cell.column * classes_ + label] += cell.value;
  }
}

void TermClassSums::subtract(const TermClassSums& other) {
  for (std::size_t i = 0; i < totals_.size(); ++i) totals_[i] -= other.totals_[i];
  for (std::size_t i = 0; i < by_class_.size(); ++i) by_class_[i] -= other.by_class_[i];
}

ComplementNaiveBayes::ComplementNaiveBayes(const TermClassSums& sums, double smoothing)
    : classes_(sums.classes()), weights_(sums.terms() * sums.classes()) {
  const double prior = smoothing * static_cast<double>(sums.terms());
  double all = prior;
  std::vector<double> outside(classes_, prior);
  for (std::size_t term = 0; term < sums.terms(); ++term) {
    all += sums.total(term);
    for (std::size_t c = 0; c < classes_; ++c) outside[c] += sums.total(term) - sums.in_class(term, c);
  }
  for (double& value : outside) value = std::log(std::max(value, smoothing));
  const double log_all = std::log(std::max(all, smoothing));
  for (std::size_t term = 0; term < sums.terms(); ++term) {
    const double total = std::max(0.0, sums.total(term));
    const double here = std::log(total + smoothing) - log_all;
    for (std::size_t c = 0; c < classes_; ++c) {
      const double others = std::max(0.0, sums.total(term) - sums.in_class(term, c));
      // most classes have nothing of most terms: no logarithm needed
      const double log_others = others >= total ? here + log_all : std::log(others + smoothing);
      weights_[term * classes_ + c] = static_cast<float>(here - (log_others - outside[c]));
    }
  }
}

void ComplementNaiveBayes::score(std::span<const SparseCell> document, std::span<double> scores) const {
  std::fill(scores.begin(), scores.end(), 0.0);
  for (const SparseCell& cell : document) {
    const float* row = weights_.data() + cell.column * classes_;
    for (std::size_t c = 0; c < classes_; ++c) scores[c] += cell.value * static_cast<double>(row[c]);
  }
}

}  // namespace fupan::indexer::insight
