#include "server/service/queue_service.h"

#include <gtest/gtest.h>

#include "server/service/keys.h"
#include "server/service/writing_service.h"
#include "tests/server/service/library_fixture.h"

namespace fupan::service {
namespace {

class QueueTest : public LibraryTest {
 protected:
  void SetUp() override {
    LibraryTest::SetUp();
    write("a.md",
          "---\nphase: integration\n---\n# 甲\n\n## 经验教训\n\n- 供应商延期三周，没有备用方案，只好停工等待。\n");
    write(
        "b.md",
        "# 乙\n\n## 经验教训\n\n- 供应商延期三周，没有备用方案，只好停工等待！\n- 灰度发布先行，回滚只用了五分钟。\n");
    write("c.md", "---\nstate: in_review\n---\n# 丙\n\n## 经验教训\n\n- 需求变更没有评估影响。\n");
    import();
    queries_ = std::make_unique<QueryLog>(*library_);
    queries_->asked("没人写过的问题", 0, false);
    queue_ = std::make_unique<QueueService>(*library_, *queries_);
    curator_.name = curator_.account = "王";
    curator_.role = Role::kCurator;
  }

  QueuePage page(QueueRequest request = {}) const {
    const auto page = queue_->list(curator_, request);
    EXPECT_TRUE(page) << page.error().message;
    return page ? *page : QueuePage{};
  }

  std::string counts() const {
    std::string text;
    const QueuePage all = page();
    for (std::size_t i = 0; i < all.counts.size(); ++i) {
      if (all.counts[i] > 0) text += std::string(kQueueKindNames[i]) + "=" + std::to_string(all.counts[i]) + " ";
    }
    return text;
  }

  QueueItem first(QueueKind kind) const {
    QueueRequest request;
    request.kind = kind;
    const QueuePage found = page(request);
    EXPECT_FALSE(found.items.empty()) << name_of(kind);
    return found.items.empty() ? QueueItem{} : found.items.front().item;
  }

  Result<AuditEntry> act(QueueAction action, const QueueItem& item, QueueOrder order = {}) const {
    order.action = action;
    order.items = {item.id()};
    return queue_->act(curator_, order);
  }

  LessonView view(const std::string& id) const {
    const auto view = DocumentService(*library_).get_lesson({id});
    EXPECT_TRUE(view) << view.error().message;
    return view ? *view : LessonView{};
  }

