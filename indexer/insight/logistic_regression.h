// Logistic regression with an L2 penalty (ridge; le Cessie & van Houwelingen 1992): minimises
// Σ ln(1 + e^η) - y η + penalty/2 · Σ weight², η = intercept + Σ weight · value. The intercept is not penalised, so
// without any useful feature the answer is the base rate. Pure function; thread-safe.
#pragma once

#include <span>
#include <vector>

#include "indexer/insight/calibration.h"
#include "indexer/insight/sparse_rows.h"

namespace fupan::indexer::insight {

struct LogisticModel {
  double intercept = 0;
  std::vector<double> weights;  // one a column

  double log_odds(std::span<const SparseCell> row) const;
};

// Fits by truncated Newton (inner conjugate gradients preconditioned with the diagonal; Lin, Weng & Keerthi 2008): work
// is a few dozen passes over the cells whatever the number of columns. `start` is where to begin (a fit with another
// penalty), or empty. penalty > 0; `cases` must hold both outcomes, else the weights are 0 and the intercept is the
// base rate (hits + 1/2) / (n + 1).
LogisticModel fit_logistic(const SparseRows& cases, std::span<const Outcome> outcomes, double penalty,
                           LogisticModel start = {});

}  // namespace fupan::indexer::insight
