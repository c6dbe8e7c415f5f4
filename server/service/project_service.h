// Projects: facts, phases, gates, and what each gate delivered. Thread-safe. To a viewer, a project is there as
// shown_projects.h says; briefs, deliveries and counts as far as their lessons and collections are.
//
// A project is known from the first document or call that names it. Its present phase changes only at a gate. When a
// project passes a gate, the lessons for the phase that it enters are chosen once and kept as a delivery.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/access.h"
#include "core/brief.h"
#include "core/document.h"
#include "core/project_facts.h"
#include "core/settings.h"
#include "server/service/brief_service.h"
#include "server/service/follow_ups.h"
#include "server/service/library.h"
#include "server/service/news_service.h"
#include "server/service/project_records.h"

namespace fupan::service {

struct ProjectItem {
  Project project;
  AdoptionTally adoptions;
};

struct ProjectPage {
  std::size_t total = 0;
  std::vector<ProjectItem> items;  // by name
};

struct ProjectBrief {
  std::string id, title, created_at;
  std::size_t lessons = 0;
  std::size_t open = 0;  // without an answer
};

// A delivery with what its records point at. Left out are lessons that are gone, retired, rejected or replaced by now,
// and those in collections that the viewer does not see.
struct DeliveryView {
  Delivery delivery;
  std::map<std::string, Lesson> lessons;      // by id
  std::map<std::string, Document> documents;  // of these, by id: without sections, lessons and metadata
};

struct ProjectView {
  Project project;
  store::Revision revision = 0;
  AdoptionTally adoptions;
  std::vector<ProjectBrief> briefs;      // newest first
  std::vector<DeliveryView> deliveries;  // newest first
  Governance governance = Governance::kSupportive;
  std::string refusal;  // why the project may not pass a gate now; empty: it may
};

// A delivery as an event tells it.
struct GateView {
  Project project;
  Gate gate;
  DeliveryView delivered;
};

// What is to become of the facts that a person said. `clear`: names of facts that documents tell again.
struct FactChanges {
  ProjectFacts facts;  // those that are there
  std::vector<std::string> clear;
};

class ProjectService {
 public:
  // Both must outlive the service.
  ProjectService(Library& library, const BriefService& briefs)
      : library_(library), briefs_(briefs), follow_ups_(library) {}

  // `phases`: ids or names of the taxonomy, "none" for before the first gate; empty: all.
  // Errors: invalid_argument  an unknown phase (field "phase"); as the store
  Result<ProjectPage> list(const std::vector<std::string>& phases, std::size_t limit, std::size_t offset,
                           const Viewer& viewer) const;

  // By id or name. Errors: not_found; as the store
  Result<ProjectView> get(std::string_view id, const Viewer& viewer) const;

  // A new project before its first gate. Errors: invalid_argument  (field) the name is empty, too long, not UTF-8 or of
  //         several lines; a fact cannot be; conflict  there is a project of that name; as the store
  Result<ProjectView> create(const std::string& name, const ProjectFacts& facts, const Viewer& viewer) const;

  // Errors: not_found; invalid_argument  (field) a fact cannot be; conflict  another revision than `expected` is stored
  Result<ProjectView> change(std::string_view id, const FactChanges& changes, std::optional<store::Revision> expected,
                             const Viewer& viewer) const;

  // Moves the project to `phase` (id or name), records the gate and stores its delivery, all in one commit.
  //
  // Errors: not_found; invalid_argument  the phase is unknown or the present one (field "phase"), the note is too long
  //         or not UTF-8 (field "note"); conflict  another revision than `expected` is stored, or the governance is
  //         strategic and the project's newest brief has open lessons, or there is none: the message says which;
  //         as store and index
  Result<ProjectView> pass_gate(std::string_view id, const std::string& phase, const std::string& note,
                                std::optional<store::Revision> expected, const Viewer& viewer) const;

  // What gate number `gate` of a project delivered. Errors: not_found; as the store
  Result<GateView> gate(std::string_view project_id, std::uint64_t gate, const Viewer& viewer) const;

  // The newest gates and their lessons as entries of a feed, at most kMostNews; titles of gates in `lang`.
  std::vector<NewsItem> news(const ProjectView& view, std::string_view lang) const;

 private:
  Result<ProjectView> view(StoredProject stored, const Viewer& viewer) const;
  Result<StoredProject> find(std::string_view id, const ShownProjects& shown) const;
  Status fill_briefs(ProjectView& view, const Viewer& viewer) const;
  Result<std::string> refusal_of(const Project& project, const Viewer& viewer) const;
  Result<std::vector<Brief>> briefs_of(const std::string& project_id) const;
  Result<DeliveryView> delivery_view(Delivery delivery, const std::set<std::string>& superseded,
                                     const ShownProjects& shown, const Viewer& viewer) const;
  Result<std::vector<DeliveryView>> deliveries_of(const std::string& project_id, const Viewer& viewer) const;
  Result<std::string> phase_id(const std::string& name) const;
  Result<Delivery> choose(const Project& project, const Gate& gate, const Viewer& viewer) const;

  Library& library_;
  const BriefService& briefs_;
  FollowUpService follow_ups_;
};

}  // namespace fupan::service
