// Which projects a viewer may know of. A project that was made by a person is everybody's; one that is known from its
// documents only is there for who sees one of them, and has the facts that those tell.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/document.h"
#include "server/service/project_history.h"

namespace fupan::service {

// Immutable; thread-safe. The default is for who sees everything.
class ShownProjects {
 public:
  ShownProjects() = default;
  // `all`: of every collection; `seen`: of those that the viewer sees.
  ShownProjects(std::shared_ptr<const History> all, std::shared_ptr<const History> seen)
      : all_(std::move(all)), seen_(std::move(seen)) {}

  bool shows(const Project& project) const { return project.is_made || shows_documents_of(project.id); }

  // By its name, as a document or a reason has it. Of a made project without documents: true.
  bool shows_name(std::string_view name) const { return shows_documents_of(make_project_id(name)); }

  // With the facts that the documents which the viewer sees tell, instead of those that all tell.
  Project as_shown(Project project) const;

 private:
  bool shows_documents_of(const std::string& id) const;

  std::shared_ptr<const History> all_, seen_;  // null: everything is seen
};

}  // namespace fupan::service
