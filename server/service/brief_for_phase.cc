// The parts of BriefService that serve a project after its kickoff: lessons for a phase, and what became of accepted
// ones.
#include <algorithm>

#include "server/service/brief_lessons.h"
#include "server/service/brief_service.h"
#include "server/service/keys.h"
#include "server/service/project_records.h"
#include "server/service/relation_service.h"

namespace fupan::service {
namespace {

// What the project's own documents are about, where the profile does not say.
void complete(BriefProfile& profile, const History& history) {
  const std::string id = make_project_id(profile.project);
  const auto own = std::find_if(history.projects.begin(), history.projects.end(),
                                [&](const HistoryProject& project) { return project.id == id; });
  if (own == history.projects.end()) return;
  if (profile.risks.empty()) profile.risks = own->profile.risks;
  if (profile.tags.empty()) profile.tags = own->profile.tags;
}

}  // namespace

Result<std::vector<BriefLesson>> BriefService::choose_for_phase(Brief basis, const std::string& phase,
                                                                std::set<std::string> left_out,
                                                                const Viewer& viewer) const {
  const auto history = history_->current(viewer.hidden_collections);
  if (!history) return history.error();
  complete(basis.profile, **history);
  basis.profile.phases = {phase};
  basis.lessons.clear();
  const auto scores = text_scores(**history, basis, viewer);
  if (!scores) return scores.error();
  auto projects = similar_projects(**history, basis.profile, *scores);
  if (!projects) return projects.error();
  basis.projects = std::move(*projects);
  const auto adoptions = adoptions_.counts();
  if (!adoptions) return adoptions.error();
  const auto superseded = superseded_lessons(library_.store(), viewer.hidden_collections);
  if (!superseded) return superseded.error();
  left_out.insert(superseded->begin(), superseded->end());
  LessonChooser chooser(library_, **history, *adoptions, basis, viewer.hidden_collections);
  chooser.restrict_to(phase);
  return chooser.choose(kMostBriefLessons, left_out);
}

Result<ShownProjects> BriefService::shown_projects(const Viewer& viewer) const {
  if (viewer.hidden_collections.empty()) return ShownProjects();
  auto all = history_->current();
  if (!all) return all.error();
  auto seen = history_->current(viewer.hidden_collections);
  if (!seen) return seen.error();
  return ShownProjects(std::move(*all), std::move(*seen));
}

Status BriefService::add_adoptions(BriefView& view) const {
  const std::string today = to_rfc3339(library_.clock().now()).substr(0, 10);
  for (const BriefLesson& chosen : view.brief.lessons) {
    if (chosen.decision != Decision::kAccepted) continue;
    const auto record = library_.store().get(adoption_key(chosen.id, adoption_id(chosen.id, view.brief.id)));
    if (!record && record.error().code != ErrorCode::kNotFound) return record.error();
    if (!record) continue;
    auto adoption = decode_adoption(record->value);
    if (!adoption) return adoption.error();
    const auto gates = gates_passed(library_.store(), adoption->project);
    if (!gates) return gates.error();
    const bool due = is_due(*adoption, *gates, today);
    view.adoptions.emplace(chosen.id.value, FollowUp{std::move(*adoption), record->revision, due, ""});
  }
  return ok_status();
}

}  // namespace fupan::service
