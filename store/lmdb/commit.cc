#include "store/lmdb/commit.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "store/batch_check.h"
#include "store/lmdb/big_endian.h"
#include "store/lmdb/change_entry.h"
#include "store/lmdb/lmdb_error.h"
#include "store/lmdb/table_reader.h"
#include "store/lmdb/value_parts.h"

namespace fupan::store {
namespace {

std::string writing(std::string_view key) { return "commit '" + describe_key(key) + "'"; }

// Longer values lie apart. A shorter one would take as much room there, with what points to it.
constexpr std::size_t kApartAboveBytes = 100;

// What is stored now: no revision when there is nothing. A damaged envelope is an error except for an unconditional
// removal, which is how an operator gets rid of it.
struct Present {
  Revision revision = 0;
  std::optional<Place> place;
};

Result<Present> find_present(MDB_txn* txn, MDB_dbi records, const Write& write) {
  MDB_val key = to_val(write.key);
  MDB_val found{};
  const int rc = mdb_get(txn, records, &key, &found);
  if (rc == MDB_NOTFOUND) return Present{};
  if (rc != 0) return lmdb_error(writing(write.key), rc);
  Result<Envelope> envelope = parse_envelope(write.key, to_view(found));
  if (envelope) return Present{envelope->revision, envelope->place};
  if (!write.value && !write.expected) return Present{1, std::nullopt};
  return std::move(envelope.error());
}

int put_value(MDB_txn* txn, const Tables& tables, std::string_view key, const PackedValue& value, Revision revision) {
  const bool is_apart = value.payload().size() > kApartAboveBytes;
  std::string envelope = envelope_header(value.codec(), is_apart, revision);
  if (is_apart) {
    Place place;
    if (const int rc = append_parts(txn, tables.values, value.payload(), place); rc != 0) return rc;
    append_place(envelope, place);
  } else {
    envelope += value.payload();
  }
  MDB_val name = to_val(key);
  MDB_val bytes = to_val(envelope);
  return mdb_put(txn, tables.records, &name, &bytes, 0);
}

int remove_key(MDB_txn* txn, MDB_dbi records, std::string_view key) {
  MDB_val name = to_val(key);
  return mdb_del(txn, records, &name, nullptr);
}

}  // namespace

PreparedBatch::PreparedBatch(const std::vector<Write>& writes, const OwnDictionary* own) : writes_(writes) {
  items_.reserve(writes.size());
  for (const Write& write : writes) {
    items_.push_back({&write, PackedValue(write.value ? std::string_view(*write.value) : std::string_view(), own)});
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
  const Tables& tables = environment.tables;
  Result<Present> present = find_present(txn, tables.records, write);
  if (!present) return std::move(present.error());
  const Revision found = present->revision;
  if (write.expected && *write.expected != found) return conflict_error(write.key, *write.expected, found);
  int rc = present->place ? remove_parts(txn, tables.values, *present->place) : 0;
  if (rc == 0 && write.value) {
    rc = put_value(txn, tables, write.key, item.value, found + 1);
  } else if (rc == 0 && found > 0) {
    rc = remove_key(txn, tables.records, write.key);
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
