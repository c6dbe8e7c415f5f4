// What there is to learn: paths, quizzes and questions, read from the documents that hold them. Thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/access.h"
#include "core/case_study.h"
#include "core/document.h"
#include "core/learning.h"
#include "server/service/learn_links.h"
#include "server/service/library.h"

namespace fupan::service {

struct StepView {
  PathStep step;
  std::string id;  // 6 characters [0-9a-v]; the same in both languages and after the path was put in another order
  Link link;
};

struct PathView {
  Document document;  // without sections, lessons and metadata
  LearningPath path;
  std::vector<std::vector<StepView>> steps;  // of each module
  std::size_t step_count = 0;
};

// Where a step leads to, for its page.
struct StepTarget {
  std::string title;  // of the document or lesson
  std::string kind;   // of the document: "guide", "template", …; empty of all else
  std::size_t questions = 0;
  std::string dead;  // why it leads nowhere
};

// A question with what it comes from.
struct SourcedQuestion {
  Question question;
  std::string digest;         // of the question and the lessons that its feedback names
  Document document;          // that holds it, without texts
  std::vector<Label> labels;  // phases and risks of those lessons, else of the document
  std::vector<Link> sources;  // the links of its feedback
};

// A quiz as a whole. No questions: the document has none.
struct QuizView {
  Document document;  // without texts
  std::vector<SourcedQuestion> questions;
};

class LearnContent {
 public:
  // `library` must outlive it.
  explicit LearnContent(Library& library) : library_(library) {}

  // The published learning paths that `viewer` may see, one for each slug: that in `lang` where there is one; one of
  // the organisation's own before one of the starter library. By role, level and title. Errors: as store and index
  Result<std::vector<PathView>> paths(const Viewer& viewer, std::string_view lang) const;

  // By slug, or by document id. Errors: not_found; as store and index
  Result<PathView> path(const Viewer& viewer, std::string_view id, std::string_view lang) const;

  // Errors: as the store
  Result<StepTarget> target(const Viewer& viewer, const Link& link) const;

  // Errors: not_found  no such document; as the store
  Result<QuizView> quiz(const Viewer& viewer, const DocumentId& id) const;

  // Of a document, or an approved case. Errors: not_found; as the store
  Result<SourcedQuestion> question(const Viewer& viewer, std::string_view id) const;

  // What an approved case asks; nothing when its lesson is gone. Errors: as the store
  Result<std::optional<SourcedQuestion>> case_question(const Viewer& viewer, const CaseStudy& study) const;

 private:
  Result<std::vector<PathView>> all_paths(const Viewer& viewer) const;
  Result<SourcedQuestion> sourced(const Viewer& viewer, const Document& document, Question question) const;

  Library& library_;
};

// Of the lesson's text and what is told of it. For telling that it changed.
std::string digest_of(const Lesson& lesson);

// Whether `viewer` may see the document at all: its collection is not hidden, and it is neither retired nor rejected.
bool is_open_to(const Viewer& viewer, const Document& document);

}  // namespace fupan::service
