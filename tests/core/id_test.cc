#include "core/id.h"

#include <gtest/gtest.h>

#include <string>

#include "core/digest.h"

namespace fupan {
namespace {

// These values are in stores, links and search indexes: they must never change.
TEST(Ids, AreTheSameForEver) {
  EXPECT_EQ(make_document_id("handbook", "docs/2024-05-03-outage.md").value, "iu2ekganga91d");
  EXPECT_EQ(make_document_id("知识库", "项目/复盘.md").value, "cpaj107licfd9");
  EXPECT_EQ(make_lesson_id({"abc"}, "Freeze the scope early").value, "abc.l2l3ib");
  EXPECT_EQ(make_project_id("Apollo"), "hkta39ni4v");
}

TEST(Ids, DocumentIdIsShortLowerCaseAscii) {
  const std::string id = make_document_id("c", "路径/文件.md").value;
  EXPECT_EQ(id.size(), 13U);
  EXPECT_EQ(id.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz"), std::string::npos);
}

TEST(Ids, CollectionAndPathAreNotRunTogether) {
  EXPECT_NE(make_document_id("ab", "c").value, make_document_id("a", "bc").value);
  EXPECT_NE(make_document_id("a", "b").value, make_document_id("a", "B").value);
}

TEST(Ids, LessonIdKnowsItsDocument) {
  const DocumentId document = make_document_id("c", "a.md");
  const LessonId lesson = make_lesson_id(document, "text");
  EXPECT_EQ(lesson.document(), document);
  EXPECT_TRUE(is_lesson_id(lesson.value));
  EXPECT_FALSE(is_section_id(lesson.value));
  EXPECT_FALSE(is_lesson_id(document.value));
  EXPECT_TRUE(is_section_id(document.value + ".s1"));
}

TEST(Ids, ProjectNamesThatDifferInCaseWidthOrScriptAreOneProject) {
  EXPECT_EQ(make_project_id("Apollo"), make_project_id(" ＡＰＯＬＬＯ "));
  EXPECT_EQ(make_project_id("数据平台"), make_project_id("數據平台"));
  EXPECT_EQ(make_project_id("data-platform"), make_project_id("Data Platform"));
  EXPECT_NE(make_project_id("Apollo 11"), make_project_id("Apollo 12"));
}

TEST(Ids, ProjectsThatDifferInTheVersionInFrontAreTwo) {
  EXPECT_NE(make_project_id("2.0 平台"), make_project_id("3.0 平台"));
}

}  // namespace
}  // namespace fupan
