#include "indexer/insight/distributions.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>

namespace fupan::indexer::insight {
namespace {

constexpr std::array kA{-3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                        1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
constexpr std::array kB{-5.447609879822406e+01, 1.615858368580409e+02,  -1.556989798598866e+02,
                        6.680131188771972e+01,  -1.328068155288572e+01, 1.0};
constexpr std::array kC{-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                        -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
constexpr std::array kD{7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00,
                        1.0};

template <std::size_t N>
double polynomial(const std::array<double, N>& coefficients, double x) {
  double value = 0;
  for (const double coefficient : coefficients) value = value * x + coefficient;
  return value;
}

double rational_start(double p) {
  constexpr double kTail = 0.02425;
  if (p < kTail) {
    const double q = std::sqrt(-2 * std::log(p));
    return polynomial(kC, q) / polynomial(kD, q);
  }
  if (p > 1 - kTail) return -rational_start(1 - p);
  const double q = p - 0.5;
  return polynomial(kA, q * q) * q / polynomial(kB, q * q);
}

// Lentz's continued fraction; converges fast for x < (a + 1) / (a + b + 2).
double beta_fraction(double a, double b, double x) {
  constexpr double kTiny = 1e-300;
  const auto away_from_zero = [](double value) { return std::abs(value) < kTiny ? kTiny : value; };
  double c = 1;
  double d = 1 / away_from_zero(1 - (a + b) * x / (a + 1));
  double value = d;
  for (int m = 1; m <= 2000; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away_from_zero(1 + even * d);
    c = away_from_zero(1 + even / c);
    value *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away_from_zero(1 + odd * d);
    c = away_from_zero(1 + odd / c);
    value *= d * c;
    if (std::abs(d * c - 1) < 1e-15) break;
  }
  return value;
}

}  // namespace

double normal_quantile(double p) {
  assert(p > 0 && p < 1);
  const double z = rational_start(p);
  const double error = 0.5 * std::erfc(-z / std::numbers::sqrt2) - p;
  const double step = error * std::sqrt(2 * std::numbers::pi) * std::exp(z * z / 2);
  return z - step / (1 + z * step / 2);
}

double normal_upper_tail(double z) { return 0.5 * std::erfc(z / std::numbers::sqrt2); }

double incomplete_beta(double a, double b, double x) {
  assert(a > 0 && b > 0 && x >= 0 && x <= 1);
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const double front =
      std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
  if (x < (a + 1) / (a + b + 2)) return front * beta_fraction(a, b, x) / a;
  return 1 - front * beta_fraction(b, a, 1 - x) / b;
}

double beta_quantile(double a, double b, double p) {
  assert(p >= 0 && p <= 1);
  double low = 0;
  double high = 1;
  while (high - low > 1e-13) {
    const double middle = (low + high) / 2;
    (incomplete_beta(a, b, middle) < p ? low : high) = middle;
  }
  return (low + high) / 2;
}

double student_upper_tail(double t, double degrees) {
  assert(degrees > 0);
  if (std::isinf(t)) return t > 0 ? 0 : 1;
  const double tail = 0.5 * incomplete_beta(degrees / 2, 0.5, degrees / (degrees + t * t));
  return t >= 0 ? tail : 1 - tail;
}

double student_upper_quantile(double p, double degrees) {
  assert(p > 0 && p <= 0.5);
  double low = 0;
  double high = 1;
  while (student_upper_tail(high, degrees) > p && high < 1e12) high *= 2;
  for (int i = 0; i < 200 && high - low > 1e-12 * high; ++i) {
    const double middle = (low + high) / 2;
    (student_upper_tail(middle, degrees) > p ? low : high) = middle;
  }
  return (low + high) / 2;
}

LogFactorials::LogFactorials(std::size_t limit) : table_(limit + 1) {
  for (std::size_t i = 1; i <= limit; ++i) table_[i] = table_[i - 1] + std::log(static_cast<double>(i));
}

double LogFactorials::hypergeometric_upper_tail(std::size_t hits, std::size_t drawn, std::size_t marked,
                                                std::size_t total) const {
  assert(drawn <= total && marked <= total && total < table_.size());
  const std::size_t least = drawn + marked > total ? drawn + marked - total : 0;
  const std::size_t most = std::min(drawn, marked);
  if (hits <= least) return 1;
  if (hits > most) return 0;
  const double all = log_choose(total, drawn);
  double sum = 0;
  for (std::size_t i = hits; i <= most; ++i) {
    const double term = std::exp(log_choose(marked, i) + log_choose(total - marked, drawn - i) - all);
    sum += term;
    if (term < sum * 1e-17) break;
  }
  return std::min(1.0, sum);
}

}  // namespace fupan::indexer::insight
