// Are stated probabilities true? Scores, reliability tables for drawing, and Platt's recalibration. Pure functions;
// thread-safe. Probabilities are 0 .. 1, outcomes 0 or 1, both in the same order; sizes must be equal (assert).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "indexer/insight/proportion.h"

namespace fupan::indexer::insight {

using Outcome = std::uint8_t;  // 0 or 1

// Brier (1950): mean of (probability - outcome)². 0 is perfect, 0.25 is a coin. 0 for no cases.
double brier_score(std::span<const double> probabilities, std::span<const Outcome> outcomes);

struct ReliabilityBin {
  double lower = 0;  // smallest and largest probability in the bin
  double upper = 0;
  double mean_predicted = 0;
  double observed = 0;  // share of outcomes that are 1
  Interval interval;    // Wilson interval of `observed`, 90 %
  std::size_t count = 0;
};

struct Reliability {
  std::vector<ReliabilityBin> bins;
  double calibration_error = 0;  // ECE: sum over bins of count/n · |observed - mean_predicted| (Naeini et al. 2015)
};

inline constexpr std::size_t kMostBins = 10;
inline constexpr std::size_t kCasesPerBin = 50;

// Bins of equal mass over the sorted probabilities; equal probabilities stay in one bin. At most n / kCasesPerBin bins
// (at least 1, at most kMostBins): with 30 cases a bin, chance alone gives a perfect forecast an error of about 0.07.
Reliability reliability(std::span<const double> probabilities, std::span<const Outcome> outcomes);

double logistic(double x);  // 1 / (1 + e^-x)
double logit(double p);     // ln(p / (1 - p)); p is kept inside 1e-9 .. 1 - 1e-9

// Platt (1999): p = logistic(slope · score + intercept).
struct Platt {
  double slope = 1;
  double intercept = 0;
  double operator()(double score) const { return logistic(slope * score + intercept); }
};

// Fitted by Newton's method on smoothed targets (Lin, Lin & Weng 2007). A slope below 0 would mean that the scores
// point the wrong way: then the slope is 0 and every answer is the base rate. Scores must be finite.
Platt fit_platt(std::span<const double> scores, std::span<const Outcome> outcomes);

}  // namespace fupan::indexer::insight
