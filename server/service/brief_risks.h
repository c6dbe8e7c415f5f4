// What hit similar projects, how far they overran, and what goes with failure. Const methods are thread-safe.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "core/brief.h"
#include "core/taxonomy.h"
#include "indexer/insight/earned_value.h"
#include "indexer/insight/failure_patterns.h"
#include "indexer/insight/risk_predictor.h"
#include "server/service/project_history.h"

namespace fupan::service {

inline constexpr std::size_t kSimilarProjects = 20;  // k

// What is learnt from a history.
struct Learnt {
  std::shared_ptr<const History> history;
  Taxonomy taxonomy;  // whose risks the predictor knows
  indexer::insight::RiskPredictor predictor;
  indexer::insight::FailurePatterns patterns;
};

Result<std::shared_ptr<const Learnt>> learn(std::shared_ptr<const History> history, const Taxonomy& taxonomy);

// Keeps the newest. Small histories are learnt at once, others (seconds) by a thread while the last answer serves.
// Thread-safe.
class LearntHistory {
 public:
  // `waits`: no thread, every answer is about the history asked for.
  explicit LearntHistory(bool waits) : waits_(waits) {}
  ~LearntHistory();
  LearntHistory(const LearntHistory&) = delete;
  LearntHistory& operator=(const LearntHistory&) = delete;

  // Nothing: it is being learnt for the first time. Errors: as RiskPredictor::train
  Result<std::shared_ptr<const Learnt>> of(const std::shared_ptr<const History>& history, const Taxonomy& taxonomy);

 private:
  const bool waits_;
  std::mutex mutex_;
  std::shared_ptr<const Learnt> newest_;
  std::shared_ptr<const History> in_work_;
  std::thread thread_;
};

// The kSimilarProjects most similar ones, best first. `text_scores`: likeness of texts 0 .. 1, one a project.
Result<std::vector<BriefProject>> similar_projects(const History& history, const BriefProfile& profile,
                                                   const std::vector<double>& text_scores);

// For each risk category of the taxonomy how many of `similar` were hit, against all others. `learnt` may be null.
Result<std::vector<BriefRisk>> risks_of(const History& history, const std::vector<BriefProject>& similar,
                                        const BriefProfile& profile, const Taxonomy& taxonomy, const Learnt* learnt);

// Combinations that go with failure and that the profile has all of.
std::vector<BriefPattern> patterns_of(const BriefProfile& profile, const Learnt* learnt);

// SV, CV, SPI and CPI (indexer/insight/earned_value.h); nothing where the project gives too few figures for any, or
// figures that cannot be.
std::optional<indexer::insight::EarnedValue> earned_value_of(const BriefProject& project);

// P20, P50 and P80 of the overruns that are known.
BriefSpread schedule_spread(const std::vector<BriefProject>& projects);
BriefSpread cost_spread(const std::vector<BriefProject>& projects);

}  // namespace fupan::service
