#include "indexer/insight/claim_gate.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

#include "indexer/insight/distributions.h"
#include "indexer/insight/split_mix.h"

namespace fupan::indexer::insight {
namespace {

// What is the same in every permutation: the mean and variance of Σ x over a random set of `hits` rows.
struct Null {
  std::vector<double> mean;
  std::vector<double> variance;
};

Null null_of(const SparseRows& cases, std::size_t hits) {
  const auto n = static_cast<double>(cases.rows());
  Null null{std::vector<double>(cases.columns()), std::vector<double>(cases.columns())};
  for (std::size_t i = 0; i < cases.rows(); ++i) {
    for (const SparseCell& cell : cases.row(i)) {
      null.mean[cell.column] += cell.value;
      null.variance[cell.column] += cell.value * cell.value;
    }
  }
  const double share = static_cast<double>(hits) / n;
  for (std::size_t j = 0; j < cases.columns(); ++j) {
    const double spread = null.variance[j] - null.mean[j] * null.mean[j] / n;
    null.variance[j] = n > 1 && spread > 1e-9 * (1 + null.variance[j]) ? spread * share * (1 - share) * n / (n - 1) : 0;
    null.mean[j] *= share;
  }
  return null;
}

struct Statistics {
  double largest = 0;
  double total = 0;
};

Statistics statistics_of(const std::vector<double>& sums, const Null& null) {
  Statistics result;
  for (std::size_t j = 0; j < sums.size(); ++j) {
    if (null.variance[j] <= 0) continue;
    const double square = (sums[j] - null.mean[j]) * (sums[j] - null.mean[j]);
    result.largest = std::max(result.largest, square / null.variance[j]);
    result.total += square;
  }
  return result;
}

// For each value, how many (itself among them) are at least as large, with slack for rounding.
std::vector<std::size_t> upper_ranks(const std::vector<double>& values) {
  std::vector<double> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::size_t> ranks;
  ranks.reserve(values.size());
  for (const double value : values) {
    const auto first = std::lower_bound(sorted.begin(), sorted.end(), value - 1e-9 * std::abs(value));
    ranks.push_back(static_cast<std::size_t>(sorted.end() - first));
  }
  return ranks;
}

}  // namespace

std::string_view name_of(Verdict verdict) {
  constexpr std::array<std::string_view, 4> kNames{"pattern", "too_little_history", "no_pattern", "poorly_calibrated"};
  return kNames[static_cast<std::size_t>(verdict)];
}

std::vector<double> holm_adjust(std::span<const double> p_values) {
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return p_values[a] < p_values[b]; });
  std::vector<double> adjusted(p_values.size());
  double so_far = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    so_far = std::max(so_far, std::min(1.0, static_cast<double>(order.size() - i) * p_values[order[i]]));
    adjusted[order[i]] = so_far;
  }
  return adjusted;
}

Margin paired_margin(std::span<const double> gains, double confidence, double variance_factor) {
  if (gains.size() < 2) return {0, -1, 1};
  const auto n = static_cast<double>(gains.size());
  Margin margin;
  margin.mean = std::accumulate(gains.begin(), gains.end(), 0.0) / n;
  double squares = 0;
  for (const double gain : gains) squares += (gain - margin.mean) * (gain - margin.mean);
  const double error = std::sqrt(squares / (n - 1) / n * variance_factor);
  margin.lower = margin.mean - student_upper_quantile(1 - confidence, n - 1) * error;
  if (error > 0) margin.p_value = student_upper_tail(margin.mean / error, n - 1);
  return margin;
}

std::vector<double> feature_scores(const SparseRows& cases, std::span<const Outcome> outcomes) {
  assert(cases.rows() == outcomes.size());
  std::vector<double> sums(cases.columns());
  std::size_t hits = 0;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (!outcomes[i]) continue;
    ++hits;
    for (const SparseCell& cell : cases.row(i)) sums[cell.column] += cell.value;
  }
  const Null null = null_of(cases, hits);
  for (std::size_t j = 0; j < sums.size(); ++j) {
    sums[j] = null.variance[j] > 0 ? (sums[j] - null.mean[j]) / std::sqrt(null.variance[j]) : 0;
  }
  return sums;
}

double association_p_value(const SparseRows& cases, std::span<const Outcome> outcomes, std::size_t permutations,
                           std::uint64_t seed) {
  assert(cases.rows() == outcomes.size());
  std::vector<std::uint32_t> order;  // rows with outcome 1 first
  for (const int wanted : {1, 0}) {
    for (std::uint32_t i = 0; i < outcomes.size(); ++i) {
      if ((outcomes[i] != 0) == (wanted == 1)) order.push_back(i);
    }
  }
  const auto hits =
      static_cast<std::size_t>(std::count_if(outcomes.begin(), outcomes.end(), [](auto o) { return o != 0; }));
  if (hits == 0 || hits == order.size()) return 1;
  const Null null = null_of(cases, hits);
  SplitMix random(seed);
  std::vector<double> largest;  // [0] is what was observed
  std::vector<double> total;
  std::vector<double> sums(cases.columns());
  for (std::size_t round = 0; round <= permutations; ++round) {
    std::fill(sums.begin(), sums.end(), 0.0);
    for (std::size_t i = 0; i < hits; ++i) {
      if (round > 0) std::swap(order[i], order[i + random.below(order.size() - i)]);
      for (const SparseCell& cell : cases.row(order[i])) sums[cell.column] += cell.value;
    }
    const Statistics statistics = statistics_of(sums, null);
    largest.push_back(statistics.largest);
    total.push_back(statistics.total);
  }
  const auto by_largest = upper_ranks(largest);
  const auto by_total = upper_ranks(total);
  const std::size_t observed = std::min(by_largest[0], by_total[0]);
  std::size_t as_extreme = 0;
  for (std::size_t i = 0; i <= permutations; ++i)
    as_extreme += std::min(by_largest[i], by_total[i]) <= observed ? 1 : 0;
  return static_cast<double>(as_extreme) / static_cast<double>(permutations + 1);
}

}  // namespace fupan::indexer::insight
