// One opened LMDB environment with its tables, read pool and lock on the directory.
//
// Thread-safe once open. A forked child must not use its parent's.
#pragma once

#include <filesystem>
#include <memory>

#include "core/result.h"
#include "store/lmdb/lmdb_handles.h"
#include "store/lmdb/lmdb_store.h"
#include "store/lmdb/open_directories.h"
#include "store/lmdb/own_dictionary.h"
#include "store/lmdb/read_pool.h"

namespace fupan::store {

// Raised when a table, a key of `meta` or the meaning of one changes so that an older program would go wrong.
inline constexpr std::uint64_t kStoreFormat = 2;

struct Environment {
  // See LmdbStore::open.
  static Result<std::unique_ptr<Environment>> open(const std::filesystem::path& directory, const LmdbOptions& options);

  // As lmdb_error, for failures of writing. A short write comes from LMDB as EIO; when the disk has no room left, it is
  // reported as the full disk that it is.
  Error write_error(std::string_view what, int rc) const;

  // Members in this order, for destruction: transactions end before the environment closes, and the claim goes last.
  std::filesystem::path directory;
  LmdbOptions options;
  std::unique_ptr<DirectoryClaim> claim;
  EnvPtr env;
  std::unique_ptr<DictionaryCache> dictionary;
  Tables tables;
  std::unique_ptr<ReadPool> readers;
};

}  // namespace fupan::store
