// The embedded store: an LMDB environment in a directory (data.mdb and lock.mdb). Its tables and formats are in
// docs/formats.md.
//
// Thread-safe. Several processes may have the same directory open; within one process it can be open once, and the
// object is shared. Writers of all processes take turns, readers never wait. A child of fork() must not use its
// parent's object.
//
// Full disk: data is written through pwrite (not through the map), so ENOSPC comes back from put or commit as an
// error, the transaction is aborted and the store stays as it was. LMDB calls a write that was cut short EIO; it is
// reported as a full disk when the file system has no room left. What cannot be caught: when the disk fails to
// *read* a page of the map, or another program truncates data.mdb, the kernel sends SIGBUS and the process ends;
// nothing committed is lost.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "store/store.h"

namespace fupan::store {

struct LmdbOptions {
  // Address space reserved for the file, which grows only as far as it is filled: large from the start, so that the map
  // never has to be moved under a reader.
  std::size_t map_size_bytes = std::size_t{256} << 30U;
  // Nothing is created, commit is refused; works on a read-only file system too.
  bool read_only = false;
  // false: commits are not durable, and a power failure may damage the store. For temporary stores only.
  bool sync = true;
};

class LmdbStore final : public Store {
 public:
  // Opens the store in `directory`, creating both unless read-only, and frees the reader slots of dead processes.
  //
  // Errors: not_found    read-only and there is no store
  //         corrupt      the file is damaged or not a store, or its format is newer than this program's
  //         unavailable  this process has it open already; disk full; no address space for the map
  //         io           the system refuses (permissions, read-only file system)
  static Result<std::unique_ptr<LmdbStore>> open(const std::filesystem::path& directory, LmdbOptions options = {});

  ~LmdbStore() override;
  LmdbStore(const LmdbStore&) = delete;
  LmdbStore& operator=(const LmdbStore&) = delete;

  // The methods of Store; beyond what is said there:
  //   reads   unavailable when more than about a thousand reads are going on at once
  //   commit  corrupt when a record that is overwritten or expected has a damaged header (removing it without an
  //           expected revision works); invalid_argument when a batch is too large for one transaction (hundreds of MB)
  Result<Record> get(std::string_view key) const override;
  Result<std::vector<Record>> scan(std::string_view prefix, std::string_view after, std::size_t limit) const override;
  Result<Sequence> last_sequence() const override;
  Result<Sequence> commit(const std::vector<Write>& writes) override;
  Result<std::vector<Change>> changes(Sequence after, std::size_t limit) const override;
  // May be used by several threads, which take turns.
  Result<std::unique_ptr<Reader>> snapshot() const override;

  // Bytes of the pages in use, freed pages that wait for reuse included. At most the size of data.mdb.
  Result<std::uint64_t> size_bytes() const;

  // Writes a compacted copy of the present state to the new file `file`, while readers and writers go on (pages freed
  // meanwhile are not reused until it ends). Put as data.mdb into an empty directory, it is that store.
  //
  // Errors: conflict     `file` exists; it stays as it is
  //         unavailable  the disk of `file` is full
  //         io           the system refuses
  // After an error there is no new file.
  Status backup(const std::filesystem::path& file) const;

 private:
  struct State;
  explicit LmdbStore(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace fupan::store
