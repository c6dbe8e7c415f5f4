// Proves that the store is whole and that the index holds exactly what the store holds.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/result.h"
#include "server/service/library.h"

namespace fupan::service {

struct CheckReport {
  std::uint64_t documents = 0;  // in the store
  std::uint64_t indexed = 0;    // in the index
  std::uint64_t sources = 0;    // source revisions read and compared with their digest
  std::uint64_t audit_records = 0;
  std::uint64_t sequence = 0;
  std::uint64_t applied_sequence = 0;
  std::vector<std::string> problems;  // empty: everything is as it must be
};

// Reads every record of the store and every document of the index. Problems are listed, at most the first 100.
// Errors: as the store; a damaged index is a problem in the report, not an error.
Result<CheckReport> check(Library& library);

}  // namespace fupan::service
