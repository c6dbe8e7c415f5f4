// All that the page of a learning path shows. Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/service/learn_service.h"

namespace fupan::service {

struct Prerequisite {
  std::string path;   // slug
  std::string title;  // empty: there is no such path
  bool is_completed = false;
};

struct PathPage {
  PathStanding standing;
  std::vector<std::vector<StepTarget>> targets;  // of the steps of each module
  std::vector<Prerequisite> prerequisites;
};

// Errors: as LearnService::standing
Result<PathPage> path_page(const LearnService& learning, const Viewer& viewer, std::string_view path,
                           std::string_view lang);

// Paths, quizzes and guides with links that lead nowhere, by document. Errors: as the store
struct DocumentDeadLinks {
  Document document;  // without texts
  std::vector<DeadLink> links;
};
Result<std::vector<DocumentDeadLinks>> find_dead_links(const store::Reader& reader);

}  // namespace fupan::service
