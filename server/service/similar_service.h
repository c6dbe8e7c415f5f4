// What is like a lesson, a document or a text? Thread-safe.
#pragma once

#include <string>
#include <vector>

#include "core/access.h"
#include "core/document.h"
#include "indexer/similar_request.h"
#include "server/service/library.h"

namespace fupan::service {

struct SimilarItem {
  Document document;    // without sections, lessons and metadata
  Lesson lesson;        // its id is empty when the document is what was found
  std::string excerpt;  // plain text, at most 240 characters
  double score = 0;     // 0 .. 1
  bool duplicate = false;  // from kDuplicateFrom on (duplicate_rule.h)
  bool superseded = false;  // another lesson has taken its place
  std::vector<std::string> matched;
};

// The plain text of a document: its sections and lessons. Titles are left out.
std::string text_of(const Document& document);

class SimilarService {
 public:
  // `library` must outlive the service.
  explicit SimilarService(Library& library) : library_(library) {}

  // Lessons like a lesson; documents like a document. Best first, at most `limit`; never itself, published
  // ones only.
  //
  // Errors: not_found, also when `viewer` must not see it; as store and index
  Result<std::vector<SimilarItem>> of_lesson(const LessonId& id, std::size_t limit, const Viewer& viewer = {}) const;
  Result<std::vector<SimilarItem>> of_document(const DocumentId& id, std::size_t limit,
                                               const Viewer& viewer = {}) const;

  // Lessons or documents like any text; `request` says what is hidden. Errors: as store and index
  Result<std::vector<SimilarItem>> of_text(const indexer::SimilarRequest& request) const;

 private:
  Library& library_;
};

}  // namespace fupan::service
