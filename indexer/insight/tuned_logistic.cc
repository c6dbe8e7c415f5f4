#include "indexer/insight/tuned_logistic.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "indexer/insight/claim_gate.h"
#include "indexer/insight/folds.h"

namespace fupan::indexer::insight {
namespace {

constexpr std::uint64_t kInnerSalt = 2;

std::vector<Outcome> pick(std::span<const Outcome> outcomes, std::span<const std::uint32_t> rows) {
  std::vector<Outcome> result;
  result.reserve(rows.size());
  for (const std::uint32_t row : rows) result.push_back(outcomes[row]);
  return result;
}

double base_rate_of(std::span<const Outcome> outcomes) {
  double hits = 0.5;
  for (const Outcome outcome : outcomes) hits += outcome ? 1 : 0;
  return hits / (static_cast<double>(outcomes.size()) + 1);
}

// The training cases of one fit, and what screening needs to know of them.
struct Part {
  SparseRows cases;  // all columns
  std::vector<Outcome> outcomes;
  std::vector<double> scores;

  std::vector<std::uint32_t> columns(double least_score) const {
    std::vector<std::uint32_t> result;
    for (std::uint32_t j = 0; j < scores.size(); ++j) {
      if (scores[j] != 0 && std::abs(scores[j]) >= least_score) result.push_back(j);
    }
    return result;
  }

  SparseRows narrowed(std::span<const std::uint32_t> columns) const {
    std::vector<std::uint32_t> every(cases.rows());
    for (std::uint32_t i = 0; i < every.size(); ++i) every[i] = i;
    return cases.select(every, columns);
  }
};

Part make_part(const SparseRows& all, std::span<const Outcome> outcomes, std::span<const std::uint32_t> rows) {
  Part part{SparseRows(all.columns()), pick(outcomes, rows), {}};
  for (const std::uint32_t row : rows) part.cases.add_row(all.row(row));
  part.scores = feature_scores(part.cases, part.outcomes);
  return part;
}

// Log odds of held-out cases: one row for each of kShrinkages, and the base rate.
struct HeldOut {
  std::vector<std::vector<double>> log_odds;
  std::vector<double> base_rates;
};

void hold_out(const SparseRows& cases, std::span<const Outcome> outcomes, std::span<const std::uint32_t> train,
              std::span<const std::pair<std::uint32_t, std::size_t>> test, HeldOut& held_out) {
  const Part part = make_part(cases, outcomes, train);
  const double base = base_rate_of(part.outcomes);
  for (const auto& [row, place] : test) held_out.base_rates[place] = base;
  std::vector<std::uint32_t> columns;
  SparseRows narrowed;
  LogisticModel model;
  std::optional<double> screen;
  std::vector<std::uint32_t> test_rows;
  for (const auto& [row, place] : test) test_rows.push_back(row);
  SparseRows test_cases;
  for (std::size_t s = 0; s < kShrinkages.size(); ++s) {
    if (screen != kShrinkages[s].least_score) {
      screen = kShrinkages[s].least_score;
      columns = part.columns(*screen);
      narrowed = part.narrowed(columns);
      test_cases = cases.select(test_rows, columns);
      model = {};
    }
    model = fit_logistic(narrowed, part.outcomes, kShrinkages[s].penalty, std::move(model));
    for (std::size_t i = 0; i < test.size(); ++i) {
      held_out.log_odds[s][test[i].second] = model.log_odds(test_cases.row(i));
    }
  }
}

double brier_of_log_odds(std::span<const double> log_odds, std::span<const Outcome> outcomes) {
  std::vector<double> probabilities;
  probabilities.reserve(log_odds.size());
  for (const double value : log_odds) probabilities.push_back(logistic(value));
  return brier_score(probabilities, outcomes);
}

// Platt's recalibration where it lowers the Brier score, fitted on the other folds each time.
std::optional<Platt> helpful_platt(std::span<const double> log_odds, std::span<const Outcome> outcomes,
                                   std::span<const std::uint32_t> fold, std::uint32_t folds) {
  std::vector<double> recalibrated(log_odds.size());
  for (std::uint32_t held = 0; held < folds; ++held) {
    std::vector<double> scores;
    std::vector<Outcome> known;
    for (std::size_t i = 0; i < log_odds.size(); ++i) {
      if (fold[i] == held) continue;
      scores.push_back(log_odds[i]);
      known.push_back(outcomes[i]);
    }
    const Platt platt = fit_platt(scores, known);
    for (std::size_t i = 0; i < log_odds.size(); ++i) {
      if (fold[i] == held) recalibrated[i] = platt(log_odds[i]);
    }
  }
  if (brier_score(recalibrated, outcomes) >= brier_of_log_odds(log_odds, outcomes)) return std::nullopt;
  return fit_platt(log_odds, outcomes);
}

}  // namespace

double TunedLogistic::probability(std::span<const SparseCell> row) const {
  if (is_base_rate) return base_rate;
  double sum = intercept;
  for (const SparseCell& cell : row) {
    const auto found = std::lower_bound(columns.begin(), columns.end(), cell.column);
    if (found != columns.end() && *found == cell.column) {
      sum += cell.value * weights[static_cast<std::size_t>(found - columns.begin())];
    }
  }
  return logistic(sum);
}

TunedLogistic fit_tuned(const SparseRows& cases, std::span<const Outcome> outcomes, std::span<const std::uint64_t> keys,
                        std::span<const std::uint32_t> rows, std::uint32_t folds) {
  const std::vector<Outcome> known = pick(outcomes, rows);
  TunedLogistic result;
  result.base_rate = base_rate_of(known);
  const auto hits =
      static_cast<std::size_t>(std::count_if(known.begin(), known.end(), [](Outcome o) { return o != 0; }));
  if (hits < folds || known.size() - hits < folds) return result;

  const std::vector<std::uint32_t> fold = deal_folds(keys, outcomes, rows, folds, kInnerSalt);
  HeldOut held_out{{kShrinkages.size(), std::vector<double>(rows.size())}, std::vector<double>(rows.size())};
  for (std::uint32_t held = 0; held < folds; ++held) {
    std::vector<std::uint32_t> train;
    std::vector<std::pair<std::uint32_t, std::size_t>> test;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (fold[i] == held) {
        test.emplace_back(rows[i], i);
      } else {
        train.push_back(rows[i]);
      }
    }
    hold_out(cases, outcomes, train, test, held_out);
  }
  double best = brier_score(held_out.base_rates, known);
  std::optional<std::size_t> choice;
  for (std::size_t s = 0; s < kShrinkages.size(); ++s) {
    const double score = brier_of_log_odds(held_out.log_odds[s], known);
    if (score < best) {
      best = score;
      choice = s;
    }
  }
  if (!choice) return result;

  result.shrinkage = kShrinkages[*choice];
  const Part part = make_part(cases, outcomes, rows);
  result.columns = part.columns(result.shrinkage.least_score);
  if (result.columns.empty()) return result;
  const LogisticModel model = fit_logistic(part.narrowed(result.columns), part.outcomes, result.shrinkage.penalty);
  const std::optional<Platt> platt = helpful_platt(held_out.log_odds[*choice], known, fold, folds);
  const Platt used = platt.value_or(Platt{});
  result.is_base_rate = false;
  result.is_recalibrated = platt.has_value();
  result.intercept = used.slope * model.intercept + used.intercept;
  result.weights = model.weights;
  for (double& weight : result.weights) weight *= used.slope;
  return result;
}

}  // namespace fupan::indexer::insight
