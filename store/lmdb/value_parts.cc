#include "store/lmdb/value_parts.h"

#include <optional>

#include "store/lmdb/big_endian.h"
#include "store/lmdb/lmdb_error.h"

namespace fupan::store {
namespace {

// So that eight full parts fill a page of 4096 bytes: 16 are its header, and each entry takes 18 besides the part (its
// own header 8, key 8, offset 2). A reader does not rely on it.
constexpr std::size_t kPartBytes = (4096 - 16) / 8 - 18;

Result<CursorPtr> open_cursor(MDB_txn* txn, MDB_dbi values) {
  MDB_cursor* raw = nullptr;
  if (const int rc = mdb_cursor_open(txn, values, &raw); rc != 0) return lmdb_error("open cursor", rc);
  return CursorPtr(raw);
}

Error corrupt(std::uint64_t part) {
  return make_error(ErrorCode::kCorrupt,
                    "part " + std::to_string(part) + " of the value is missing or has another length");
}

// The number after the last part's.
int next_number(MDB_txn* txn, MDB_dbi values, std::uint64_t& number) {
  MDB_cursor* raw = nullptr;
  if (const int rc = mdb_cursor_open(txn, values, &raw); rc != 0) return rc;
  const CursorPtr cursor(raw);
  MDB_val key{};
  MDB_val value{};
  const int rc = mdb_cursor_get(raw, &key, &value, MDB_LAST);
  number = rc == 0 ? from_big_endian(to_view(key)).value_or(0) + 1 : 1;
  return rc == MDB_NOTFOUND ? 0 : rc;
}

}  // namespace

int append_parts(MDB_txn* txn, MDB_dbi values, std::string_view value, Place& place) {
  std::uint64_t number = 0;
  if (const int rc = next_number(txn, values, number); rc != 0) return rc;
  place = {number, value.size()};
  for (; !value.empty(); ++number) {
    const std::string name = big_endian(number);
    MDB_val key = to_val(name);
    MDB_val part = to_val(value.substr(0, kPartBytes));
    value.remove_prefix(part.mv_size);
    if (const int rc = mdb_put(txn, values, &key, &part, MDB_APPEND); rc != 0) return rc;
  }
  return 0;
}

Result<std::string> read_parts(MDB_txn* txn, MDB_dbi values, const Place& place) {
  Result<CursorPtr> cursor = open_cursor(txn, values);
  if (!cursor) return std::move(cursor.error());
  std::string value;
  value.reserve(static_cast<std::size_t>(place.size));
  const std::string first = big_endian(place.first);
  MDB_val key = to_val(first);
  MDB_val part{};
  int rc = mdb_cursor_get(cursor->get(), &key, &part, MDB_SET_KEY);
  for (std::uint64_t number = place.first;; ++number) {
    if (rc == MDB_NOTFOUND) return corrupt(number);
    if (rc != 0) return lmdb_error("read part", rc);
    const bool is_expected = from_big_endian(to_view(key)) == number && part.mv_size <= place.size - value.size();
    if (!is_expected || part.mv_size == 0) return corrupt(number);
    value += to_view(part);
    if (value.size() == place.size) return value;
    rc = mdb_cursor_get(cursor->get(), &key, &part, MDB_NEXT);
  }
}

int remove_parts(MDB_txn* txn, MDB_dbi values, const Place& place) {
  std::uint64_t removed = 0;
  for (std::uint64_t number = place.first; removed < place.size; ++number) {
    const std::string name = big_endian(number);
    MDB_val key = to_val(name);
    MDB_val part{};
    int rc = mdb_get(txn, values, &key, &part);
    if (rc == MDB_NOTFOUND) return 0;
    if (rc != 0) return rc;
    if (part.mv_size > place.size - removed) return 0;  // after a damaged part: this one belongs to another value
    removed += part.mv_size;
    if (rc = mdb_del(txn, values, &key, nullptr); rc != 0) return rc;
  }
  return 0;
}

}  // namespace fupan::store
