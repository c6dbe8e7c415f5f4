#include "indexer/highlight/highlighter.h"

#include <gtest/gtest.h>

namespace fupan::indexer {
namespace {

Highlighter looking_for(std::vector<std::vector<std::string>> sequences) {
  std::vector<Pattern> patterns;
  for (auto& atoms : sequences) patterns.push_back({std::move(atoms), false});
  return Highlighter(std::move(patterns));
}

TEST(Highlighter, MarksTheWholeRun) {
  EXPECT_EQ(looking_for({{"测", "试"}}).mark("这是一个测试文档"), "这是一个<mark>测试</mark>文档");
}

TEST(Highlighter, TouchingMatchesAreOne) {
  EXPECT_EQ(looking_for({{"项", "目"}, {"延", "期"}}).mark("项目延期了"), "<mark>项目延期</mark>了");
}

TEST(Highlighter, MarksTraditionalForSimplified) {
  EXPECT_EQ(looking_for({{"开", "通"}}).mark("帳號開通"), "帳號<mark>開通</mark>");
}

TEST(Highlighter, CharactersAcrossPunctuationAreNoRun) {
  EXPECT_EQ(looking_for({{"项", "目"}}).mark("事项，目的"), "事项，目的");
}

TEST(Highlighter, MarksInflectedWordsAndPhrases) {
  EXPECT_EQ(looking_for({{"schedul"}}).mark("Scheduling & schedules"),
            "<mark>Scheduling</mark> &amp; <mark>schedules</mark>");
  EXPECT_EQ(looking_for({{"root", "caus"}}).mark("the root causes; root of causes"),
            "the <mark>root causes</mark>; root of causes");
}

TEST(Highlighter, MarksPrefixes) {
  EXPECT_EQ(Highlighter({{{"sched"}, true}}).mark("schedule late"), "<mark>schedule</mark> late");
}

TEST(Highlighter, EscapesHtml) {
  EXPECT_EQ(looking_for({{"b"}}).mark("<a href=\"x\">b</a>"), "&lt;a href=&quot;x&quot;&gt;<mark>b</mark>&lt;/a&gt;");
}

TEST(Highlighter, SnippetHoldsTheMatchAndSaysWhatIsCut) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "前面的文字。";
  text += "这里说到供应商延期的事。";
  for (int i = 0; i < 200; ++i) text += "后面的文字。";
  const std::string snippet = looking_for({{"供", "应", "商"}}).snippet(text, 60);
  EXPECT_NE(snippet.find("<mark>供应商</mark>"), std::string::npos) << snippet;
  EXPECT_TRUE(snippet.starts_with("…"));
  EXPECT_TRUE(snippet.ends_with("…"));
}

TEST(Highlighter, SnippetPrefersWhereMorePatternsAre) {
  std::string text = "delay here. ";
  for (int i = 0; i < 100; ++i) text += "nothing at all. ";
  text += "the vendor caused a delay.";
  const std::string snippet = looking_for({{"delay"}, {"vendor"}}).snippet(text, 80);
  EXPECT_NE(snippet.find("<mark>vendor</mark>"), std::string::npos) << snippet;
}

TEST(Highlighter, SnippetDoesNotCutLatinWords) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "considerable ";
  text += "delay ";
  for (int i = 0; i < 60; ++i) text += "afterwards ";
  for (std::size_t length = 30; length < 60; ++length) {
    const std::string snippet = looking_for({{"delay"}}).snippet(text, length);
    EXPECT_TRUE(snippet.starts_with("…considerable") || snippet.starts_with("…<mark>")) << snippet;
    EXPECT_TRUE(snippet.ends_with("afterwards…") || snippet.ends_with("</mark>…")) << snippet;
  }
}

TEST(Highlighter, SnippetOfShortTextIsAllOfIt) {
  EXPECT_EQ(looking_for({{"b"}}).snippet("a\nb  c", 100), "a <mark>b</mark> c");
  EXPECT_EQ(Highlighter().snippet("", 100), "");
}

}  // namespace
}  // namespace fupan::indexer
