// Cases made from lessons, for a curator to approve. Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/case_study.h"
#include "server/service/learn_content.h"

namespace fupan::service {

struct CaseView {
  CaseStudy study;
  store::Revision revision = 0;
  std::string lesson_title;
  bool is_stale = false;  // the lesson was changed, or is gone, since the case was made
};

struct CasePage {
  std::size_t total = 0;
  std::vector<CaseView> items;  // newest first
};

struct CaseEdit {
  std::optional<CaseState> state;  // draft: back to the queue
  std::optional<std::string> prompt, situation, recommendation, outcome;
};

class LearnCases {
 public:
  // `library` must outlive it.
  explicit LearnCases(Library& library) : library_(library), content_(library) {}

  // A draft from the lesson's structure: its event (else cause) is shown, its recommendation asked, its impact the
  // outcome; a curator says what the lesson does not. A draft or rejected case of the lesson is made anew. For
  // contributors.
  //
  // Errors: not_found  no such lesson; invalid_argument  the lesson does not say what happened (field "lesson");
  //         forbidden; conflict  its case is approved already; as the store
  Result<CaseView> create(const Viewer& viewer, const LessonId& lesson) const;

  // Those of one state, or all; to who is no curator, only approved ones are there. Errors: as the store
  Result<CasePage> list(const Viewer& viewer, std::optional<CaseState> state, std::size_t limit,
                        std::size_t offset) const;

  // For curators. A draft may have gaps, an approved case has none.
  //
  // Errors: not_found; invalid_argument  a text is empty or too long (its field), or the viewer's role; conflict
  // another
  //         revision than `expected` is stored; as the store
  Result<CaseView> edit(const Viewer& viewer, std::string_view id, const CaseEdit& edit,
                        std::optional<store::Revision> expected) const;

 private:
  Result<std::optional<CaseView>> view_of(const Viewer& viewer, CaseStudy study, store::Revision revision) const;
  Result<CaseView> write(const Viewer& viewer, CaseStudy study, store::Revision expected) const;

  Library& library_;
  LearnContent content_;
};

}  // namespace fupan::service
