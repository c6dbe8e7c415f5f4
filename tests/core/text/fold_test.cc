#include "core/text/fold.h"

#include <gtest/gtest.h>

#include <string>

#include "core/text/utf8.h"

namespace fupan::text {
namespace {

struct Case {
  std::string_view text;
  std::string_view folded;
};

TEST(Fold, ForgetsCaseWidthAndScript) {
  const Case cases[] = {
      {"", ""},
      {"ABC xyz 09", "abc xyz 09"},
      {"ＡＢＣ１２３", "abc123"},
      {"開發測試", "开发测试"},
      {"项目延期", "项目延期"},
      {"風險管理與進度控制", "风险管理与进度控制"},
      {"裏程碑", "里程碑"},
      {"ÀÉÎ", "àéî"},
      {"Straße", "strasse"},
      {"ΑΒΓ Дом", "αβγ дом"},
      {"①㈠⑴⒈", "1(一)(1)1."},
      {"㎏ ﬁ ½", "kg fi 1⁄2"},
      {"ｶﾞ", "カ\u3099"},
      {"：，（）！？", ":,()!?"},
      {"。、「」", "。、「」"},
      {"한글", "한글"},
      {"🎯 ok", "🎯 ok"},
      {"𠀀", "𠀀"},
  };
  for (const Case& c : cases) EXPECT_EQ(fold(c.text), c.folded) << c.text;
}

TEST(Fold, InvisibleCharactersVanish) {
  EXPECT_EQ(fold("scope\u200B creep"), "scope creep");
  EXPECT_EQ(fold("soft\u00ADhyphen"), "softhyphen");
  EXPECT_EQ(fold("❤\uFE0F"), "❤");
  EXPECT_EQ(fold("\uFEFFtitle"), "title");
}

TEST(Fold, ControlCharactersStay) { EXPECT_EQ(fold("a\tb\nc"), "a\tb\nc"); }

TEST(Fold, UnusualSpacesBecomeSpaces) { EXPECT_EQ(fold("a\u00A0b\u3000c\u2003d"), "a b c d"); }

TEST(Fold, IllFormedBytesBecomeReplacements) {
  EXPECT_EQ(fold("A\xFF"), "a\uFFFD");
  EXPECT_EQ(fold("\xE9\xA1"), "\uFFFD\uFFFD");
}

TEST(Fold, FoldingTwiceChangesNothing) {
  std::string all;
  for (char32_t c = 0x20; c < 0x30000; c += c < 0x3400 ? 1 : 7) {
    if (c < 0xD800 || c > 0xDFFF) append_utf8(all, c);
  }
  const std::string once = fold(all);
  EXPECT_TRUE(is_valid_utf8(once));
  const std::string twice = fold(once);
  for (std::size_t i = 0; i < once.size() && i < twice.size(); ++i) {
    ASSERT_EQ(once[i], twice[i]) << "near " << clip_utf8(std::string_view(once).substr(i > 8 ? i - 8 : 0), 24);
  }
  EXPECT_EQ(once.size(), twice.size());
}

TEST(Fold, CodePointsAboveTheTableAreReplacedOrKeptButNeverLost) {
  EXPECT_EQ(fold_code_point(U'Ａ'), U"a");
  EXPECT_EQ(fold_code_point(U'ß'), U"ss");
  EXPECT_EQ(fold_code_point(0x200B), U"");
  EXPECT_EQ(fold_code_point(0x31350), std::u32string(1, 0x31350));  // CJK extension H
}

TEST(FoldLabel, HeadingsLoseNumbersMarksAndEmoji) {
  const Case cases[] = {
      {"## 🎯 1.2 Root_Cause：", "root cause"},
      {"1.2 Root_Cause：", "root cause"},
      {"Root-cause", "root cause"},
      {"root/cause", "root cause"},
      {"  Lessons   Learned  ", "lessons learned"},
      {"**Lessons Learned**", "lessons learned"},
      {"What went well?", "what went well"},
      {"What went well 👍", "what went well"},
      {"三、经验教训", "经验教训"},
      {"三．经验教训", "经验教训"},
      {"（三）经验教训", "经验教训"},
      {"（2）根因", "根因"},
      {"2）根因", "根因"},
      {"2、根因分析：", "根因分析"},
      {"十二、改进措施", "改进措施"},
      {"1.经验教训", "经验教训"},
      {"１．２　經驗教訓", "经验教训"},
      {"1.2.3. Actions", "actions"},
      {"【经验教训】", "经验教训"},
      {"《复盘报告》", "复盘报告"},
      {"✅ 做得好的", "做得好的"},
      {"一、一次性通过", "一次性通过"},
      {"3. 5 whys", "5 whys"},
      {"", ""},
      {"：", ""},
      {"🎯", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(fold_label(c.text), c.folded) << c.text;
}

TEST(FoldLabel, OtherNumberingsGoToo) {
  const Case cases[] = {
      {"第一章 总结", "总结"},
      {"第3节：根因", "根因"},
      {"第一部分：背景", "背景"},
      {"①根因", "根因"},
      {"㈠根因", "根因"},
      {"1️⃣ 目标", "目标"},
      {"1: Lessons", "lessons"},
      {"2：经验教训", "经验教训"},
      {"Ⅳ. 总结", "总结"},
      {"第三节点", "第三节点"},
      {"10:30 standup", "10:30 standup"},
  };
  for (const Case& c : cases) EXPECT_EQ(fold_label(c.text), c.folded) << c.text;
}

TEST(FoldLabel, NumberGoesOnlyWhenAWordIsLeft) {
  const Case cases[] = {{"100.5%", "100.5"}, {"1.2", "1.2"},       {"12.", "12"},
                        {"①", "1"},          {"第一章", "第一章"}, {"三、", "三"}};
  for (const Case& c : cases) EXPECT_EQ(fold_label(c.text), c.folded) << c.text;
}

TEST(FoldName, KeepsNumbersAndMarks) {
  EXPECT_EQ(fold_name("  ２.0_數據 / 平台  "), "2.0 数据 平台");
  EXPECT_EQ(fold_name("C++"), "c++");
  EXPECT_NE(fold_name("2.0 平台"), fold_name("3.0 平台"));
  EXPECT_EQ(fold_name(" - "), "");
}

TEST(FoldLabel, NumbersThatBelongToTheNameStay) {
  const Case cases[] = {
      {"5 whys", "5 whys"},     {"3D打印", "3d打印"},           {"十一月总结", "十一月总结"},
      {"一期工程", "一期工程"}, {"2024 review", "2024 review"}, {"ISO 27001", "iso 27001"},
      {"1.5", "1.5"},           {"第二阶段", "第二阶段"},       {"C++", "c"},
      {"v1.2", "v1.2"},
  };
  for (const Case& c : cases) EXPECT_EQ(fold_label(c.text), c.folded) << c.text;
}

}  // namespace
}  // namespace fupan::text
