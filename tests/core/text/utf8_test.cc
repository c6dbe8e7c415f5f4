#include "core/text/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace fupan::text {
namespace {

TEST(Utf8, DecodesCodePointsOfAllLengths) {
  const std::string text = "aé中🎯";
  const std::pair<char32_t, std::size_t> expected[] = {{U'a', 1}, {U'é', 2}, {U'中', 3}, {U'🎯', 4}, {0, 0}};
  std::size_t offset = 0;
  for (const auto& [value, length] : expected) {
    const CodePoint c = decode_at(text, offset);
    EXPECT_EQ(c.value, value);
    EXPECT_EQ(c.length, length);
    offset += c.length;
  }
  EXPECT_EQ(decode_at("a", 100).length, 0U);
}

struct IllFormed {
  std::string bytes;
  std::string repaired;
};

// One U+FFFD for each byte.
const IllFormed kIllFormed[] = {
    {"\x80", "\uFFFD"},                                // lone continuation
    {"\xC3", "\uFFFD"},                                // cut after one of two
    {"\xE4\xB8", "\uFFFD\uFFFD"},                      // cut after two of three
    {"\xF0\x9F\x8E", "\uFFFD\uFFFD\uFFFD"},            // cut after three of four
    {"\xC0\xAF", "\uFFFD\uFFFD"},                      // overlong '/'
    {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},            // surrogate
    {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},  // above U+10FFFF
    {"\xFF\xFE", "\uFFFD\uFFFD"},                      // UTF-16 mark
    {"\xE4\xB8"
     "a",
     "\uFFFD\uFFFD"
     "a"},  // the byte after is not swallowed
    {"项\xB7目", "项\uFFFD目"},
};

TEST(Utf8, IllFormedBytesBecomeReplacementsOneByOne) {
  for (const IllFormed& c : kIllFormed) {
    EXPECT_FALSE(is_valid_utf8(c.bytes)) << c.repaired;
    EXPECT_EQ(to_valid_utf8(c.bytes), c.repaired);
    EXPECT_TRUE(is_valid_utf8(c.repaired));
  }
}

TEST(Utf8, WellFormedTextIsLeftAlone) {
  for (const std::string& text : {std::string(), std::string("plain"), std::string("项目延期 🎯 é"),
                                  std::string("a written \uFFFD stays"), std::string("nul\0inside", 10)}) {
    EXPECT_TRUE(is_valid_utf8(text));
    EXPECT_EQ(to_valid_utf8(text), text);
  }
}

TEST(Utf8, AppendWritesWhatDecodeReads) {
  for (const char32_t c :
       {U'\0', U'a', U'\x7F', U'\x80', U'\x7FF', U'\x800', U'中', U'\xFFFF', U'\x10000', U'\x10FFFF'}) {
    std::string text;
    append_utf8(text, c);
    EXPECT_EQ(decode_at(text, 0).value, c);
    EXPECT_EQ(decode_at(text, 0).length, text.size());
  }
}

TEST(Utf8, AppendIgnoresWhatIsNoCodePoint) {
  std::string text;
  append_utf8(text, 0xD800);
  append_utf8(text, 0x110000);
  EXPECT_EQ(text, "");
}

TEST(Utf8, CountsCodePoints) {
  EXPECT_EQ(count_code_points(""), 0U);
  EXPECT_EQ(count_code_points("a项目🎯"), 4U);
}

TEST(Utf8, ClipDoesNotCutACodePoint) {
  EXPECT_EQ(clip_utf8("项目", 6), "项目");
  EXPECT_EQ(clip_utf8("项目", 100), "项目");
  EXPECT_EQ(clip_utf8("项目", 5), "项");
  EXPECT_EQ(clip_utf8("项目", 3), "项");
  EXPECT_EQ(clip_utf8("项目", 2), "");
  EXPECT_EQ(clip_utf8("a🎯", 4), "a");
  EXPECT_EQ(clip_utf8("abc", 0), "");
}

TEST(Utf8, TrimTakesAsciiAndIdeographicSpaces) {
  EXPECT_EQ(trim(" \t\r\n\v\f项 目\u3000 \u3000"), "项 目");
  EXPECT_EQ(trim("\u3000 \u3000"), "");
  EXPECT_EQ(trim(""), "");
  EXPECT_EQ(trim("\xE3\x80"), "\xE3\x80");  // half of an ideographic space is not one
}

}  // namespace
}  // namespace fupan::text
