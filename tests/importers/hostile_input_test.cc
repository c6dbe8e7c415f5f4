// Any bytes give a document or a clear error; what comes out is valid UTF-8 with lines inside the source.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

#include "core/codec.h"
#include "core/text/utf8.h"
#include "importers/markdown/html.h"
#include "tests/importers/fixture.h"

namespace fupan::importers {
namespace {

const MarkdownImporter& importer() {
  static const MarkdownImporter instance(test_taxonomy());
  return instance;
}

void check(const std::string& bytes) {
  const Result<Parsed> parsed = importer().parse({"c", "x.md", bytes}, nullptr);
  if (!parsed) {
    EXPECT_EQ(parsed.error().code, ErrorCode::kInvalidArgument);
    EXPECT_FALSE(parsed.error().message.empty());
    return;
  }
  const Document& document = parsed->document;
  EXPECT_TRUE(text::is_valid_utf8(document.title));
  for (const Section& section : document.sections) {
    EXPECT_TRUE(text::is_valid_utf8(section.text));
    EXPECT_LE(section.lines.first, section.lines.last);
  }
  for (const Lesson& lesson : document.lessons) {
    EXPECT_TRUE(text::is_valid_utf8(lesson.text + lesson.markdown + lesson.title));
    EXPECT_LE(text::count_code_points(lesson.title), 120U);
    EXPECT_FALSE(lesson.title.empty());
    EXPECT_FALSE(lesson.text.empty());
    EXPECT_GE(lesson.lines.first, 1);
    EXPECT_LE(lesson.lines.first, lesson.lines.last);
  }
  render_html(bytes);
}

std::vector<std::string> seeds() {
  std::vector<std::string> out;
  for (const char* name : {"仓储系统复盘", "登记册", "login-outage", "valve"}) {
    out.push_back(read_whole_file(golden_folder() + "/" + name + ".in.md"));
  }
  return out;
}

TEST(HostileInput, RandomBytes) {
  std::mt19937 random(20260);
  for (int round = 0; round < 400; ++round) {
    std::string bytes(random() % 300, ' ');
    for (char& c : bytes) c = static_cast<char>(random() & 0xFFU);
    check(bytes);
  }
}

TEST(HostileInput, MarkdownSoup) {
  static constexpr std::array<std::string_view, 28> kPieces{"---\n",        "+++\n", "# ",   "## 经验教训\n",
                                                            "**不足**\n\n", "- ",    "  ",   "| a | 建议 |\n|-|-|\n",
                                                            "| x |",        "\n",    "\n\n", "> ",
                                                            "```\n",        "<!--",  "-->",  "<b>",
                                                            "[x](",         ")",     "：",   "key: v\n",
                                                            "字",           "***",   "\t",   "\r",
                                                            "TBD",          "[a]",   "&#",   "~~"};
  std::mt19937 random(7);
  for (int round = 0; round < 1500; ++round) {
    std::string text;
    for (std::size_t n = random() % 60; n > 0; --n) text += kPieces[random() % kPieces.size()];
    check(text);
  }
}

TEST(HostileInput, MutatedDocuments) {
  std::mt19937 random(42);
  const std::vector<std::string> originals = seeds();
  for (int round = 0; round < 600; ++round) {
    std::string text = originals[random() % originals.size()];
    for (std::size_t n = 1 + random() % 8; n > 0; --n) {
      const std::size_t at = random() % text.size();
      const std::size_t length = std::min<std::size_t>(random() % 40, text.size() - at);
      switch (random() % 4) {
        case 0:
          text[at] = static_cast<char>(random() & 0xFFU);
          break;
        case 1:
          text.erase(at, std::min(length, text.size() - 1));
          break;
        case 2:
          text.insert(at, text.substr(at, length));
          break;
        default:
          text.insert(at, 1, "\n|>#-*`:["[random() % 9]);
          break;
      }
      if (text.empty()) text = "x";
    }
    check(text);
  }
}

TEST(HostileInput, PathologicalTexts) {
  const auto repeat = [](std::string_view piece, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += piece;
    return out;
  };
  check(repeat("[", 20000));
  check(repeat("<!--", 20000));
  check(repeat("**a ", 20000));
  check(repeat("`", 20001));
  check(repeat("a: b, ", 20000));
  check("# Lessons learned\n\n" + repeat("- x：y（z，", 5000));
  check("# Lessons learned\n\n" + repeat("###### a\n", 5000));
  check("---\n" + repeat("[", 5000) + "\n---\n");
  check("---\nkey: " + repeat("[", 5000) + "\n---\n");
  check("+++\na=" + repeat("[", 5000) + "\n+++\n");
  check("# x\n\n## Lessons learned\n\n" + repeat("  - a\n", 3000));
  check("|" + repeat("a|", 3000) + "\n|" + repeat("-|", 3000) + "\n" + repeat("x\n", 3000));  // nine million cells
  check(repeat("字", 100000));
}

}  // namespace
}  // namespace fupan::importers
