// Which phases, risks or tags does a text have? Learnt from labelled lessons, calibrated, and silent about labels that
// the words do not carry.
//
// Method: terms weigh ln(1 + count) · ln(N / documents with it), each text has length 1 (Salton & Buckley 1988);
// complement naive Bayes (complement_naive_bayes.h); each label's score is turned into a probability by Platt's method,
// fitted on scores of documents held out. A text may have several labels: the probabilities need not add up to 1.
//
// A label **claims** only with `least_documents` that have it and as many that have not, and when its cross-validated
// Brier score beats the base rate's: one-sided paired t-test with the variance of Nadeau & Bengio (2003), Holm-adjusted
// over the labels <= `family_error`, skill at least `least_skill`, calibration error at most `most_calibration_error`.
// Else its probability is the base rate.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/result.h"
#include "indexer/insight/calibration.h"
#include "indexer/insight/claim_gate.h"
#include "indexer/insight/complement_naive_bayes.h"

namespace fupan::indexer::insight {

struct TermCount {
  std::string term;
  double count = 1;
};

struct LabelledText {
  std::string id;
  std::vector<TermCount> terms;
  std::vector<std::string> labels;  // of one facet; none is a text known to have none
};

struct LabelClassifierOptions {
  double smoothing = 0.3;
  std::size_t least_term_documents = 2;
  std::size_t most_terms = 20000;  // the most frequent; bounds memory: 4 bytes · terms · labels
  std::size_t most_labels = 100;   // the most frequent
  std::size_t least_documents = 10;
  std::uint32_t folds = 5;
  double family_error = 0.05;
  double least_skill = 0.01;
  double most_calibration_error = 0.1;
};

// Cross-validated; nothing but `documents` is set under kTooLittleHistory.
struct LabelReport {
  std::string label;
  Verdict verdict = Verdict::kTooLittleHistory;
  std::size_t documents = 0;  // that have it
  double base_rate = 0;
  double brier = 0;
  double base_brier = 0;
  Margin gain;  // base_brier - brier; its lower bound is one-sided, 1 - family_error
  double adjusted_p_value = 1;
  double calibration_error = 0;
  double f1 =
      0;  // of assigning the label where its probability is at least 1/2, or where it is the text's most likely one
  Platt platt;  // score to probability
};

// Over all labels, cross-validated, before any is silenced.
struct ClassifierReport {
  std::size_t documents = 0;
  double accuracy = 0;       // share of texts whose most likely label is one of theirs; texts without labels left out
  double base_accuracy = 0;  // the same for always saying the most frequent label
  double macro_f1 = 0;       // mean of LabelReport::f1 over labels with enough documents
  double brier = 0;          // mean over texts and those labels
  double base_brier = 0;
  Reliability reliability;          // of the most likely label's probability; empty when there is none
  std::vector<LabelReport> labels;  // in order of name
};

struct LabelPrediction {
  std::string label;
  double probability = 0;
  bool claims = false;  // false: `probability` is the base rate and says nothing about this text
};

// Const methods are thread-safe.
class LabelClassifier {
 public:
  // The order of `texts` does not matter. 5,000 lessons with 30 labels take about a second.
  //
  // Errors: invalid_argument  an id is empty or comes twice; a count is negative or not finite; options out of range
  static Result<LabelClassifier> train(std::span<const LabelledText> texts, const LabelClassifierOptions& options = {});

  // Every label: those that claim first, most likely first, then by name. Without any known term none claims.
  //
  // Errors: invalid_argument  a count is negative or not finite
  Result<std::vector<LabelPrediction>> predict(std::span<const TermCount> terms) const;

  const ClassifierReport& report() const { return report_; }

 private:
  LabelClassifier() = default;
  void choose_terms(std::span<const LabelledText> texts, const LabelClassifierOptions& options);
  std::vector<SparseCell> cells_of(std::span<const TermCount> terms) const;

  std::unordered_map<std::string, std::uint32_t> terms_;
  std::vector<double> rarity_;  // ln(N / documents with the term)
  ComplementNaiveBayes model_;
  ClassifierReport report_;
};

}  // namespace fupan::indexer::insight
