#include "store/lmdb/commit.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "store/batch_check.h"
#include "store/lmdb/change_entry.h"
#include "store/lmdb/lmdb_error.h"
#include "store/lmdb/table_reader.h"
#include "store/lmdb/varint.h"

namespace fupan::store {
namespace {

std::string writing(std::string_view key) { return "commit '" + describe_key(key) + "'"; }

// The revision of the stored record, 0 when there is none. A damaged header is an error except for an unconditional
// removal, which is how an operator gets rid of it.
Result<Revision> stored_revision(MDB_txn* txn, MDB_dbi records, const Write& write) {
  MDB_val key = to_val(write.key);
  MDB_val found{};
  const int rc = mdb_get(txn, records, &key, &found);
  if (rc == MDB_NOTFOUND) return Revision{0};
  if (rc != 0) return lmdb_error(writing(write.key), rc);
  Result<Revision> revision = revision_in(write.key, to_view(found));
  if (!revision && !write.value && !write.expected) return Revision{1};
  return revision;
}

int put_envelope(MDB_txn* txn, MDB_dbi records, std::string_view key, std::string_view header,
                 std::string_view payload) {
  MDB_val name = to_val(key);
  MDB_val space{header.size() + payload.size(), nullptr};
  if (const int rc = mdb_put(txn, records, &name, &space, MDB_RESERVE); rc != 0) return rc;
  auto* bytes = static_cast<char*>(space.mv_data);
  std::memcpy(bytes, header.data(), header.size());
  if (!payload.empty()) std::memcpy(bytes + header.size(), payload.data(), payload.size());
  return 0;
}

int remove_key(MDB_txn* txn, MDB_dbi records, std::string_view key) {
  MDB_val name = to_val(key);
  return mdb_del(txn, records, &name, nullptr);
}

}  // namespace

PreparedBatch::PreparedBatch(const std::vector<Write>& writes) : writes_(writes) {
  items_.reserve(writes.size());
  for (const Write& write : writes) {
    items_.push_back({&write, PackedValue(write.value ? std::string_view(*write.value) : std::string_view())});
  }
  std::sort(items_.begin(), items_.end(), [](const Item& a, const Item& b) { return a.write->key < b.write->key; });
}

Result<Sequence> PreparedBatch::apply(const Environment& environment) const {
  MDB_txn* raw = nullptr;
  if (const int rc = mdb_txn_begin(environment.env.get(), nullptr, 0, &raw); rc != 0) {
    return environment.write_error("begin commit", rc);
  }
  TxnPtr txn(raw);
  Result<Sequence> last = TableReader(raw, environment.tables).last_sequence();
  if (!last) return last;
  for (const Item& item : items_) {
    if (Status status = apply_item(environment, raw, item); !status) return std::move(status.error());
  }
  const Sequence sequence = *last + 1;
  if (Status status = append_to_log(environment, raw, sequence); !status) return std::move(status.error());
  if (const int rc = mdb_txn_commit(txn.release()); rc != 0) {
    return environment.write_error("commit " + std::to_string(sequence), rc);
  }
  return sequence;
}

Status PreparedBatch::apply_item(const Environment& environment, MDB_txn* txn, const Item& item) const {
  const Write& write = *item.write;
  const MDB_dbi records = environment.tables.records;
  Result<Revision> found = stored_revision(txn, records, write);
  if (!found) return std::move(found.error());
  if (write.expected && *write.expected != *found) return conflict_error(write.key, *write.expected, *found);
  int rc = 0;
  if (write.value) {
    rc = put_envelope(txn, records, write.key, envelope_header(item.value.codec(), *found + 1), item.value.payload());
  } else if (*found > 0) {
    rc = remove_key(txn, records, write.key);
  }
  return rc == 0 ? ok_status() : Status(environment.write_error(writing(write.key), rc));
}

Status PreparedBatch::append_to_log(const Environment& environment, MDB_txn* txn, Sequence sequence) const {
  const std::string position = big_endian(sequence);
  const std::string entry = encode_changes(writes_);
  MDB_val key = to_val(position);
  MDB_val value = to_val(entry);
  int rc = mdb_put(txn, environment.tables.changes, &key, &value, MDB_APPEND);
  if (rc == 0) {
    MDB_val name = to_val(kSequenceKey);
    key = to_val(position);
    rc = mdb_put(txn, environment.tables.meta, &name, &key, 0);
  }
  return rc == 0 ? ok_status() : Status(environment.write_error("append to change log", rc));
}

}  // namespace fupan::store
