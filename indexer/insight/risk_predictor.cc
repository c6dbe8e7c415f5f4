#include "indexer/insight/risk_predictor.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <unordered_set>
#include <utility>

#include "indexer/insight/folds.h"

namespace fupan::indexer::insight {
namespace {

constexpr std::size_t kMostReasons = 5;
constexpr std::uint64_t kOuterSalt = 1;
constexpr std::uint64_t kPermutationSeed = 20260901;

Error bad(const std::string& what) { return make_error(ErrorCode::kInvalidArgument, "risk predictor: " + what); }

bool are_finite(std::span<const ProjectFeature> features) {
  return std::all_of(features.begin(), features.end(), [](const auto& f) { return std::isfinite(f.weight); });
}

bool is_rate(double value) { return value > 0 && value < 1; }

Status check(std::span<const ProjectHistory> history, std::span<const std::string> categories,
             const RiskPredictorOptions& options) {
  if (options.outer_folds < 2 || options.inner_folds < 2 || options.permutations == 0)
    return bad("options out of range");
  if (!is_rate(options.family_error) || !(options.margin_confidence >= 0.5 && options.margin_confidence < 1)) {
    return bad("an error rate is out of range");
  }
  std::unordered_set<std::string_view> ids;
  for (const ProjectHistory& project : history) {
    if (project.id.empty() || !ids.insert(project.id).second)
      return bad("id '" + project.id + "' is empty or comes twice");
    if (!are_finite(project.features)) return bad("project '" + project.id + "' has a weight that is not finite");
  }
  if (std::set<std::string_view>(categories.begin(), categories.end()).size() != categories.size()) {
    return bad("a category comes twice");
  }
  return ok_status();
}

// The most frequent features, in order of name.
std::vector<std::string> choose_features(std::span<const ProjectHistory> history, const RiskPredictorOptions& options) {
  std::unordered_map<std::string_view, std::size_t> frequency;
  std::unordered_set<std::string_view> seen;
  for (const ProjectHistory& project : history) {
    seen.clear();
    for (const ProjectFeature& feature : project.features) {
      if (feature.weight != 0 && seen.insert(feature.name).second) ++frequency[feature.name];
    }
  }
  std::vector<std::pair<std::string_view, std::size_t>> ranked;
  for (const auto& entry : frequency) {
    if (entry.second >= options.least_feature_projects) ranked.push_back(entry);
  }
  std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  if (ranked.size() > options.most_features) ranked.resize(options.most_features);
  std::vector<std::string> names;
  for (const auto& [name, count] : ranked) names.emplace_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> realised_categories(std::span<const ProjectHistory> history) {
  std::set<std::string> names;
  for (const ProjectHistory& project : history) names.insert(project.realised.begin(), project.realised.end());
  return {names.begin(), names.end()};
}

std::vector<Outcome> outcomes_of(std::span<const ProjectHistory> history, const std::string& category) {
  std::vector<Outcome> outcomes;
  for (const ProjectHistory& project : history) {
    const auto& realised = project.realised;
    outcomes.push_back(std::find(realised.begin(), realised.end(), category) != realised.end() ? 1 : 0);
  }
  return outcomes;
}

// The outer half of nested cross-validation: scores of the model on projects that it has not seen.
void cross_validate(const SparseRows& cases, std::span<const Outcome> outcomes, std::span<const std::uint64_t> keys,
                    const RiskPredictorOptions& options, RiskReport& report) {
  std::vector<std::uint32_t> every(outcomes.size());
  std::iota(every.begin(), every.end(), 0);
  const auto fold = deal_folds(keys, outcomes, every, options.outer_folds, kOuterSalt);
  std::vector<double> model(outcomes.size());
  std::vector<double> base(outcomes.size());
  for (std::uint32_t held = 0; held < options.outer_folds; ++held) {
    std::vector<std::uint32_t> train;
    for (const std::uint32_t i : every) {
      if (fold[i] != held) train.push_back(i);
    }
    const TunedLogistic fitted = fit_tuned(cases, outcomes, keys, train, options.inner_folds);
    for (const std::uint32_t i : every) {
      if (fold[i] != held) continue;
      model[i] = fitted.probability(cases.row(i));
      base[i] = fitted.base_rate;
    }
  }
  std::vector<double> gains;
  for (const std::uint32_t i : every) {
    const double y = outcomes[i] ? 1 : 0;
    gains.push_back((base[i] - y) * (base[i] - y) - (model[i] - y) * (model[i] - y));
  }
  report.brier = brier_score(model, outcomes);
  report.base_brier = brier_score(base, outcomes);
  report.gain = paired_margin(gains, options.margin_confidence);
  report.reliability = reliability(model, outcomes);
  if (report.p_value <= options.family_error)
    report.model = fit_tuned(cases, outcomes, keys, every, options.inner_folds);
}

RiskReport learn(const SparseRows& cases, std::span<const Outcome> outcomes, std::span<const std::uint64_t> keys,
                 const RiskPredictorOptions& options) {
  RiskReport report;
  report.projects = outcomes.size();
  report.hits = static_cast<std::size_t>(std::count(outcomes.begin(), outcomes.end(), Outcome{1}));
  report.base_interval = wilson_interval(report.hits, report.projects).value_or(Interval{});
  report.model.base_rate = (static_cast<double>(report.hits) + 0.5) / (static_cast<double>(report.projects) + 1);
  if (report.projects < options.least_projects) return report;
  if (std::min(report.hits, report.projects - report.hits) < options.least_outcomes) return report;
  report.verdict = Verdict::kNoPattern;
  report.p_value = association_p_value(cases, outcomes, options.permutations, kPermutationSeed);
  cross_validate(cases, outcomes, keys, options, report);
  return report;
}

Verdict judge(const RiskReport& report, const RiskPredictorOptions& options) {
  const bool is_associated = report.adjusted_p_value <= options.family_error;
  const bool is_better = report.gain.lower > 0 && report.gain.mean >= options.least_skill * report.base_brier;
  if (!is_associated || !is_better || report.model.is_base_rate) return Verdict::kNoPattern;
  if (report.reliability.calibration_error > options.most_calibration_error) return Verdict::kPoorlyCalibrated;
  return Verdict::kPattern;
}

// Holm over the categories that had enough history to be tested.
void judge_all(std::vector<RiskReport>& reports, const RiskPredictorOptions& options) {
  std::vector<double> p_values;
  for (const RiskReport& report : reports) {
    if (report.verdict != Verdict::kTooLittleHistory) p_values.push_back(report.p_value);
  }
  const std::vector<double> adjusted = holm_adjust(p_values);
  std::size_t next = 0;
  for (RiskReport& report : reports) {
    if (report.verdict == Verdict::kTooLittleHistory) continue;
    report.adjusted_p_value = adjusted[next++];
    report.verdict = judge(report, options);
  }
}

}  // namespace

std::vector<SparseCell> RiskPredictor::cells_of(std::span<const ProjectFeature> features) const {
  std::vector<SparseCell> cells;
  for (const ProjectFeature& feature : features) {
    const auto found = columns_.find(feature.name);
    if (found != columns_.end() && feature.weight != 0) cells.push_back({found->second, feature.weight});
  }
  std::sort(cells.begin(), cells.end(), [](const SparseCell& a, const SparseCell& b) {
    return a.column != b.column ? a.column < b.column : a.value > b.value;
  });
  const auto same = [](const SparseCell& a, const SparseCell& b) { return a.column == b.column; };
  cells.erase(std::unique(cells.begin(), cells.end(), same), cells.end());
  return cells;
}

Result<RiskPredictor> RiskPredictor::train(std::span<const ProjectHistory> history,
                                           std::span<const std::string> categories,
                                           const RiskPredictorOptions& options) {
  if (auto status = check(history, categories, options); !status) return status.error();
  std::vector<ProjectHistory> sorted(history.begin(),
                                     history.end());  // permutations must not depend on the order given
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  history = sorted;
  RiskPredictor predictor;
  predictor.features_ = choose_features(history, options);
  for (std::uint32_t i = 0; i < predictor.features_.size(); ++i) predictor.columns_[predictor.features_[i]] = i;
  SparseRows cases(predictor.features_.size());
  std::vector<std::string> ids;
  for (const ProjectHistory& project : history) {
    cases.add_row(predictor.cells_of(project.features));
    ids.push_back(project.id);
  }
  const std::vector<std::uint64_t> keys = fold_keys(ids);
  std::vector<std::string> names(categories.begin(), categories.end());
  if (names.empty()) names = realised_categories(history);
  for (std::string& name : names) {
    RiskReport report = learn(cases, outcomes_of(history, name), keys, options);
    report.category = std::move(name);
    predictor.reports_.push_back(std::move(report));
  }
  judge_all(predictor.reports_, options);
  return predictor;
}

RiskForecast RiskPredictor::forecast(const RiskReport& report, std::span<const SparseCell> row) const {
  const TunedLogistic& model = report.model;
  RiskForecast forecast{report.category,
                        model.base_rate,
                        report.verdict == Verdict::kPattern,
                        report.verdict,
                        report.projects,
                        report.hits,
                        report.base_interval,
                        {}};
  if (!forecast.claims) return forecast;
  forecast.probability = model.probability(row);
  for (const SparseCell& cell : row) {
    const auto found = std::lower_bound(model.columns.begin(), model.columns.end(), cell.column);
    if (found == model.columns.end() || *found != cell.column) continue;
    const double weight = model.weights[static_cast<std::size_t>(found - model.columns.begin())];
    if (weight != 0) forecast.reasons.push_back({features_[cell.column], weight * cell.value});
  }
  std::stable_sort(forecast.reasons.begin(), forecast.reasons.end(),
                   [](const auto& a, const auto& b) { return std::abs(a.log_odds) > std::abs(b.log_odds); });
  if (forecast.reasons.size() > kMostReasons) forecast.reasons.resize(kMostReasons);
  return forecast;
}

Result<std::vector<RiskForecast>> RiskPredictor::predict(std::span<const ProjectFeature> features) const {
  if (!are_finite(features)) return bad("a weight is not finite");
  const std::vector<SparseCell> row = cells_of(features);
  std::vector<RiskForecast> forecasts;
  for (const RiskReport& report : reports_) forecasts.push_back(forecast(report, row));
  std::stable_sort(forecasts.begin(), forecasts.end(), [](const RiskForecast& a, const RiskForecast& b) {
    return a.probability != b.probability ? a.probability > b.probability : a.category < b.category;
  });
  return forecasts;
}

}  // namespace fupan::indexer::insight
