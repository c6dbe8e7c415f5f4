// Reading one document or lesson. Thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/access.h"
#include "core/curation.h"
#include "core/document.h"
#include "server/service/adoptions.h"
#include "server/service/library.h"
#include "server/service/relation_service.h"

namespace fupan::service {

struct VersionedDocument {
  Document document;
  std::uint64_t revision = 0;  // of the record, for ETag
};

// A release of a template that a lesson caused.
struct CausedRelease {
  std::string id, title, version;
};

struct LessonView {
  Lesson lesson;
  Document document;  // without sections, lessons and metadata
  std::uint64_t revision = 0;
  std::string html;  // sanitised
  std::optional<std::string> previous, next;
  Curation said = {};  // what people say of it beside its state, wording and labels, which are laid over the lesson
  std::vector<RelatedLesson> relations;  // filled by whoever knows the viewer
  AdoptionCounts adoptions;
  std::vector<CausedRelease> templates;  // filled by whoever knows the viewer
};

struct Source {
  std::string bytes;  // as imported
  std::string encoding;
  std::string file_name;
};

class DocumentService {
 public:
  explicit DocumentService(Library& library) : library_(library) {}

  // Errors: not_found  no such document or lesson that `viewer` may see (the message names the id); else as the store.
  Result<VersionedDocument> get(const DocumentId& id, const Viewer& viewer = {}) const;
  Result<LessonView> get_lesson(const LessonId& id, const Viewer& viewer = {}) const;

  // The source bytes of a revision (1 is the first); nothing: the newest. Errors: not_found also for the revision.
  Result<Source> source(const DocumentId& id, std::optional<int> source_revision, const Viewer& viewer = {}) const;

  // The source rendered as safe HTML; block elements carry data-sourcepos="line:column-line:column". Relative links to
  // files that Fupan reads lead to the documents of that collection.
  Result<std::string> html(const DocumentId& id, std::optional<int> source_revision, const Viewer& viewer = {}) const;

 private:
  Library& library_;
};

}  // namespace fupan::service
