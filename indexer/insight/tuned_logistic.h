// Logistic regression whose features, penalty and recalibration are chosen by cross-validation inside the cases it is
// given: the inner half of nested cross-validation (Stone 1974; Varma & Simon 2006). Pure functions; thread-safe;
// deterministic.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "indexer/insight/calibration.h"
#include "indexer/insight/logistic_regression.h"
#include "indexer/insight/sparse_rows.h"

namespace fupan::indexer::insight {

// The grid: features whose score alone (feature_scores(), in the training part) is at least `least_score` in size, and
// the ridge penalty. Screening finds one strong tag among two hundred words; without it ridge finds many weak ones.
struct Shrinkage {
  double least_score = 0;
  double penalty = 1;
};
// Penalties of one screen stand together, strongest first: each fit starts from the one before.
inline constexpr std::array kShrinkages{Shrinkage{3, 16}, Shrinkage{3, 4},  Shrinkage{3, 1},
                                        Shrinkage{2, 16}, Shrinkage{2, 4},  Shrinkage{2, 1},
                                        Shrinkage{0, 64}, Shrinkage{0, 16}, Shrinkage{0, 4}};

struct TunedLogistic {
  double base_rate = 0.5;              // (hits + 1/2) / (n + 1) of the training cases
  bool is_base_rate = true;            // nothing of the grid did better: the answer is base_rate
  Shrinkage shrinkage;                 // the choice
  std::vector<std::uint32_t> columns;  // the features in use
  std::vector<double> weights;         // log odds for each of `columns`, after recalibration
  double intercept = 0;
  bool is_recalibrated = false;

  double probability(std::span<const SparseCell> row) const;
};

// `rows` picks the training cases from `cases` and `outcomes`; `keys` are fold_keys() of all. Recalibration (Platt) is
// kept only where it lowers the Brier score of cases held out. `folds` >= 2; both outcomes at least `folds` times among
// `rows`, else the answer is the base rate.
TunedLogistic fit_tuned(const SparseRows& cases, std::span<const Outcome> outcomes, std::span<const std::uint64_t> keys,
                        std::span<const std::uint32_t> rows, std::uint32_t folds);

}  // namespace fupan::indexer::insight
