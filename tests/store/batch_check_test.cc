#include "store/batch_check.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/store/store_harness.h"

namespace fupan::store {
namespace {

using std::string_literals::operator""s;

TEST(BatchCheck, ValueOverTheLimitIsRefused) {
  std::vector<Write> batch{put("big", std::string(kMaxValueBytes, 'x'))};
  EXPECT_TRUE(check_batch(batch));
  *batch[0].value += 'x';
  const Status status = check_batch(batch);
  ASSERT_EQ(error_name(status), "invalid_argument");
  EXPECT_EQ(status.error().message, "commit: the value of 'big' has 268435457 bytes; at most 268435456 are allowed");
}

TEST(DescribeKey, ShowsTextAsItIsAndBytesInHexadecimal) {
  const std::pair<std::string, std::string> cases[] = {
      {"doc/项目", "doc/项目"},
      {"a\0b"s, "a\\x00b"},
      {"line\nbreak", "line\\x0abreak"},
      {"\xFF\xFE", "\\xff\\xfe"},
      {std::string(300, 'k'), std::string(80, 'k') + "..."},
  };
  for (const auto& [key, shown_key] : cases) EXPECT_EQ(describe_key(key), shown_key);
}

TEST(DescribeKey, CutsBetweenCharacters) {
  std::string key;
  for (int i = 0; i < 50; ++i) key += "险";
  EXPECT_EQ(describe_key(key).size(), 26U * 3U + 3U);
}

}  // namespace
}  // namespace fupan::store
