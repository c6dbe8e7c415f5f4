// How much is there, and is the index up to date? Thread-safe.
#pragma once

#include <cstdint>

#include "core/access.h"
#include "core/result.h"
#include "server/service/library.h"

namespace fupan::service {

struct Stats {
  std::uint64_t documents = 0, lessons = 0, sections = 0, projects = 0, collections = 0;
  std::uint64_t sequence = 0;                      // last commit of the store
  std::uint64_t applied_sequence = 0;              // last commit that the index has
  std::uint64_t store_bytes = 0, index_bytes = 0;  // 0: not told
};

// Of what the viewer may see; where something is hidden, the sizes of the files are not told. Documents, lessons and
// sections are those of the index: of the state at `applied_sequence`.
class StatsService {
 public:
  explicit StatsService(Library& library) : library_(library) {}
  Result<Stats> stats(const Viewer& viewer = {}) const;

 private:
  Library& library_;
};

}  // namespace fupan::service
