// Who changed what, for ever: records chained by hash (core/audit.h), each written in the same batch as the change it
// tells of. Thread-safe; several processes may write.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/audit.h"
#include "server/service/library.h"

namespace fupan::service {

struct AuditFilter {
  std::string action;    // this one, or all that begin with it and a dot; empty: any
  std::string name;      // who; empty: anybody
  std::string target;    // empty: any
  std::string from, to;  // days, both included; empty: no bound
};

struct AuditPage {
  std::size_t total = 0;
  std::vector<AuditEntry> items;  // newest first
};

// What the chain is worth.
struct AuditVerdict {
  std::uint64_t records = 0;
  std::string problem;  // the first broken link, by its number; empty: there is none
};

class AuditTrail {
 public:
  // `library` must outlive it.
  explicit AuditTrail(Library& library) : library_(library) {}

  // All that `writes_of` returns and the entry about it, or nothing. It is called before each try, with the number that
  // the entry gets: others who write entries meanwhile are let go first.
  //
  // Errors: conflict  one of the writes expects a revision that moved; as the store
  Result<AuditEntry> commit(AuditEntry entry,
                            const std::function<std::vector<store::Write>(std::uint64_t number)>& writes_of) const;

  // Errors: not_found; corrupt, io
  Result<AuditEntry> get(std::uint64_t number) const;

  // The number of the last entry; 0: there is none.
  Result<std::uint64_t> last() const;

  Result<AuditPage> list(const AuditFilter& filter, std::size_t limit, std::size_t offset) const;

  // Reads every record. Errors: as the store; a broken chain is a verdict.
  static Result<AuditVerdict> verify(const store::Reader& reader);

 private:
  Library& library_;
};

}  // namespace fupan::service
