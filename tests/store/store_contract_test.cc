// The contract of store/store.h, held against every engine: commits. Reading: store_contract_read_test.cc; random
// operations and threads: store_contract_model_test.cc.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "store/store.h"
#include "tests/store/store_harness.h"

namespace fupan::store {
namespace {

using Lines = std::vector<std::string>;

TYPED_TEST_SUITE(StoreContract, Engines);

TYPED_TEST(StoreContract, EmptyStoreHasNothing) {
  EXPECT_EQ(shown(this->store(), "a"), "not_found");
  EXPECT_EQ(this->store().last_sequence().value(), 0U);
  EXPECT_TRUE(this->store().scan("", "", 10).value().empty());
  EXPECT_TRUE(this->store().changes(0, 10).value().empty());
}

TYPED_TEST(StoreContract, EveryPutRaisesTheRevisionAndEveryCommitTheSequence) {
  EXPECT_EQ(this->store().commit({put("a", "one")}).value(), 1U);
  EXPECT_EQ(shown(this->store(), "a"), "one@1");
  EXPECT_EQ(this->store().commit({put("a", "two"), put("b", "other")}).value(), 2U);
  EXPECT_EQ(shown(this->store(), "a"), "two@2");
  EXPECT_EQ(shown(this->store(), "b"), "other@1");
  EXPECT_EQ(this->store().last_sequence().value(), 2U);
}

TYPED_TEST(StoreContract, PutWithTheStoredRevisionWorks) {
  ASSERT_TRUE(this->store().commit({put("a", "one", 0)}));
  ASSERT_TRUE(this->store().commit({put("a", "two", 1)}));
  EXPECT_EQ(shown(this->store(), "a"), "two@2");
}

TYPED_TEST(StoreContract, PutWithOldRevisionIsConflict) {
  ASSERT_TRUE(this->store().commit({put("lesson/1", "one")}));
  ASSERT_TRUE(this->store().commit({put("lesson/1", "two")}));
  const Result<Sequence> result = this->store().commit({put("lesson/1", "mine", 1)});
  ASSERT_EQ(error_name(result), "conflict");
  EXPECT_EQ(result.error().message, "commit: 'lesson/1': expected revision 1, found revision 2");
  EXPECT_EQ(shown(this->store(), "lesson/1"), "two@2");
}

TYPED_TEST(StoreContract, PutThatExpectsNoRecordConflictsWithOne) {
  ASSERT_TRUE(this->store().commit({put("a", "one")}));
  EXPECT_EQ(error_name(this->store().commit({put("a", "two", 0)})), "conflict");
  EXPECT_EQ(error_name(this->store().commit({put("b", "two", 1)})), "conflict");
  EXPECT_EQ(error_name(this->store().commit({removal("b", 3)})), "conflict");
  EXPECT_EQ(error_name(this->store().commit({removal("a", 0)})), "conflict");
  EXPECT_EQ(shown(this->store(), "a"), "one@1");
}

TYPED_TEST(StoreContract, ConflictAnywhereInABatchLeavesEverythingUnchanged) {
  ASSERT_TRUE(this->store().commit({put("b", "one"), put("d", "one")}));
  const std::vector<Write> batch{put("a", "new"), put("b", "two", 1), removal("d"), put("z", "new", 7)};
  EXPECT_EQ(error_name(this->store().commit(batch)), "conflict");
  EXPECT_EQ(shown(this->store(), "a"), "not_found");
  EXPECT_EQ(shown(this->store(), "b"), "one@1");
  EXPECT_EQ(shown(this->store(), "d"), "one@1");
  EXPECT_EQ(this->store().last_sequence().value(), 1U);
  EXPECT_EQ(shown(this->store().changes(0, 10)), (Lines{"1+b", "1+d"}));
}

TYPED_TEST(StoreContract, RemovedRecordIsGoneAndStartsAgainAtRevisionOne) {
  ASSERT_TRUE(this->store().commit({put("a", "one")}));
  ASSERT_TRUE(this->store().commit({put("a", "two")}));
  ASSERT_TRUE(this->store().commit({removal("a", 2)}));
  EXPECT_EQ(shown(this->store(), "a"), "not_found");
  ASSERT_TRUE(this->store().commit({put("a", "three", 0)}));
  EXPECT_EQ(shown(this->store(), "a"), "three@1");
}

TYPED_TEST(StoreContract, RemovingAnAbsentKeyIsACommitLikeAnyOther) {
  EXPECT_EQ(this->store().commit({removal("a")}).value(), 1U);
  EXPECT_EQ(this->store().commit({removal("a", 0)}).value(), 2U);
  EXPECT_EQ(shown(this->store().changes(0, 10)), (Lines{"1-a", "2-a"}));
}

TYPED_TEST(StoreContract, AllKeysCanBeRemovedInOneBatch) {
  std::vector<Write> writes, removals;
  for (int i = 0; i < 500; ++i) {
    writes.push_back(put("k" + std::to_string(i), std::string(300, 'x')));
    removals.push_back(removal("k" + std::to_string(i)));
  }
  ASSERT_TRUE(this->store().commit(writes));
  ASSERT_TRUE(this->store().commit(removals));
  EXPECT_TRUE(this->store().scan("", "", 10).value().empty());
  ASSERT_TRUE(this->store().commit(writes));
  EXPECT_EQ(this->store().scan("", "", 1000).value().size(), 500U);
}

TYPED_TEST(StoreContract, EmptyBatchCommitsNothing) {
  EXPECT_EQ(this->store().commit({}).value(), 0U);
  ASSERT_TRUE(this->store().commit({put("a", "one")}));
  EXPECT_EQ(this->store().commit({}).value(), 1U);
  EXPECT_EQ(shown(this->store().changes(0, 10)), Lines{"1+a"});
}

TYPED_TEST(StoreContract, BatchWithAnImpossibleKeyOrValueIsRefusedAsAWhole) {
  const std::string longest(kMaxKeyBytes, 'k');
  const std::vector<std::pair<std::string, std::vector<Write>>> cases{
      {"a key is empty", {put("a", "1"), put("", "1")}},
      {"a key is empty", {put("a", "1"), removal("")}},
      {"401 bytes", {put("a", "1"), put(longest + "k", "1")}},
      {"key '\xE9\xA1\xB9\xE7\x9B\xAE' occurs twice", {put("项目", "1"), put("a", "1"), removal("项目")}},
      {"key 'a' occurs twice", {put("a", "1"), put("b", "2"), put("a", "1")}},
  };
  for (const auto& [message, batch] : cases) {
    const Result<Sequence> result = this->store().commit(batch);
    ASSERT_EQ(error_name(result), "invalid_argument") << message;
    EXPECT_NE(result.error().message.find(message), std::string::npos) << result.error().message;
  }
  EXPECT_EQ(this->store().last_sequence().value(), 0U);
  ASSERT_TRUE(this->store().commit({put(longest, "fits")}));
  EXPECT_EQ(shown(this->store(), longest), "fits@1");
}

TYPED_TEST(StoreContract, ValuesOfAllSizesComeBackAsTheyWere) {
  const std::string mixed = noise(5U << 20U);
  std::string text;
  while (text.size() < 5U << 20U) text += "需求变更没有评审, so the schedule slipped. ";
  std::vector<std::string> values{"", "\0", "短", std::string("a\0b", 3)};
  for (const std::size_t size : {199U, 200U, 201U, 2000U, 2030U, 2040U, 4096U, 100000U, 5U << 20U}) {
    values.push_back(mixed.substr(0, size));
    values.push_back(text.substr(0, size));
    values.push_back(std::string(size, '\0'));
  }
  std::vector<Write> writes;
  for (std::size_t i = 0; i < values.size(); ++i) writes.push_back(put("v" + std::to_string(i), values[i]));
  ASSERT_TRUE(this->store().commit(writes));
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Record record = this->store().get("v" + std::to_string(i)).value();
    EXPECT_TRUE(record.value == values[i]) << "value " << i << " of " << values[i].size() << " bytes";
  }
}

TYPED_TEST(StoreContract, TenThousandWritesAreOneCommit) {
  std::vector<Write> writes;
  for (int i = 0; i < 10000; ++i) writes.push_back(put("key/" + std::to_string(i), "value " + std::to_string(i)));
  EXPECT_EQ(this->store().commit(writes).value(), 1U);
  EXPECT_EQ(this->store().scan("key/", "", 20000).value().size(), 10000U);
  EXPECT_EQ(this->store().changes(0, 1).value().size(), 10000U);
}

}  // namespace
}  // namespace fupan::store