  std::unique_ptr<QueryLog> queries_;
  std::unique_ptr<QueueService> queue_;
  Viewer curator_;
};

constexpr const char* kAll = "to_review=1 unmapped_label=1 near_duplicate=1 unanswered=1 ";

TEST_F(QueueTest, HoldsEveryKind) {
  EXPECT_EQ(counts(), kAll);
  const QueueItem pair = first(QueueKind::kNearDuplicate);
  EXPECT_GE(pair.confidence, 0.8);
  EXPECT_EQ(first(QueueKind::kUnmappedLabel).value, "integration");
  Viewer reader;
  reader.role = Role::kReader;
  EXPECT_FALSE(queue_->list(reader, {}));
}

TEST_F(QueueTest, EachItemGoesWhenItIsDecidedAndComesBackWithUndo) {
  const CurationService curation(*library_);
  QueueOrder order;
  order.value = "execution";
  ASSERT_TRUE(act(QueueAction::kApprove, first(QueueKind::kToReview)));
  ASSERT_TRUE(act(QueueAction::kRelabel, first(QueueKind::kUnmappedLabel), order));
  ASSERT_TRUE(act(QueueAction::kDismiss, first(QueueKind::kNearDuplicate)));
  ASSERT_TRUE(act(QueueAction::kApprove, first(QueueKind::kUnanswered)));
  EXPECT_EQ(counts(), "");
  for (int i = 0; i < 4; ++i) {
    const auto undone = curation.undo_last(curator_);
    ASSERT_TRUE(undone) << undone.error().message;
  }
  EXPECT_EQ(counts(), kAll);
  EXPECT_FALSE(curation.undo_last(curator_));
}

TEST_F(QueueTest, MappingAValueChangesDocumentAndLessons) {
  QueueOrder order;
  order.value = "execution";
  const QueueItem item = first(QueueKind::kUnmappedLabel);
  ASSERT_TRUE(act(QueueAction::kRelabel, item, order));
  const auto stored = get_document(library_->store(), {item.target});
  ASSERT_TRUE(stored);
  for (const auto* labels : {&stored->document.labels, &stored->document.lessons.front().labels}) {
    std::string phases;
    for (const Label& label : *labels) phases += label.facet == Facet::kPhase ? label.value + " " : "";
    EXPECT_EQ(phases, "execution ");
  }
}

TEST_F(QueueTest, AMergeRetiresOneKeepsBothSourcesAndIsUndoneWhole) {
  const QueueItem pair = first(QueueKind::kNearDuplicate);
  const DocumentId labelled{first(QueueKind::kUnmappedLabel).target};
  QueueOrder order;
  order.into = LessonId{pair.target}.document() == labelled ? pair.target : pair.other;
  const std::string gone = order.into == pair.target ? pair.other : pair.target;
  const auto merged = act(QueueAction::kMerge, pair, order);
  ASSERT_TRUE(merged) << merged.error().message;
  EXPECT_EQ(view(gone).said.merged_into, order.into);
  EXPECT_EQ(view(gone).lesson.state, State::kRetired);
  EXPECT_EQ(view(order.into).said.merged, std::vector<std::string>{gone});
  EXPECT_EQ(counts(), "to_review=1 unmapped_label=1 unanswered=1 ");
  ASSERT_TRUE(CurationService(*library_).undo(curator_, merged->number));
  EXPECT_EQ(view(gone).lesson.state, State::kPublished);
  EXPECT_TRUE(view(order.into).said.merged.empty());
}

TEST_F(QueueTest, TheOtherLessonCanBeTheOneThatStays) {
  const QueueItem pair = first(QueueKind::kNearDuplicate);
  QueueOrder order;
  order.into = pair.other;
  ASSERT_TRUE(act(QueueAction::kMerge, pair, order));
  EXPECT_EQ(view(pair.target).said.merged_into, pair.other);
  order.into = "somebody.else";
  EXPECT_FALSE(act(QueueAction::kMerge, pair, order));
}

TEST_F(QueueTest, OneBadItemOfManyLeavesAllAsTheyWere) {
  QueueOrder order;
  order.action = QueueAction::kApprove;
  order.items = {first(QueueKind::kToReview).id(), "to_review~nobody"};
  const auto refused = queue_->act(curator_, order);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(counts(), kAll);
  EXPECT_FALSE(act(QueueAction::kMerge, first(QueueKind::kToReview)));
  EXPECT_FALSE(act(QueueAction::kReject, first(QueueKind::kToReview)));  // no reason
}

TEST_F(QueueTest, SeveralItemsAreOneChange) {
  QueueOrder order;
  order.action = QueueAction::kAssign;
  order.assignee = "李";
  order.items = {first(QueueKind::kToReview).id(), first(QueueKind::kNearDuplicate).id()};
  const auto done = queue_->act(curator_, order);
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(done->changes.size(), 2U);
  QueueRequest mine;
  mine.assignee = "李";
  EXPECT_EQ(page(mine).total, 2U);
  ASSERT_TRUE(CurationService(*library_).undo_last(curator_));
  EXPECT_EQ(page(mine).total, 0U);
}

TEST_F(QueueTest, AReviewIsOverdueFromTheDayAfter) {
  LessonChange change;
  change.review_by = "2020-01-01";
  const std::string id = first(QueueKind::kNearDuplicate).target;
  ASSERT_TRUE(CurationService(*library_).change(curator_, {id}, change, std::nullopt));
  EXPECT_EQ(first(QueueKind::kOverdueReview).due, "2020-01-01");
  ASSERT_TRUE(act(QueueAction::kApprove, first(QueueKind::kOverdueReview)));
  EXPECT_EQ(counts(), kAll);
  change.review_by = "2999-01-01";
  ASSERT_TRUE(CurationService(*library_).change(curator_, {id}, change, std::nullopt));
  EXPECT_EQ(counts(), kAll);
}

TEST_F(QueueTest, FollowsImportsAndHidesCollectionsThatAreNotSeen) {
  write("d.md", "---\nstate: in_review\n---\n# 丁\n\n## 经验教训\n\n- 测试环境不足。\n");
  import();
  QueueRequest request;
  request.kind = QueueKind::kToReview;
  EXPECT_EQ(page(request).total, 2U);
  curator_.hidden_collections = {"sources"};
  EXPECT_EQ(counts(), "unanswered=1 ");
}

TEST(DuplicatePairs, TenCopiesAreNinePairsAndFewerWhenSomeGo) {
  DuplicatePairs duplicates;
  const std::string text = "供应商延期三周，没有备用方案，只好停工等待。";
  for (int i = 0; i < 10; ++i) duplicates.put("d" + std::to_string(i) + ".l", text, {});
  duplicates.put("x.l", "灰度发布先行，回滚只用了五分钟，没有人加班。", {});
  EXPECT_EQ(duplicates.pairs().size(), 9U);
  duplicates.remove("d0.l");
  EXPECT_EQ(duplicates.pairs().size(), 8U);
  for (const DuplicatePair& pair : duplicates.pairs()) EXPECT_NE(pair.first, "d0.l");
}

TEST(DuplicatePairs, WhatIsApartIsNoPair) {
  DuplicatePairs duplicates;
  duplicates.put("d1.l", "Test the rollback before every release.", {});
  duplicates.put("d2.l", "Test the rollback before every release!", {"d1.l"});
  EXPECT_TRUE(duplicates.pairs().empty());
  duplicates.put("d2.l", "Test the rollback before every release!", {});
  EXPECT_EQ(duplicates.pairs().size(), 1U);
}

TEST(DuplicatePairs, WhatOneDocumentSaysTwiceIsNoPair) {
  DuplicatePairs duplicates;
  duplicates.put("d.l1", "Test the rollback before every release.", {});
  duplicates.put("d.l2", "Test the rollback before every release!", {});
  EXPECT_TRUE(duplicates.pairs().empty());
}

}  // namespace
}  // namespace fupan::service
