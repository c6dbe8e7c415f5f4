// The contract of store/store.h, held against every engine: scans, change log, snapshots.
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "store/store.h"
#include "tests/store/store_harness.h"

namespace fupan::store {
namespace {

using Lines = std::vector<std::string>;
using std::string_literals::operator""s;

template <class Engine>
class StoreReading : public StoreContract<Engine> {};
TYPED_TEST_SUITE(StoreReading, Engines);

TYPED_TEST(StoreReading, ImpossibleKeysAreNotFound) {
  EXPECT_EQ(shown(this->store(), ""), "not_found");
  EXPECT_EQ(shown(this->store(), std::string(kMaxKeyBytes + 1, 'k')), "not_found");
  EXPECT_EQ(shown(this->store(), std::string(100000, 'k')), "not_found");
}

TYPED_TEST(StoreReading, ScanGivesKeysUnderThePrefixInOrder) {
  ASSERT_TRUE(this->store().commit(
      {put("doc/b", "2"), put("doc/a", "1"), put("doc", "0"), put("dod", "9"), put("doc/c", "3"), put("do", "8")}));
  EXPECT_EQ(keys_of(this->store().scan("doc/", "", 10)), (Lines{"doc/a", "doc/b", "doc/c"}));
  EXPECT_EQ(keys_of(this->store().scan("doc", "", 10)), (Lines{"doc", "doc/a", "doc/b", "doc/c"}));
  EXPECT_EQ(keys_of(this->store().scan("", "", 10)), (Lines{"do", "doc", "doc/a", "doc/b", "doc/c", "dod"}));
  EXPECT_EQ(keys_of(this->store().scan("x", "", 10)), Lines{});
}

TYPED_TEST(StoreReading, ScanContinuesAfterAKeyWhetherItExistsOrNot) {
  ASSERT_TRUE(this->store().commit({put("p/1", ""), put("p/2", ""), put("p/3", ""), put("q", "")}));
  EXPECT_EQ(keys_of(this->store().scan("p/", "p/1", 10)), (Lines{"p/2", "p/3"}));
  EXPECT_EQ(keys_of(this->store().scan("p/", "p/15", 10)), (Lines{"p/2", "p/3"}));
  EXPECT_EQ(keys_of(this->store().scan("p/", "a", 10)), (Lines{"p/1", "p/2", "p/3"}));
  EXPECT_EQ(keys_of(this->store().scan("p/", "p/", 10)), (Lines{"p/1", "p/2", "p/3"}));
  EXPECT_EQ(keys_of(this->store().scan("p/", "p/3", 10)), Lines{});
  EXPECT_EQ(keys_of(this->store().scan("p/", "z", 10)), Lines{});
  EXPECT_EQ(keys_of(this->store().scan("p/1", "p/1", 10)), Lines{});
}

TYPED_TEST(StoreReading, ScanStopsAtTheLimit) {
  ASSERT_TRUE(this->store().commit({put("a", "1"), put("b", "2"), put("c", "3")}));
  EXPECT_EQ(keys_of(this->store().scan("", "", 0)), Lines{});
  EXPECT_EQ(keys_of(this->store().scan("", "", 2)), (Lines{"a", "b"}));
  EXPECT_EQ(keys_of(this->store().scan("", "b", 2)), Lines{"c"});
  EXPECT_EQ(keys_of(this->store().scan("", "", std::numeric_limits<std::size_t>::max())), (Lines{"a", "b", "c"}));
}

TYPED_TEST(StoreReading, ScanOrdersBinaryAndChineseKeysByTheirBytes) {
  const Lines keys{"\0"s, "\0\0"s, "\x01"s,    "a"s,    "a\0"s,  "a\xFF"s,
                   "b"s,  "项目"s, "项目/一"s, "需求"s, "\xFF"s, "\xFF\xFF"s};
  std::vector<Write> writes;
  for (const std::string& key : keys) writes.push_back(put(key, "value of " + key));
  ASSERT_TRUE(this->store().commit(writes));
  Lines sorted = keys;
  std::sort(sorted.begin(), sorted.end());
  EXPECT_EQ(keys_of(this->store().scan("", "", 100)), sorted);
  EXPECT_EQ(keys_of(this->store().scan("\0"s, "", 100)), (Lines{"\0"s, "\0\0"s}));
  EXPECT_EQ(keys_of(this->store().scan("项", "", 100)), (Lines{"项目", "项目/一"}));
  EXPECT_EQ(keys_of(this->store().scan("\xFF", "\xFF", 100)), Lines{"\xFF\xFF"});
  EXPECT_EQ(shown(this->store(), "a\0"s), "value of a\0@1"s);
}

TYPED_TEST(StoreReading, ScanTakesPrefixesAndPositionsLongerThanAnyKey) {
  const std::string longest(kMaxKeyBytes, 'k');
  ASSERT_TRUE(this->store().commit({put("a", ""), put(longest, ""), put("kl", "")}));
  EXPECT_EQ(keys_of(this->store().scan(longest, "", 10)), Lines{longest});
  EXPECT_EQ(keys_of(this->store().scan(longest + "k", "", 10)), Lines{});
  EXPECT_EQ(keys_of(this->store().scan("", longest + "aaaa", 10)), Lines{"kl"});
  EXPECT_EQ(keys_of(this->store().scan("", std::string(5000, 'a'), 10)), (Lines{longest, "kl"}));
}

TYPED_TEST(StoreReading, ScanGivesValuesAndRevisions) {
  ASSERT_TRUE(this->store().commit({put("a", "1")}));
  ASSERT_TRUE(this->store().commit({put("a", std::string(1000, 'x'))}));
  const std::vector<Record> records = this->store().scan("", "", 10).value();
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records[0].value, std::string(1000, 'x'));
  EXPECT_EQ(records[0].revision, 2U);
}

TYPED_TEST(StoreReading, ChangesComeInCommitOrderAndWithinACommitInBatchOrder) {
  ASSERT_TRUE(this->store().commit({put("b", "1"), put("a", "1")}));
  ASSERT_TRUE(this->store().commit({removal("b"), put("复盘", "1")}));
  EXPECT_EQ(shown(this->store().changes(0, 10)), (Lines{"1+b", "1+a", "2-b", "2+复盘"}));
  EXPECT_EQ(shown(this->store().changes(1, 10)), (Lines{"2-b", "2+复盘"}));
  EXPECT_EQ(shown(this->store().changes(2, 10)), Lines{});
  EXPECT_EQ(shown(this->store().changes(std::numeric_limits<Sequence>::max(), 10)), Lines{});
}

TYPED_TEST(StoreReading, ChangesOfOneCommitAreNeverSplit) {
  ASSERT_TRUE(this->store().commit({put("a", "1"), put("b", "1"), put("c", "1")}));
  ASSERT_TRUE(this->store().commit({put("d", "1")}));
  ASSERT_TRUE(this->store().commit({put("e", "1"), put("f", "1")}));
  EXPECT_EQ(shown(this->store().changes(0, 0)), Lines{});
  EXPECT_EQ(shown(this->store().changes(0, 1)), (Lines{"1+a", "1+b", "1+c"}));
  EXPECT_EQ(shown(this->store().changes(0, 3)), (Lines{"1+a", "1+b", "1+c"}));
  EXPECT_EQ(shown(this->store().changes(0, 4)), (Lines{"1+a", "1+b", "1+c", "2+d"}));
  EXPECT_EQ(shown(this->store().changes(1, 2)), (Lines{"2+d", "3+e", "3+f"}));
}

TYPED_TEST(StoreReading, SnapshotDoesNotSeeLaterCommits) {
  ASSERT_TRUE(this->store().commit({put("a", "old"), put("b", "old")}));
  const std::unique_ptr<Reader> snapshot = this->store().snapshot().value();
  ASSERT_TRUE(this->store().commit({put("a", "new"), removal("b"), put("c", "new")}));
  EXPECT_EQ(shown(*snapshot, "a"), "old@1");
  EXPECT_EQ(shown(*snapshot, "b"), "old@1");
  EXPECT_EQ(shown(*snapshot, "c"), "not_found");
  EXPECT_EQ(keys_of(snapshot->scan("", "", 10)), (Lines{"a", "b"}));
  EXPECT_EQ(snapshot->last_sequence().value(), 1U);
  EXPECT_EQ(shown(this->store(), "a"), "new@2");
  EXPECT_EQ(this->store().snapshot().value()->last_sequence().value(), 2U);
}

TYPED_TEST(StoreReading, SnapshotsOfDifferentMomentsLiveSideBySide) {
  std::vector<std::unique_ptr<Reader>> snapshots;
  for (int i = 0; i < 20; ++i) {
    snapshots.push_back(this->store().snapshot().value());
    ASSERT_TRUE(this->store().commit({put("n", std::to_string(i))}));
  }
  for (std::size_t i = 1; i < snapshots.size(); ++i) {
    EXPECT_EQ(shown(*snapshots[i], "n"), std::to_string(i - 1) + "@" + std::to_string(i));
  }
}

}  // namespace
}  // namespace fupan::store
