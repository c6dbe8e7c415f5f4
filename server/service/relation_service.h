// Which lesson replaces which, and which contradict each other. Thread-safe.
//
// Between two lessons there is at most one relation. Supersession has no cycles: who replaces a lesson is never,
// however indirectly, replaced by it.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/access.h"
#include "core/document.h"
#include "core/relation.h"
#include "server/service/library.h"

namespace fupan::service {

// A relation as one of its two lessons sees it.
struct RelatedLesson {
  Relation relation;
  std::string name;   // "supersedes", "superseded_by", "contradicts"
  Lesson lesson;      // the other one
  Document document;  // of the other one: without sections, lessons and metadata
};

// The lessons that another one has replaced, by id, unless that other one lies in a hidden collection.
// Errors: as the store
Result<std::set<std::string>> superseded_lessons(const store::Reader& reader,
                                                 const std::vector<std::string>& hidden_collections);

class RelationService {
 public:
  // `library` must outlive the service.
  explicit RelationService(Library& library) : library_(library) {}

  // Of a lesson, from both ends, oldest first. Left out: others that are gone, rejected, or in a collection that the
  // viewer does not see. Errors: not_found  no such lesson; as the store
  Result<std::vector<RelatedLesson>> of_lesson(const LessonId& id, const Viewer& viewer) const;

  // `relation` without who and when, which are set here.
  //
  // Errors: not_found  no such lesson; invalid_argument  both are the same, or the other one is not there (field
  //         "lesson"), it would close a cycle (field "lesson"), the note is too long or not UTF-8 (field "note");
  //         conflict  the two have a relation already; as the store
  Result<std::vector<RelatedLesson>> add(Relation relation, const Viewer& viewer) const;

  // Whatever relation the two have. Errors: not_found  they have none that the viewer sees; as the store
  Status remove(const LessonId& id, const LessonId& other, const Viewer& viewer) const;

 private:
  struct Turn {
    store::Write write;  // of the record that makes changes of relations take turns
  };
  Result<Turn> take_turn(const store::Reader& reader) const;

  Library& library_;
};

}  // namespace fupan::service
