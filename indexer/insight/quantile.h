// Quantiles of small samples: how far similar projects overran. Pure functions; thread-safe. Units are those of the
// values.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "core/result.h"

namespace fupan::indexer::insight {

// Quantile of type 8 of Hyndman & Fan (1996), the one they recommend: with h = (n + 1/3) p + 1/3, the value between the
// sorted values number floor(h) and floor(h) + 1, in proportion; at the ends the smallest and the largest.
// Approximately median-unbiased whatever the distribution; the type 7 of spreadsheets pulls P20 and P80 of small
// samples inwards. `values` in any order, copied.
//
// Errors: invalid_argument  no values; a value is not finite; p outside 0 .. 1
Result<double> quantile(std::span<const double> values, double p);

// From fewer values the answer would be about single projects: P20 and P80 want at least one value expected on their
// far side (5 · 0.2 = 1), the median wants one on each side.
inline constexpr std::size_t kLeastForMedian = 3;
inline constexpr std::size_t kLeastForTails = 5;

struct Spread {
  std::size_t n = 0;
  std::optional<double> p20;  // nothing below kLeastForTails values
  std::optional<double> p50;  // nothing below kLeastForMedian values
  std::optional<double> p80;
};

// Errors: invalid_argument  a value is not finite. No values is no error: n is 0 and nothing else is set.
Result<Spread> spread(std::span<const double> values);

}  // namespace fupan::indexer::insight
