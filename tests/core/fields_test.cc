#include "core/fields.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

namespace fupan {
namespace {

using std::string_literals::operator""s;

TEST(Varint, ComesBackAndLeavesTheRest) {
  const std::uint64_t numbers[] = {0, 1, 127, 128, 300, 1ULL << 35U, std::numeric_limits<std::uint64_t>::max()};
  for (const std::uint64_t number : numbers) {
    std::string bytes;
    append_varint(bytes, number);
    bytes += "rest";
    std::string_view view = bytes;
    EXPECT_EQ(take_varint(view), number);
    EXPECT_EQ(view, "rest");
  }
}

TEST(Varint, NumberThatIsCutOrTooLongIsNone) {
  for (const std::string& bytes : {""s, "\x80"s, std::string(9, '\xFF'), std::string(9, '\xFF') + "\x02"}) {
    std::string_view view = bytes;
    EXPECT_EQ(take_varint(view), std::nullopt);
  }
}

TEST(Fields, AreTagKindAndValue) {
  FieldWriter out("v");
  out.number(1, 300);
  out.bytes(2, "ab");
  out.record(20, [](FieldWriter& inner) { inner.text(3, "复"); });
  EXPECT_EQ(out.take(),
            "v\x02\xAC\x02\x05\x02"
            "ab\x29\x05\x07\x03复");
}

TEST(Fields, ComeBackInOrder) {
  FieldWriter out("");
  out.number(1, 7);
  out.real(2, -0.25);
  out.text(200, "项目 \xFF");
  const std::string bytes = out.take();
  FieldReader reader(bytes);
  std::optional<Field> field = reader.next();
  ASSERT_TRUE(field);
  EXPECT_TRUE(field->tag == 1 && field->is_number && field->number == 7);
  field = reader.next();
  ASSERT_TRUE(field);
  EXPECT_TRUE(field->tag == 2 && !field->is_number);
  EXPECT_EQ(real_of(field->bytes), -0.25);
  field = reader.next();
  ASSERT_TRUE(field);
  EXPECT_EQ(field->tag, 200U);
  EXPECT_EQ(field->bytes, "项目 \uFFFD");
  EXPECT_FALSE(reader.next());
  EXPECT_FALSE(reader.is_damaged());
}

TEST(Fields, ReaderStopsAtDamage) {
  for (const std::string& bytes : {"\x02"s,
                                   "\x05\x03"
                                   "ab"s,
                                   "\x80\x80\x80\x80\x08\x01"s}) {
    FieldReader reader(bytes);
    EXPECT_FALSE(reader.next());
    EXPECT_TRUE(reader.is_damaged());
    EXPECT_FALSE(reader.next());
  }
}

TEST(Fields, RealTakesEightBytes) {
  EXPECT_EQ(real_of("1234567"), std::nullopt);
  EXPECT_EQ(real_of(std::string(8, '\0')), 0.0);
}

}  // namespace
}  // namespace fupan
