#include "server/service/project_history.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

#include "core/codec.h"
#include "core/text/fold.h"
#include "indexer/insight/earned_value.h"
#include "server/service/keys.h"
#include "server/service/repository.h"

namespace fupan::service {
namespace {

constexpr std::size_t kMostChanges = 20'000;  // more are read all anew

constexpr std::array<std::string_view, 16> kFailures{
    "failed", "failure", "cancelled", "canceled", "terminated", "stopped", "abandoned", "aborted",
    "失败",   "终止",    "取消",      "中止",     "停止",       "放弃",    "下马",      "叫停"};

bool is_hidden(State state) { return state != State::kPublished; }

void collect(const std::vector<Label>& labels, Facet facet, std::vector<std::string>& values) {
  for (const Label& label : labels) {
    if (label.facet != facet || label.origin == LabelOrigin::kModel) continue;
    if (std::find(values.begin(), values.end(), label.value) == values.end()) values.push_back(label.value);
  }
}

void join(const std::vector<std::string>& from, std::vector<std::string>& into) {
  for (const std::string& value : from) {
    if (std::find(into.begin(), into.end(), value) == into.end()) into.push_back(value);
  }
}

std::optional<double> overrun_of(const std::optional<double>& actual, const std::optional<double>& planned) {
  const auto found = indexer::insight::overrun(actual, planned);
  return found ? *found : std::nullopt;
}

void set_facts(HistoryProject& project, const ProjectFacts& facts) {
  project.facts = facts;
  project.profile.sector = text::fold_label(facts.sector);
  project.profile.method = text::fold_label(facts.method);
  const std::optional<double>& days = facts.planned_duration_days;
  if (days && std::isfinite(*days) && *days > 0) project.profile.size = days;
  project.has_failed = is_failure(facts.outcome);
  project.schedule_overrun = overrun_of(facts.actual_duration_days, facts.planned_duration_days);
  project.cost_overrun = overrun_of(facts.actual_cost, facts.planned_cost);
}

}  // namespace

std::optional<bool> is_failure(std::string_view outcome) {
  if (outcome.empty()) return std::nullopt;
  const std::string folded = text::fold_label(outcome);
  return std::any_of(kFailures.begin(), kFailures.end(),
                     [&](std::string_view word) { return folded.find(word) != std::string::npos; });
}

ProjectHistory::Summary ProjectHistory::summary_of(const Document& document) {
  Summary summary{document.id.value,
                  document.project,
                  document.title,
                  document.lang,
                  document.collection,
                  document.kind,
                  document.facts,
                  {},
                  {},
                  {},
                  {},
                  false,
                  false};
  const auto add = [&](const std::vector<Label>& labels) {
    collect(labels, Facet::kPhase, summary.phases);
    collect(labels, Facet::kRisk, summary.risks);
    collect(labels, Facet::kTag, summary.tags);
  };
  add(document.labels);
  for (const Lesson& lesson : document.lessons) {
    if (is_hidden(lesson.state)) continue;
    summary.has_lessons = true;
    add(lesson.labels);
    const bool is_hit = lesson.kind == LessonKind::kFailed || lesson.kind == LessonKind::kCause;
    if (is_hit) collect(lesson.labels, Facet::kRisk, summary.realised);
  }
  return summary;
}

void ProjectHistory::take(const Document& document) {
  documents_.erase(document.id.value);
  const bool is_wanted = !document.project.empty() || document.kind == DocumentKind::kTemplate;
  if (!is_wanted) return;
  Summary summary = summary_of(document);
  summary.is_hidden = is_hidden(document.state);
  documents_.emplace(document.id.value, std::move(summary));
}

Status ProjectHistory::read_all() {
  const auto snapshot = library_.store().snapshot();
  if (!snapshot) return snapshot.error();
  const auto sequence = (*snapshot)->last_sequence();
  if (!sequence) return sequence.error();
  documents_.clear();
  Status read = for_each_document(**snapshot, [&](const StoredDocument& stored) -> Status {
    take(stored.document);
    return ok_status();
  });
  if (read) sequence_ = *sequence;
  return read;
}

// Whether a document has changed.
Result<bool> ProjectHistory::read_changes() {
  const auto changes = library_.store().changes(sequence_, kMostChanges);
  if (!changes) return changes.error();
  const auto moves = [](const store::Change& change) { return moves_labels(change.key); };
  if (changes->size() >= kMostChanges || std::any_of(changes->begin(), changes->end(), moves)) {
    if (Status read = read_all(); !read) return read.error();
    return true;
  }
  std::set<std::string> changed;
  for (const store::Change& change : *changes) {
    if (const auto id = document_of_key(change.key)) changed.insert(id->value);
  }
  for (const std::string& id : changed) {
    const auto stored = find_document(library_.store(), {id});
    if (!stored) return stored.error();
    documents_.erase(id);
    if (*stored) take((*stored)->document);
  }
  if (!changes->empty()) sequence_ = changes->back().sequence;
  return !changed.empty();
}

Result<std::shared_ptr<const History>> ProjectHistory::build(const std::vector<std::string>& hidden) const {
  std::map<std::string, HistoryProject> by_id;
  std::vector<HistoryTemplate> templates;
  std::set<std::string> collections, named;
  for (const auto& [id, document] : documents_) {
    if (std::find(hidden.begin(), hidden.end(), document.collection) != hidden.end()) continue;
    if (document.kind != DocumentKind::kTemplate) named.insert(make_project_id(document.project));
    if (document.is_hidden) continue;
    collections.insert(document.collection);
    if (document.kind == DocumentKind::kTemplate) {
      templates.push_back({id, document.title, document.lang, document.phases, document.risks, document.tags});
      continue;
    }
    const std::string project_id = make_project_id(document.project);
    HistoryProject& project = by_id[project_id];
    project.id = project.profile.id = project_id;
    if (project.name.empty()) project.name = document.project;
    if (!document.facts.empty()) set_facts(project, document.facts);
    join(document.phases, project.profile.phases);
    join(document.risks, project.profile.risks);
    join(document.tags, project.profile.tags);
    join(document.realised, project.realised);
    project.has_lessons = project.has_lessons || document.has_lessons;
    project.documents.push_back(id);
  }
  std::vector<indexer::insight::ProjectProfile> profiles;
  for (const auto& [id, project] : by_id) profiles.push_back(project.profile);
  auto similarity = indexer::insight::ProjectSimilarity::build(std::move(profiles));
  if (!similarity) return similarity.error();
  auto history =
      std::make_shared<History>(History{{}, std::move(*similarity), {}, std::move(templates), {}, std::move(named)});
  history->collections.assign(collections.begin(), collections.end());
  for (auto& [id, project] : by_id) {
    for (const std::string& document : project.documents) {
      history->project_of_document[document] = history->projects.size();
    }
    history->projects.push_back(std::move(project));
  }
  return std::shared_ptr<const History>(std::move(history));
}

Status ProjectHistory::refresh() {
  if (!is_read_) {
    Status read = read_all();
    is_read_ = read.has_value();
    return read;
  }
  const auto changed = read_changes();
  if (!changed) return changed.error();
  if (*changed) built_.clear();
  return ok_status();
}

Result<std::shared_ptr<const History>> ProjectHistory::current(const std::vector<std::string>& hidden_collections) {
  const std::lock_guard lock(mutex_);
  if (Status refreshed = refresh(); !refreshed) return refreshed.error();
  const auto known = built_.find(hidden_collections);
  if (known != built_.end()) return known->second;
  auto built = build(hidden_collections);
  if (!built) return built;
  if (built_.size() >= kMostViews) built_.clear();
  built_[hidden_collections] = *built;
  return built;
}

}  // namespace fupan::service
