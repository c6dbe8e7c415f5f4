#include "core/digest.h"

#include <gtest/gtest.h>

#include <string>

namespace fupan {
namespace {

// FIPS 180-4 examples, and the NIST vector of a million 'a'.
TEST(Sha256, GivesThePublishedDigests) {
  const std::pair<std::string, std::string_view> cases[] = {
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      {std::string(1000000, 'a'), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
  };
  for (const auto& [text, digest] : cases) EXPECT_EQ(sha256_hex(text), digest);
}

TEST(ShortDigest, IsThePrefixOfTheDigestInBase32) {
  // ba7816bf.. = 10111 01001 11100 00001 01101 01111 11.. = n 9 s 1 d f ..
  EXPECT_EQ(short_digest("abc", 6), "n9s1df");
  EXPECT_EQ(short_digest("abc", 0), "");
  EXPECT_EQ(short_digest("abc", 51).size(), 51U);
  EXPECT_EQ(short_digest("abc", 51).substr(0, 6), "n9s1df");
  EXPECT_EQ(short_digest("abc", 100).size(), 51U);
}

TEST(Fnv1a, GivesThePublishedHashes) {
  static_assert(fnv1a("") == 0xcbf29ce484222325ULL);
  static_assert(fnv1a("a") == 0xaf63dc4c8601ec8cULL);
  EXPECT_EQ(fnv1a("foobar"), 0x85944171f73967e8ULL);
}

}  // namespace
}  // namespace fupan
