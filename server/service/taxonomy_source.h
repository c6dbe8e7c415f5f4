// The taxonomy of a data directory: its file, and what was edited in the program, which the store keeps. Thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/taxonomy_record.h"
#include "core/thesaurus.h"
#include "store/store.h"

namespace fupan::service {

// The taxonomy at one moment, with what goes along with it. Immutable.
struct TaxonomyState {
  Taxonomy taxonomy;
  std::shared_ptr<const Thesaurus> thesaurus;  // shared: searches keep the one they began with
  std::string digest;                          // changes with the taxonomy
  TaxonomyRecord record;                       // what the next edit begins with
  store::Revision revision = 0;                // of the record in the store; 0: never edited
  std::vector<UpgradeNote> notes;              // what the file changed since the last edit
};

class TaxonomySource {
 public:
  // What the files say.
  struct Files {
    Taxonomy taxonomy;
    std::string digest;
    std::vector<TermGroup> glossary;  // before the labels are added
    std::vector<TermGroup> own;       // the organisation's glossary: after them
    std::vector<std::string> removed;
  };

  // `store` must outlive it.
  TaxonomySource(Files files, const store::Store& store);

  // As the store has it now. The same object until it is edited.
  // Errors: corrupt, io
  Result<std::shared_ptr<const TaxonomyState>> current() const;

  const Taxonomy& file() const { return files_.taxonomy; }

 private:
  Result<std::shared_ptr<const TaxonomyState>> load(const store::Record* record) const;

  const Files files_;
  const store::Store& store_;
  mutable std::mutex mutex_;
  mutable store::Sequence seen_ = 0;  // the record was looked at when this was the last commit
  mutable std::shared_ptr<const TaxonomyState> state_;
};

}  // namespace fupan::service
