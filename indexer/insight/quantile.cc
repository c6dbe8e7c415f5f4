#include "indexer/insight/quantile.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace fupan::indexer::insight {
namespace {

Result<std::vector<double>> sorted(std::span<const double> values) {
  for (const double value : values) {
    if (!std::isfinite(value)) return make_error(ErrorCode::kInvalidArgument, "quantile: a value is not finite");
  }
  std::vector<double> copy(values.begin(), values.end());
  std::sort(copy.begin(), copy.end());
  return copy;
}

double quantile_of_sorted(const std::vector<double>& values, double p) {
  const double n = static_cast<double>(values.size());
  const double h = std::clamp((n + 1.0 / 3) * p + 1.0 / 3, 1.0, n);
  const auto below = static_cast<std::size_t>(h);
  const double low = values[below - 1];
  if (below == values.size()) return low;
  return low + (h - static_cast<double>(below)) * (values[below] - low);
}

}  // namespace

Result<double> quantile(std::span<const double> values, double p) {
  if (values.empty()) return make_error(ErrorCode::kInvalidArgument, "quantile: no values");
  if (!(p >= 0 && p <= 1)) return make_error(ErrorCode::kInvalidArgument, "quantile: p must lie in 0 .. 1");
  const auto copy = sorted(values);
  if (!copy) return copy.error();
  return quantile_of_sorted(*copy, p);
}

Result<Spread> spread(std::span<const double> values) {
  const auto copy = sorted(values);
  if (!copy) return copy.error();
  Spread result;
  result.n = copy->size();
  if (result.n >= kLeastForMedian) result.p50 = quantile_of_sorted(*copy, 0.5);
  if (result.n >= kLeastForTails) {
    result.p20 = quantile_of_sorted(*copy, 0.2);
    result.p80 = quantile_of_sorted(*copy, 0.8);
  }
  return result;
}

}  // namespace fupan::indexer::insight
