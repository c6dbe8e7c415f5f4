// What may a person say of a lesson? Wording, labels, state, review date, and who looks after it. Thread-safe.
//
// Everything is said on top of the source (core/curation.h) and written in one batch with its audit record. Who may do
// what is core/governance.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/governance.h"
#include "server/service/audit_trail.h"
#include "server/service/curation_draft.h"

namespace fupan::service {

// What is absent stays as it is.
struct LessonChange {
  LessonEdit edit;
  std::optional<std::vector<std::string>> phases, risks, tags;  // all that the lesson is to have
  std::optional<State> state;
  std::string reason;
  std::optional<std::string> review_by, assignee;
  bool publish = false;  // of a published lesson: the new wording is shown at once, by somebody who may publish it
};

// One step of a lesson's history.
struct LessonStep {
  AuditEntry entry;      // its changes are of this lesson only
  Lesson before, after;  // as the lesson was shown; of a proposal `after` is what was proposed
  bool is_proposal = false;
};

class CurationService {
 public:
  // `library` must outlive it.
  explicit CurationService(Library& library) : library_(library) {}

  // A new wording of a published lesson becomes a proposal, which waits for approval while the old one stays visible,
  // unless `publish`. Everything else holds at once.
  //
  // Errors: not_found         no such lesson
  //         conflict          `expected` is not the version of the lesson, or somebody was quicker
  //         invalid_argument  the viewer may not do that, a text is too long or empty, the step does not exist, a
  //                           rejection has no reason; `field` names the part
  Result<AuditEntry> change(const Viewer& viewer, const LessonId& id, const LessonChange& change,
                            std::optional<std::uint64_t> expected) const;

  // Moves a lesson, or a document with its lessons, to `state`. A proposal is taken over by "published" and dropped by
  // "rejected", which leaves the lesson itself published. A lesson of a document that is not published itself is
  // published, or sent to review, with it. For a draft that holds changes of several targets. Errors: as change.
  static Status move(const Viewer& viewer, const Settings& settings, const std::string& target, State state,
                     const std::string& reason, CurationDraft& draft);

  // Makes one target what it was before the change that audit record `number` tells of, in a draft. Errors: conflict
  // the target was changed since; invalid_argument  (field "change") it is no lesson or document
  static Status take_back(const AuditedChange& change, std::uint64_t number, CurationDraft& draft);

  // Makes every target what it was before `number`; a lesson that was written then is retired.
  //
  // Errors: not_found
  //         conflict          a target was changed since
  //         invalid_argument  it is somebody else's and the viewer no curator, or may not publish what that would show
  //                           again; or its changes are not of lessons or documents
  Result<AuditEntry> undo(const Viewer& viewer, std::uint64_t number) const;

  // The viewer's last change that can be undone and was not. Errors: not_found
  Result<AuditEntry> undo_last(const Viewer& viewer) const;

  // What happened to a lesson, newest first. Errors: not_found
  Result<std::vector<LessonStep>> history(const LessonId& id) const;

  // The wording and labels that the lesson had right after audit record `number`. Errors: not_found; as change.
  Result<AuditEntry> restore(const Viewer& viewer, const LessonId& id, std::uint64_t number,
                             std::optional<std::uint64_t> expected) const;

 private:
  Library& library_;
};

}  // namespace fupan::service
