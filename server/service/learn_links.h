// Where does a link of a document lead? Thread-safe, no state.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "core/result.h"
#include "store/store.h"

namespace fupan::service {

enum class LinkKind {
  kNone,      // an empty address
  kDocument,  // of the same collection, or "/documents/ID"
  kQuiz,      // a document's questions: its address with "#quiz"
  kLesson,    // "/lessons/ID", or a lesson's id alone
  kSearch,    // "/?…"
  kPage,      // another page of the app: "/kickoff"
  kExternal   // http, https, mailto
};
inline constexpr std::array<std::string_view, 7> kLinkKindNames{"task",   "document", "quiz",    "lesson",
                                                                "search", "page",     "external"};
constexpr std::string_view name_of(LinkKind kind) { return kLinkKindNames[static_cast<std::size_t>(kind)]; }

struct Link {
  LinkKind kind = LinkKind::kNone;
  DocumentId document;   // of kDocument, kQuiz
  LessonId lesson;       // of kLesson
  std::string path;      // in the collection; of relative links
  std::string fragment;  // without '#'
  std::string query;     // of kSearch, without '?'
  std::string address;   // as written
};

// What `address` means in `from`; relative ones are relative to its path.
Link read_link(const Document& from, std::string_view address);

// The address in the web app: "/documents/ID", "/learn/quiz/ID", "/lessons/ID" or as written.
std::string app_address(const Link& link);

// Safe HTML of `document`'s source as a whole, or of a part of it that is shown elsewhere: relative links to files that
// Fupan reads lead to the documents that they mean, whether these are there or not. In a part, "#…" leads to the
// document.
std::string document_html(const Document& document, std::string_view markdown);
std::string part_html(const Document& document, std::string_view markdown);

// What the link means whatever the language: documents in folders "en" and "zh", or called "x.en.md" and "x.zh.md", are
// the same; a search is its filters. For ids of steps. Empty of kNone, and of a search without filters.
std::string language_free(const Link& link);

struct DeadLink {
  int line = 0;
  std::string address;
  std::string reason;
};

// The links of `document` that lead to nothing: a file that the collection does not hold, a document, lesson or quiz
// that is not there. Files that Fupan does not read (images, PDF) are not looked for. Errors: as the store; corrupt
Result<std::vector<DeadLink>> dead_links(const store::Reader& reader, const Document& document,
                                         std::string_view source);

// What is said of a link to a document or lesson that is not there, also to somebody who must not know that it is.
std::string text_of_missing(const Link& link);

// Why `link` is dead; empty: it is not.
Result<std::string> reason_dead(const store::Reader& reader, const Link& link);

}  // namespace fupan::service
