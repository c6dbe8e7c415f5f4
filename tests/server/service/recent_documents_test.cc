#include "server/service/recent_documents.h"

#include <gtest/gtest.h>

#include "server/service/keys.h"
#include "tests/support/fake_store.h"

namespace fupan::service {
namespace {

class RecentDocumentsTest : public testing::Test {
 protected:
  store::Sequence put(const std::string& id) {
    return *store_.commit({{document_key({id}), "x", {}}, {source_key({id}, 1), "x", {}}});
  }
  void remove(const std::string& id) { ASSERT_TRUE(store_.commit({{document_key({id}), std::nullopt, {}}})); }

  static std::string names(RecentDocuments& recent, store::Sequence after = 0) {
    std::string text;
    const auto documents = recent.written_after(after);
    if (!documents) return documents.error().message;
    for (const DocumentId& id : *documents) text += (text.empty() ? "" : " ") + id.value;
    return text;
  }

  test::FakeStore store_;
};

TEST_F(RecentDocumentsTest, LastWrittenComesFirstAndRemovedOnesGo) {
  put("a");
  const auto seen = put("b");
  RecentDocuments early(store_);
  EXPECT_EQ(names(early), "b a");
  put("c");
  put("a");
  remove("b");
  RecentDocuments late(store_);
  for (RecentDocuments* recent : {&early, &late}) {
    EXPECT_EQ(names(*recent), "a c");
    EXPECT_EQ(names(*recent, seen), "a c");
    EXPECT_EQ(names(*recent, seen + 1), "a");
    EXPECT_EQ(names(*recent, seen + 2), "");
  }
  put("b");
  EXPECT_EQ(names(early), "b a c");
}

TEST_F(RecentDocumentsTest, OtherRecordsInBetweenDoNotHideDocuments) {
  put("a");
  for (int i = 0; i < 500; ++i) ASSERT_TRUE(store_.commit({{std::string(kQueryCountsKey), std::to_string(i), {}}}));
  put("b");
  RecentDocuments recent(store_);
  EXPECT_EQ(names(recent), "b a");
}

TEST_F(RecentDocumentsTest, OnlyTheLastThousandAreKept) {
  RecentDocuments early(store_);
  ASSERT_EQ(names(early), "");
  for (std::size_t i = 0; i < kMostRecent + 50; ++i) put(std::to_string(i));
  RecentDocuments late(store_);
  for (RecentDocuments* recent : {&early, &late}) {
    const auto documents = recent->written_after(0);
    ASSERT_TRUE(documents);
    ASSERT_EQ(documents->size(), kMostRecent);
    EXPECT_EQ(documents->front().value, std::to_string(kMostRecent + 49));
    EXPECT_EQ(documents->back().value, "50");
  }
}

TEST_F(RecentDocumentsTest, GoesOnAfterAFailureOfTheStore) {
  put("a");
  RecentDocuments recent(store_);
  for (std::size_t calls : {0U, 1U, 2U}) {
    store_.fail_after(calls, make_error(ErrorCode::kIo, "disk"));
    EXPECT_EQ(names(recent), "disk");
  }
  EXPECT_EQ(names(recent), "a");
}

}  // namespace
}  // namespace fupan::service
