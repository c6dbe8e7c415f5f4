#include "server/service/shown_projects.h"

#include <algorithm>

namespace fupan::service {
namespace {

const HistoryProject* find(const History& history, std::string_view id) {
  const auto& projects = history.projects;
  const auto at = std::lower_bound(projects.begin(), projects.end(), id,
                                   [](const HistoryProject& one, std::string_view wanted) { return one.id < wanted; });
  return at != projects.end() && at->id == id ? &*at : nullptr;
}

}  // namespace

bool ShownProjects::shows_documents_of(const std::string& id) const {
  return all_ == nullptr || seen_->named.contains(id) || !all_->named.contains(id);
}

Project ShownProjects::as_shown(Project project) const {
  if (all_ == nullptr) return project;
  const HistoryProject* seen = find(*seen_, project.id);
  const HistoryProject* all = find(*all_, project.id);
  const bool sees_all = seen != nullptr && all != nullptr && seen->documents.size() == all->documents.size();
  if (!sees_all) project.facts = seen == nullptr ? ProjectFacts{} : seen->facts;
  return project;
}

}  // namespace fupan::service
