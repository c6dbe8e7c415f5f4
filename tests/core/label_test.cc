#include "core/label.h"

#include <gtest/gtest.h>

#include "core/document.h"

namespace fupan {
namespace {

template <class Enum, std::size_t N>
void expect_names_follow(const std::array<std::string_view, N>& names, Enum last) {
  EXPECT_EQ(static_cast<std::size_t>(last) + 1, N);
  for (std::size_t i = 0; i < N; ++i) {
    EXPECT_EQ(enum_of<Enum>(names, names[i]), static_cast<Enum>(i));
    EXPECT_EQ(name_of(static_cast<Enum>(i)), names[i]);
  }
}

TEST(Names, FollowTheirEnums) {
  expect_names_follow(kFacetNames, Facet::kTag);
  expect_names_follow(kOriginNames, LabelOrigin::kCurator);
  expect_names_follow(kDocumentKindNames, DocumentKind::kPath);
  expect_names_follow(kLessonKindNames, LessonKind::kAction);
  expect_names_follow(kStateNames, State::kRejected);
}

TEST(Names, UnknownNameIsNothing) {
  EXPECT_EQ(enum_of<Facet>(kFacetNames, "Phase"), std::nullopt);
  EXPECT_EQ(enum_of<Facet>(kFacetNames, ""), std::nullopt);
}

TEST(Document, FindsItsLessonsAndNumbersItsSectionsFromOne) {
  Document document;
  document.id.value = "abc";
  document.lessons.resize(2);
  document.lessons[1].id.value = "abc.lxyz";
  EXPECT_EQ(document.find_lesson({"abc.lxyz"}), &document.lessons[1]);
  EXPECT_EQ(document.find_lesson({"abc.lnone"}), nullptr);
  EXPECT_EQ(document.section_id(0), "abc.s1");
}

}  // namespace
}  // namespace fupan
