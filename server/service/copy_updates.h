// Which copies of a template are behind or were changed, and bringing one up to date. Thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/text/merge.h"
#include "core/text/word_diff.h"
#include "server/service/template_service.h"
#include "server/service/writing_service.h"

namespace fupan::service {

struct DriftFilter {
  std::optional<CopyState> state;
  std::size_t limit = 20, offset = 0;
};

struct DriftView {
  std::shared_ptr<const KnownTemplate> known;
  CopyCounts counts;  // of all, whatever state was asked for
  std::size_t total = 0;
  std::vector<KnownCopy> items;  // those that need something first, then by title
};

struct UpdateNote {
  TemplateRelease release;
  std::vector<NamedLesson> lessons;
};

struct CopyUpdate {
  std::string id, from, to;
  CopyState state = CopyState::kUnknown;
  std::vector<text::DiffPart> changes;
  std::vector<text::MergeConflict> conflicts;  // lines of `markdown`
  std::string markdown;                        // the proposal
  std::vector<UpdateNote> notes;               // newest first
  std::uint64_t document_version = 0;          // 0: it is not in the library
};

class CopyUpdates {
 public:
  // Both must outlive it.
  CopyUpdates(Library& library, const TemplateService& templates)
      : library_(library), templates_(templates), writing_(library) {}

  // Errors: not_found; as the store
  Result<DriftView> drift(const Viewer& viewer, const std::string& template_id, const DriftFilter& filter) const;

  // The newest version with the copy's values, merged into the copy. `id`: of the copy or of its document.
  // Errors: not_found; conflict  the version of the copy is not known; as the store
  Result<CopyUpdate> propose(const Viewer& viewer, const std::string& id) const;

  // `markdown` becomes the next revision of the document; the version that its mark names, else the newest, becomes
  // that of the copy. Errors: as WritingService::put_document; conflict  also when it is not in the library
  Result<AuditEntry> apply(const Viewer& viewer, const std::string& id, const std::string& markdown,
                           std::optional<std::uint64_t> expected) const;

 private:
  struct Target {
    KnownCopy copy;
    std::shared_ptr<const KnownTemplate> known;
    const ReleasedVersion* version = nullptr;
  };
  Result<Target> target(const Viewer& viewer, const std::string& id) const;
  Result<std::string> source_now(const Viewer& viewer, const KnownCopy& copy) const;
  FieldValues values_now(const Target& target, const std::string& body) const;

  Library& library_;
  const TemplateService& templates_;
  WritingService writing_;
};

}  // namespace fupan::service
