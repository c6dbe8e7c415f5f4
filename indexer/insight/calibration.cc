#include "indexer/insight/calibration.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace fupan::indexer::insight {
namespace {

// One step's worth of sums over the cases.
struct Sums {
  double loss = 0;
  double gradient_slope = 0;
  double gradient_intercept = 0;
  double slope_slope = 0;
  double slope_intercept = 0;
  double intercept_intercept = 0;
};

struct Targets {
  double hit = 1;
  double miss = 0;
};

Sums sums_at(const Platt& platt, std::span<const double> scores, std::span<const Outcome> outcomes, Targets targets) {
  Sums sums;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const double eta = platt.slope * scores[i] + platt.intercept;
    const double p = logistic(eta);
    const double target = outcomes[i] ? targets.hit : targets.miss;
    sums.loss += std::max(eta, 0.0) + std::log1p(std::exp(-std::abs(eta))) - target * eta;
    const double weight = p * (1 - p);
    sums.gradient_slope += (p - target) * scores[i];
    sums.gradient_intercept += p - target;
    sums.slope_slope += weight * scores[i] * scores[i];
    sums.slope_intercept += weight * scores[i];
    sums.intercept_intercept += weight;
  }
  return sums;
}

Platt step_from(const Platt& platt, const Sums& sums) {
  constexpr double kRidge = 1e-10;
  const double a = sums.slope_slope + kRidge;
  const double d = sums.intercept_intercept + kRidge;
  const double determinant = a * d - sums.slope_intercept * sums.slope_intercept;
  return {platt.slope - (d * sums.gradient_slope - sums.slope_intercept * sums.gradient_intercept) / determinant,
          platt.intercept - (a * sums.gradient_intercept - sums.slope_intercept * sums.gradient_slope) / determinant};
}

ReliabilityBin make_bin(std::span<const double> probabilities, std::span<const Outcome> outcomes,
                        std::span<const std::size_t> members) {
  ReliabilityBin bin;
  bin.count = members.size();
  bin.lower = probabilities[members.front()];
  bin.upper = probabilities[members.back()];
  std::size_t hits = 0;
  for (const std::size_t i : members) {
    bin.mean_predicted += probabilities[i];
    hits += outcomes[i] ? 1 : 0;
  }
  bin.mean_predicted /= static_cast<double>(bin.count);
  bin.observed = static_cast<double>(hits) / static_cast<double>(bin.count);
  bin.interval = wilson_interval(hits, bin.count).value_or(Interval{});
  return bin;
}

}  // namespace

double logistic(double x) { return x >= 0 ? 1 / (1 + std::exp(-x)) : std::exp(x) / (1 + std::exp(x)); }

double logit(double p) {
  const double inside = std::clamp(p, 1e-9, 1 - 1e-9);
  return std::log(inside / (1 - inside));
}

double brier_score(std::span<const double> probabilities, std::span<const Outcome> outcomes) {
  assert(probabilities.size() == outcomes.size());
  double sum = 0;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const double error = probabilities[i] - (outcomes[i] ? 1 : 0);
    sum += error * error;
  }
  return outcomes.empty() ? 0 : sum / static_cast<double>(outcomes.size());
}

Reliability reliability(std::span<const double> probabilities, std::span<const Outcome> outcomes) {
  assert(probabilities.size() == outcomes.size());
  Reliability result;
  const std::size_t n = outcomes.size();
  if (n == 0) return result;
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return probabilities[a] < probabilities[b]; });
  const std::size_t bins = std::clamp<std::size_t>(n / kCasesPerBin, 1, kMostBins);
  std::size_t begin = 0;
  for (std::size_t bin = 1; bin <= bins && begin < n; ++bin) {
    std::size_t end = std::max(begin + 1, n * bin / bins);
    while (end < n && probabilities[order[end]] == probabilities[order[end - 1]]) ++end;
    result.bins.push_back(make_bin(probabilities, outcomes, std::span(order).subspan(begin, end - begin)));
    begin = end;
  }
  for (const ReliabilityBin& bin : result.bins) {
    result.calibration_error += static_cast<double>(bin.count) * std::abs(bin.observed - bin.mean_predicted);
  }
  result.calibration_error /= static_cast<double>(n);
  return result;
}

Platt fit_platt(std::span<const double> scores, std::span<const Outcome> outcomes) {
  assert(scores.size() == outcomes.size());
  const auto hits =
      static_cast<double>(std::count_if(outcomes.begin(), outcomes.end(), [](Outcome o) { return o != 0; }));
  const double misses = static_cast<double>(outcomes.size()) - hits;
  const Targets targets{(hits + 1) / (hits + 2), 1 / (misses + 2)};
  const double base = (hits + 0.5) / (hits + misses + 1);
  Platt platt{0, logit(base)};
  Sums sums = sums_at(platt, scores, outcomes, targets);
  for (int iteration = 0; iteration < 50; ++iteration) {
    if (std::abs(sums.gradient_slope) < 1e-6 && std::abs(sums.gradient_intercept) < 1e-6) break;
    const Platt full = step_from(platt, sums);
    Platt next = full;
    Sums at_next = sums_at(next, scores, outcomes, targets);
    for (int half = 0; half < 30 && !(at_next.loss <= sums.loss); ++half) {
      next = {(platt.slope + next.slope) / 2, (platt.intercept + next.intercept) / 2};
      at_next = sums_at(next, scores, outcomes, targets);
    }
    const bool is_done = !(sums.loss - at_next.loss > 1e-9 * (1 + sums.loss));
    if (at_next.loss <= sums.loss) {
      platt = next;
      sums = at_next;
    }
    if (is_done) break;
  }
  return platt.slope > 0 ? platt : Platt{0, logit(base)};
}

}  // namespace fupan::indexer::insight
