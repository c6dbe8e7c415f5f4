#include "server/service/relation_service.h"

#include <gtest/gtest.h>

#include "server/service/repository.h"
#include "server/service/similar_service.h"
#include "tests/server/service/library_fixture.h"

namespace fupan::service {
namespace {

class RelationServiceTest : public LibraryTest {
 protected:
  void SetUp() override {
    LibraryTest::SetUp();
    write_background(
        "供应商接口联调必须写进采购合同，单一供应商要准备备选方案，采购合同里写明交期违约条款，备件清单要交给运维，联调"
        "文档随合同归档，要提前两周安排，备选供应商要在规划时选好，采购合同要写明违约条款。");
    write("a.md",
          "# 甲\n\n## 经验教训\n\n- 供应商接口联调要提前两周安排。\n- 备选供应商要在规划时选好。\n"
          "- 采购合同要写明违约条款。\n");
    import();
    const Status read = for_each_document(library_->store(), [&](const StoredDocument& stored) -> Status {
      if (stored.document.path != "a.md") return ok_status();
      for (const Lesson& lesson : stored.document.lessons) ids_.push_back(lesson.id);
      return ok_status();
    });
    ASSERT_TRUE(read);
    ASSERT_EQ(ids_.size(), 3U);
  }

  Result<std::vector<RelatedLesson>> relate(std::size_t from, RelationKind kind, std::size_t to) {
    Relation relation;
    relation.kind = kind;
    relation.from = ids_[from];
    relation.to = ids_[to];
    return relations().add(relation, viewer_);
  }

  RelationService relations() { return RelationService(*library_); }

  std::vector<LessonId> ids_;
  Viewer viewer_{"", "王芳", Role::kAdministrator, {}};
};

TEST_F(RelationServiceTest, BothLessonsTellOfTheRelation) {
  const auto added = relate(0, RelationKind::kSupersedes, 1);
  ASSERT_TRUE(added) << added.error().message;
  ASSERT_EQ(added->size(), 1U);
  EXPECT_EQ((*added)[0].name, "supersedes");
  EXPECT_EQ((*added)[0].relation.who, "王芳");
  const auto other = relations().of_lesson(ids_[1], viewer_);
  ASSERT_TRUE(other);
  ASSERT_EQ(other->size(), 1U);
  EXPECT_EQ((*other)[0].name, "superseded_by");
  EXPECT_EQ((*other)[0].lesson.id, ids_[0]);
  ASSERT_TRUE(relate(2, RelationKind::kContradicts, 0));
  std::multiset<std::string> names;
  const auto both = relations().of_lesson(ids_[0], viewer_);
  ASSERT_TRUE(both);
  for (const RelatedLesson& one : *both) names.insert(one.name);
  EXPECT_EQ(names, (std::multiset<std::string>{"contradicts", "supersedes"}));
  EXPECT_EQ(relations().of_lesson(ids_[2], viewer_)->at(0).name, "contradicts");
  EXPECT_EQ(*superseded_lessons(library_->store(), {}), (std::set<std::string>{ids_[1].value}));
}

TEST_F(RelationServiceTest, AnImportKeepsThem) {
  ASSERT_TRUE(relate(0, RelationKind::kSupersedes, 1));
  write("a.md",
        "# 甲\n\n改过。\n\n## 经验教训\n\n- 供应商接口联调要提前两周安排。\n- 备选供应商要在规划时选好。\n"
        "- 采购合同要写明违约条款。\n");
  EXPECT_EQ(import().changed, 1U);
  EXPECT_EQ(relations().of_lesson(ids_[1], viewer_)->size(), 1U);
}

TEST_F(RelationServiceTest, NoCyclesNoRepeatsNoOneself) {
  ASSERT_TRUE(relate(0, RelationKind::kSupersedes, 1));
  ASSERT_TRUE(relate(1, RelationKind::kSupersedes, 2));
  const auto cycle = relate(2, RelationKind::kSupersedes, 0);
  EXPECT_EQ(cycle.error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(cycle.error().field, "lesson");
  EXPECT_EQ(relate(1, RelationKind::kSupersedes, 0).error().code, ErrorCode::kConflict);
  EXPECT_EQ(relate(0, RelationKind::kContradicts, 1).error().code, ErrorCode::kConflict);
  EXPECT_EQ(relate(0, RelationKind::kContradicts, 0).error().field, "lesson");
  Relation nowhere;
  nowhere.from = ids_[0];
  nowhere.to = {"nothing.l1"};
  EXPECT_EQ(relations().add(nowhere, viewer_).error().field, "lesson");
  std::swap(nowhere.from, nowhere.to);
  EXPECT_EQ(relations().add(nowhere, viewer_).error().code, ErrorCode::kNotFound);
}

TEST_F(RelationServiceTest, IsTakenBackFromEitherEnd) {
  ASSERT_TRUE(relate(0, RelationKind::kSupersedes, 1));
  ASSERT_TRUE(relations().remove(ids_[1], ids_[0], {}));
  EXPECT_TRUE(relations().of_lesson(ids_[0], viewer_)->empty());
  EXPECT_TRUE(relations().of_lesson(ids_[1], viewer_)->empty());
  EXPECT_EQ(relations().remove(ids_[0], ids_[1], {}).error().code, ErrorCode::kNotFound);
  EXPECT_TRUE(relate(1, RelationKind::kSupersedes, 0)) << "the other way round, now";
}

TEST_F(RelationServiceTest, SimilarListsMarkWhatIsReplaced) {
  ASSERT_TRUE(relate(0, RelationKind::kSupersedes, 1));
  indexer::SimilarRequest request;
  request.text = "备选供应商要在规划时选好，供应商接口联调要提前";
  const auto items = SimilarService(*library_).of_text(request);
  ASSERT_TRUE(items);
  ASSERT_FALSE(items->empty());
  for (const SimilarItem& item : *items) EXPECT_EQ(item.superseded, item.lesson.id == ids_[1]);
}

TEST_F(RelationServiceTest, WhoDoesNotSeeTheOtherLessonSeesNoRelation) {
  const Viewer stranger{"", "", Role::kReader, {"sources"}};
  ASSERT_TRUE(relate(0, RelationKind::kSupersedes, 1));
  EXPECT_EQ(relations().of_lesson(ids_[0], stranger).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace fupan::service
