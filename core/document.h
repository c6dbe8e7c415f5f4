// The records: a Document with the lessons and sections found in it. One document is one record of the store, with its
// lessons inside: they are read, changed and indexed together, so neither can be without the other.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/id.h"
#include "core/label.h"

namespace fupan {

// Enumerations are stored by position: a new one goes at the end.
enum class DocumentKind { kNote, kRetrospective, kPostmortem, kRegister, kTemplate, kGuide, kPath };
inline constexpr std::array<std::string_view, 7> kDocumentKindNames{
    "note", "retrospective", "postmortem", "register", "template", "guide", "path"};

// kLesson: the source says "lessons learned" and not which of the other kinds it is.
enum class LessonKind { kLesson, kWorked, kFailed, kCause, kRecommendation, kAction };
inline constexpr std::array<std::string_view, 6> kLessonKindNames{"lesson", "worked",         "failed",
                                                                  "cause",  "recommendation", "action"};

enum class State { kDraft, kInReview, kPublished, kRetired, kRejected };
inline constexpr std::array<std::string_view, 5> kStateNames{"draft", "in_review", "published", "retired", "rejected"};

constexpr std::string_view name_of(DocumentKind kind) { return kDocumentKindNames[static_cast<std::size_t>(kind)]; }
constexpr std::string_view name_of(LessonKind kind) { return kLessonKindNames[static_cast<std::size_t>(kind)]; }
constexpr std::string_view name_of(State state) { return kStateNames[static_cast<std::size_t>(state)]; }

// Lines of the source, 1-based, both included.
struct LineRange {
  int first = 0;
  int last = 0;
  bool operator==(const LineRange&) const = default;
};

// A part of a document that holds no lesson: the text under one heading up to the next.
struct Section {
  std::vector<std::string> heading_path;  // outermost first; empty before the first heading
  LineRange lines;
  std::string text;  // plain text, paragraphs separated by '\n'
  bool operator==(const Section&) const = default;
};

struct Lesson {
  LessonId id;
  LessonKind kind = LessonKind::kLesson;
  std::string title;                      // first sentence or sub-heading, at most 120 characters
  std::string markdown;                   // as in the source
  std::string text;                       // plain text of `markdown`
  std::vector<std::string> heading_path;  // outermost first
  LineRange lines;
  std::vector<Label> labels;
  std::string lang;  // "en", "zh"
  State state = State::kPublished;
  // Where the source gives them, else empty:
  std::string event, cause, impact, recommendation, applies_when, owner, due_date;
  bool operator==(const Lesson&) const = default;
};

// A question of the document's quiz, by what it keeps its id by; the rest is read from the source (core/learning.h).
struct QuestionMark {
  std::string id;      // "<document id>.q<5 characters>"
  std::string prompt;  // plain, one line
  bool operator==(const QuestionMark&) const = default;
};

// What is known of a project in numbers. Units: days, currency units as written.
struct ProjectFacts {
  std::string sector, method, outcome, currency, start_date, end_date;
  std::optional<double> budget, planned_duration_days, actual_duration_days, planned_cost, actual_cost, planned_value,
      earned_value, health_score;
  bool operator==(const ProjectFacts&) const = default;
  bool empty() const { return *this == ProjectFacts{}; }
};

struct Document {
  DocumentId id;
  std::string collection;
  std::string path;  // relative to the collection, '/' separated
  DocumentKind kind = DocumentKind::kNote;
  std::string title;
  std::string lang;  // "en" or "zh": the language of most of the text
  State state = State::kPublished;
  std::string date;     // "YYYY-MM-DD" or empty
  std::string project;  // name as written, or empty
  bool example = false;
  std::vector<std::pair<std::string, std::string>> metadata;  // the author's own keys, in order; lists joined with ", "
  ProjectFacts facts;
  std::vector<Label> labels;      // what the document as a whole is labelled with; its lessons inherit them
  std::vector<Section> sections;  // in source order
  std::vector<Lesson> lessons;    // in source order; sections and lessons do not overlap
  std::vector<Lesson> gone;       // lessons that the source no longer holds; kept, not indexed
  std::vector<QuestionMark> questions;  // of its quiz, in source order
  std::string encoding;           // of the source: "UTF-8", "UTF-8-BOM", "UTF-16LE", "UTF-16BE", "GB18030"
  std::string content_hash;       // SHA-256 of the source bytes, hexadecimal
  std::uint64_t source_bytes = 0;
  std::string imported_at;  // RFC 3339
  int source_revision = 1;  // counts the sources that this document had; see store keys in docs/formats.md

  bool operator==(const Document&) const = default;
  std::string section_id(std::size_t ordinal) const { return id.value + ".s" + std::to_string(ordinal + 1); }
  const Lesson* find_lesson(const LessonId& lesson) const {
    for (const Lesson& l : lessons) {
      if (l.id == lesson) return &l;
    }
    return nullptr;
  }
};

// One passage from a phase to the next.
struct Gate {
  std::string at;        // RFC 3339
  std::string who;       // Viewer::name; empty: nobody was signed in
  std::string from, to;  // phases, ids of the taxonomy; `from` is empty at the first gate
  std::string note;
  bool operator==(const Gate&) const = default;
};

struct Project {
  std::string id;  // make_project_id(name)
  std::string name;
  ProjectFacts facts;        // as its documents say; an import writes these, and nothing else of the record
  ProjectFacts corrections;  // what a person said; goes before `facts`, fact by fact
  std::string phase;         // id of the taxonomy; empty before the first gate
  std::vector<Gate> gates;   // oldest first
  bool is_made = false;      // a person made it; else it is known from its documents only
  bool operator==(const Project&) const = default;
};

// A folder, repository or upload that documents come from.
struct Collection {
  std::string name;
  std::string root;  // where the last import found it; informative
  bool operator==(const Collection&) const = default;
};

}  // namespace fupan
