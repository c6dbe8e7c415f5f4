// Changes to what people say of lessons and documents, collected and then committed with one audit record. One thread.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "core/access.h"
#include "server/service/audit_trail.h"
#include "server/service/repository.h"

namespace fupan::service {

// The record that holds what is said of `target`: that of its document; of anything else one of its own.
DocumentId home_of(std::string_view target);

// What a curation says, without the numbers of the audit records: equal texts say the same. Empty: nothing is said.
std::string statement_of(const Curation& curation);

class CurationDraft {
 public:
  // `library` must outlive it. What is hidden from `viewer` is not found.
  explicit CurationDraft(Library& library, Viewer viewer = {}) : library_(library), viewer_(std::move(viewer)) {}

  // The document of a target with what people say of it laid over, as it was when the draft first touched it.
  // Errors: not_found  no such document; corrupt, io
  Result<const StoredDocument*> document(const DocumentId& id);

  // The lesson as it was when the draft first touched its document. Errors: not_found; corrupt, io
  Result<const Lesson*> lesson(const LessonId& id);

  // What is said of `target`, to be changed. Stays valid until another target is asked for.
  // Errors: not_found  it is hidden from the viewer; corrupt, io
  Result<Curation*> of(const std::string& target);

  // Whether anything says something else than it did.
  bool is_changed() const;

  // Writes everything, or nothing. Without a change nothing is written, and the answer has the number 0.
  // `extra` go into the same batch.
  // Errors: conflict  somebody changed one of the targets' records meanwhile; as the store
  Result<AuditEntry> commit(AuditEntry entry, std::vector<store::Write> extra = {});

 private:
  struct Home {
    std::optional<StoredDocument> document;
    Curations before, now;
    store::Revision revision = 0;
  };
  Result<Home*> home(const DocumentId& id);
  std::vector<store::Write> writes(std::uint64_t number) const;
  static std::vector<std::string> changed_targets(const Home& home);

  Library& library_;
  Viewer viewer_;
  std::map<DocumentId, Home> homes_;
};

}  // namespace fupan::service
