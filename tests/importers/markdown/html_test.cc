#include "importers/markdown/html.h"

#include <gtest/gtest.h>

namespace fupan::importers {
namespace {

TEST(RenderHtml, HeadingsHaveIdsAndLines) {
  const std::string html = render_html("# 经验 教训\n\ntext\n\n## What's new?\n\n## What's new?\n");
  EXPECT_NE(html.find("<h1 id=\"经验-教训\" data-sourcepos=\"1:1-1:"), std::string::npos) << html;
  EXPECT_NE(html.find("<p data-sourcepos=\"3:1-3:4\">"), std::string::npos) << html;
  EXPECT_NE(html.find("<h2 id=\"whats-new\""), std::string::npos) << html;
  EXPECT_NE(html.find("<h2 id=\"whats-new-1\""), std::string::npos) << html;
}

TEST(RenderHtml, FrontMatterAndCommentsAreLeftOutAndLinesKept) {
  const std::string html = render_html(
      "\xEF\xBB\xBF---\r\ntitle: secret\r\n---\r\n[#]: key: hidden\r\n\r\na <!-- x\r\n\r\ny --> b\r\n\r\nlast\r\n");
  EXPECT_EQ(html.find("secret"), std::string::npos);
  EXPECT_EQ(html.find("hidden"), std::string::npos);
  EXPECT_EQ(html.find("<!--"), std::string::npos);
  EXPECT_NE(html.find("data-sourcepos=\"10:1-10:4\">last"), std::string::npos) << html;
}

TEST(RenderHtml, ExternalLinksAreMarked) {
  const std::string html = render_html("[a](https://example.org/?a=1&b=2) [b](#经验) [c](../x.md) https://example.net");
  EXPECT_NE(html.find("<a rel=\"noopener nofollow\" href=\"https://example.org/?a=1&amp;b=2\">a</a>"),
            std::string::npos)
      << html;
  EXPECT_NE(html.find("<a href=\"../x.md\">c</a>"), std::string::npos) << html;
  EXPECT_NE(html.find("<a rel=\"noopener nofollow\" href=\"https://example.net\">"), std::string::npos) << html;
}

TEST(RenderHtml, TablesTasksStrikethrough) {
  const std::string html = render_html("| a | b |\n|---|---|\n| x<br>y | ~~z~~ |\n\n- [x] done\n");
  EXPECT_NE(html.find("<table"), std::string::npos);
  EXPECT_NE(html.find("x y"), std::string::npos) << html;
  EXPECT_NE(html.find("<del>z</del>"), std::string::npos);
  EXPECT_NE(html.find("type=\"checkbox\""), std::string::npos);
}

// Whatever the author wrote, no tag of his own, no handler and no address outside the list reaches the page.
TEST(RenderHtml, HostileInputIsHarmless) {
  const char* inputs[] = {
      "<script>alert(1)</script>",
      "text <script>alert(1)</script> text",
      "<img src=x onerror=alert(1)>",
      "a <svg/onload=alert(1)> b",
      "[x](javascript:alert(1))",
      "[x](JaVaScRiPt:alert(1))",
      "[x](&#106;avascript:alert(1))",
      "[x](&#x6A;avascript:alert(1))",
      "[x](javascript&colon;alert(1))",
      "[x](<java\tscript:alert(1)>)",
      "[x]( javascript:alert(1))",
      "[x](\x01javascript:alert(1))",
      "[x](vbscript:msgbox)",
      "[x](data:text/html;base64,PHNjcmlwdD4=)",
      "[x](file:///etc/passwd)",
      "[x](//evil.example/)",
      "[x](\\\\\\\\evil.example/)",
      "![x](data:image/svg+xml;base64,PHN2Zz4=)",
      "![x](http://evil.example/pixel.gif)",
      "![x](https://ok.example/a.png\" onerror=\"alert(1))",
      "[x](https://ok.example/\"onmouseover=\"alert(1))",
      "![\" onerror=\"alert(1)](https://ok.example/a.png)",
      "# \" onclick=\"alert(1)",
      "# <img src=x onerror=alert(1)>",
      "[x]: javascript:alert(1)\n\n[x]",
      "<javascript:alert(1)>",
      "<details open ontoggle=alert(1)>\n<summary>s</summary>\n</details>",
      "```\" onclick=\"alert(1)\nx\n```",
      "<!-- --!> <script>alert(1)</script> -->",
      "<a href=\"javascript:alert(1)\">x</a>",
      "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
  };
  for (const char* input : inputs) {
    const std::string html = render_html(input);
    for (const char* bad : {"<script", "<svg", "<img src=\"x\"", "<details", "<summary", "href=\"javascript",
                            "href=\"vbscript", "href=\"data", "href=\"file", "href=\"//", "href=\"\\", "src=\"data",
                            "src=\"http:", "<!--", "\" on", "href=\"java"}) {
      EXPECT_EQ(html.find(bad), std::string::npos) << input << "\n" << html;
    }
  }
}

TEST(RenderHtml, TextOfTagsRemains) {
  const std::string html = render_html("<div>\nkept <b>here</b>\n</div>\n\na<br>b");
  EXPECT_NE(html.find("kept here"), std::string::npos) << html;
  EXPECT_NE(html.find("<br />"), std::string::npos) << html;
}

}  // namespace
}  // namespace fupan::importers
