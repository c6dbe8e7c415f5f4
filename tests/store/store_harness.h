// The engines on which the contract suite runs, and short words for its tests. For tests/store only.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/lmdb/lmdb_store.h"
#include "store/store.h"
#include "tests/support/fake_store.h"
#include "tests/support/temp_folder.h"

namespace fupan::store {

struct LmdbEngine {
  test::TempFolder folder;
  std::unique_ptr<LmdbStore> store = LmdbStore::open(folder.path(), {.sync = false}).value();
};

struct FakeEngine {
  std::unique_ptr<test::FakeStore> store = std::make_unique<test::FakeStore>();
};

// Every test of the contract has an empty store of each engine.
template <class Engine>
class StoreContract : public ::testing::Test {
 protected:
  Store& store() { return *engine_.store; }

 private:
  Engine engine_;
};

using Engines = ::testing::Types<LmdbEngine, FakeEngine>;

inline Write put(std::string key, std::string value, std::optional<Revision> expected = {}) {
  return {std::move(key), std::move(value), expected};
}
inline Write removal(std::string key, std::optional<Revision> expected = {}) {
  return {std::move(key), std::nullopt, expected};
}

// "value@revision" of `key`, or the name of the error.
inline std::string shown(const Reader& reader, std::string_view key) {
  const Result<Record> record = reader.get(key);
  if (!record) return std::string(error_row(record.error().code).name);
  return record->value + "@" + std::to_string(record->revision);
}

inline std::vector<std::string> keys_of(const Result<std::vector<Record>>& records) {
  std::vector<std::string> keys;
  for (const Record& record : records.value()) keys.push_back(record.key);
  return keys;
}

// "1+a" for a key that commit 1 wrote, "2-a" for one that commit 2 removed.
inline std::vector<std::string> shown(const Result<std::vector<Change>>& changes) {
  std::vector<std::string> lines;
  for (const Change& change : changes.value()) {
    lines.push_back(std::to_string(change.sequence) + (change.removed ? "-" : "+") + change.key);
  }
  return lines;
}

// Bytes that no codec shrinks, the same for the same seed.
inline std::string noise(std::size_t bytes, std::uint32_t seed = 1) {
  std::string out;
  out.reserve(bytes);
  for (std::uint32_t x = seed; out.size() < bytes;) out += static_cast<char>((x = x * 1664525U + 1013904223U) >> 24U);
  return out;
}

template <class T>
std::string error_name(const Result<T>& result) {
  return result ? "ok" : std::string(error_row(result.error().code).name);
}

}  // namespace fupan::store
