#include "importers/lesson_identity.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/importers/fixture.h"

namespace fupan::importers {
namespace {

std::string page(const std::vector<std::string>& items) {
  std::string text = "# 复盘\n\n## 经验教训\n\n";
  for (const std::string& item : items) text += "- " + item + "\n";
  return text;
}

const std::vector<std::string> kItems{"接口文档必须进代码库并带版本号", "供应商样机要在合同里写明到货日期",
                                      "上线前至少演练两次回滚"};

Document reimport(const std::vector<std::string>& items, const Document& before) {
  return import_text(page(items), "doc.md", &before).document;
}

TEST(LessonIdentity, UnchangedTextKeepsItsIds) {
  const Document before = import_text(page(kItems)).document;
  const Document after = reimport(kItems, before);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(after.lessons[i].id, before.lessons[i].id);
  EXPECT_TRUE(after.gone.empty());
  EXPECT_TRUE(before.lessons[0].id.value.starts_with(before.id.value + ".l"));
}

TEST(LessonIdentity, AnEditedWordKeepsTheId) {
  const Document before = import_text(page(kItems)).document;
  const Document after = reimport({kItems[0], "供应商样机要在合同里写明最晚到货日期", kItems[2]}, before);
  EXPECT_EQ(after.lessons[1].id, before.lessons[1].id);
  EXPECT_TRUE(after.gone.empty());
}

TEST(LessonIdentity, ReorderingKeepsIds) {
  const Document before = import_text(page(kItems)).document;
  const Document after = reimport({kItems[2], kItems[0], kItems[1]}, before);
  EXPECT_EQ(after.lessons[0].id, before.lessons[2].id);
  EXPECT_EQ(after.lessons[1].id, before.lessons[0].id);
}

TEST(LessonIdentity, ADeletedLessonIsGoneAndComesBack) {
  const Document first = import_text(page(kItems)).document;
  const Document second = reimport({kItems[0], kItems[2]}, first);
  ASSERT_EQ(second.gone.size(), 1U);
  EXPECT_EQ(second.gone[0].id, first.lessons[1].id);
  const Document third = reimport(kItems, second);
  EXPECT_EQ(third.lessons[1].id, first.lessons[1].id);
  EXPECT_TRUE(third.gone.empty());
}

TEST(LessonIdentity, AnInsertedLessonGetsANewId) {
  const Document before = import_text(page(kItems)).document;
  const Document after = reimport({"周会纪要当天发出", kItems[0], kItems[1], kItems[2]}, before);
  EXPECT_EQ(after.lessons[1].id, before.lessons[0].id);
  for (const Lesson& old : before.lessons) EXPECT_NE(after.lessons[0].id, old.id);
  EXPECT_TRUE(after.gone.empty());
}

TEST(LessonIdentity, RepeatedTextsHaveIdsOfTheirOwn) {
  const Document before = import_text(page({"同一句话写了两遍", "同一句话写了两遍", "同一句话写了两遍"})).document;
  const std::set<LessonId> ids{before.lessons[0].id, before.lessons[1].id, before.lessons[2].id};
  EXPECT_EQ(ids.size(), 3U);
}

TEST(LessonIdentity, CuratorsWorkIsCarriedOver) {
  Document before = import_text(page(kItems)).document;
  before.lessons[2].state = State::kRejected;
  before.lessons[2].labels = {{Facet::kTag, "rollback", LabelOrigin::kCurator, true, 1.0}};
  before.lessons[1].labels.push_back({Facet::kRisk, "scope", LabelOrigin::kModel, true, 0.4});
  const Document after = reimport({kItems[0], kItems[1], "上线前至少演练三次回滚"}, before);
  EXPECT_EQ(after.lessons[2].state, State::kRejected);
  EXPECT_EQ(labels_of(after.lessons[2].labels), (std::vector<std::string>{"tag:rollback/curator"}));
  EXPECT_EQ(after.lessons[0].state, State::kPublished);
}

TEST(LessonIdentity, ManyLessonsHaveDistinctIds) {
  std::vector<std::string> items;
  for (int i = 0; i < 9000; ++i) items.push_back("lesson number " + std::to_string(i));
  std::set<LessonId> ids;
  for (const Lesson& lesson : import_text(page(items)).document.lessons) ids.insert(lesson.id);
  EXPECT_EQ(ids.size(), items.size());
}

}  // namespace
}  // namespace fupan::importers
