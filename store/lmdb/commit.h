// A batch on its way into the environment.
#pragma once

#include <vector>

#include "core/result.h"
#include "store/lmdb/environment.h"
#include "store/lmdb/value_envelope.h"
#include "store/store.h"

namespace fupan::store {

// What can be done before taking the write lock: values compressed, order of writing found. One thread.
class PreparedBatch {
 public:
  // `writes` passed check_batch and outlive this object. Values are compressed against `own`, when there is one.
  PreparedBatch(const std::vector<Write>& writes, const OwnDictionary* own);

  // Applies the batch in one transaction. On an error nothing is written, and apply may be called again.
  //
  // Errors: as Store::commit.
  Result<Sequence> apply(const Environment& environment) const;

 private:
  struct Item {
    const Write* write;
    PackedValue value;
  };

  Status apply_item(const Environment& environment, MDB_txn* txn, const Item& item) const;
  Status append_to_log(const Environment& environment, MDB_txn* txn, Sequence sequence) const;

  const std::vector<Write>& writes_;
  std::vector<Item> items_;  // in key order: neighbours share pages
};

}  // namespace fupan::store
