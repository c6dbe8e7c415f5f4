#include "store/lmdb/read_pool.h"

#include <utility>

#include "store/lmdb/lmdb_error.h"

namespace fupan::store {

Result<ReadPool::ReadTxn> ReadPool::begin() {
  TxnPtr txn = take_idle();
  const int rc = txn ? mdb_txn_renew(txn.get()) : begin_fresh(txn);
  if (rc != 0) return lmdb_error("begin reading the store", rc);
  return ReadTxn(txn.release(), GiveBack{this});
}

TxnPtr ReadPool::take_idle() {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) return nullptr;
  TxnPtr txn = std::move(idle_.back());
  idle_.pop_back();
  return txn;
}

int ReadPool::begin_fresh(TxnPtr& txn) const {
  MDB_txn* raw = nullptr;
  int rc = mdb_txn_begin(env_, nullptr, MDB_RDONLY, &raw);
  if (rc == MDB_READERS_FULL) {  // perhaps with slots of processes that were killed
    int dead = 0;
    mdb_reader_check(env_, &dead);
    if (dead > 0) rc = mdb_txn_begin(env_, nullptr, MDB_RDONLY, &raw);
  }
  if (rc == 0) txn.reset(raw);
  return rc;
}

void ReadPool::give_back(MDB_txn* txn) noexcept {
  TxnPtr owned(txn);
  mdb_txn_reset(txn);
  const std::lock_guard lock(mutex_);
  if (idle_.size() < kMaxIdle) idle_.push_back(std::move(owned));
}

}  // namespace fupan::store
