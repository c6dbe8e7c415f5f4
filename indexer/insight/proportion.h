// Shares of projects (3 of 8 were hit) with their uncertainty, and whether two shares differ. Pure functions;
// thread-safe. A share is 0 .. 1. `confidence` is two-sided: 0.90 leaves 5 % on either side.
//
// 0.90 is the default everywhere in insight/: with the 5 to 30 similar projects that a brief has, 95 % intervals are so
// wide that people stop reading them, and "one in twenty that it is worse than this" is what a risk register asks for.
#pragma once

#include <cstddef>
#include <optional>

#include "core/result.h"

namespace fupan::indexer::insight {

inline constexpr double kDefaultConfidence = 0.90;

struct Interval {
  double lower = 0;
  double upper = 1;
};

// Score interval of Wilson (1927): with p = hits/n and z the normal quantile,
// (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n). n = 0 gives 0 .. 1. Sensible for small n and for none or all hit.
//
// Errors: invalid_argument  hits > n; confidence not inside (0, 1) or not a number
Result<Interval> wilson_interval(std::size_t hits, std::size_t n, double confidence = kDefaultConfidence);

// Beta posterior after Jeffreys' prior Beta(1/2, 1/2): mean (hits + 1/2) / (n + 1), never 0 or 1, so it can be
// multiplied and compared. The interval is equal-tailed, with the lower end 0 when nothing and the upper end 1 when
// everything was hit (Brown, Cai & DasGupta 2001).
struct Posterior {
  double mean = 0.5;
  Interval interval;
};
// Errors: as wilson_interval()
Result<Posterior> jeffreys_posterior(std::size_t hits, std::size_t n, double confidence = kDefaultConfidence);

enum class Difference {
  kTooFew,        // one side has no cases, or no outcome at all could have shown a difference
  kNotDifferent,  // chance explains what was seen; say so instead of quoting the lift
  kHigher,
  kLower,
};

struct Comparison {
  double rate = 0;               // of the part; 0 when it is empty
  double rest_rate = 0;          // of the cases to compare with; 0 when there are none
  std::optional<double> lift;    // rate / rest_rate; nothing when rest_rate is 0 or a side is empty
  Interval lift_interval{0, 0};  // Katz et al. 1978 on log scale, half a case added (Walter 1975); only with `lift`
  Interval difference{-1, 1};    // of rate - rest_rate, hybrid score interval (Newcombe 1998, method 10)
  double p_value = 1;            // Fisher's exact test, two-sided (twice the smaller tail, at most 1)
  Difference verdict = Difference::kTooFew;
};

// Two groups that have no case in common. The verdict is kHigher or kLower only when p_value <= 1 - confidence: the
// exact test never says so by chance more often than that, however small the groups.
//
// Errors: invalid_argument  hits > n on a side; confidence not inside (0, 1)
Result<Comparison> compare_proportions(std::size_t hits, std::size_t n, std::size_t rest_hits, std::size_t rest_n,
                                       double confidence = kDefaultConfidence);

// The same for a part of a whole (the k similar projects and all projects): the part is compared with the cases outside
// it, because a group compared with itself looks alike.
//
// Errors: invalid_argument  also when the part has more hits or misses than the whole
Result<Comparison> compare_with_rest(std::size_t hits, std::size_t n, std::size_t all_hits, std::size_t all_n,
                                     double confidence = kDefaultConfidence);

}  // namespace fupan::indexer::insight
