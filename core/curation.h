// What people say of a document and its lessons, on top of what the source says. Plain values, how they are laid over
// an imported document, and their stored form (docs/formats.md). Thread-safe, no state.
//
// The source's own words are never changed by it: an import may replace them at any time, and what people said is laid
// over the new ones (docs/decisions/0035-curators-overlay.md).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "core/result.h"

namespace fupan {

inline constexpr int kCurationFormat = 1;

// A wording of a lesson; what is absent is as the source says.
struct LessonEdit {
  std::optional<LessonKind> kind;
  std::optional<std::string> title, markdown, event, cause, impact, recommendation, applies_when, owner, due_date;

  bool operator==(const LessonEdit&) const = default;
  bool empty() const { return *this == LessonEdit{}; }
};

// The texts of an edit with their names in the API, in the order in which pages show them.
struct EditField {
  std::string_view name;
  std::optional<std::string> LessonEdit::*edited;
  std::string Lesson::*shown;
};
inline constexpr std::array<EditField, 9> kEditFields{{
    {"title", &LessonEdit::title, &Lesson::title},
    {"markdown", &LessonEdit::markdown, &Lesson::markdown},
    {"event", &LessonEdit::event, &Lesson::event},
    {"cause", &LessonEdit::cause, &Lesson::cause},
    {"impact", &LessonEdit::impact, &Lesson::impact},
    {"recommendation", &LessonEdit::recommendation, &Lesson::recommendation},
    {"applies_when", &LessonEdit::applies_when, &Lesson::applies_when},
    {"owner", &LessonEdit::owner, &Lesson::owner},
    {"due_date", &LessonEdit::due_date, &Lesson::due_date},
}};

// A person says that a label holds, or that it does not.
struct LabelVerdict {
  Facet facet = Facet::kTag;
  std::string value;
  bool holds = true;
  bool operator==(const LabelVerdict&) const = default;
};

// What was said of one lesson, or of a document as a whole.
struct Curation {
  std::string target;                  // the id of the lesson or document
  std::optional<State> state;          // absent: as imported
  std::string reason;                  // why it is rejected or retired
  LessonEdit edit;                     // the wording that is shown
  LessonEdit proposal;                 // a wording that waits for approval, of a published lesson
  std::string proposed_by;             // who wrote it
  std::vector<LabelVerdict> verdicts;  // at most one a facet and value
  std::string review_by;               // "YYYY-MM-DD" or empty
  std::string assignee;                // name of who looks after it
  std::string merged_into;             // id of the lesson that took this one's place
  std::vector<std::string> merged;     // ids of the lessons whose place this one took
  std::vector<std::string> settled;    // items of the queue that somebody decided to leave as they are
  std::vector<std::uint64_t> changes;  // numbers of the audit records that changed this

  bool operator==(const Curation&) const = default;
};

// All that was said in one document.
struct Curations {
  std::vector<Curation> targets;  // by id

  bool operator==(const Curations&) const = default;
  const Curation* find(std::string_view target) const;
  Curation& of(std::string_view target);  // added when absent
};

// The last word on a label stays: replaces an earlier verdict on the same facet and value.
void add_verdict(Curation& curation, LabelVerdict verdict);

// Lays what was said over `document`, which is as imported:
// - a wording replaces the source's, with `text` made from its Markdown by `plain`;
// - a label that holds has the origin curator; one that does not is gone. Verdicts on the document hold for what its
//   lessons inherit, unless a verdict on the lesson says otherwise;
// - a state replaces the imported one, except that what left its source stays retired;
// - a document takes along the lessons that were imported in its state;
// - lessons of a document that is not published are at most as visible as it, and a document that is nothing but
// lessons
//   none of which is published is as visible as the first of them.
using PlainText = std::string (*)(std::string_view markdown);
void lay_over(const Curations& curations, PlainText plain, Document& document);

// The same for one lesson, without what its document says.
void lay_over(const Curation& curation, PlainText plain, Lesson& lesson);

// What `lesson` says, as an edit that sets everything.
LessonEdit wording_of(const Lesson& lesson);

std::string encode_curations(const Curations& curations);
std::string encode_curation(const Curation& curation);

// Errors: corrupt  not JSON, a member of the wrong kind, an unknown name, or a newer format; the message names it
Result<Curations> decode_curations(std::string_view bytes);
Result<Curation> decode_curation(std::string_view bytes);

}  // namespace fupan
