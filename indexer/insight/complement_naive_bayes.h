// Complement naive Bayes (Rennie, Shih, Teevan & Karger 2003): a class is described by the documents outside it, which
// are many even where the class is small. Const methods are thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "indexer/insight/sparse_rows.h"

namespace fupan::indexer::insight {

// Sums of term weights, by term and class; subtracting a fold's sums leaves those of its training part.
class TermClassSums {
 public:
  TermClassSums(std::size_t terms, std::size_t classes)
      : terms_(terms), classes_(classes), by_class_(terms * classes), totals_(terms) {}

  // `labels`: classes of the document, each once.
  void add(std::span<const SparseCell> document, std::span<const std::uint32_t> labels);
  void subtract(const TermClassSums& other);

  std::size_t terms() const { return terms_; }
  std::size_t classes() const { return classes_; }
  double total(std::size_t term) const { return totals_[term]; }
  double in_class(std::size_t term, std::size_t label) const { return by_class_[term * classes_ + label]; }

 private:
  std::size_t terms_;
  std::size_t classes_;
  std::vector<double> by_class_;
  std::vector<double> totals_;
};

// Weight of a term for a class: ln θ - ln θ', with θ the smoothed share of the term in all documents and θ' its share
// in the documents outside the class. Subtracting ln θ changes no ranking of classes for one text (it is the same for
// all) but makes the scores of different texts comparable, so that they can be calibrated. The weight normalisation of
// the paper is left out: the slope of the calibration does that. Memory: 4 bytes a term and class.
class ComplementNaiveBayes {
 public:
  ComplementNaiveBayes() = default;
  ComplementNaiveBayes(const TermClassSums& sums, double smoothing);  // smoothing > 0, added to each term's sum

  // Σ value · weight for each class, into `scores` (one a class); more means more likely.
  void score(std::span<const SparseCell> document, std::span<double> scores) const;

 private:
  std::size_t classes_ = 0;
  std::vector<float> weights_;
};

}  // namespace fupan::indexer::insight
