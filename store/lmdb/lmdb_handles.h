// LMDB's handles with owners, and its byte strings as views. No logic.
#pragma once

#include <lmdb.h>

#include <memory>
#include <string_view>

namespace fupan::store {

struct CloseEnv {
  void operator()(MDB_env* env) const noexcept { mdb_env_close(env); }
};
using EnvPtr = std::unique_ptr<MDB_env, CloseEnv>;

// A transaction is aborted unless it was released to mdb_txn_commit.
struct AbortTxn {
  void operator()(MDB_txn* txn) const noexcept { mdb_txn_abort(txn); }
};
using TxnPtr = std::unique_ptr<MDB_txn, AbortTxn>;

// For cursors of read transactions: they are closed before their transaction ends.
struct CloseCursor {
  void operator()(MDB_cursor* cursor) const noexcept { mdb_cursor_close(cursor); }
};
using CursorPtr = std::unique_ptr<MDB_cursor, CloseCursor>;

// LMDB takes input through non-const pointers and does not write there.
inline MDB_val to_val(std::string_view bytes) { return {bytes.size(), const_cast<char*>(bytes.data())}; }

// Valid until the transaction ends or, in a write transaction, until the next change.
inline std::string_view to_view(const MDB_val& val) { return {static_cast<const char*>(val.mv_data), val.mv_size}; }

class DictionaryCache;

// The named databases of a store.
struct Tables {
  MDB_dbi records = 0;  // key -> value envelope
  MDB_dbi values = 0;   // part number -> part of a value that lies apart
  MDB_dbi changes = 0;  // sequence -> change entry
  MDB_dbi meta = 0;     // kFormatKey, kSequenceKey -> 8-byte big-endian number; kDictionaryKey -> bytes
  DictionaryCache* dictionary = nullptr;  // of the environment
};

inline constexpr std::string_view kFormatKey = "format";
inline constexpr std::string_view kSequenceKey = "sequence";
inline constexpr std::string_view kDictionaryKey = "dictionary";

}  // namespace fupan::store
