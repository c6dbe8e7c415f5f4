#include "importers/lessons/lesson_title.h"

#include <gtest/gtest.h>

#include "core/text/utf8.h"

namespace fupan::importers {
namespace {

TEST(LessonTitle, FirstSentence) {
  EXPECT_EQ(first_sentence("Renew early. Then rest."), "Renew early");
  EXPECT_EQ(first_sentence("We moved to v1.2, e.g. Ubuntu, on time. Next."), "We moved to v1.2, e.g. Ubuntu, on time");
  EXPECT_EQ(first_sentence("接口文档要进代码库。邮件会丢。"), "接口文档要进代码库");
  EXPECT_EQ(first_sentence("✅ 采用灰度发布\n第二行"), "采用灰度发布");
  EXPECT_EQ(first_sentence("Why did nobody look? Because."), "Why did nobody look?");
}

TEST(LessonTitle, LongTitlesAreCutBetweenWords) {
  std::string words;
  for (int i = 0; i < 60; ++i) words += "word ";
  const std::string english = clip_title(words);
  EXPECT_LE(text::count_code_points(english), kMaxTitleCharacters);
  EXPECT_TRUE(english.ends_with("word…")) << english;
  std::string han;
  for (int i = 0; i < 200; ++i) han += "复";
  EXPECT_EQ(text::count_code_points(clip_title(han)), kMaxTitleCharacters);
  EXPECT_LE(text::count_code_points(clip_title(std::string(300, 'x'))), kMaxTitleCharacters);
}

TEST(LessonTitle, HeadingsLoseTheirNumber) {
  EXPECT_EQ(heading_title("3.1 接口文档没有版本"), "接口文档没有版本");
  EXPECT_EQ(heading_title("二、供应商管理"), "供应商管理");
  EXPECT_EQ(heading_title("5 whys in practice"), "5 whys in practice");
  EXPECT_EQ(heading_title("14:55 restart:"), "14:55 restart");
}

}  // namespace
}  // namespace fupan::importers
