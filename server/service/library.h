// What may a person do? The use cases of Fupan over store, importers and index; no HTTP, no terminal.
//
// A Library is one data directory, opened. Thread-safe. Several processes may open the same directory; whichever holds
// the index's writer lock keeps the index up to date (Projector), the others read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "core/clock.h"
#include "core/result.h"
#include "core/taxonomy.h"
#include "core/thesaurus.h"
#include "indexer/index.h"
#include "server/service/taxonomy_source.h"
#include "store/store.h"

namespace fupan::service {

struct LibraryOptions {
  std::filesystem::path data;                    // created when absent
  std::filesystem::path starter;                 // folder with taxonomy.yaml and glossary.tsv; empty: the one shipped
  bool durable = true;                           // false: no fsync, for temporary libraries
  std::shared_ptr<const Clock> clock = nullptr;  // nothing: the computer's
};

class Library {
 public:
  // <data>/taxonomy.yaml takes the place of the starter's; what was edited in the program goes before either.
  // <data>/glossary.tsv adds to the starter's, and takes from
  // it.
  //
  // Errors: unavailable  the directory cannot be created or opened; invalid_argument  a taxonomy or glossary cannot be
  //         understood; io  one cannot be read; io, corrupt  as the store says
  static Result<std::unique_ptr<Library>> open(const LibraryOptions& options);
  virtual ~Library() = default;

  virtual store::Store& store() = 0;
  virtual const indexer::IndexReader& index() const = 0;
  // The taxonomy as it is now, edited here or in another process. Shared: it is replaced when it is edited.
  virtual std::shared_ptr<const TaxonomyState> taxonomy_state() const = 0;
  virtual const Taxonomy& taxonomy_file() const = 0;  // what the file says, before it was edited
  Taxonomy taxonomy() const { return taxonomy_state()->taxonomy; }
  std::string taxonomy_digest() const { return taxonomy_state()->digest; }
  // Words are compared by their stems.
  std::shared_ptr<const Thesaurus> thesaurus() const { return taxonomy_state()->thesaurus; }
  virtual const Clock& clock() const = 0;
  virtual const std::filesystem::path& data() const = 0;
  virtual const std::filesystem::path& starter() const = 0;
  virtual std::uint64_t store_bytes() const { return 0; }
};

// Where the index of a data directory lies.
std::filesystem::path index_path(const std::filesystem::path& data);

// A folder shipped with the program ("starter", "web"): below $FUPAN_SHARE, else ../share/fupan beside the program,
// else where it was built from.
std::filesystem::path shared_folder(const std::string& name);

}  // namespace fupan::service
