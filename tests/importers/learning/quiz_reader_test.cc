#include "importers/learning/quiz_reader.h"

#include <gtest/gtest.h>

#include "importers/importer.h"
#include "tests/importers/fixture.h"

namespace fupan::importers {
namespace {

constexpr std::string_view kGuide = R"(# Change control

## How

### Not a question

## Quiz

### What comes first?

A *table*:

| a | b |
| --- | --- |
| 1 | 2 |

- [ ] Cost
  > Later: see [cost](cost.md).
- [x] Impact analysis
- [ ] Release

> See [the lesson](/lessons/aaaaaaaaaaaaa.lbbbbb) and [above](#how).

### Which are roles?

- [x] Sponsor
- [x] Change board
- [ ] Printer

### Put in order

1. Request
2. Assess
3. Decide

### CPI of EV 80 and AC 100?

**Answer:** 0.8 | .8

> EV / AC.

### The supplier is late. What do you do?

Three weeks before the release.

- [ ] Wait
- [x] Ask for a plan

Outcome: The plan came, and
the release was a week late.

> Ask early.

## After

### What else?

- [x] Nothing
- [ ] All
)";

std::vector<Question> read(std::string_view markdown, std::vector<Note>* notes = nullptr) {
  std::vector<Note> own;
  return read_questions(markdown, notes == nullptr ? own : *notes);
}

TEST(QuizReader, ReadsEveryKind) {
  const std::vector<Question> questions = read(kGuide);
  ASSERT_EQ(questions.size(), 5U);
  const Question& single = questions[0];
  EXPECT_EQ(single.kind, QuestionKind::kSingle);
  EXPECT_EQ(single.prompt, "What comes first?");
  EXPECT_TRUE(single.body.starts_with("A *table*:\n\n| a | b |"));
  ASSERT_EQ(single.options.size(), 3U);
  EXPECT_EQ(single.options[0].text, "Cost");
  EXPECT_EQ(single.options[0].feedback, "Later: see [cost](cost.md).");
  EXPECT_FALSE(single.options[0].is_right);
  EXPECT_TRUE(single.options[1].is_right);
  EXPECT_EQ(single.feedback, "See [the lesson](/lessons/aaaaaaaaaaaaa.lbbbbb) and [above](#how).");
  EXPECT_EQ(single.links, (std::vector<std::string>{"cost.md", "/lessons/aaaaaaaaaaaaa.lbbbbb", "#how"}));
  EXPECT_EQ(questions[1].kind, QuestionKind::kMultiple);
  EXPECT_EQ(questions[2].kind, QuestionKind::kOrdering);
  EXPECT_EQ(questions[2].options[2].text, "Decide");
  EXPECT_EQ(questions[3].kind, QuestionKind::kShort);
  EXPECT_EQ(questions[3].answers, (std::vector<std::string>{"0.8", ".8"}));
  EXPECT_EQ(questions[3].feedback, "EV / AC.");
  const Question& scene = questions[4];
  EXPECT_EQ(scene.kind, QuestionKind::kCase);
  EXPECT_EQ(scene.body, "Three weeks before the release.");
  EXPECT_EQ(scene.options.size(), 2U);
  EXPECT_EQ(scene.outcome, "The plan came, and\nthe release was a week late.");
}

TEST(QuizReader, ReadsChineseMarks) {
  const auto questions = read(
      "# 变更控制\n\n## 测验\n\n### 挣值是什么？\n\n答案：EV｜挣值\n\n> 见上文。\n\n### "
      "供应商延期，怎么办？\n\n结果：提前换了供应商。\n\n"
      "> 提前准备。\n");
  ASSERT_EQ(questions.size(), 2U);
  EXPECT_EQ(questions[0].answers, (std::vector<std::string>{"EV", "挣值"}));
  EXPECT_EQ(questions[1].kind, QuestionKind::kCase);
  EXPECT_TRUE(questions[1].options.empty());
  EXPECT_EQ(questions[1].outcome, "提前换了供应商。");
}

TEST(QuizReader, LeavesOutWhatNobodyCanAnswerAndSaysWhy) {
  std::vector<Note> notes;
  const auto questions = read(
      "## Quiz\n\n### No right one\n\n- [ ] a\n- [ ] b\n\n### One only\n\n- [x] a\n\n### Nothing\n\n### Twice\n\n- [x] "
      "A\n- [ ] a\n\n"
      "### Good\n\n- [x] a\n- [ ] b\n",
      &notes);
  ASSERT_EQ(questions.size(), 1U);
  ASSERT_EQ(notes.size(), 4U);
  EXPECT_EQ(notes[0].line, 3);
  EXPECT_EQ(notes[0].text, "question 'No right one' has no right option; it is left out");
  EXPECT_EQ(notes[1].text, "question 'One only' has fewer than two options; it is left out");
  EXPECT_EQ(notes[3].text, "question 'Twice' has the same option twice; it is left out");
}

TEST(QuizReader, OptionIdsSayNothingAboutTheirPlace) {
  const auto one = read("## Quiz\n\n### Q\n\n1. a\n2. b\n");
  const auto other = read("## Quiz\n\n### Q\n\n1. b\n2. a\n");
  EXPECT_EQ(one[0].options[0].id, other[0].options[1].id);
  EXPECT_EQ(one[0].options[0].id.size(), 5U);
}

TEST(QuizReader, AWholeDocumentCanBeAQuiz) {
  const auto questions = read("# Quiz: risk\n\n## Which?\n\n- [x] a\n- [ ] b\n\n## And?\n\nAnswer: c\n");
  EXPECT_EQ(questions.size(), 2U);
}

TEST(QuizReader, AGuideOnLessonsHoldsNone) {
  const std::string text =
      "\n# Lessons learned\n\n## Write them down\n\nSoon.\n\n## Quiz\n\n### When?\n\nAnswer: soon\n";
  EXPECT_TRUE(import_text("---\nkind: guide\n---" + text, "guide.md").document.lessons.empty());
  EXPECT_FALSE(import_text("---\nkind: retrospective\n---" + text, "retro.md").document.lessons.empty());
}

TEST(QuizReader, AnswersAreNoTextThatASearchShows) {
  const Parsed parsed =
      import_text("# Guide\n\nRead this.\n\n## 测验\n\n### 谁签字？\n\n- [x] 发起人\n- [ ] 供应商\n\n> 因为他出钱。\n");
  ASSERT_EQ(parsed.document.questions.size(), 1U);
  ASSERT_EQ(parsed.document.sections.size(), 2U);
  EXPECT_EQ(parsed.document.sections[0].text, "Read this.");
  EXPECT_EQ(parsed.document.sections[1].heading_path, (std::vector<std::string>{"测验", "谁签字？"}));
  EXPECT_EQ(parsed.document.sections[1].text, "");
}

TEST(QuestionIds, StayWhenOtherQuestionsChange) {
  const auto parse = [](const std::string& text, const Document* previous) {
    return import_text(text, "guide.md", previous).document;
  };
  const std::string head = "---\nkind: guide\n---\n# G\n\n## Quiz\n\n";
  const std::string first = "### What is a charter for?\n\n- [x] a\n- [ ] b\n\n";
  const std::string second = "### Who decides about changes in scope?\n\nAnswer: board\n\n";
  const Document before = parse(head + first + second, nullptr);
  ASSERT_EQ(before.questions.size(), 2U);
  EXPECT_TRUE(before.questions[0].id.starts_with(before.id.value + ".q"));

  const Document swapped = parse(head + second + "### New?\n\nAnswer: yes\n\n" + first, &before);
  ASSERT_EQ(swapped.questions.size(), 3U);
  EXPECT_EQ(swapped.questions[0].id, before.questions[1].id);
  EXPECT_EQ(swapped.questions[2].id, before.questions[0].id);

  const Document reworded =
      parse(head + first + "### Who decides about a change in scope?\n\nAnswer: the board\n\n", &before);
  EXPECT_EQ(reworded.questions[1].id, before.questions[1].id);

  const Document removed = parse(head + second, &before);
  ASSERT_EQ(removed.questions.size(), 1U);
  EXPECT_EQ(removed.questions[0].id, before.questions[1].id);
  EXPECT_EQ(parse(head + first + second, nullptr).questions, before.questions);
}

}  // namespace
}  // namespace fupan::importers
