#include "core/id.h"

#include "core/digest.h"
#include "core/text/fold.h"

namespace fupan {
namespace {

constexpr std::size_t kDocumentIdLength = 13;  // 65 bits: a million documents collide with probability 1e-8
constexpr std::size_t kLessonSuffixLength = 5;
constexpr std::size_t kProjectIdLength = 10;

}  // namespace

DocumentId make_document_id(std::string_view collection, std::string_view path) {
  std::string key(collection);
  key += '\0';
  key += path;
  return {short_digest(key, kDocumentIdLength)};
}

LessonId make_lesson_id(const DocumentId& document, std::string_view distinguishing_text) {
  return {document.value + ".l" + short_digest(distinguishing_text, kLessonSuffixLength)};
}

std::string make_project_id(std::string_view name) { return short_digest(text::fold_name(name), kProjectIdLength); }

}  // namespace fupan
