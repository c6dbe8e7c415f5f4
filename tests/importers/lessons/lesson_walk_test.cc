// Which text becomes a lesson, through the importer.
#include <gtest/gtest.h>

#include "tests/importers/fixture.h"

namespace fupan::importers {
namespace {

using Strings = std::vector<std::string>;

TEST(Lessons, ItemsSubHeadingsAndParagraphs) {
  const Document document =
      import_text(
          "# T\n\n## Lessons learned\n\nPlan the data migration first.\n\n- Ask for test data early\n- Book the "
          "hall\n\n"
          "### Name one owner\n\nTwo owners are none.\n\nSecond paragraph.\n\n## Next\n\nOther text.\n")
          .document;
  EXPECT_EQ(titles_of(document), (Strings{"lesson: Plan the data migration first", "lesson: Ask for test data early",
                                          "lesson: Book the hall", "lesson: Name one owner"}));
  EXPECT_EQ(document.lessons[3].text, "Two owners are none.\nSecond paragraph.");
  EXPECT_EQ(document.lessons[3].heading_path, (Strings{"Lessons learned"}));
  EXPECT_EQ(document.lessons[3].lines, (LineRange{10, 14}));
  ASSERT_EQ(document.sections.size(), 1U);
  EXPECT_EQ(document.sections[0].heading_path, (Strings{"Next"}));
}

TEST(Lessons, NestedKnownHeadingsChangeTheKind) {
  const Document document = import_text(
                                "# T\n\n## Lessons learned\n\n### What went well\n\n- The rehearsal\n\n### What went "
                                "wrong\n\n- The real thing\n")
                                .document;
  EXPECT_EQ(titles_of(document), (Strings{"worked: The rehearsal", "failed: The real thing"}));
  EXPECT_EQ(document.lessons[0].heading_path, (Strings{"Lessons learned", "What went well"}));
}

TEST(Lessons, BoldLinesActAsSubHeadings) {
  const Document document =
      import_text("# 会议\n\n**做得好的**\n\n- 站会很短\n\n**不足：**\n\n- 纪要太晚\n\n---\n\n散会。\n").document;
  EXPECT_EQ(titles_of(document), (Strings{"worked: 站会很短", "failed: 纪要太晚"}));
  ASSERT_EQ(document.sections.size(), 1U);
  EXPECT_EQ(document.sections[0].text, "散会。");
}

TEST(Lessons, LeadInBelongsToItsFragments) {
  const Document document =
      import_text(
          "# T\n\n## Lessons learned\n\nBefore the next launch we need:\n\n- tests\n- a hall\n\nAlso:\n\n"
          "- Every interface needs an owner who answers within a day\n- Nobody may change the interface on the day of "
          "launch\n")
          .document;
  ASSERT_EQ(document.lessons.size(), 3U);
  EXPECT_EQ(document.lessons[0].title, "Before the next launch we need: tests; a hall");
  EXPECT_EQ(document.lessons[0].text, "Before the next launch we need:\ntests\na hall");
  ASSERT_EQ(document.sections.size(), 1U);
  EXPECT_EQ(document.sections[0].text, "Also:");
}

TEST(Lessons, SubHeadingsThatOnlySortAreNone) {
  const Document document = import_text(
                                "# T\n\n## Action items\n\nSample text for the form.\n\n### Process\n\n- Write it "
                                "down\n\n### 短期\n\n- 买硬盘\n")
                                .document;
  EXPECT_EQ(titles_of(document), (Strings{"action: Write it down", "action: 买硬盘"}));
  EXPECT_EQ(document.lessons[1].heading_path, (Strings{"Action items", "短期"}));
}

TEST(Lessons, FieldsAreFilled) {
  const Document document = import_text(
                                "# T\n\n## 经验教训\n\n### 备件\n\n- 现象：停机三天\n- 根因：没有备件\n- "
                                "影响：产线停产\n- 建议：关键件备两套（负责人：王强，截止日期：2026年4月1日）\n\n"
                                "适用条件：进口设备\n")
                                .document;
  ASSERT_EQ(document.lessons.size(), 1U);
  const Lesson& lesson = document.lessons[0];
  EXPECT_EQ(lesson.event, "停机三天");
  EXPECT_EQ(lesson.cause, "没有备件");
  EXPECT_EQ(lesson.impact, "产线停产");
  EXPECT_EQ(lesson.applies_when, "进口设备");
  EXPECT_EQ(lesson.owner, "王强");
  EXPECT_EQ(lesson.due_date, "2026-04-01");
}

TEST(Lessons, FieldHeadingsStayInsideTheirLesson) {
  const Document document = import_text(
                                "# T\n\n## Lessons learned\n\n### Spare parts\n\n#### Root cause\n\nNone in "
                                "stock.\n\n#### Recommendation\n\nKeep two.\n")
                                .document;
  EXPECT_EQ(titles_of(document), (Strings{"lesson: Spare parts"}));
}

TEST(Lessons, LabelledItemsSayTheirKind) {
  const Document document = import_text(
                                "# T\n\n## Lessons learned\n\n- Challenges: old staff left\n- Recommendation: write it "
                                "down\n- Other: x y z\n")
                                .document;
  EXPECT_EQ(titles_of(document), (Strings{"failed: Challenges: old staff left",
                                          "recommendation: Recommendation: write it down", "lesson: Other: x y z"}));
}

TEST(Lessons, RowsOfTablesUnderAKnownHeading) {
  const Document document = import_text(
                                "# T\n\n## 行动项\n\n| # | 事项 | 负责人 | 截止日期 |\n| - | - | - | - |\n| 1 | "
                                "补签备货条款 | 陈立 | 2026/3/1 |\n| 2 | [事项] | [姓名] | |\n")
                                .document;
  ASSERT_EQ(document.lessons.size(), 1U);
  EXPECT_EQ(document.lessons[0].title, "补签备货条款");
  EXPECT_EQ(document.lessons[0].owner, "陈立");
  EXPECT_EQ(document.lessons[0].due_date, "2026-03-01");
  EXPECT_EQ(document.lessons[0].lines, (LineRange{7, 7}));
  EXPECT_EQ(document.lessons[0].markdown,
            "| # | 事项 | 负责人 | 截止日期 |\n| - | - | - | - |\n| 1 | 补签备货条款 | 陈立 | 2026/3/1 |");
}

TEST(Lessons, TemplatesAndPlaceholdersGiveNone) {
  EXPECT_TRUE(import_text("# 复盘模板\n\n## 经验教训\n\n- 合同要早谈\n").document.lessons.empty());
  EXPECT_TRUE(import_text("# T\n\n## Lessons learned\n\n- [Describe the lesson]\n- TBD\n\n### [Title]\n\nN/A\n")
                  .document.lessons.empty());
}

TEST(Lessons, ATitleThatAnnouncesLessonsOpensTheDocument) {
  const Document document =
      import_text(
          "# 经验教训\n\n## 概述\n\n本文是二期的。\n\n## 合同\n\n违约金要写清楚。\n\n## 招标\n\n评分办法要先公布。\n")
          .document;
  EXPECT_EQ(titles_of(document), (Strings{"lesson: 合同", "lesson: 招标"}));
}

TEST(Lessons, SharedHeadingsNeedNamedSubHeadings) {
  const Document document =
      import_text("# T\n\n## 已知问题与建议\n\n### 已知问题\n\n- 偶尔卡顿\n\n### 改进建议\n\n- 增加缓存\n").document;
  EXPECT_EQ(titles_of(document), (Strings{"recommendation: 增加缓存"}));
}

TEST(Lessons, SignatureAfterARuleIsNone) {
  const Document document =
      import_text("# T\n\n## 建议\n\n- 定期演练\n\n---\n\n**编写人**: 李雷\n**编写时间**: 2026-02-21\n").document;
  EXPECT_EQ(titles_of(document), (Strings{"recommendation: 定期演练"}));
}

TEST(Lessons, TicksMakeALinePerLesson) {
  const Document document = import_text("# T\n\n## 亮点\n\n✅ 一次通过验收\n✅ 没有加班\n").document;
  EXPECT_EQ(titles_of(document), (Strings{"worked: 一次通过验收", "worked: 没有加班"}));
  EXPECT_EQ(document.lessons[1].lines, (LineRange{6, 6}));
}

TEST(Lessons, CodeStaysWithTheLessonBeforeIt) {
  const Document document =
      import_text("# T\n\n## Recommendations\n\n- Run the check before each merge:\n\n```\nmake check\n```\n").document;
  ASSERT_EQ(document.lessons.size(), 1U);
  EXPECT_EQ(document.lessons[0].text, "Run the check before each merge:\nmake check");
  EXPECT_EQ(document.lessons[0].lines, (LineRange{5, 9}));
}

TEST(Lessons, LanguageOfEachLesson) {
  const Document document =
      import_text("# 总结\n\n## 经验教训\n\n- 先演练再上线，回滚脚本要测\n- Ask the vendor before changing firmware\n")
          .document;
  EXPECT_EQ(document.lang, "zh");
  EXPECT_EQ(document.lessons[0].lang, "zh");
  EXPECT_EQ(document.lessons[1].lang, "en");
}

// Every word of a document with unique words is in exactly one section or lesson, or is a heading.
TEST(Lessons, EveryWordIsFoundOnce) {
  const std::string text =
      "# t0\n\nw1 w2\n\n- w3\n  - w4\n- w5\n\n## s1\n\n> w6\n\n    w7\n\n### Lessons learned\n\nw8:\n\n1. w9\n\n   "
      "w10\n2. TBD\n\n"
      "**What went well**\n\nw11\n\n| a | b |\n| - | - |\n| w12 | w13 |\n\n```\nw14\n```\n\n#### w15 long enough "
      "heading here\n\n"
      "<div>w16</div>\n\nw17\n===\n\nw18 <b>w19</b> ![w20](x.png) [w21](y)\n\n---\n\n**Root cause**\n\n- "
      "w22\n\n***\nw23\n";
  const Document document = import_text(text).document;
  std::string all = " ";
  for (const Section& section : document.sections) {
    for (const std::string& h : section.heading_path) EXPECT_FALSE(h.empty());
    all += section.text + " ";
  }
  for (const Lesson& lesson : document.lessons) all += lesson.text + " ";
  for (char& c : all) c = c == '\n' || c == ':' || c == '|' ? ' ' : c;
  for (int i = 1; i <= 23; ++i) {
    if (i == 15 || i == 17) continue;  // headings
    const std::string word = " w" + std::to_string(i) + " ";
    const std::size_t first = all.find(word);
    ASSERT_NE(first, std::string::npos) << word;
    EXPECT_EQ(all.find(word, first + 1), std::string::npos) << word;
  }
}

}  // namespace
}  // namespace fupan::importers
