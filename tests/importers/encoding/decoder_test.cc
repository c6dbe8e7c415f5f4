#include "importers/encoding/decoder.h"

#include <gtest/gtest.h>

namespace fupan::importers {
namespace {

// "# 复盘\n需求变更没有评审，导致返工。\n" in other encodings.
const std::string kChinese = "# 复盘\n需求变更没有评审，导致返工。\n";
const std::string kGb18030 =
    "# "
    "\xB8\xB4\xC5\xCC\n\xD0\xE8\xC7\xF3\xB1\xE4\xB8\xFC\xC3\xBB\xD3\xD0\xC6\xC0\xC9\xF3\xA3\xAC\xB5\xBC\xD6\xC2\xB7\xB5"
    "\xB9\xA4\xA1\xA3\n";

std::string utf16(std::u16string_view units, bool little) {
  std::string out;
  for (const char16_t unit : units) {
    const char high = static_cast<char>(unit >> 8U);
    const char low = static_cast<char>(unit & 0xFFU);
    out += little ? low : high;
    out += little ? high : low;
  }
  return out;
}

constexpr std::u16string_view kUnits = u"# 复盘\n需求变更没有评审，导致返工。\n";

struct Case {
  const char* name;
  std::string bytes;
  std::string encoding;
};

TEST(Decoder, ReadsEncodings) {
  const Case cases[] = {
      {"utf8", kChinese, "UTF-8"},
      {"utf8 with mark", "\xEF\xBB\xBF" + kChinese, "UTF-8-BOM"},
      {"utf16le with mark", "\xFF\xFE" + utf16(kUnits, true), "UTF-16LE"},
      {"utf16be with mark", "\xFE\xFF" + utf16(kUnits, false), "UTF-16BE"},
      {"utf16le", utf16(kUnits, true), "UTF-16LE"},
      {"utf16be", utf16(kUnits, false), "UTF-16BE"},
      {"gb18030", kGb18030, "GB18030"},
  };
  for (const Case& c : cases) {
    const auto decoded = decode(c.bytes);
    ASSERT_TRUE(decoded) << c.name << ": " << decoded.error().message;
    EXPECT_EQ(decoded->text, kChinese) << c.name;
    EXPECT_EQ(decoded->encoding, c.encoding) << c.name;
    EXPECT_TRUE(decoded->notes.empty()) << c.name;
  }
}

TEST(Decoder, UnifiesLineEnds) { EXPECT_EQ(decode("a\r\nb\rc\nd\r\r\ne")->text, "a\nb\nc\nd\n\ne"); }

TEST(Decoder, SurrogatePairsAreOneCharacter) { EXPECT_EQ(decode("\xFF\xFE" + utf16(u"🎯", true))->text, "🎯"); }

TEST(Decoder, BrokenCharactersInUtf8AreReplacedAndNoted) {
  const auto decoded = decode("第一行没有问题\n第二行有\xE9\x94问题，后面都好\n");
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->encoding, "UTF-8");
  ASSERT_EQ(decoded->notes.size(), 1U);
  EXPECT_EQ(decoded->notes[0].line, 2);
  EXPECT_EQ(decoded->notes[0].text, "2 bytes are not valid UTF-8 and became U+FFFD, the first on line 2");
}

TEST(Decoder, EarlierDamageIsNoted) {
  const auto decoded = decode("好\n坏\xEF\xBF\xBD了\n");
  ASSERT_EQ(decoded->notes.size(), 1U);
  EXPECT_EQ(decoded->notes[0].line, 2);
}

TEST(Decoder, OneStrayNulInAPageIsReplaced) {
  const auto decoded = decode(std::string(500, 'a') + '\0' + std::string(500, 'b'));
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->text.find('\0'), std::string::npos);
  EXPECT_EQ(decoded->notes.size(), 1U);
}

TEST(Decoder, LatinTextIsNotTakenForChinese) {
  const auto decoded = decode(
      "Le caf\xE9 de l'\xE9quipe est ferm\xE9 depuis le d\xE9"
      "but du projet, dit le chef de projet.");
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->encoding, "UTF-8");
  EXPECT_FALSE(decoded->notes.empty());
}

TEST(Decoder, GbTextCutInACharacterIsRead) {
  const auto decoded = decode(kGb18030.substr(0, kGb18030.size() - 2));
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->encoding, "GB18030");
}

TEST(Decoder, BinaryDataNamesTheByte) {
  const auto decoded =
      decode(std::string("\x7F"
                         "ELF\x02\x01\x01\0\0\0\0\0\xB4\0\0",
                         15));
  ASSERT_FALSE(decoded);
  EXPECT_EQ(decoded.error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(decoded.error().message, "looks like binary data: byte 0x02 at offset 4");
  EXPECT_EQ(decoded.error().position, 4);
}

TEST(Decoder, NothingButBlanksIsEmpty) {
  for (const char* bytes : {"", " \r\n\t\n", "\xEF\xBB\xBF", "\xE3\x80\x80\n"}) {
    const auto decoded = decode(bytes);
    ASSERT_FALSE(decoded);
    EXPECT_EQ(decoded.error().message, "the file is empty");
  }
}

}  // namespace
}  // namespace fupan::importers
