#include "core/thesaurus.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace fupan {
namespace {

std::vector<TermGroup> small_groups() {
  return {{{"supplier", "vendor"}, {"供应商", "厂商"}},
          {{"delay", "slip"}, {"延期", "延误"}},
          {{"supplier delay", "vendor delay"}, {"供应商延期"}},
          {{"rollback", "roll back"}, {"回滚", "回退"}},
          {{"go-live"}, {"上线"}},
          {{"cutover"}, {"上线切换", "切换"}},
          {{"switch plan"}, {"切换方案"}},
          {{"sprint"}, {"迭代"}},
          {{"iteration"}, {"迭代"}},
          {{"A/B test"}, {"A/B测试"}},
          {{"test"}, {"测试"}}};
}

// Enough of a stemmer for a test.
std::string drop_plural(std::string_view word) {
  return std::string(word.size() > 3 && word.ends_with('s') ? word.substr(0, word.size() - 1) : word);
}

Thesaurus small_thesaurus() { return Thesaurus(small_groups(), drop_plural); }

std::string joined(const std::vector<std::string>& phrases) {
  std::string out;
  for (const std::string& phrase : phrases) out += (out.empty() ? "" : ", ") + phrase;
  return out;
}

// "供应商=supplier | 延期=delay": each span with the first English phrase of each of its groups.
std::string spans_of(std::string_view text, const std::vector<Thesaurus::Span>& spans) {
  std::string out;
  for (const Thesaurus::Span& span : spans) {
    out += out.empty() ? "" : " | ";
    out += text.substr(span.begin, span.end - span.begin);
    for (const TermGroup* group : span.groups) out += "=" + group->en.front();
  }
  return out;
}

TEST(Thesaurus, TranslatesBothWays) {
  const Thesaurus thesaurus = small_thesaurus();
  EXPECT_EQ(joined(thesaurus.translations_of("回滚")), "rollback, roll back");
  EXPECT_EQ(joined(thesaurus.translations_of("rollback")), "回滚, 回退");
  EXPECT_EQ(joined(thesaurus.translations_of("vendor delay")), "供应商延期");
}

TEST(Thesaurus, SynonymsAreTheOtherPhrasesOfTheSameLanguage) {
  const Thesaurus thesaurus = small_thesaurus();
  EXPECT_EQ(joined(thesaurus.synonyms_of("供应商")), "厂商");
  EXPECT_EQ(joined(thesaurus.synonyms_of("slip")), "delay");
  EXPECT_EQ(joined(thesaurus.synonyms_of("go-live")), "");
}

TEST(Thesaurus, AnySpellingAndInflectionFindsTheGroup) {
  const Thesaurus thesaurus = small_thesaurus();
  for (const std::string_view phrase :
       {"supplier delay", "Supplier Delays", "suppliers-delay", "ＳＵＰＰＬＩＥＲ delay", " supplier  delay ",
        "供应商延期", "供應商延期", "供应商 延期"}) {
    ASSERT_EQ(thesaurus.find(phrase).size(), 1U) << phrase;
    EXPECT_EQ(thesaurus.find(phrase)[0]->en[0], "supplier delay") << phrase;
  }
  EXPECT_EQ(thesaurus.find("a/b tests").size(), 1U);
  EXPECT_EQ(thesaurus.find("a/b测试").size(), 1U);
}

TEST(Thesaurus, APhraseOfTwoSensesIsInBothGroups) {
  EXPECT_EQ(joined(small_thesaurus().translations_of("迭代")), "sprint, iteration");
}

TEST(Thesaurus, UnknownAndBrokenPhrasesFindNothing) {
  const Thesaurus thesaurus = small_thesaurus();
  for (const std::string_view phrase : {"", " ", "。", "welding", "supplier of delay", "supplier, delay",
                                        "supplierdelay", "供应", "供应商，延期", "供应商延", "\xE4\xBE", "\xFF\xFE"}) {
    EXPECT_TRUE(thesaurus.find(phrase).empty()) << phrase;
    EXPECT_TRUE(thesaurus.translations_of(phrase).empty()) << phrase;
  }
  EXPECT_TRUE(Thesaurus().find("supplier").empty());
  EXPECT_TRUE(Thesaurus().segment("供应商延期").empty());
}

TEST(Thesaurus, SegmentsARunIntoItsLongestPhrases) {
  const Thesaurus thesaurus = small_thesaurus();
  const std::pair<const char*, const char*> cases[] = {
      {"供应商延期", "供应商延期=supplier delay"},
      {"供应商延误", "供应商=supplier | 延误=delay"},
      {"厂商又延期了", "厂商=supplier | 延期=delay"},
      {"供應商延誤", "供應商=supplier | 延誤=delay"},
      {"上线切换", "上线切换=cutover"},
      {"上线切换方案", "上线=go-live | 切换方案=switch plan"},  // the longest first would leave 方案 uncovered
      {"Vendor delays after the rollback", "Vendor delays=supplier delay | rollback=rollback"},
      {"supplier, delay", "supplier=supplier | delay=delay"},
      {"supplier 延期", "supplier=supplier | 延期=delay"},
      {"A/B测试延期", "A/B测试=A/B test | 延期=delay"},
      {"迭代", "迭代=sprint=iteration"},
      {"无关的话", ""},
      {"", ""},
  };
  for (const auto& [text, spans] : cases) EXPECT_EQ(spans_of(text, thesaurus.segment(text)), spans) << text;
}

TEST(Thesaurus, PartsLeaveTheWholePhraseOut) {
  const Thesaurus thesaurus = small_thesaurus();
  EXPECT_EQ(spans_of("供应商延期", thesaurus.parts("供应商延期")), "供应商=supplier | 延期=delay");
  EXPECT_EQ(spans_of("vendor delay", thesaurus.parts("vendor delay")), "vendor=supplier | delay=delay");
  EXPECT_EQ(spans_of("切换方案", thesaurus.parts("切换方案")), "切换=cutover");
  EXPECT_TRUE(thesaurus.parts("rollback").empty());
  EXPECT_TRUE(thesaurus.parts("").empty());
}

TEST(Thesaurus, MaxWordsIsTheLongestPhrase) {
  EXPECT_EQ(small_thesaurus().max_words(), 5U);  // 供应商延期
  EXPECT_EQ(Thesaurus().max_words(), 0U);
  EXPECT_EQ(Thesaurus({{{"definition of done"}, {"完成"}}}).max_words(), 3U);
}

TEST(Thesaurus, AGroupThatSaysNothingNewIsLeftOut) {
  const Thesaurus thesaurus({{{"supplier", "vendor"}, {"供应商"}}, {{"Vendor"}, {"供應商"}}, {{"supplier"}, {"供方"}}});
  EXPECT_EQ(thesaurus.groups().size(), 2U);
  EXPECT_EQ(joined(thesaurus.translations_of("supplier")), "供应商, 供方");
  EXPECT_EQ(joined(thesaurus.translations_of("vendor")), "供应商");
}

TEST(Thesaurus, CopiesAndMovesFindInTheirOwnGroups) {
  Thesaurus source = small_thesaurus();
  const Thesaurus copy = source;
  const TermGroup* group = source.find("回滚").at(0);
  EXPECT_NE(copy.find("回滚").at(0), group);
  const Thesaurus moved = std::move(source);
  EXPECT_EQ(moved.find("回滚").at(0), group);
}

TEST(Thesaurus, LabelsOfTheTaxonomyAreGroupsAndAliasesAreNot) {
  Taxonomy::Parts parts;
  parts.phases = {{"closing", "Closing", "收尾", {"close-out", "结项"}, "", ""}};
  parts.risks = {{"it", "IT", "IT", {}, "", ""}, {"swapped", "成本", "Cost", {}, "", ""}};
  parts.tags = {{"rollback", "Rollback", "回滚", {"roll back"}, "", ""}};
  const std::vector<TermGroup> expected{{{"Closing"}, {"收尾"}}, {{"Rollback"}, {"回滚"}}};
  EXPECT_EQ(label_groups(Taxonomy(std::move(parts))), expected);
}

TEST(Thesaurus, RemovedPhrasesLeaveTheirGroupsAndEmptyGroupsGo) {
  const std::vector<TermGroup> kept =
      without({{{"go-live", "launch"}, {"上线"}}, {{"cost"}, {"成本", "费用"}}}, {"Go Live", "費用", "none such"});
  EXPECT_EQ(kept, (std::vector<TermGroup>{{{"launch"}, {"上线"}}, {{"cost"}, {"成本"}}}));
  EXPECT_TRUE(without({{{"cost"}, {"成本", "费用"}}}, {"cost"}).empty());
}

}  // namespace
}  // namespace fupan
