// How likely is each risk to hit this project? Learnt from finished projects, one risk category at a time, and silent
// where history does not carry it.
//
// Method: ridge logistic regression (logistic_regression.h) with features, penalty and recalibration chosen by nested
// cross-validation (tuned_logistic.h), folds dealt from the project ids. A category **claims** only when all of this
// holds, else its answer is the base rate:
//   1. enough history: `least_projects`, and `least_outcomes` projects that were hit and that were not;
//   2. outcome and features are associated: permutation test, Holm-adjusted over the categories <= `family_error`. On
//   random
//      history this alone bounds the chance of any claim by `family_error`;
//   3. the cross-validated Brier score is better than the base rate's: the lower bound (one-sided, `margin_confidence`)
//   of
//      the paired difference is above 0, and the skill 1 - Brier/Brier(base) at least `least_skill`;
//   4. the cross-validated calibration error is at most `most_calibration_error`.
// docs/decisions/0011-claims.md says why these and not others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/result.h"
#include "indexer/insight/calibration.h"
#include "indexer/insight/claim_gate.h"
#include "indexer/insight/proportion.h"
#include "indexer/insight/tuned_logistic.h"

namespace fupan::indexer::insight {

// What was known of a project at kickoff. `name` tells facts apart ("tag:migration", "sector:bank", "term:接口");
// weight is 1 for a fact that holds, or any finite number of about that size (a text weight of 0 .. 1).
struct ProjectFeature {
  std::string name;
  double weight = 1;
};

struct ProjectHistory {
  std::string id;
  std::vector<ProjectFeature> features;  // only what was known at kickoff; hindsight would be learnt as foresight
  std::vector<std::string> realised;     // categories of the risks that hit
};

struct RiskPredictorOptions {
  std::size_t least_projects = 30;
  std::size_t least_outcomes = 8;
  std::size_t least_feature_projects = 5;  // a feature in fewer projects is not used
  std::size_t most_features = 300;         // the most frequent are kept
  std::uint32_t outer_folds = 5;
  std::uint32_t inner_folds = 4;
  std::size_t permutations = 1999;
  double family_error = 0.05;
  double margin_confidence = 0.90;
  double least_skill = 0.01;
  double most_calibration_error = 0.1;
};

// What is known of the predictor of one category. Scores are cross-validated; 0 under kTooLittleHistory.
struct RiskReport {
  std::string category;
  Verdict verdict = Verdict::kTooLittleHistory;
  std::size_t projects = 0;
  std::size_t hits = 0;
  Interval base_interval;  // Wilson, 90 %
  double brier = 0;
  double base_brier = 0;  // of the base rate of the training folds
  Margin gain;            // base_brier - brier, paired over projects
  double p_value = 1;     // association with the features
  double adjusted_p_value = 1;
  Reliability reliability;  // of the model, for drawing
  TunedLogistic model;      // fitted on all projects; its columns are positions in RiskPredictor::features()
};

struct RiskReason {
  std::string feature;
  double log_odds = 0;  // what it adds to the log odds; below 0 it speaks against the risk
};

struct RiskForecast {
  std::string category;
  double probability = 0;
  bool claims = false;  // false: `probability` is the base rate
  Verdict verdict = Verdict::kTooLittleHistory;
  std::size_t projects = 0;  // the base rate is hits of projects
  std::size_t hits = 0;
  Interval base_interval;
  std::vector<RiskReason> reasons;  // at most 5, strongest first; only with `claims`
};

// Const methods are thread-safe.
class RiskPredictor {
 public:
  // `categories` empty: every category that was realised, in order of name. The order of `history` does not
  // matter. A feature named twice in a project counts with its largest weight. 2,000 projects with 200 features and 15
  // categories take a few seconds.
  //
  // Errors: invalid_argument  an id is empty or comes twice; a weight is not finite; a category comes twice; options
  // out of
  //                           range (folds < 2, permutations 0, an error rate outside (0, 1))
  static Result<RiskPredictor> train(std::span<const ProjectHistory> history,
                                     std::span<const std::string> categories = {},
                                     const RiskPredictorOptions& options = {});

  // One forecast a category, most likely first (then by name). Unknown features are passed over.
  //
  // Errors: invalid_argument  a weight is not finite
  Result<std::vector<RiskForecast>> predict(std::span<const ProjectFeature> features) const;

  // In the order of the categories.
  const std::vector<RiskReport>& reports() const { return reports_; }
  const std::vector<std::string>& features() const { return features_; }

 private:
  RiskPredictor() = default;
  std::vector<SparseCell> cells_of(std::span<const ProjectFeature> features) const;
  RiskForecast forecast(const RiskReport& report, std::span<const SparseCell> row) const;

  std::vector<std::string> features_;
  std::unordered_map<std::string, std::uint32_t> columns_;
  std::vector<RiskReport> reports_;
};

}  // namespace fupan::indexer::insight
