// Distribution functions that the standard library lacks. Pure functions; thread-safe. Arguments outside the stated
// range are a caller's bug (assert); what people can type is checked in proportion.h and its neighbours.
#pragma once

#include <cstddef>
#include <vector>

namespace fupan::indexer::insight {

// z with P(Z <= z) = p for the standard normal, 0 < p < 1. Rational start (Acklam 2003), one step of Halley on erfc:
// relative error below 1e-14.
double normal_quantile(double p);

// P(Z >= z) of the standard normal.
double normal_upper_tail(double z);

// Regularised incomplete beta function I_x(a, b), a, b > 0, 0 <= x <= 1: the continued fraction of Lentz (Press et al.,
// Numerical Recipes, 6.4). Absolute error below 1e-12.
double incomplete_beta(double a, double b, double x);

// x with I_x(a, b) = p, by bisection to 1e-12.
double beta_quantile(double a, double b, double p);

// P(T >= t) of Student's t with `degrees` > 0 degrees of freedom.
double student_upper_tail(double t, double degrees);

// t with P(T >= t) = p, 0 < p <= 0.5.
double student_upper_quantile(double p, double degrees);

// ln(i!) for i = 0 .. limit. Const methods thread-safe.
class LogFactorials {
 public:
  explicit LogFactorials(std::size_t limit);

  double log_choose(std::size_t n, std::size_t k) const { return table_[n] - table_[k] - table_[n - k]; }

  // P(X >= hits) when `drawn` of `total` things are drawn without putting back and `marked` of them are marked: the
  // one-sided exact test of Fisher (1935). drawn, marked <= total <= limit. 1 when hits is 0, 0 when it cannot be.
  double hypergeometric_upper_tail(std::size_t hits, std::size_t drawn, std::size_t marked, std::size_t total) const;

 private:
  std::vector<double> table_;
};

}  // namespace fupan::indexer::insight
