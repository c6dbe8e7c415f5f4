// What LmdbStore promises beyond the contract, in one process. With several: lmdb_process_test.cc.
#include "store/lmdb/lmdb_store.h"

#include <gtest/gtest.h>
#include <lmdb.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "store/lmdb/big_endian.h"
#include "tests/store/store_harness.h"
#include "tests/support/temp_folder.h"

namespace fupan::store {
namespace {

using Lines = std::vector<std::string>;
namespace fs = std::filesystem;

using StorePtr = std::unique_ptr<LmdbStore>;

StorePtr open_fast(const fs::path& directory) { return LmdbStore::open(directory, {.sync = false}).value(); }

// Changes a store's table behind the store's back: change(transaction, table, key).
template <class F>
void change_behind_its_back(const fs::path& directory, const char* table, std::string key, F&& change) {
  MDB_env* env = nullptr;
  ASSERT_EQ(mdb_env_create(&env), 0);
  ASSERT_EQ(mdb_env_set_maxdbs(env, 8), 0);
  ASSERT_EQ(mdb_env_open(env, directory.c_str(), 0, 0600), 0);
  MDB_txn* txn = nullptr;
  ASSERT_EQ(mdb_txn_begin(env, nullptr, 0, &txn), 0);
  MDB_dbi dbi = 0;
  ASSERT_EQ(mdb_dbi_open(txn, table, 0, &dbi), 0);
  MDB_val name{key.size(), key.data()};
  ASSERT_EQ(change(txn, dbi, &name), 0);
  ASSERT_EQ(mdb_txn_commit(txn), 0);
  mdb_env_close(env);
}

void tamper(const fs::path& directory, const char* table, std::string key, std::string bytes) {
  change_behind_its_back(directory, table, std::move(key), [&](MDB_txn* txn, MDB_dbi dbi, MDB_val* name) {
    MDB_val value{bytes.size(), bytes.data()};
    return mdb_put(txn, dbi, name, &value, 0);
  });
}

void remove_behind_its_back(const fs::path& directory, const char* table, std::string key) {
  change_behind_its_back(directory, table, std::move(key),
                         [](MDB_txn* txn, MDB_dbi dbi, MDB_val* name) { return mdb_del(txn, dbi, name, nullptr); });
}

TEST(LmdbStore, OpenCreatesTheDirectoryAndItsParents) {
  const test::TempFolder folder;
  const StorePtr store = LmdbStore::open(folder.path() / "数据" / "store").value();
  EXPECT_TRUE(fs::exists(folder.path() / "数据" / "store" / "data.mdb"));
  EXPECT_EQ(store->commit({put("a", "1")}).value(), 1U);
}

// Documents that say the same things in another order.
std::vector<Write> documents(int count, unsigned seed) {
  const Lines phrases{"The supplier delivered the pumps three weeks late. ",      "验收标准没有写进合同。",
                      "We should agree on a rollback before each release. ",      "owner: construction office\n",
                      "Nobody had asked the operators what they need at night. ", "建议在启动阶段明确范围。"};
  std::vector<Write> writes;
  for (int i = 0; i < count; ++i) {
    std::string text = noise(300, seed);
    for (int k = 0; k < 90; ++k) text += phrases[(seed = seed * 1103515245U + 12345U) / 65536U % phrases.size()];
    writes.push_back(put("doc/" + std::to_string(seed % 1000) + "/" + std::to_string(i), text));
  }
  return writes;
}

std::string value_of(const std::vector<Write>& writes, std::size_t i) { return *writes[i].value; }

TEST(LmdbStore, LearnsADictionaryFromALargeBatchAndKeepsIt) {
  const test::TempFolder folder;
  const std::vector<Write> early = documents(20, 1);
  const std::vector<Write> many = documents(400, 2);
  const std::vector<Write> later = documents(20, 3);
  std::uint64_t with_few = 0;
  {
    const StorePtr store = open_fast(folder.path());
    ASSERT_TRUE(store->commit(early));
    with_few = store->size_bytes().value();
    ASSERT_TRUE(store->commit(many));
  }
  const StorePtr store = open_fast(folder.path());
  ASSERT_TRUE(store->commit(later));
  for (const auto* batch : {&early, &many, &later}) {
    for (std::size_t i = 0; i < batch->size(); ++i) {
      EXPECT_EQ(store->get((*batch)[i].key).value().value, value_of(*batch, i));
    }
  }
  EXPECT_LT(with_few, store->size_bytes().value());
  const auto backup = folder.path() / "backup" / "data.mdb";
  fs::create_directories(backup.parent_path());
  ASSERT_TRUE(store->backup(backup));
  const StorePtr copy = open_fast(backup.parent_path());
  EXPECT_EQ(copy->get(many[7].key).value().value, value_of(many, 7));
}

TEST(LmdbStore, WithoutItsDictionaryAValueIsCorruptAndNamed) {
  const test::TempFolder folder;
  const std::vector<Write> many = documents(400, 2);
  ASSERT_TRUE(open_fast(folder.path())->commit(many));
  remove_behind_its_back(folder.path(), "meta", "dictionary");
  const auto read = open_fast(folder.path())->get(many[0].key);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::kCorrupt);
  EXPECT_NE(read.error().message.find(many[0].key), std::string::npos) << read.error().message;
}

TEST(LmdbStore, ReopenKeepsRecordsRevisionsSequenceAndLog) {
  const test::TempFolder folder;
  {
    const StorePtr store = LmdbStore::open(folder.path()).value();
    ASSERT_TRUE(store->commit({put("a", "1"), put("项目", std::string(3000, 'x'))}));
    ASSERT_TRUE(store->commit({put("a", "2"), removal("b")}));
  }
  const StorePtr store = LmdbStore::open(folder.path()).value();
  EXPECT_EQ(shown(*store, "a"), "2@2");
  EXPECT_EQ(shown(*store, "项目"), std::string(3000, 'x') + "@1");
  EXPECT_EQ(shown(store->changes(0, 10)), (Lines{"1+a", "1+项目", "2+a", "2-b"}));
  EXPECT_EQ(store->commit({put("a", "3", 2)}).value(), 3U);
}

TEST(LmdbStore, SecondOpenInOneProcessIsUnavailable) {
  const test::TempFolder folder;
  fs::create_directory_symlink(folder.path() / "store", folder.path() / "link");
  StorePtr store = open_fast(folder.path() / "store");
  EXPECT_EQ(error_name(LmdbStore::open(folder.path() / "store")), "unavailable");
  EXPECT_EQ(error_name(LmdbStore::open(folder.path() / "link", {.read_only = true})), "unavailable");
  store.reset();
  EXPECT_EQ(error_name(LmdbStore::open(folder.path() / "link")), "ok");
}

TEST(LmdbStore, ReadOnlyOpenReadsAndRefusesToCommit) {
  const test::TempFolder folder;
  open_fast(folder.path())->commit({put("a", "1")}).value();
  const StorePtr store = LmdbStore::open(folder.path(), {.read_only = true}).value();
  EXPECT_EQ(shown(*store, "a"), "1@1");
  EXPECT_EQ(shown(*store->snapshot().value(), "a"), "1@1");
  const Result<Sequence> refused = store->commit({put("a", "2")});
  ASSERT_EQ(error_name(refused), "unavailable");
  EXPECT_EQ(refused.error().message, "commit: the store is open read-only");
  EXPECT_EQ(store->commit({}).value(), 1U);
}

TEST(LmdbStore, ReadOnlyOpenCreatesNothing) {
  const test::TempFolder folder;
  EXPECT_EQ(error_name(LmdbStore::open(folder.path() / "none", {.read_only = true})), "not_found");
  EXPECT_EQ(error_name(LmdbStore::open(folder.path(), {.read_only = true})), "not_found");
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(LmdbStore, DirectoryThatCannotBeMadeIsIo) {
  const test::TempFolder folder;
  std::ofstream(folder.path() / "file") << "not a folder";
  const Result<StorePtr> result = LmdbStore::open(folder.path() / "file" / "store");
  ASSERT_EQ(error_name(result), "io");
  EXPECT_NE(result.error().message.find((folder.path() / "file" / "store").string()), std::string::npos);
}

TEST(LmdbStore, FileThatIsNoStoreIsCorrupt) {
  const test::TempFolder folder;
  std::ofstream(folder.path() / "data.mdb") << noise(20000);
  const Result<StorePtr> result = LmdbStore::open(folder.path());
  ASSERT_EQ(error_name(result), "corrupt");
  EXPECT_NE(result.error().message.find("not a store file"), std::string::npos) << result.error().message;
}

TEST(LmdbStore, NewerFormatIsAClearError) {
  const test::TempFolder folder;
  open_fast(folder.path()).reset();
  tamper(folder.path(), "meta", "format", big_endian(3));
  for (const bool read_only : {false, true}) {
    const Result<StorePtr> result = LmdbStore::open(folder.path(), {.read_only = read_only});
    ASSERT_EQ(error_name(result), "corrupt");
    EXPECT_EQ(result.error().message, "open store " + folder.path().string() +
                                          ": store format 3 is newer than format 2 of this program; update Fupan");
  }
}

TEST(LmdbStore, FirstFormatIsNotReadAndTheErrorSaysWhatToDo) {
  const test::TempFolder folder;
  open_fast(folder.path()).reset();
  tamper(folder.path(), "meta", "format", big_endian(1));
  for (const bool read_only : {false, true}) {
    const Result<StorePtr> result = LmdbStore::open(folder.path(), {.read_only = read_only});
    ASSERT_EQ(error_name(result), "corrupt");
    EXPECT_NE(result.error().message.find("store format 1"), std::string::npos) << result.error().message;
    EXPECT_NE(result.error().message.find("import the documents again"), std::string::npos) << result.error().message;
  }
}

TEST(LmdbStore, UnreadableFormatIsCorrupt) {
  const test::TempFolder folder;
  open_fast(folder.path()).reset();
  tamper(folder.path(), "meta", "format", "one");
  EXPECT_EQ(error_name(LmdbStore::open(folder.path())), "corrupt");
  tamper(folder.path(), "meta", "format", big_endian(0));
  EXPECT_EQ(error_name(LmdbStore::open(folder.path())), "corrupt");
}

class DamagedRecord : public ::testing::Test {
 protected:
  DamagedRecord() {
    open_fast(folder_.path())->commit({put("a", "1"), put("b", "2"), put("c", "3")}).value();
    tamper(folder_.path(), "records", "b", "garbage");
    store_ = open_fast(folder_.path());
  }
  test::TempFolder folder_;
  StorePtr store_;
};

TEST_F(DamagedRecord, IsCorruptAndNamesTheKeyWhileOthersAreRead) {
  const Result<Record> record = store_->get("b");
  ASSERT_EQ(error_name(record), "corrupt");
  EXPECT_EQ(record.error().message, "read 'b': value format 103 is not one that this program knows");
  EXPECT_EQ(error_name(store_->scan("", "", 10)), "corrupt");
  EXPECT_EQ(shown(*store_, "a"), "1@1");
  EXPECT_EQ(keys_of(store_->scan("", "b", 10)), Lines{"c"});
}

TEST_F(DamagedRecord, CanBeRemovedAndWrittenAgain) {
  EXPECT_EQ(error_name(store_->commit({put("b", "new")})), "corrupt");
  EXPECT_EQ(error_name(store_->commit({removal("b", 1)})), "corrupt");
  ASSERT_TRUE(store_->commit({removal("b")}));
  ASSERT_TRUE(store_->commit({put("b", "new", 0)}));
  EXPECT_EQ(shown(*store_, "b"), "new@1");
}

TEST(LmdbStore, ValueWithADamagedPartIsCorruptAndCanBeReplaced) {
  const test::TempFolder folder;
  open_fast(folder.path())->commit({put("项目", noise(3000)), put("b", noise(3000, 2))}).value();
  tamper(folder.path(), "values", big_endian(2), "short");  // parts go to keys in their order: the second of "b"
  const StorePtr store = open_fast(folder.path());
  const Result<Record> record = store->get("b");
  ASSERT_EQ(error_name(record), "corrupt");
  EXPECT_NE(record.error().message.find("read 'b': part "), std::string::npos) << record.error().message;
  EXPECT_EQ(shown(*store, "项目"), noise(3000) + "@1");
  ASSERT_TRUE(store->commit({put("b", noise(2000, 3))}));
  EXPECT_EQ(shown(*store, "b"), noise(2000, 3) + "@2");
  EXPECT_EQ(shown(*store, "项目"), noise(3000) + "@1");
}

TEST(LmdbStore, ValuesOfManySizesComeBackWhileOthersAreReplacedAndRemoved) {
  const test::TempFolder folder;
  const StorePtr store = open_fast(folder.path());
  const auto size = [](std::uint32_t i) { return (std::size_t{i} * 97) % 5000; };
  for (std::uint32_t round = 0; round < 4; ++round) {
    std::vector<Write> writes;
    for (std::uint32_t i = round; i < 120; i += round + 1) {
      const std::string key = "k" + std::to_string(i);
      writes.push_back(i % 5 == 4 ? removal(key) : put(key, noise(size(i + round), i + round)));
    }
    ASSERT_TRUE(store->commit(writes));
    for (const Write& write : writes) {
      const Result<Record> record = store->get(write.key);
      ASSERT_EQ(record.has_value(), write.value.has_value());
      if (record) {
        EXPECT_EQ(record->value, *write.value);
      }
    }
  }
  std::vector<Write> removals;
  for (std::uint32_t i = 0; i < 120; ++i) removals.push_back(removal("k" + std::to_string(i)));
  ASSERT_TRUE(store->commit(removals));
  ASSERT_TRUE(store->backup(folder.path() / "copy"));
  EXPECT_LT(fs::file_size(folder.path() / "copy"), 60000U);  // no part is left behind
}

TEST(LmdbStore, SmallValuesWrittenInRandomOrderFillTheirPages) {
  const test::TempFolder folder;
  const StorePtr store = open_fast(folder.path());
  constexpr std::uint32_t kCount = 2000;
  for (std::uint32_t i = 0; i < kCount; i += 100) {
    std::vector<Write> writes;
    for (std::uint32_t j = i; j < i + 100; ++j) writes.push_back(put(noise(13, j), noise(1300, j)));
    ASSERT_TRUE(store->commit(writes));
  }
  EXPECT_LT(store->size_bytes().value(), std::uint64_t{kCount} * 1300 * 6 / 5);
}

TEST(LmdbStore, DamagedChangeLogIsCorruptAndNamesTheSequence) {
  const test::TempFolder folder;
  open_fast(folder.path())->commit({put("a", "1")}).value();
  tamper(folder.path(), "changes", big_endian(1), "garbage");
  const Result<std::vector<Change>> changes = open_fast(folder.path())->changes(0, 10);
  ASSERT_EQ(error_name(changes), "corrupt");
  EXPECT_EQ(changes.error().message, "read change log at 1: unknown entry format");
}

TEST(LmdbStore, FullMapIsUnavailableAndNothingIsLost) {
  const test::TempFolder folder;
  Sequence committed = 0;
  {
    const StorePtr store = LmdbStore::open(folder.path(), {.map_size_bytes = 1U << 20U, .sync = false}).value();
    Result<Sequence> result = Sequence{0};
    while ((result = store->commit({put("k" + std::to_string(committed), noise(60000))}))) committed = *result;
    ASSERT_EQ(error_name(result), "unavailable");
    EXPECT_NE(result.error().message.find("map size"), std::string::npos) << result.error().message;
    EXPECT_GT(committed, 5U);
    EXPECT_EQ(store->last_sequence().value(), committed);
    EXPECT_EQ(store->scan("", "", 100).value().size(), committed);
    EXPECT_EQ(error_name(store->commit({put("small", "fits")})), "ok");
    EXPECT_EQ(error_name(store->commit({removal("k0")})), "ok");
    EXPECT_EQ(error_name(store->commit({put("small", "again")})), "ok");  // LMDB reuses pages from the second commit on
    EXPECT_EQ(error_name(store->commit({put("k0", noise(5000))})), "ok");
    EXPECT_EQ(store->last_sequence().value(), committed + 4);
  }
  const StorePtr larger = LmdbStore::open(folder.path(), {.map_size_bytes = 8U << 20U, .sync = false}).value();
  EXPECT_EQ(larger->commit({put("more", noise(1000000))}).value(), committed + 5);
  EXPECT_EQ(shown(*larger, "small"), "again@2");
}

TEST(LmdbStore, MapLargerThanTheAddressSpaceIsUnavailable) {
  const test::TempFolder folder;
  const Result<StorePtr> result = LmdbStore::open(folder.path(), {.map_size_bytes = std::size_t{1} << 60U});
  ASSERT_EQ(error_name(result), "unavailable");
  EXPECT_NE(result.error().message.find("address space"), std::string::npos) << result.error().message;
}

TEST(LmdbStore, SizeGrowsWithTheContentAndStaysBelowTheFile) {
  const test::TempFolder folder;
  const StorePtr store = open_fast(folder.path());
  const std::uint64_t before = store->size_bytes().value();
  ASSERT_TRUE(store->commit({put("a", noise(1000000))}));
  EXPECT_GT(store->size_bytes().value(), before + 1000000);
  EXPECT_LT(store->size_bytes().value(), before + 1100000);
  EXPECT_LE(store->size_bytes().value(), fs::file_size(folder.path() / "data.mdb"));
}

TEST(LmdbStore, RewritingARecordReusesItsPages) {
  const test::TempFolder folder;
  const StorePtr store = open_fast(folder.path());
  for (std::uint32_t i = 1; i <= 300; ++i) ASSERT_TRUE(store->commit({put("a", noise(100000, i))}));
  EXPECT_LT(store->size_bytes().value(), 2000000U);
}

TEST(LmdbStore, ManySnapshotsAtOnceAreGivenBack) {
  const test::TempFolder folder;
  const StorePtr store = open_fast(folder.path());
  ASSERT_TRUE(store->commit({put("a", "1")}));
  for (int round = 0; round < 3; ++round) {
    std::vector<std::unique_ptr<Reader>> snapshots;
    Result<std::unique_ptr<Reader>> next = store->snapshot();
    for (; next; next = store->snapshot()) snapshots.push_back(std::move(*next));
    EXPECT_EQ(error_name(next), "unavailable");
    EXPECT_GT(snapshots.size(), 500U);
    snapshots.clear();
    EXPECT_EQ(shown(*store, "a"), "1@1");
  }
}

TEST(LmdbStore, BackupIsACompleteStoreWithoutFreedPages) {
  const test::TempFolder folder;
  const StorePtr store = open_fast(folder.path() / "live");
  ASSERT_TRUE(store->commit({put("big", noise(2000000)), put("a", "1")}));
  ASSERT_TRUE(store->commit({removal("big")}));
  fs::create_directory(folder.path() / "copy");
  const Status status = store->backup(folder.path() / "copy" / "data.mdb");
  ASSERT_TRUE(status) << status.error().message;
  EXPECT_LT(fs::file_size(folder.path() / "copy" / "data.mdb"), 200000U);
  const StorePtr copy = open_fast(folder.path() / "copy");
  EXPECT_EQ(shown(*copy, "a"), "1@1");
  EXPECT_EQ(shown(copy->changes(0, 10)), (Lines{"1+big", "1+a", "2-big"}));
  EXPECT_EQ(copy->commit({put("a", "2", 1)}).value(), 3U);
  EXPECT_EQ(shown(*store, "a"), "1@1");
}

TEST(LmdbStore, BackupOverwritesNothing) {
  const test::TempFolder folder;
  const StorePtr store = open_fast(folder.path() / "live");
  std::ofstream(folder.path() / "file") << "precious";
  EXPECT_EQ(error_name(store->backup(folder.path() / "file")), "conflict");
  EXPECT_EQ(fs::file_size(folder.path() / "file"), 8U);
  EXPECT_EQ(error_name(store->backup(folder.path() / "none" / "file")), "io");
  EXPECT_FALSE(fs::exists(folder.path() / "none"));
}

}  // namespace
}  // namespace fupan::store
