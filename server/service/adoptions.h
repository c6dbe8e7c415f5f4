// Adoptions of lessons: reading and writing, and what they add up to. Thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/access.h"
#include "core/brief.h"
#include "server/service/library.h"

namespace fupan::service {

struct AdoptionCounts {
  std::uint64_t helped = 0;
  std::uint64_t not_helped = 0;
  std::uint64_t not_applicable = 0;
  std::uint64_t pending = 0;
};

struct AdoptionPage {
  std::size_t total = 0;
  std::vector<Adoption> items;  // newest first
};

class AdoptionService {
 public:
  // `library` must outlive the service.
  explicit AdoptionService(Library& library) : library_(library) {}

  // Of one lesson, oldest first; of all lessons by lesson id. Errors: as the store
  Result<std::vector<Adoption>> of_lesson(const LessonId& id) const;
  Result<AdoptionCounts> counts_of(const LessonId& id) const;
  Result<std::map<std::string, AdoptionCounts>> counts() const;

  // A page of those of one lesson. Of a project that lies in hidden collections only it is not told that it was that
  // one. Errors: not_found  no such lesson that `viewer` may see; as store and index
  Result<AdoptionPage> list(const LessonId& id, std::size_t limit, std::size_t offset, const Viewer& viewer = {}) const;

  // Says that a lesson was applied, or is going to be. Id and times are set here.
  //
  // Errors: not_found  no such lesson that `viewer` may see; invalid_argument  texts too long or of control characters;
  // as the store
  Result<Adoption> add(Adoption adoption, const Viewer& viewer = {}) const;

 private:
  Library& library_;
};

// Whether all that is known of a project lies in collections that the viewer does not see. Errors: as the index
Result<bool> is_hidden_project(Library& library, const std::string& project, const Viewer& viewer);

// The adoption that comes of accepting `lesson` in `brief`: always the same one.
std::string adoption_id(const LessonId& lesson, std::string_view brief);

}  // namespace fupan::service
