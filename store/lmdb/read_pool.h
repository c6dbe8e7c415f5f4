// Read transactions kept for reuse: renewing one costs well under a microsecond, beginning one takes a lock and a slot
// of the reader table.
//
// Thread-safe. The environment must outlive the pool, the pool its transactions.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "core/result.h"
#include "store/lmdb/lmdb_handles.h"

namespace fupan::store {

class ReadPool {
 public:
  struct GiveBack {
    ReadPool* pool;
    void operator()(MDB_txn* txn) const noexcept { pool->give_back(txn); }
  };
  // Sees the state of the moment it was begun; used by one thread at a time, not necessarily the one that began it.
  using ReadTxn = std::unique_ptr<MDB_txn, GiveBack>;

  explicit ReadPool(MDB_env* env) : env_(env) {}

  // Errors: unavailable  the reader table is full, also after slots of dead processes were freed
  //         io           the engine failed
  Result<ReadTxn> begin();

 private:
  static constexpr std::size_t kMaxIdle = 64;

  TxnPtr take_idle();
  int begin_fresh(TxnPtr& txn) const;
  void give_back(MDB_txn* txn) noexcept;

  MDB_env* env_;
  std::mutex mutex_;
  std::vector<TxnPtr> idle_;  // reset: they hold a slot of the reader table, but no pages
};

}  // namespace fupan::store
