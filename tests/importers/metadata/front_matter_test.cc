#include "importers/metadata/front_matter.h"

#include <gtest/gtest.h>

#include "tests/importers/fixture.h"

namespace fupan::importers {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

TEST(FrontMatter, KeysKeepTheirOrderAndNestedOnesAreFlattened) {
  const Parsed parsed =
      import_text("---\nzeta: 1\nalpha:\n  b: x\n  a: [p, q]\nteam:\n  - {name: Li}\n---\n# T\n\ntext\n");
  const Pairs expected{{"zeta", "1"}, {"alpha.b", "x"}, {"alpha.a", "p, q"}, {"team.0.name", "Li"}};
  EXPECT_EQ(parsed.document.metadata, expected);
}

TEST(FrontMatter, TomlKeepsTheOrderOfTheLines) {
  const Parsed parsed = import_text("+++\nzeta = 1\nalpha = [\"x\", \"y\"]\nday = 2024-05-03\n+++\n# T\n\ntext\n");
  const Pairs expected{{"zeta", "1"}, {"alpha", "x, y"}, {"day", "2024-05-03"}};
  EXPECT_EQ(parsed.document.metadata, expected);
}

TEST(FrontMatter, BrokenYamlIsANoteAndTheTextIsRead) {
  const Parsed parsed = import_text("---\ntitle: a: b\ntags: [x\n---\n# 标题\n\n## 经验教训\n\n- 合同条款要提前谈\n");
  EXPECT_TRUE(parsed.document.metadata.empty());
  EXPECT_EQ(parsed.document.title, "标题");
  EXPECT_EQ(titles_of(parsed.document), (std::vector<std::string>{"lesson: 合同条款要提前谈"}));
  ASSERT_EQ(parsed.notes.size(), 1U);
  EXPECT_EQ(parsed.notes[0].line, 2);
  EXPECT_EQ(parsed.document.lessons[0].lines, (LineRange{9, 9}));
}

TEST(FrontMatter, BrokenTomlIsANote) {
  const Parsed parsed = import_text("+++\ntitle = \"x\"\ndate = nope\n+++\n# T\n");
  EXPECT_TRUE(parsed.document.metadata.empty());
  ASSERT_EQ(parsed.notes.size(), 1U);
  EXPECT_EQ(parsed.notes[0].line, 3);
}

TEST(FrontMatter, ARuleAtTheTopIsNone) {
  const Parsed parsed = import_text("---\n\n# Title\n\ntext: here\n\n---\n\nmore\n");
  EXPECT_TRUE(parsed.document.metadata.empty());
  EXPECT_EQ(parsed.document.title, "Title");
}

TEST(FrontMatter, NeverClosedIsReadAsTextWithANote) {
  const Parsed parsed = import_text("---\nowner: Li\n\n# Title\n\ntext\n");
  EXPECT_EQ(parsed.document.title, "Title");
  ASSERT_EQ(parsed.notes.size(), 1U);
  EXPECT_EQ(parsed.notes[0].line, 1);
}

TEST(FrontMatter, AliasesCannotMultiply) {
  std::string bomb = "---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 9; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int n = 0; n < 9; ++n) bomb += (n > 0 ? ", " : "") + before;
    bomb += "]\n";
  }
  EXPECT_LE(import_text(bomb + "---\ntext\n").document.metadata.size(), 1000U);
}

}  // namespace
}  // namespace fupan::importers
