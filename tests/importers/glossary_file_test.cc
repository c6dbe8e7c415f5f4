#include "importers/glossary_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "tests/importers/fixture.h"

namespace fupan::importers {
namespace {

const std::string& starter_text() {
  static const std::string text = read_whole_file(std::string(FUPAN_SOURCE_DIR) + "/starter/glossary.tsv");
  return text;
}

// Of the starter's glossary; empty, and a failed test, when it cannot be read.
const Glossary& starter_glossary() {
  static const Glossary glossary = [] {
    const auto parsed = parse_glossary(starter_text());
    EXPECT_TRUE(parsed) << parsed.error().message;
    return parsed ? *parsed : Glossary{};
  }();
  return glossary;
}

std::vector<std::string> phrases_of(const TermGroup& group) {
  std::vector<std::string> phrases = group.en;
  phrases.insert(phrases.end(), group.zh.begin(), group.zh.end());
  return phrases;
}

TEST(GlossaryFile, ReadsGroupsRemovalsCommentsAndEmptyLines) {
  const auto glossary = parse_glossary(
      "\xEF\xBB\xBF# terms\r\n\r\nsupplier, vendor\t供应商，厂商、供方\r\n- closing \n\nA/B test \t A/B测试");
  ASSERT_TRUE(glossary) << glossary.error().message;
  const std::vector<TermGroup> expected{{{"supplier", "vendor"}, {"供应商", "厂商", "供方"}},
                                        {{"A/B test"}, {"A/B测试"}}};
  EXPECT_EQ(glossary->groups, expected);
  EXPECT_EQ(glossary->removed, std::vector<std::string>{"closing"});
}

TEST(GlossaryFile, AnEmptyFileIsAnEmptyGlossary) {
  for (const char* text : {"", "\n", "# 只有注释", "   \n\t\n"}) {
    const auto glossary = parse_glossary(text);
    ASSERT_TRUE(glossary) << text;
    EXPECT_TRUE(glossary->groups.empty() && glossary->removed.empty());
  }
}

TEST(GlossaryFile, ErrorsNameLineAndReason) {
  struct Case {
    std::string text;
    const char* message;
  };
  const Case cases[] = {
      {"# ok\nsupplier 供应商\n", "line 2: no tab between English and Chinese phrases"},
      {"supplier\t供应商\t厂商\n", "line 1: more than one tab"},
      {"supplier\t\n", "line 1: an empty phrase"},
      {"\t供应商\n", "line 1: an empty phrase"},
      {"supplier, , vendor\t供应商\n", "line 1: an empty phrase"},
      {"supplier,\t供应商\n", "line 1: an empty phrase"},
      {"供应商\tsupplier\n", "line 1: '供应商' has Chinese characters and stands before the tab"},
      {"supplier\t供应商, vendor\n", "line 1: 'vendor' has no Chinese characters and stands behind the tab"},
      {"late\t晚\n", "line 1: '晚' is a single character"},
      {"---\t供应商\n", "line 1: '-' takes one phrase"},
      {"...\t供应商\n", "line 1: '...' has no letters"},
      {"\nVendor, vendor\t供应商\n", "line 2: 'vendor' is there twice"},
      {"vendor\t供应商, 供應商\n", "line 1: '供應商' is there twice"},
      {"-\n", "line 1: '-' takes one phrase"},
      {"-late, slow\n", "line 1: '-' takes one phrase"},
      {"vendor\t供应商\n\xFF\n", "line 2: not UTF-8"},
      {std::string(65, 'x') + "\t供应商\n", "has more than 64 characters"},
  };
  for (const Case& c : cases) {
    const auto glossary = parse_glossary(c.text);
    ASSERT_FALSE(glossary) << c.text;
    EXPECT_EQ(glossary.error().code, ErrorCode::kInvalidArgument);
    EXPECT_TRUE(glossary.error().message.ends_with(c.message)) << glossary.error().message;
    EXPECT_EQ(glossary.error().position, glossary.error().message.starts_with("line 2") ? 2 : 1);
  }
}

TEST(StarterGlossary, HasEnoughGroupsInBothLanguagesAndRemovesNothing) {
  EXPECT_GE(starter_glossary().groups.size(), 1000U);
  EXPECT_TRUE(starter_glossary().removed.empty());
  for (const TermGroup& group : starter_glossary().groups) EXPECT_FALSE(group.en.empty() || group.zh.empty());
}

TEST(StarterGlossary, LinesAreSortedAndUnique) {
  std::vector<std::string> lines;
  std::istringstream in(starter_text());
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with('#')) lines.push_back(line);
  }
  ASSERT_EQ(lines.size(), starter_glossary().groups.size());
  for (std::size_t i = 1; i < lines.size(); ++i) EXPECT_LT(lines[i - 1], lines[i]);
}

TEST(StarterGlossary, NoPhraseIsInMoreThanTwoGroupsAndNoTwoGroupsAreTheSame) {
  std::map<std::string, int> uses;
  std::map<std::vector<std::string>, int> firsts;
  for (const TermGroup& group : starter_glossary().groups) {
    for (const std::string& phrase : phrases_of(group)) ++uses[text::fold_name(phrase)];
    ++firsts[{text::fold_name(group.en.front()), text::fold_name(group.zh.front())}];
  }
  for (const auto& [phrase, count] : uses) EXPECT_LE(count, 2) << phrase;
  for (const auto& [pair, count] : firsts) EXPECT_EQ(count, 1) << pair[0] << " " << pair[1];
}

TEST(StarterGlossary, ChineseIsSimplifiedAndEnglishIsAscii) {
  for (const TermGroup& group : starter_glossary().groups) {
    for (const std::string& phrase : group.zh) {
      std::string lower = phrase;  // of ASCII letters, which folding makes small as well
      std::transform(lower.begin(), lower.end(), lower.begin(),
                     [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
      EXPECT_EQ(text::fold(phrase), lower) << phrase;
    }
    for (const std::string& phrase : group.en) {
      EXPECT_TRUE(std::all_of(phrase.begin(), phrase.end(), [](char c) { return c >= ' ' && c <= '~'; })) << phrase;
    }
  }
}

TEST(StarterGlossary, AnswersTheQueriesItIsMadeFor) {
  const Thesaurus thesaurus(starter_glossary().groups);
  const auto contains = [](const std::vector<std::string>& phrases, const std::string& phrase) {
    return std::find(phrases.begin(), phrases.end(), phrase) != phrases.end();
  };
  const std::pair<const char*, const char*> cases[] = {
      {"供应商延期", "vendor delay"},
      {"supplier delay", "供应商延期"},
      {"rollback", "回滚"},
      {"范围蔓延", "scope creep"},
      {"acceptance criteria", "验收标准"},
      {"数据库", "database"},
      {"deployment", "部署"},
      {"budget", "预算"},
      {"电池", "battery"},
      {"welding", "焊接"},
      {"未遂事件", "near miss"},
      {"挣值", "earned value"},
  };
  for (const auto& [phrase, translation] : cases) {
    EXPECT_TRUE(contains(thesaurus.translations_of(phrase), translation)) << phrase;
  }
  EXPECT_EQ(thesaurus.parts("供应商延期").size(), 2U);
  EXPECT_EQ(thesaurus.segment("电池焊接质量整改").size(), 4U);
}

}  // namespace
}  // namespace fupan::importers
