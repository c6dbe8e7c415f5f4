// When may the program say that history shows a pattern? The tests behind that, docs/decisions/0011-claims.md the
// reasons. Pure functions; thread-safe; deterministic.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/insight/calibration.h"
#include "indexer/insight/sparse_rows.h"

namespace fupan::indexer::insight {

enum class Verdict {
  kPattern,           // claims: the answer differs from case to case
  kTooLittleHistory,  // not enough cases, or not enough of either outcome: the answer is the base rate
  kNoPattern,         // enough cases, but nothing beats the base rate reliably: the answer is the base rate
  kPoorlyCalibrated,  // there is a pattern, but the probabilities would be wrong: the answer is the base rate
};
// "pattern", "too_little_history", "no_pattern", "poorly_calibrated": stable, for the API.
std::string_view name_of(Verdict verdict);

// Step-down adjustment of Holm (1979): a hypothesis is rejected at family error a when its adjusted value is <= a,
// whatever the dependence between them. Same order as given.
std::vector<double> holm_adjust(std::span<const double> p_values);

// How much better one forecast is than another over the same cases.
struct Margin {
  double mean = 0;
  double lower = 0;    // one-sided lower confidence bound
  double p_value = 1;  // one-sided, of mean <= 0
};

// Paired t-test (Student 1908) over `gains` (loss of the base rate minus loss of the model, one a case).
// `variance_factor` widens the standard error where training sets overlap: 1 + folds/(folds - 1) is the correction of
// Nadeau & Bengio (2003) for k-fold cross-validation. Fewer than 2 gains give mean 0, lower -1, p 1.
Margin paired_margin(std::span<const double> gains, double confidence, double variance_factor = 1);

// Is the outcome associated with any of the features? p value of a permutation test (Fisher 1935; Phipson & Smyth
// 2010): exact for exchangeable cases, whatever n, the number of features and their dependence. Two statistics of the
// score z_j of each feature are looked at, the smaller p of both is taken and itself judged against its permutations
// (Westfall & Young 1993): max z², for one strong feature (sparse), and Σ z_j² · variance_j, the global test of Goeman
// et al. (2004) behind ridge regression, for many weak ones. Work: permutations × cells of the rows with outcome 1.
// Smallest p: 1/(permutations+1).
double association_p_value(const SparseRows& cases, std::span<const Outcome> outcomes, std::size_t permutations,
                           std::uint64_t seed);

// Score z_j of each feature alone: (Σ x over hits - hits · mean) / its standard deviation under permutation; 0 for a
// feature that is constant. Used by association_p_value() and for screening (Fan & Lv 2008).
std::vector<double> feature_scores(const SparseRows& cases, std::span<const Outcome> outcomes);

}  // namespace fupan::indexer::insight
