#include "server/service/brief_risks.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "core/text/fold.h"
#include "indexer/insight/proportion.h"
#include "indexer/insight/quantile.h"

namespace fupan::service {
namespace {

namespace insight = indexer::insight;

constexpr std::size_t kLearntAtOnce = 40;  // projects
constexpr std::array<std::string_view, 4> kDifferenceNames{"too_few", "not_different", "higher", "lower"};
constexpr std::array<std::string_view, 7> kLikenessNames{"text", "tag", "risk", "phase", "sector", "method", "size"};

// What was known at kickoff. Risks and phases of documents are hindsight.
std::vector<std::string> items_of(const std::vector<std::string>& tags, const std::string& sector,
                                  const std::string& method) {
  std::vector<std::string> items;
  for (const std::string& tag : tags) items.push_back("tag:" + tag);
  if (!sector.empty()) items.push_back("sector:" + sector);
  if (!method.empty()) items.push_back("method:" + method);
  return items;
}

std::vector<std::string> items_of(const BriefProfile& profile) {
  return items_of(profile.tags, text::fold_label(profile.sector), text::fold_label(profile.method));
}

std::vector<insight::ProjectFeature> features_of(const std::vector<std::string>& items) {
  std::vector<insight::ProjectFeature> features;
  for (const std::string& item : items) features.push_back({item, 1});
  return features;
}

BriefSpread spread_of(const std::vector<double>& values) {
  const auto found = insight::spread(values);
  if (!found) return {};
  return {found->n, found->p20, found->p50, found->p80};
}

struct Hits {
  std::size_t hit = 0, similar = 0, all_hit = 0, all = 0;
};

Hits count_hits(const History& history, const std::set<std::string>& similar, const std::string& risk) {
  Hits hits;
  for (const HistoryProject& project : history.projects) {
    if (!project.has_lessons) continue;
    const bool is_hit = std::find(project.realised.begin(), project.realised.end(), risk) != project.realised.end();
    ++hits.all;
    hits.all_hit += is_hit ? 1 : 0;
    if (!similar.contains(project.id)) continue;
    ++hits.similar;
    hits.hit += is_hit ? 1 : 0;
  }
  return hits;
}

double expected_rate(const BriefRisk& risk) {
  if (risk.likelihood) return *risk.likelihood;
  const auto n = static_cast<double>(risk.similar);
  return (static_cast<double>(risk.hit) + 0.5) / (n + 1);
}

}  // namespace

Result<std::shared_ptr<const Learnt>> learn(std::shared_ptr<const History> history, const Taxonomy& taxonomy) {
  std::vector<insight::ProjectHistory> past;
  std::vector<insight::FinishedProject> finished;
  for (const HistoryProject& project : history->projects) {
    const std::vector<std::string> items =
        items_of(project.profile.tags, project.profile.sector, project.profile.method);
    if (project.has_lessons) past.push_back({project.id, features_of(items), project.realised});
    if (project.has_failed) finished.push_back({project.id, items, *project.has_failed});
  }
  std::vector<std::string> categories;
  for (const TaxonomyValue& risk : taxonomy.values(Facet::kRisk)) categories.push_back(risk.id);
  auto predictor = insight::RiskPredictor::train(past, categories);
  if (!predictor) return predictor.error();
  auto patterns = insight::find_failure_patterns(finished);
  if (!patterns) return patterns.error();
  return std::shared_ptr<const Learnt>(
      std::make_shared<Learnt>(Learnt{std::move(history), taxonomy, std::move(*predictor), std::move(*patterns)}));
}

LearntHistory::~LearntHistory() {
  if (thread_.joinable()) thread_.join();
}

Result<std::shared_ptr<const Learnt>> LearntHistory::of(const std::shared_ptr<const History>& history,
                                                        const Taxonomy& taxonomy) {
  std::unique_lock lock(mutex_);
  if (newest_ && newest_->history == history && newest_->taxonomy.is_copy_of(taxonomy)) return newest_;
  if (waits_ || history->projects.size() <= kLearntAtOnce) {
    lock.unlock();
    auto learnt = learn(history, taxonomy);
    lock.lock();
    if (learnt) newest_ = *learnt;
    return learnt;
  }
  if (in_work_) return newest_;
  if (thread_.joinable()) thread_.join();  // it has ended: nothing is in work
  in_work_ = history;
  thread_ = std::thread([this, history, taxonomy] {
    auto learnt = learn(history, taxonomy);
    const std::lock_guard guard(mutex_);
    if (learnt) newest_ = *learnt;
    in_work_ = nullptr;
  });
  return newest_;
}

Result<std::vector<BriefProject>> similar_projects(const History& history, const BriefProfile& profile,
                                                   const std::vector<double>& text_scores) {
  insight::ProjectProfile asked{profile.project.empty() ? "" : make_project_id(profile.project),
                                profile.phases,
                                profile.risks,
                                profile.tags,
                                text::fold_label(profile.sector),
                                text::fold_label(profile.method),
                                profile.duration_days};
  const auto found = history.similarity.find(asked, text_scores, kSimilarProjects);
  if (!found) return found.error();
  std::vector<BriefProject> projects;
  for (const insight::SimilarProject& one : *found) {
    const HistoryProject& project = history.projects[one.position];
    BriefProject similar{project.id,
                         project.name,
                         one.score,
                         {},
                         project.schedule_overrun,
                         project.cost_overrun,
                         project.facts.planned_value,
                         project.facts.earned_value,
                         project.facts.actual_cost};
    for (const insight::SimilarityReason& reason : one.reasons) {
      std::string kind(kLikenessNames[static_cast<std::size_t>(reason.kind)]);
      similar.reasons.push_back(reason.value.empty() ? kind : kind + ":" + reason.value);
    }
    projects.push_back(std::move(similar));
  }
  return projects;
}

Result<std::vector<BriefRisk>> risks_of(const History& history, const std::vector<BriefProject>& similar,
                                        const BriefProfile& profile, const Taxonomy& taxonomy, const Learnt* learnt) {
  std::set<std::string> ids;
  for (const BriefProject& project : similar) ids.insert(project.id);
  std::map<std::string, insight::RiskForecast> forecasts;
  if (learnt != nullptr) {
    auto predicted = learnt->predictor.predict(features_of(items_of(profile)));
    if (!predicted) return predicted.error();
    for (insight::RiskForecast& forecast : *predicted) forecasts[forecast.category] = std::move(forecast);
  }
  std::vector<BriefRisk> risks;
  for (const TaxonomyValue& value : taxonomy.values(Facet::kRisk)) {
    const Hits hits = count_hits(history, ids, value.id);
    const auto interval = insight::wilson_interval(hits.hit, hits.similar);
    if (!interval) return interval.error();
    const auto comparison = insight::compare_with_rest(hits.hit, hits.similar, hits.all_hit, hits.all);
    if (!comparison) return comparison.error();
    BriefRisk risk{value.id,        hits.hit,        hits.similar, hits.all_hit, hits.all,
                   interval->lower, interval->upper, "",           "",           {}};
    risk.comparison = kDifferenceNames[static_cast<std::size_t>(comparison->verdict)];
    const auto forecast = forecasts.find(value.id);
    risk.verdict = forecast == forecasts.end() ? "not_ready" : name_of(forecast->second.verdict);
    if (forecast != forecasts.end() && forecast->second.claims) risk.likelihood = forecast->second.probability;
    risks.push_back(std::move(risk));
  }
  std::stable_sort(risks.begin(), risks.end(),
                   [](const BriefRisk& a, const BriefRisk& b) { return expected_rate(a) > expected_rate(b); });
  return risks;
}

std::vector<BriefPattern> patterns_of(const BriefProfile& profile, const Learnt* learnt) {
  std::vector<BriefPattern> patterns;
  if (learnt == nullptr) return patterns;
  const std::vector<std::string> items = items_of(profile);
  for (const insight::FailurePattern& pattern : learnt->patterns.patterns) {
    const bool fits = std::all_of(pattern.items.begin(), pattern.items.end(), [&](const std::string& item) {
      return std::find(items.begin(), items.end(), item) != items.end();
    });
    if (!fits) continue;
    BriefPattern found{pattern.items, pattern.support, pattern.failures, pattern.lift, {}};
    for (const HistoryProject& project : learnt->history->projects) {
      const bool is_example =
          std::find(pattern.examples.begin(), pattern.examples.end(), project.id) != pattern.examples.end();
      if (is_example) found.examples.push_back(project.name);
    }
    patterns.push_back(std::move(found));
  }
  return patterns;
}

std::optional<insight::EarnedValue> earned_value_of(const BriefProject& project) {
  const auto figures =
      insight::earned_value({project.planned_value, project.earned_value, project.actual_cost, std::nullopt});
  if (!figures || (!figures->schedule_variance && !figures->cost_variance)) return std::nullopt;
  return *figures;
}

BriefSpread schedule_spread(const std::vector<BriefProject>& projects) {
  std::vector<double> values;
  for (const BriefProject& project : projects) {
    if (project.schedule_overrun) values.push_back(*project.schedule_overrun);
  }
  return spread_of(values);
}

BriefSpread cost_spread(const std::vector<BriefProject>& projects) {
  std::vector<double> values;
  for (const BriefProject& project : projects) {
    if (project.cost_overrun) values.push_back(*project.cost_overrun);
  }
  return spread_of(values);
}

}  // namespace fupan::service
