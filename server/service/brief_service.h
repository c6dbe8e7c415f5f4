// The kickoff brief: from a charter to at most ten lessons, each with its reasons, the risks and overruns of similar
// projects, and templates to start from; then the answers to it. Thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/access.h"
#include "core/brief.h"
#include "core/document.h"
#include "server/service/adoptions.h"
#include "server/service/brief_profile.h"
#include "server/service/brief_risks.h"
#include "server/service/by_taxonomy.h"
#include "server/service/follow_ups.h"
#include "server/service/library.h"
#include "server/service/project_history.h"
#include "server/service/shown_projects.h"

namespace fupan::service {

class TemplateIndex;

struct BriefRequest {
  std::string title;
  std::string description;  // plain text or Markdown
  BriefProfile profile;
  std::size_t most = 10;  // lessons, 1 .. 10
};

struct LessonDecision {
  Decision decision = Decision::kOpen;
  std::string note;
  std::string follow_up;  // "YYYY-MM-DD" or empty; of an accepted one
};

// A template to start from; of a family the variant that the PMO's rules choose.
struct BriefTemplate {
  Document document;  // without texts
  std::string family, variant;
  std::string reason;  // of the rule, in words
};

// A brief with what its records point at. Lessons that are gone, retired or rejected by a curator are left out.
struct BriefView {
  Brief brief;
  std::uint64_t revision = 0;                 // 0: not stored
  std::map<std::string, Lesson> lessons;      // by id
  std::map<std::string, Document> documents;  // of these, by id: without sections, lessons and metadata
  std::map<std::string, FollowUp> adoptions;  // that came of accepting them, by lesson id
  std::map<std::string, Lesson> companions;   // by the id of the lesson that they belong to (brief_companion.h)
  std::vector<BriefTemplate> templates;
};

struct BriefPage {
  std::size_t total = 0;
  std::vector<Brief> items;  // newest first
};

class BriefService {
 public:
  // `library` must outlive the service. `waits`: learn from history before answering, whatever it takes (command line).
  // `templates`: one that is there already, so that it is not made twice.
  explicit BriefService(Library& library, bool waits = false, std::shared_ptr<TemplateIndex> templates = nullptr);

  // What a person corrects before create(). Errors: invalid_argument  as create
  Result<BriefProfile> propose(const std::string& title, const std::string& description) const;

  // Makes a brief; create() stores it, make() does not. Phases, risks and tags that the profile leaves empty are not
  // filled in.
  //
  // Errors: invalid_argument  title and description are empty, or too long, or not UTF-8; the profile cannot be
  //                           understood (the field); as store and index
  Result<BriefView> make(const BriefRequest& request, const Viewer& viewer = {}) const;
  Result<BriefView> create(const BriefRequest& request, const Viewer& viewer = {}) const;

  // Briefs belong to who made them; curators see them too, if they see every collection that went into them. To others
  // a brief is not there.
  //
  // Errors: not_found; as the store
  Result<BriefView> get(std::string_view id, const Viewer& viewer = {}) const;
  Result<BriefPage> list(std::size_t limit, std::size_t offset, const Viewer& viewer = {}) const;

  // Chooses anew with what is known by now: accepted lessons and those put off stay, rejected ones do not come back.
  // When another than its owner asks, no collection is added to those that it was made from.
  //
  // Errors: not_found; conflict; as store and index
  Result<BriefView> refresh(std::string_view id, const Viewer& viewer = {}) const;

  // At most kMostBriefLessons lessons for one phase of the project that `basis` is a brief of, best first: chosen as
  // for a brief, from those that have the phase. Where the basis has no risks or tags, those of the project's documents
  // count. Nothing of `left_out`, and nothing replaced. Errors: as store and index
  Result<std::vector<BriefLesson>> choose_for_phase(Brief basis, const std::string& phase,
                                                    std::set<std::string> left_out, const Viewer& viewer) const;

  // Errors: as the store
  Result<ShownProjects> shown_projects(const Viewer& viewer) const;

  // Accepting makes an adoption, pending until its follow-up; taking it back removes that adoption while it is pending.
  //
  // Errors: not_found  no such brief, or the lesson is not in it; invalid_argument  a rejection without a reason (field
  //         "note"); conflict  another revision than `expected` is stored
  Result<BriefView> decide(std::string_view id, const LessonId& lesson, const LessonDecision& decision,
                           std::optional<store::Revision> expected, const Viewer& viewer = {}) const;

 private:
  struct Stored {
    Brief brief;
    store::Revision revision = 0;
  };
  Result<Stored> read(std::string_view id, const Viewer& viewer) const;
  Result<Viewer> view_for_refresh(const Brief& brief, const Viewer& viewer) const;
  LearntHistory& learnt_of(const Viewer& viewer) const;
  Status fill(Brief& brief, std::size_t most, const Viewer& viewer) const;
  Result<BriefView> view(Brief brief, std::uint64_t revision, const Viewer& viewer) const;
  Status add_adoptions(BriefView& view) const;
  Result<std::vector<double>> text_scores(const History& history, const Brief& brief, const Viewer& viewer) const;
  Result<std::vector<store::Write>> adoption_writes(const Brief& brief, const BriefLesson& lesson,
                                                    const std::string& follow_up, const std::string& now) const;

  Library& library_;
  ByTaxonomy<ProfileReader> profiles_;
  std::unique_ptr<ProjectHistory> history_;
  const bool waits_;
  std::unique_ptr<std::mutex> learnt_mutex_;
  mutable std::map<std::vector<std::string>, std::unique_ptr<LearntHistory>> learnt_;  // by hidden collections
  AdoptionService adoptions_;
  std::shared_ptr<TemplateIndex> templates_;
};

}  // namespace fupan::service
