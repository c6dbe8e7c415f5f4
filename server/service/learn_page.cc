#include "server/service/learn_page.h"

#include <algorithm>

#include "core/codec.h"
#include "server/service/repository.h"

namespace fupan::service {
namespace {

std::vector<Prerequisite> prerequisites_of(const PathView& view, const LearnerView& learner) {
  std::vector<Prerequisite> all;
  for (const std::string& slug : view.path.prerequisites) {
    Prerequisite& one = all.emplace_back(Prerequisite{slug, {}, false});
    for (const PathStanding& other : learner.paths) {
      if (other.view.path.slug != slug) continue;
      one.title = other.view.document.title;
      one.is_completed = !other.completed.empty();
    }
  }
  return all;
}

// Those that a person is led along; other documents may come from anywhere, with links to files that were left behind.
bool is_led_along(const Document& document) {
  const bool is_guide = document.kind == DocumentKind::kGuide || document.kind == DocumentKind::kPath;
  return document.state != State::kRetired && (is_guide || !document.questions.empty());
}

}  // namespace

Result<PathPage> path_page(const LearnService& learning, const Viewer& viewer, std::string_view path,
                           std::string_view lang) {
  PathPage page;
  auto standing = learning.standing(viewer, path, lang);
  if (!standing) return standing.error();
  page.standing = std::move(*standing);
  for (const std::vector<StepView>& module : page.standing.view.steps) {
    std::vector<StepTarget>& targets = page.targets.emplace_back();
    for (const StepView& step : module) {
      auto target = learning.content().target(viewer, step.link);
      if (!target) return target.error();
      targets.push_back(std::move(*target));
    }
  }
  if (page.standing.view.path.prerequisites.empty()) return page;
  const auto learner = learning.learner(viewer, lang, "");
  if (!learner) return learner.error();
  page.prerequisites = prerequisites_of(page.standing.view, *learner);
  return page;
}

Result<std::vector<DocumentDeadLinks>> find_dead_links(const store::Reader& reader) {
  std::vector<DocumentDeadLinks> found;
  const Status walked = for_each_document(reader, [&](StoredDocument stored) -> Status {
    if (!is_led_along(stored.document)) return ok_status();
    const auto source = source_of(stored.record);
    if (!source) return source.error();
    auto dead = dead_links(reader, stored.document, *source);
    if (!dead) return dead.error();
    if (dead->empty()) return ok_status();
    strip_texts(stored.document);
    found.push_back({std::move(stored.document), std::move(*dead)});
    return ok_status();
  });
  if (!walked) return walked.error();
  std::sort(found.begin(), found.end(), [](const DocumentDeadLinks& a, const DocumentDeadLinks& b) {
    return std::pair(a.document.collection, a.document.path) < std::pair(b.document.collection, b.document.path);
  });
  return found;
}

}  // namespace fupan::service
