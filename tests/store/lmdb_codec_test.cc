// The byte forms of store/lmdb: value envelopes, change entries, numbers.
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "core/digest.h"
#include "store/lmdb/big_endian.h"
#include "store/lmdb/change_entry.h"
#include "store/lmdb/value_dictionary.h"
#include "store/lmdb/value_envelope.h"
#include "tests/store/store_harness.h"

namespace fupan::store {
namespace {

using std::string_literals::operator""s;

std::string envelope(std::string_view value, Revision revision) {
  const PackedValue packed(value);
  return envelope_header(packed.codec(), false, revision) + std::string(packed.payload());
}

Result<std::string> unpacked(std::string_view key, std::string_view bytes) {
  const Result<Envelope> parsed = parse_envelope(key, bytes);
  if (!parsed) return parsed.error();
  return unpack_value(key, parsed->codec, parsed->payload);
}

std::string prose(std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += "The supplier was late. ";
  return text.substr(0, bytes);
}

TEST(ValueEnvelope, SmallValueIsStoredRaw) { EXPECT_EQ(envelope("abc", 1), "\x02\x00\x01"s + "abc"); }

TEST(ValueEnvelope, TextIsCompressedFromALittleOverTwoHundredBytes) {
  EXPECT_EQ(PackedValue(prose(200)).codec(), Codec::kRaw);
  EXPECT_EQ(PackedValue(prose(201)).codec(), Codec::kZstdDictionary);
  EXPECT_EQ(PackedValue(prose(32768)).codec(), Codec::kZstdDictionary);
  EXPECT_EQ(PackedValue(prose(32769)).codec(), Codec::kZstd);
  EXPECT_LT(envelope(prose(10000), 1).size(), 200U);
}

TEST(ValueEnvelope, BytesThatDoNotShrinkStayRaw) {
  const std::string bytes = noise(5000);
  EXPECT_EQ(PackedValue(bytes).codec(), Codec::kRaw);
  EXPECT_EQ(PackedValue(bytes).payload(), bytes);
}

TEST(ValueEnvelope, UnpacksWhatItPacked) {
  for (const std::size_t size : {0U, 1U, 200U, 201U, 5000U, 1000000U}) {
    for (const Revision revision : {Revision{1}, Revision{127}, Revision{128}, std::numeric_limits<Revision>::max()}) {
      const std::string bytes = envelope(prose(size), revision);
      EXPECT_EQ(unpacked("k", bytes).value(), prose(size));
      EXPECT_EQ(parse_envelope("k", bytes).value().revision, revision);
    }
  }
}

// Stored values cannot be read without it: a changed dictionary must be a new codec.
TEST(ValueEnvelope, DictionaryNeverChanges) { EXPECT_EQ(short_digest(value_dictionary(), 13), "qjq0b19ocrbij"); }

TEST(ValueEnvelope, PlaceOfAValueThatLiesApartComesBack) {
  std::string bytes = envelope_header(Codec::kZstd, true, 300);
  append_place(bytes, {1ULL << 40U, 12345});
  const Envelope parsed = parse_envelope("k", bytes).value();
  EXPECT_EQ(parsed.codec, Codec::kZstd);
  EXPECT_EQ(parsed.revision, 300U);
  ASSERT_TRUE(parsed.place);
  EXPECT_EQ(parsed.place->first, 1ULL << 40U);
  EXPECT_EQ(parsed.place->size, 12345U);
}

TEST(ValueEnvelope, DamagedBytesAreCorruptAndNameTheKey) {
  const std::string good = envelope(prose(5000), 3);
  std::string flipped = good;
  flipped[good.size() / 2] = static_cast<char>(flipped[good.size() / 2] ^ 0x40);
  const std::pair<std::string, std::string> cases[] = {
      {"", "cut short"},
      {"\x02\x00"s, "cut short"},
      {"\x01\x00\x01x"s, "value format 1"},
      {"\x02\x07\x01x"s, "codec 7"},
      {"\x02\x00\x00x"s, "revision"},
      {"\x02\x00\xFF\xFF"s, "revision"},
      {"\x02\x00\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F"s, "revision"},
      {"\x02\x87\x01x"s, "codec 7"},
      {"\x02\x01\x01not a frame"s, "no readable size"},
      {"\x02\x80\x01"s, "place"},
      {"\x02\x80\x01\x05"s, "place"},
      {"\x02\x81\x01\x05\x00"s, "place"},
      {"\x02\x81\x01\x05\x06x"s, "place"},
      {"\x02\x81\x01\x05\xFF\xFF\xFF\xFF\x7F"s, "place"},
      {good.substr(0, good.size() - 1), "damaged"},
      {good.substr(0, good.size() / 2), "damaged"},
      {flipped, "damaged"},
      // a frame header that claims 2^40 bytes
      {"\x02\x01\x01\x28\xB5\x2F\xFD\xE0\x00\x00\x00\x00\x00\x01\x00\x00"s, "claims 1099511627776 bytes"},
  };
  for (const auto& [bytes, message] : cases) {
    const Result<std::string> result = unpacked("doc/项目", bytes);
    ASSERT_EQ(error_name(result), "corrupt") << message;
    EXPECT_NE(result.error().message.find("'doc/项目'"), std::string::npos) << result.error().message;
    EXPECT_NE(result.error().message.find(message), std::string::npos) << result.error().message;
  }
}

TEST(ChangeEntry, DecodesWhatItEncoded) {
  const std::vector<Write> writes{put("b", "1"), removal("项目"), put(std::string(400, 'k'), "")};
  std::vector<Change> changes;
  ASSERT_TRUE(decode_changes(7, encode_changes(writes), changes));
  EXPECT_EQ(shown(Result<std::vector<Change>>(changes)),
            (std::vector<std::string>{"7+b", "7-项目", "7+" + std::string(400, 'k')}));
  EXPECT_EQ(encode_changes({put("ab", "1"), removal("c")}), "\x01\x04"s + "ab" + "\x03" + "c");
}

TEST(ChangeEntry, DamagedBytesAreCorrupt) {
  for (const std::string& bytes :
       {""s, "\x02\x04"s + "ab", "\x01\x06"s + "ab", "\x01\x80"s, "\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"s}) {
    std::vector<Change> changes;
    const Status status = decode_changes(7, bytes, changes);
    ASSERT_EQ(error_name(status), "corrupt");
    EXPECT_NE(status.error().message.find("at 7"), std::string::npos);
  }
}

TEST(BigEndian, OrdersLikeTheNumbers) {
  const std::uint64_t numbers[] = {0, 1, 255, 256, 65536, 1ULL << 40U, std::numeric_limits<std::uint64_t>::max()};
  for (std::size_t i = 0; i < std::size(numbers); ++i) {
    EXPECT_EQ(from_big_endian(big_endian(numbers[i])), numbers[i]);
    if (i > 0) {
      EXPECT_LT(big_endian(numbers[i - 1]), big_endian(numbers[i]));
    }
  }
  EXPECT_EQ(from_big_endian("1234567"), std::nullopt);
}

}  // namespace
}  // namespace fupan::store
