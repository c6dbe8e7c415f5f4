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
#include "indexer/index.h"
#include "store/store.h"

namespace fupan::service {

struct LibraryOptions {
  std::filesystem::path data;     // created when absent
  std::filesystem::path starter;  // folder with taxonomy.yaml; empty: the one shipped. <data>/taxonomy.yaml goes first
  bool durable = true;            // false: no fsync, for temporary libraries
};

class Library {
 public:
  // Errors: unavailable  the directory cannot be created or opened; io, corrupt  as the store and the taxonomy say
  static Result<std::unique_ptr<Library>> open(const LibraryOptions& options);
  virtual ~Library() = default;

  virtual store::Store& store() = 0;
  virtual const indexer::IndexReader& index() const = 0;
  virtual const Taxonomy& taxonomy() const = 0;
  virtual std::string taxonomy_digest() const { return ""; }  // changes with the taxonomy
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
