#include "core/query_counts.h"

#include <gtest/gtest.h>

namespace fupan {
namespace {

TEST(QueryCountsCodec, RecordComesBackAsItWas) {
  const QueryCounts counts{{"供应商 延期", {3, 1, 2, 1, "2026-03-01", "2026-03-04"}},
                           {"rollback", {1, 0, 0, 5, "", ""}}};
  const auto decoded = decode_query_counts(encode_query_counts(counts));
  ASSERT_TRUE(decoded) << decoded.error().message;
  EXPECT_EQ(*decoded, counts);
  EXPECT_EQ(encode_query_counts({}), R"({"queries":[],"v":1})");
}

TEST(QueryCountsCodec, DamagedRecordsAreCorrupt) {
  for (const char* bytes : {"", "{}", R"({"v":2,"queries":[]})", R"({"v":1,"queries":[["a",1]]})",
                            R"({"v":1,"queries":[[1,1,1,1,1,"",""]]})"}) {
    const auto decoded = decode_query_counts(bytes);
    ASSERT_FALSE(decoded) << bytes;
    EXPECT_EQ(decoded.error().code, ErrorCode::kCorrupt);
  }
}

TEST(QueryCount, OpenedMoreOftenThanAskedIsAnswered) {
  EXPECT_EQ((QueryCount{3, 0, 0, 5, "", ""}).unanswered(), 0U);
  EXPECT_EQ((QueryCount{3, 0, 0, 1, "", ""}).unanswered(), 2U);
}

}  // namespace
}  // namespace fupan
