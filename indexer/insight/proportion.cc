#include "indexer/insight/proportion.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "indexer/insight/distributions.h"

namespace fupan::indexer::insight {
namespace {

double as_double(std::size_t value) { return static_cast<double>(value); }

Status check(std::size_t hits, std::size_t n, double confidence) {
  if (hits > n) {
    return make_error(ErrorCode::kInvalidArgument,
                      "proportion: " + std::to_string(hits) + " hits of " + std::to_string(n));
  }
  if (!(confidence > 0 && confidence < 1)) {
    return make_error(ErrorCode::kInvalidArgument, "proportion: confidence must lie inside (0, 1)");
  }
  return ok_status();
}

Interval wilson(std::size_t hits, std::size_t count, double z) {
  if (count == 0) return {};
  const double n = as_double(count);
  const double p = as_double(hits) / n;
  const double middle = p + z * z / (2 * n);
  const double half = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  const double scale = 1 + z * z / n;
  return {hits == 0 ? 0.0 : std::max(0.0, (middle - half) / scale),
          hits == count ? 1.0 : std::min(1.0, (middle + half) / scale)};
}

Interval newcombe(double p1, const Interval& first, double p2, const Interval& second) {
  const double d = p1 - p2;
  return {d - std::hypot(p1 - first.lower, second.upper - p2), d + std::hypot(first.upper - p1, p2 - second.lower)};
}

Interval katz(std::size_t hits, std::size_t n, std::size_t rest_hits, std::size_t rest_n, double z) {
  const double a = as_double(hits) + 0.5;
  const double b = as_double(n) + 0.5;
  const double c = as_double(rest_hits) + 0.5;
  const double d = as_double(rest_n) + 0.5;
  const double middle = std::log(a / b) - std::log(c / d);
  const double half = z * std::sqrt(std::max(0.0, 1 / a - 1 / b + 1 / c - 1 / d));
  return {std::exp(middle - half), std::exp(middle + half)};
}

}  // namespace

Result<Interval> wilson_interval(std::size_t hits, std::size_t n, double confidence) {
  if (auto status = check(hits, n, confidence); !status) return status.error();
  return wilson(hits, n, normal_quantile((1 + confidence) / 2));
}

Result<Posterior> jeffreys_posterior(std::size_t hits, std::size_t n, double confidence) {
  if (auto status = check(hits, n, confidence); !status) return status.error();
  const double a = as_double(hits) + 0.5;
  const double b = as_double(n - hits) + 0.5;
  const double tail = (1 - confidence) / 2;
  return Posterior{a / (a + b),
                   {hits == 0 ? 0.0 : beta_quantile(a, b, tail), hits == n ? 1.0 : beta_quantile(a, b, 1 - tail)}};
}

Result<Comparison> compare_proportions(std::size_t hits, std::size_t n, std::size_t rest_hits, std::size_t rest_n,
                                       double confidence) {
  if (auto status = check(hits, n, confidence); !status) return status.error();
  if (auto status = check(rest_hits, rest_n, confidence); !status) return status.error();
  Comparison result;
  if (n > 0) result.rate = as_double(hits) / as_double(n);
  if (rest_n > 0) result.rest_rate = as_double(rest_hits) / as_double(rest_n);
  if (n == 0 || rest_n == 0) return result;
  const double z = normal_quantile((1 + confidence) / 2);
  if (rest_hits > 0) {
    result.lift = result.rate / result.rest_rate;
    result.lift_interval = katz(hits, n, rest_hits, rest_n, z);
  }
  result.difference = newcombe(result.rate, wilson(hits, n, z), result.rest_rate, wilson(rest_hits, rest_n, z));

  const std::size_t total = n + rest_n;
  const std::size_t marked = hits + rest_hits;
  const LogFactorials factorials(total);
  const double upper = factorials.hypergeometric_upper_tail(hits, n, marked, total);
  const double lower = factorials.hypergeometric_upper_tail(n - hits, n, total - marked, total);
  result.p_value = std::min(1.0, 2 * std::min(upper, lower));
  const double best =
      std::min(factorials.hypergeometric_upper_tail(std::min(n, marked), n, marked, total),
               factorials.hypergeometric_upper_tail(std::min(n, total - marked), n, total - marked, total));
  if (2 * best > 1 - confidence) return result;  // even the most extreme table would not have been enough
  if (result.p_value > 1 - confidence) {
    result.verdict = Difference::kNotDifferent;
  } else {
    result.verdict = upper < lower ? Difference::kHigher : Difference::kLower;
  }
  return result;
}

Result<Comparison> compare_with_rest(std::size_t hits, std::size_t n, std::size_t all_hits, std::size_t all_n,
                                     double confidence) {
  if (hits > all_hits || n > all_n || hits > n || n - hits > all_n - std::min(all_n, all_hits)) {
    return make_error(ErrorCode::kInvalidArgument, "proportion: the part does not fit into the whole");
  }
  return compare_proportions(hits, n, all_hits - hits, all_n - n, confidence);
}

}  // namespace fupan::indexer::insight
