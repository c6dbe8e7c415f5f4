// Writing in the program itself: lessons by hand, and documents as Markdown with all their revisions. Thread-safe.
//
// What is written here becomes a source like an imported one, read by the same importer; each state of it is a source
// revision that stays. A later import of a changed file makes the next revision; an unchanged file leaves it alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/text/word_diff.h"
#include "importers/importer.h"
#include "server/service/by_taxonomy.h"
#include "server/service/curation_service.h"

namespace fupan::service {

// The collection of what is written by hand.
inline constexpr const char* kWrittenCollection = "written";

struct NewLesson {
  LessonEdit text;  // title and markdown must be there
  std::vector<std::string> phases, risks, tags;
  std::string project, date;
  std::optional<State> state;  // absent: published where authors publish and the writer may, else in review
};

struct WrittenLesson {
  LessonId id;
  AuditEntry entry;
};

// One source of a document.
struct SourceRevision {
  int revision = 0;
  std::uint64_t bytes = 0;
  std::string hash;               // SHA-256, hexadecimal
  std::string at;                 // when it came; empty: not known
  std::string by;                 // who wrote it here
  std::string action = "import";  // or "document.edit", "document.restore", "lesson.create"
  int restored = 0;               // the revision that it brought back; 0: none
};

struct SourceDiff {
  int from = 0, to = 0;
  std::vector<text::DiffPart> parts;
};

class WritingService {
 public:
  // `library` must outlive it.
  explicit WritingService(Library& library) : library_(library), importer_(library) {}

  // A document with one lesson, in the collection "written". Errors: invalid_argument  a text or value is missing, too
  // long or not known, the viewer may not write or not publish; `field` names it
  Result<WrittenLesson> create_lesson(const Viewer& viewer, const NewLesson& lesson) const;

  // A new source revision. The same text again changes nothing; the answer then has the number 0.
  // Errors: not_found; conflict  `expected` is not the version, or somebody was quicker; invalid_argument  empty, too
  //         long, not text, or the viewer may not change what is published without a review
  Result<AuditEntry> put_document(const Viewer& viewer, const DocumentId& id, const std::string& markdown,
                                  std::optional<std::uint64_t> expected) const;

  // The bytes of an earlier revision become the newest. Errors: as put_document; not_found  also for the revision
  Result<AuditEntry> restore_document(const Viewer& viewer, const DocumentId& id, int revision,
                                      std::optional<std::uint64_t> expected) const;

  // Newest first. Errors: not_found
  Result<std::vector<SourceRevision>> revisions(const DocumentId& id) const;

  // Word by word. Errors: not_found  also for a revision (`field` says which)
  Result<SourceDiff> diff(const DocumentId& id, int from, int to) const;

 private:
  struct Replacement {
    std::string bytes;
    std::string action;
    int restored = 0;
  };
  Result<AuditEntry> replace(const Viewer& viewer, const DocumentId& id, Replacement replacement,
                             std::optional<std::uint64_t> expected) const;

  Library& library_;
  ByTaxonomy<importers::MarkdownImporter> importer_;
};

}  // namespace fupan::service
