#include "store/lmdb/table_reader.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "store/batch_check.h"
#include "store/lmdb/big_endian.h"
#include "store/lmdb/change_entry.h"
#include "store/lmdb/lmdb_error.h"
#include "store/lmdb/own_dictionary.h"
#include "store/lmdb/value_envelope.h"
#include "store/lmdb/value_parts.h"

namespace fupan::store {
namespace {

// Moves `cursor` to the first key that starts at or after `prefix` and is greater than `after`.
int seek(MDB_cursor* cursor, std::string_view prefix, std::string_view after, MDB_val& key, MDB_val& value) {
  const std::string_view start = std::max(prefix, after);
  if (start.empty()) return mdb_cursor_get(cursor, &key, &value, MDB_FIRST);
  key = to_val(start);
  const int rc = mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE);
  if (rc != 0 || to_view(key) != after) return rc;
  return mdb_cursor_get(cursor, &key, &value, MDB_NEXT);
}

}  // namespace

Result<Record> TableReader::get(std::string_view key) const {
  const auto missing = [&] { return make_error(ErrorCode::kNotFound, "no record '" + describe_key(key) + "'"); };
  if (key.empty() || key.size() > kMaxKeyBytes) return missing();
  MDB_val name = to_val(key);
  MDB_val value{};
  const int rc = mdb_get(txn_, tables_.records, &name, &value);
  if (rc == MDB_NOTFOUND) return missing();
  if (rc != 0) return lmdb_error("read '" + describe_key(key) + "'", rc);
  return unpack(key, to_view(value));
}

Result<std::vector<Record>> TableReader::scan(std::string_view prefix, std::string_view after,
                                              std::size_t limit) const {
  std::vector<Record> records;
  if (limit == 0 || prefix.size() > kMaxKeyBytes) return records;
  // No key is longer than kMaxKeyBytes, so one byte more orders like the whole of a longer `after`.
  after = after.substr(0, kMaxKeyBytes + 1);
  Result<CursorPtr> cursor = open_cursor(tables_.records);
  if (!cursor) return std::move(cursor.error());
  MDB_val key{};
  MDB_val value{};
  int rc = seek(cursor->get(), prefix, after, key, value);
  while (rc == 0 && to_view(key).starts_with(prefix)) {
    Result<Record> record = unpack(to_view(key), to_view(value));
    if (!record) return std::move(record.error());
    records.push_back(std::move(*record));
    if (records.size() == limit) return records;
    rc = mdb_cursor_get(cursor->get(), &key, &value, MDB_NEXT);
  }
  if (rc != 0 && rc != MDB_NOTFOUND) return lmdb_error("scan '" + describe_key(prefix) + "'", rc);
  return records;
}

Result<std::vector<Change>> TableReader::changes(Sequence after, std::size_t limit) const {
  std::vector<Change> found;
  if (limit == 0 || after == ~Sequence{0}) return found;
  Result<CursorPtr> cursor = open_cursor(tables_.changes);
  if (!cursor) return std::move(cursor.error());
  const std::string start = big_endian(after + 1);
  MDB_val key = to_val(start);
  MDB_val value{};
  int rc = mdb_cursor_get(cursor->get(), &key, &value, MDB_SET_RANGE);
  while (rc == 0 && found.size() < limit) {
    const std::optional<Sequence> sequence = from_big_endian(to_view(key));
    if (!sequence) return make_error(ErrorCode::kCorrupt, "read change log: a key is not a sequence number");
    if (Status status = decode_changes(*sequence, to_view(value), found); !status) return std::move(status.error());
    rc = mdb_cursor_get(cursor->get(), &key, &value, MDB_NEXT);
  }
  if (rc != 0 && rc != MDB_NOTFOUND) return lmdb_error("read change log", rc);
  return found;
}

Result<Record> TableReader::unpack(std::string_view key, std::string_view envelope) const {
  Result<Envelope> parsed = parse_envelope(key, envelope);
  if (!parsed) return std::move(parsed.error());
  Result<std::string> apart{};
  if (parsed->place) {
    apart = read_parts(txn_, tables_.values, *parsed->place);
    if (!apart) return make_error(apart.error().code, "read '" + describe_key(key) + "': " + apart.error().message);
    parsed->payload = *apart;
  }
  OwnDictionaryPtr own;
  if (parsed->codec == Codec::kZstdOwnDictionary) {
    auto found = tables_.dictionary->find(txn_, tables_.meta);
    if (!found) return std::move(found.error());
    own = std::move(*found);
  }
  Result<std::string> value = unpack_value(key, parsed->codec, parsed->payload, own.get());
  if (!value) return std::move(value.error());
  return Record{std::string(key), std::move(*value), parsed->revision};
}

Result<CursorPtr> TableReader::open_cursor(MDB_dbi table) const {
  MDB_cursor* raw = nullptr;
  if (const int rc = mdb_cursor_open(txn_, table, &raw); rc != 0) return lmdb_error("open cursor", rc);
  return CursorPtr(raw);
}

Result<std::uint64_t> TableReader::number(std::string_view key) const {
  MDB_val name = to_val(key);
  MDB_val value{};
  const int rc = mdb_get(txn_, tables_.meta, &name, &value);
  if (rc != 0 && rc != MDB_NOTFOUND) return lmdb_error("read store's " + std::string(key), rc);
  const std::optional<std::uint64_t> found = rc == 0 ? from_big_endian(to_view(value)) : std::nullopt;
  if (!found) return make_error(ErrorCode::kCorrupt, "read store's " + std::string(key) + ": missing or unreadable");
  return *found;
}

}  // namespace fupan::store
