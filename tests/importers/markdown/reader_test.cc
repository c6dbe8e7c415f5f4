#include "importers/markdown/reader.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "importers/markdown/comment.h"
#include "importers/markdown/html_text.h"

namespace fupan::importers {
namespace {

std::string text_of(const std::string& markdown) {
  std::string out;
  for (const Block& block : read_blocks(markdown, Lines(markdown))) append_line(out, plain_text(block));
  return out;
}

TEST(Blocks, PlainText) {
  struct Case {
    const char* markdown;
    const char* text;
  };
  const Case cases[] = {
      {"a *b* **c** `d` ~~e~~", "a b c d e"},
      {"[link](https://x.example) <https://y.example>", "link https://y.example"},
      {"![图](x.png) end", "图 end"},
      {"一行\n接着", "一行接着"},
      {"one\ntwo", "one two"},
      {"one  \ntwo", "one\ntwo"},
      {"**原因**：x\n**建议**：y", "原因：x\n建议：y"},
      {"- a\n  - b\n- c", "a\nb\nc"},
      {"| a | b |\n|-|-|\n| 1 |  |", "a | b\n1"},
      {"x<br>y &amp; z", "x y & z"},
      {"<div>\n<b>t</b> &lt;\n</div>", "t <"},
      {"> q\n\n    code", "q\ncode"},
      {"- [x] done\n- [ ] open", "done\nopen"},
      {"Title\n===\n\nSub\n---", "Title\nSub"},
      {"<script>x</script>\n\ny", "y"},
  };
  for (const Case& c : cases) EXPECT_EQ(text_of(c.markdown), c.text) << c.markdown;
}

TEST(Blocks, LinesAreThoseOfTheSource) {
  const std::string markdown = "a\nb\n\n- x\n\n  y\n\n- z\n\n\n| h |\n|-|\n| 1 |\n\n```\nc\n```\n";
  const auto blocks = read_blocks(markdown, Lines(markdown));
  ASSERT_EQ(blocks.size(), 4U);
  EXPECT_EQ(blocks[0].lines, (LineRange{1, 2}));
  EXPECT_EQ(blocks[1].lines, (LineRange{4, 8}));
  EXPECT_EQ(blocks[1].children[0].lines, (LineRange{4, 6}));
  EXPECT_EQ(blocks[2].rows[1].line, 13);
  EXPECT_EQ(blocks[3].lines, (LineRange{15, 17}));
}

TEST(Blocks, ParagraphDirectlyAboveATableHasItsLines) {
  const std::string markdown = "x\n\nabove\nit\n| h |\n|-|\n| 1 |\n";
  const auto blocks = read_blocks(markdown, Lines(markdown));
  ASSERT_EQ(blocks.size(), 3U);
  EXPECT_EQ(blocks[1].lines, (LineRange{3, 4}));
  EXPECT_EQ(blocks[2].lines, (LineRange{5, 7}));
  EXPECT_EQ(blocks[2].rows[0].line, 5);
}

TEST(Blocks, BoldLead) {
  const std::string markdown = "✅ **What went well**：\n\n**Test early.** We did.\n\nnot **this**";
  const auto blocks = read_blocks(markdown, Lines(markdown));
  EXPECT_EQ(blocks[0].lead, "What went well");
  EXPECT_TRUE(blocks[0].only_lead);
  EXPECT_EQ(blocks[1].lead, "Test early.");
  EXPECT_FALSE(blocks[1].only_lead);
  EXPECT_EQ(blocks[2].lead, "");
}

TEST(Blocks, DeepNestingIsFlattened) {
  std::string markdown;
  for (int i = 0; i < 500; ++i) markdown += "> ";
  EXPECT_EQ(text_of(markdown + "deep"), "deep");
}

// cmark-gfm 0.29 keeps its special characters in a global table; see parse.h.
TEST(Blocks, ThreadsReadTheSameText) {
  const std::string markdown = "a ~~b~~ c www.example.org d\n\n| x | y |\n|-|-|\n| ~~1~~ | 2 |\n";
  const std::string expected = text_of(markdown);
  std::atomic<int> different = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 300; ++i) different += text_of(markdown) == expected ? 0 : 1;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(different, 0);
}

TEST(Comments, GoAndLeaveTheLines) {
  struct Case {
    const char* markdown;
    const char* text;
  };
  const Case cases[] = {
      {"a <!-- b --> c", "a  c"},
      {"a <!-- b\n\nc --> d\ne", "a \n\nd\ne"},
      {"<!-- x -->    # H", "# H"},
      {"`<!-- code -->`", "`<!-- code -->`"},
      {"```\n<!-- code -->\n```\n<!-- x -->", "```\n<!-- code -->\n```\n"},
      {"\\<!-- text -->", "\\<!-- text -->"},
      {"| a <!-- b --> | c |", "| a  | c |"},
      {"<!--> rest", "rest"},
  };
  for (const Case& c : cases) EXPECT_EQ(remove_comments(c.markdown).text, c.text) << c.markdown;
  EXPECT_EQ(remove_comments("a\n\n<!-- open\n").unclosed_line, 3);
}

TEST(HtmlText, HiddenElementsAndReferences) {
  EXPECT_EQ(html_to_text("a<style>b</style>c<p>d</p>&#39;&#x4E2D;&bogus;"), "a c d '中&bogus;");
  EXPECT_EQ(html_to_text("1 < 2 <b title='>'>x</b>"), "1 < 2 x");
}

}  // namespace
}  // namespace fupan::importers
