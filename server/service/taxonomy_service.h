// Editing the taxonomy: what would change, changing it, and taking it back. Thread-safe; several processes may do it.
//
// One change is one batch: the record of the taxonomy with the revision that it was made from, what moves labels, what
// is said by hand of lessons, and one audit record. Documents are not written: their labels move when they are read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/access.h"
#include "server/service/audit_trail.h"
#include "server/service/curation_draft.h"
#include "server/service/library.h"
#include "server/service/taxonomy_effects.h"

namespace fupan::service {

class TaxonomyService {
 public:
  // `library` must outlive it.
  explicit TaxonomyService(Library& library) : library_(library) {}

  // What change() would do; nothing is written. Errors: as change
  Result<TaxonomyEffects> preview(const Viewer& viewer, const TaxonomyOrder& order,
                                  std::optional<std::uint64_t> expected) const;

  // Without a difference nothing is written, and the answer has the number 0.
  //
  // Errors: conflict          `expected` is not the revision of the taxonomy, or somebody was quicker
  //         not_found, invalid_argument  as changed(); the viewer is no curator; a record chosen by hand is not there
  //                           or does not carry the value (field "by_hand")
  Result<AuditEntry> change(const Viewer& viewer, const TaxonomyOrder& order,
                            std::optional<std::uint64_t> expected) const;

  // All values become those of `taxonomy` (an export, or a file): what is the same stays. Values that it lacks are
  // retired, unless it names them as former ones of another. Errors: conflict; invalid_argument  the viewer is no
  // curator, or it has no phases
  Result<AuditEntry> replace(const Viewer& viewer, const Taxonomy& taxonomy,
                             std::optional<std::uint64_t> expected) const;

  // Makes the taxonomy, and what was said by hand, what they were before audit record `number`.
  //
  // Errors: not_found; conflict  something of it was changed since; invalid_argument  it is no change of the taxonomy,
  //         or the viewer is no curator
  Result<AuditEntry> undo(const Viewer& viewer, std::uint64_t number) const;

 private:
  Result<AuditEntry> commit(AuditEntry entry, const TaxonomyState& state, TaxonomyRecord next,
                            CurationDraft& draft) const;

  Library& library_;
};

}  // namespace fupan::service
