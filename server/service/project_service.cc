#include "server/service/project_service.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/codec.h"
#include "core/digest.h"
#include "core/text/utf8.h"
#include "server/service/keys.h"
#include "server/service/relation_service.h"
#include "server/service/repository.h"
#include "server/service/settings_service.h"

namespace fupan::service {
namespace {

constexpr std::size_t kMostNameBytes = 400;
constexpr std::size_t kMostNoteBytes = 4000;
constexpr std::size_t kMostFactBytes = 400;
constexpr std::string_view kNoPhase = "none";

bool is_line(std::string_view text, std::size_t most) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  return text.size() <= most && text::is_valid_utf8(text) && std::none_of(text.begin(), text.end(), is_control);
}

Status check_facts(const ProjectFacts& facts) {
  for (const auto& [name, member] : kTextFacts) {
    if (!is_line(facts.*member, kMostFactBytes))
      return invalid_field(name, "must be one line of text, at most 400 bytes");
  }
  for (const auto& [name, member] : kNumberFacts) {
    const auto& value = facts.*member;
    if (value && (!std::isfinite(*value) || *value < 0)) return invalid_field(name, "must be a number of at least 0");
  }
  for (const auto& [name, member] : {kTextFacts[4], kTextFacts[5]}) {
    if (!(facts.*member).empty() && !is_date(facts.*member)) return invalid_field(name, "must be a day as YYYY-MM-DD");
  }
  if (facts.start_date.empty() || facts.end_date.empty() || facts.start_date <= facts.end_date) return ok_status();
  return invalid_field("end_date", "lies before start_date");
}

// Names were checked by the caller's table.
void clear_facts(ProjectFacts& facts, const std::vector<std::string>& names) {
  const auto is_named = [&](std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  for (const auto& [name, member] : kTextFacts) {
    if (is_named(name)) (facts.*member).clear();
  }
  for (const auto& [name, member] : kNumberFacts) {
    if (is_named(name)) (facts.*member).reset();
  }
}

Status check_revision(const StoredProject& stored, std::optional<store::Revision> expected) {
  if (!expected || *expected == stored.revision) return ok_status();
  return make_error(ErrorCode::kConflict, "project '" + stored.project.id + "' is at revision " +
                                              std::to_string(stored.revision) + ", not " + std::to_string(*expected));
}

std::size_t open_lessons(const Brief& brief) {
  return static_cast<std::size_t>(
      std::count_if(brief.lessons.begin(), brief.lessons.end(),
                    [](const BriefLesson& lesson) { return lesson.decision == Decision::kOpen; }));
}

// What a brief of this project said no to, ever.
void add_refused(const Brief& brief, std::set<std::string>& refused) {
  refused.insert(brief.refused.begin(), brief.refused.end());
  for (const BriefLesson& lesson : brief.lessons) {
    if (lesson.decision != Decision::kRejected) continue;
    refused.insert(lesson.id.value);
    refused.insert(lesson.folded.begin(), lesson.folded.end());
  }
}

// Phases that were merged into others are shown as these; the record keeps what it says, so that an undone merge gives
// them back.
void rename_phases(const Taxonomy& taxonomy, Project& project) {
  const auto rename = [&](std::string& phase) {
    if (const TaxonomyValue* known = taxonomy.find(Facet::kPhase, phase)) phase = known->id;
  };
  rename(project.phase);
  for (Gate& gate : project.gates) {
    rename(gate.from);
    rename(gate.to);
  }
}

}  // namespace

Result<std::string> ProjectService::phase_id(const std::string& name) const {
  const Taxonomy& taxonomy = library_.taxonomy();
  if (const TaxonomyValue* known = taxonomy.find(Facet::kPhase, name)) return known->id;
  std::string phases;
  for (const TaxonomyValue& value : taxonomy.values(Facet::kPhase)) phases += (phases.empty() ? "" : ", ") + value.id;
  return invalid_field(
      "phase", "there is no phase '" + std::string(text::clip_utf8(name, 60)) + "'; the taxonomy has " + phases);
}

Result<ProjectPage> ProjectService::list(const std::vector<std::string>& phases, std::size_t limit, std::size_t offset,
                                         const Viewer& viewer) const {
  const auto shown = briefs_.shown_projects(viewer);
  if (!shown) return shown.error();
  std::set<std::string> wanted;
  for (const std::string& phase : phases) {
    const auto id = phase == kNoPhase ? Result<std::string>(std::string()) : phase_id(phase);
    if (!id) return id.error();
    wanted.insert(*id);
  }
  const Taxonomy taxonomy = library_.taxonomy();
  std::vector<Project> all;
  const Status read = for_each_record(library_.store(), kProjectPrefix, [&](const store::Record& record) -> Status {
    auto project = decode_project(record.value);
    if (!project) return make_error(project.error().code, "record " + record.key + ": " + project.error().message);
    rename_phases(taxonomy, *project);
    const bool is_wanted = wanted.empty() || wanted.contains(project->phase);
    if (is_wanted && shown->shows(*project)) all.push_back(shown->as_shown(std::move(*project)));
    return ok_status();
  });
  if (!read) return read.error();
  std::sort(all.begin(), all.end(),
            [](const Project& a, const Project& b) { return std::tie(a.name, a.id) < std::tie(b.name, b.id); });
  const auto tallies = follow_ups_.tallies(viewer);
  if (!tallies) return tallies.error();
  ProjectPage page{all.size(), {}};
  for (std::size_t i = offset; i < all.size() && page.items.size() < limit; ++i) {
    const auto tally = tallies->find(all[i].id);
    page.items.push_back({std::move(all[i]), tally == tallies->end() ? AdoptionTally{} : tally->second});
  }
  return page;
}

Result<ProjectView> ProjectService::get(std::string_view id, const Viewer& viewer) const {
  const auto shown = briefs_.shown_projects(viewer);
  if (!shown) return shown.error();
  auto stored = find(id, *shown);
  if (!stored) return stored.error();
  return view(std::move(*stored), viewer);
}

Result<StoredProject> ProjectService::find(std::string_view id, const ShownProjects& shown) const {
  auto stored = get_project(library_.store(), id);
  if (!stored || shown.shows(stored->project)) return stored;
  return make_error(ErrorCode::kNotFound, "no project '" + std::string(id) + "'");
}

Result<ProjectView> ProjectService::view(StoredProject stored, const Viewer& viewer) const {
  const auto shown = briefs_.shown_projects(viewer);
  if (!shown) return shown.error();
  ProjectView view;
  const auto refusal = refusal_of(stored.project, viewer);
  if (!refusal) return refusal.error();
  view.refusal = *refusal;
  view.project = shown->as_shown(std::move(stored.project));
  rename_phases(library_.taxonomy(), view.project);
  view.revision = stored.revision;
  const auto settings = read_settings(library_.store());
  if (!settings) return settings.error();
  view.governance = settings->settings.governance;
  if (Status filled = fill_briefs(view, viewer); !filled) return filled.error();
  const auto tallies = follow_ups_.tallies(viewer);
  if (!tallies) return tallies.error();
  if (const auto tally = tallies->find(view.project.id); tally != tallies->end()) view.adoptions = tally->second;
  auto deliveries = deliveries_of(view.project.id, viewer);
  if (!deliveries) return deliveries.error();
  view.deliveries = std::move(*deliveries);
  return view;
}

// Newest first.
Result<std::vector<Brief>> ProjectService::briefs_of(const std::string& project_id) const {
  std::vector<Brief> found;
  const Status read = for_each_record(library_.store(), kBriefPrefix, [&](const store::Record& record) -> Status {
    auto brief = decode_brief(record.value);
    if (!brief) return brief.error();
    if (project_id_of(*brief) == project_id) found.push_back(std::move(*brief));
    return ok_status();
  });
  if (!read) return read.error();
  std::stable_sort(found.begin(), found.end(),
                   [](const Brief& a, const Brief& b) { return a.created_at > b.created_at; });
  return found;
}

// Counted are the lessons that the brief still shows: nobody can answer one that was retired.
Status ProjectService::fill_briefs(ProjectView& view, const Viewer& viewer) const {
  const auto briefs = briefs_of(view.project.id);
  if (!briefs) return briefs.error();
  for (const Brief& brief : *briefs) {
    const auto shown = briefs_.get(brief.id, viewer);
    if (!shown && shown.error().code == ErrorCode::kNotFound) continue;
    if (!shown) return shown.error();
    view.briefs.push_back(
        {brief.id, brief.title, brief.created_at, shown->brief.lessons.size(), open_lessons(shown->brief)});
  }
  return ok_status();
}

// Why the project may not pass a gate now; its newest brief counts, whoever sees that. Empty: it may.
Result<std::string> ProjectService::refusal_of(const Project& project, const Viewer& viewer) const {
  const auto settings = read_settings(library_.store());
  if (!settings) return settings.error();
  if (settings->settings.governance != Governance::kStrategic) return std::string();
  const std::string start = "project '" + project.name + "' may not pass a gate under strategic governance: ";
  const auto briefs = briefs_of(project.id);
  if (!briefs) return briefs.error();
  if (briefs->empty()) return start + "it has no brief";
  const std::string& id = briefs->front().id;
  const auto newest = briefs_.get(id);
  if (!newest) return newest.error();
  const std::size_t open = open_lessons(newest->brief);
  if (open == 0) return std::string();
  if (!briefs_.get(id, viewer)) return start + "lessons of its newest brief are unanswered";
  return start + "in its brief '" + newest->brief.title + "' (" + id + ") " + std::to_string(open) +
         (open == 1 ? " lesson is" : " lessons are") + " unanswered";
}

Result<ProjectView> ProjectService::create(const std::string& name, const ProjectFacts& facts,
                                           const Viewer& viewer) const {
  const std::string trimmed(text::trim(name));
  if (trimmed.empty()) return invalid_field("name", "must be given");
  if (!is_line(trimmed, kMostNameBytes)) return invalid_field("name", "must be one line of text, at most 400 bytes");
  if (Status checked = check_facts(facts); !checked) return checked.error();
  Project project;
  project.id = make_project_id(trimmed);
  project.name = trimmed;
  project.corrections = facts;
  project.is_made = true;
  const auto known = find_project(library_.store(), project.id);
  if (!known) return known.error();
  const auto shown = briefs_.shown_projects(viewer);
  if (!shown) return shown.error();
  store::Revision revision = 0;
  if (*known && !shown->shows((*known)->project)) {
    // Known from documents that the viewer must not know of: it becomes everybody's, the documents do not.
    revision = (*known)->revision;
    project.facts = (*known)->project.facts;
  } else if (*known) {
    return make_error(ErrorCode::kConflict,
                      "there is a project '" + (*known)->project.name + "' already (" + project.id + ")");
  }
  const auto committed = library_.store().commit({{project_key(project.id), encode_project(project), revision}});
  if (!committed) return committed.error();
  return view({std::move(project), revision + 1}, viewer);
}

Result<ProjectView> ProjectService::change(std::string_view id, const FactChanges& changes,
                                           std::optional<store::Revision> expected, const Viewer& viewer) const {
  const auto shown = briefs_.shown_projects(viewer);
  if (!shown) return shown.error();
  auto stored = find(id, *shown);
  if (!stored) return stored.error();
  if (Status same = check_revision(*stored, expected); !same) return same.error();
  ProjectFacts& facts = stored->project.corrections;
  clear_facts(facts, changes.clear);
  facts = corrected(std::move(facts), changes.facts);
  if (Status checked = check_facts(corrected(stored->project.facts, facts)); !checked) return checked.error();
  const auto committed =
      library_.store().commit({{project_key(stored->project.id), encode_project(stored->project), stored->revision}});
  if (!committed) return committed.error();
  ++stored->revision;
  return view(std::move(*stored), viewer);
}

Result<Delivery> ProjectService::choose(const Project& project, const Gate& gate, const Viewer& viewer) const {
  const auto briefs = briefs_of(project.id);
  if (!briefs) return briefs.error();
  std::set<std::string> left_out;
  for (const Brief& brief : *briefs) add_refused(brief, left_out);
  Brief basis;
  if (!briefs->empty()) {
    basis = briefs->front();
  } else {
    const ProjectFacts facts = corrected(project.facts, project.corrections);
    basis.title = project.name;
    basis.profile.sector = facts.sector;
    basis.profile.method = facts.method;
    basis.profile.duration_days = facts.planned_duration_days;
  }
  basis.profile.project = project.name;
  auto lessons = briefs_.choose_for_phase(std::move(basis), gate.to, std::move(left_out), viewer);
  if (!lessons) return lessons.error();
  Delivery delivery;
  delivery.project = project.id;
  delivery.gate = project.gates.size();
  delivery.id = short_digest("gate\n" + project.id + "\n" + std::to_string(delivery.gate) + "\n" + gate.at, 10);
  delivery.phase = gate.to;
  delivery.lessons = std::move(*lessons);
  delivery.created_at = gate.at;
  return delivery;
}

Result<ProjectView> ProjectService::pass_gate(std::string_view id, const std::string& phase, const std::string& note,
                                              std::optional<store::Revision> expected, const Viewer& viewer) const {
  if (note.size() > kMostNoteBytes || !text::is_valid_utf8(note)) return invalid_field("note", "too long or not UTF-8");
  if (phase.empty()) return invalid_field("phase", "must be given");
  const auto to = phase_id(phase);
  if (!to) return to.error();
  const auto shown = briefs_.shown_projects(viewer);
  if (!shown) return shown.error();
  auto stored = find(id, *shown);
  if (!stored) return stored.error();
  if (Status same = check_revision(*stored, expected); !same) return same.error();
  const store::Revision revision = stored->revision;
  Project& project = stored->project;
  Project renamed = project;
  rename_phases(library_.taxonomy(), renamed);
  if (renamed.phase == *to)
    return invalid_field("phase", "project '" + project.name + "' is in phase '" + *to + "' already");
  const auto refusal = refusal_of(project, viewer);
  if (!refusal) return refusal.error();
  if (!refusal->empty()) return make_error(ErrorCode::kConflict, *refusal);
  project.gates.push_back({to_rfc3339(library_.clock().now()), viewer.name, project.phase, *to, note});
  project.phase = *to;
  const auto delivery = choose(project, project.gates.back(), viewer);
  if (!delivery) return delivery.error();
  const auto committed = library_.store().commit(
      {{project_key(project.id), encode_project(project), revision},
       {delivery_key(project.id, delivery->gate), encode_delivery(*delivery), store::Revision{0}}});
  if (!committed) return committed.error();
  return view({std::move(project), revision + 1}, viewer);
}

}  // namespace fupan::service
