// The read operations of a store inside one read transaction; Store and Snapshot share them.
//
// As thread-safe as the transaction: one thread at a time. Everything returned is a copy.
#pragma once

#include <string_view>
#include <vector>

#include "core/result.h"
#include "store/lmdb/lmdb_handles.h"
#include "store/store.h"

namespace fupan::store {

class TableReader {
 public:
  TableReader(MDB_txn* txn, const Tables& tables) : txn_(txn), tables_(tables) {}

  Result<Record> get(std::string_view key) const;
  Result<std::vector<Record>> scan(std::string_view prefix, std::string_view after, std::size_t limit) const;
  Result<std::vector<Change>> changes(Sequence after, std::size_t limit) const;
  Result<Sequence> last_sequence() const { return number(kSequenceKey); }
  Result<std::uint64_t> format() const { return number(kFormatKey); }

 private:
  Result<Record> unpack(std::string_view key, std::string_view envelope) const;
  Result<CursorPtr> open_cursor(MDB_dbi table) const;
  Result<std::uint64_t> number(std::string_view key) const;

  MDB_txn* txn_;
  const Tables& tables_;
};

}  // namespace fupan::store
