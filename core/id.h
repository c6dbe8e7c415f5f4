// Strong ids. All are short, stable, lower-case ASCII and safe in a URL path.
#pragma once

#include <compare>
#include <string>
#include <string_view>

namespace fupan {

// Identifies one imported or written source: 13 characters [0-9a-z] derived from collection and path, so that the same
// file of the same collection keeps its id for ever.
struct DocumentId {
  std::string value;
  auto operator<=>(const DocumentId&) const = default;
};

// Identifies a lesson: "<document id>.l<5 characters>". Survives re-import of an edited file.
struct LessonId {
  std::string value;
  auto operator<=>(const LessonId&) const = default;
  DocumentId document() const { return {value.substr(0, value.find('.'))}; }
};

// Sections are addressed as "<document id>.s<ordinal>"; they are a view of a document's present text and not stable.
inline bool is_lesson_id(std::string_view id) { return id.find(".l") != std::string_view::npos; }
inline bool is_section_id(std::string_view id) { return id.find(".s") != std::string_view::npos; }

// The document id that belongs to `path` (relative, '/' separated) of `collection`.
DocumentId make_document_id(std::string_view collection, std::string_view path);

// A lesson id inside `document` from whatever text tells it apart from its neighbours.
LessonId make_lesson_id(const DocumentId& document, std::string_view distinguishing_text);

// The id of the project called `name` (case, width and script are folded first).
std::string make_project_id(std::string_view name);

}  // namespace fupan
