// Values that lie apart from their keys, in the table `values`: cut into parts that are numbered in the order of
// writing. Keys come in random order, and pages that are filled in random order stay a third empty; parts are only ever
// added at the end, where LMDB fills each page.
//
// As thread-safe as the transaction: one thread at a time.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "store/lmdb/lmdb_handles.h"
#include "store/lmdb/value_envelope.h"

namespace fupan::store {

// Adds `value`, which is not empty, at the end. LMDB's code, 0 when it worked.
int append_parts(MDB_txn* txn, MDB_dbi values, std::string_view value, Place& place);

// The value at `place`. Errors: corrupt  a part is missing or there are more bytes than expected; io.
Result<std::string> read_parts(MDB_txn* txn, MDB_dbi values, const Place& place);

// Removes the value at `place`; parts that are missing are no error. LMDB's code, 0 when it worked.
int remove_parts(MDB_txn* txn, MDB_dbi values, const Place& place);

}  // namespace fupan::store
