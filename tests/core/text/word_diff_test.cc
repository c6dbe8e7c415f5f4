#include "core/text/word_diff.h"

#include <gtest/gtest.h>

#include <random>

namespace fupan::text {
namespace {

std::string describe(const std::vector<DiffPart>& parts) {
  std::string out;
  for (const DiffPart& part : parts) {
    if (part.kind == DiffKind::kEqual) out += part.text;
    if (part.kind == DiffKind::kRemoved) out += "[-" + part.text + "-]";
    if (part.kind == DiffKind::kAdded) out += "[+" + part.text + "+]";
  }
  return out;
}

std::string side(const std::vector<DiffPart>& parts, DiffKind other) {
  std::string out;
  for (const DiffPart& part : parts) out += part.kind == other ? "" : part.text;
  return out;
}

struct Case {
  const char* name;
  std::string before, after, expected;
};

TEST(WordDiff, SaysWhichWordsWereChanged) {
  const Case cases[] = {
      {"english", "Test the rollback early.", "Test the rollback plan early.", "Test the rollback [+plan +]early."},
      {"chinese", "供应商延期三周", "供应商延期两周", "供应商延期[-三周-][+两周+]"},
      {"chinese words stay whole", "干系人参与不足", "用户参与不足", "[-干系人-][+用户+]参与不足"},
      {"lines", "一\n二\n三\n", "一\n三\n四\n", "一\n[-二\n-]三\n[+四\n+]"},
      {"nothing", "同", "同", "同"},
      {"empty before", "", "新", "[+新+]"},
      {"empty after", "旧", "", "[-旧-]"},
      {"both empty", "", "", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(describe(word_diff(c.before, c.after)), c.expected) << c.name;
}

// Whatever is compared, the parts give both texts back, and no two of a kind follow each other.
TEST(WordDiff, PartsGiveBothTextsBack) {
  std::mt19937 random(7);
  const std::vector<std::string> pieces{"a", "b ", "延期", "，", "\n", "plan ", "回滚", "\xFF", "😀", ". "};
  const auto text = [&] {
    std::string out;
    for (std::size_t i = random() % 40; i > 0; --i) out += pieces[random() % pieces.size()];
    return out;
  };
  for (int round = 0; round < 500; ++round) {
    const std::string before = text(), after = text();
    const auto parts = word_diff(before, after);
    EXPECT_EQ(side(parts, DiffKind::kAdded), before);
    EXPECT_EQ(side(parts, DiffKind::kRemoved), after);
    for (std::size_t i = 1; i < parts.size(); ++i) EXPECT_NE(parts[i].kind, parts[i - 1].kind);
  }
}

TEST(WordDiff, TextsWithNothingInCommonAreReplacedWholeAndSoon) {
  std::string before, after;
  for (int i = 0; i < 20000; ++i) {
    before += "a" + std::to_string(i) + "\n";
    after += "b" + std::to_string(i) + "\n";
  }
  const auto parts = word_diff(before, after);
  EXPECT_EQ(side(parts, DiffKind::kAdded), before);
  EXPECT_EQ(side(parts, DiffKind::kRemoved), after);
}

TEST(WordDiff, WordsJoinedAreTheText) {
  for (const std::string text : {"项目延期 because of suppliers.", "", "\xE4\xB8", "a\n\nb"}) {
    std::string joined;
    for (const std::string_view word : words_of(text)) joined += word;
    EXPECT_EQ(joined, text);
  }
}

}  // namespace
}  // namespace fupan::text
