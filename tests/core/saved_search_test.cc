#include "core/saved_search.h"

#include <gtest/gtest.h>

namespace fupan {
namespace {

SavedSearch make_search() {
  SavedSearch search;
  search.id = "0123456789";
  search.name = "供应商延期 & delay";
  search.query = "供应商 \"delay\"";
  search.type = "lesson";
  search.filters = {{"phase", {"planning", "execution"}}, {"project", {"华东, 仓储"}}};
  search.from = "2024-01-01";
  search.to = "2024-12-31";
  search.sort = "newest";
  search.created_at = search.seen_at = "2026-03-01T08:30:00Z";
  search.seen_sequence = 42;
  return search;
}

TEST(SavedSearchCodec, RecordComesBackAsItWas) {
  const SavedSearch search = make_search();
  const auto decoded = decode_saved_search(encode_saved_search(search));
  ASSERT_TRUE(decoded) << decoded.error().message;
  EXPECT_EQ(*decoded, search);
}

TEST(SavedSearchCodec, DefaultsTakeNoSpace) {
  SavedSearch search;
  search.id = "a";
  search.name = "b";
  EXPECT_EQ(encode_saved_search(search), R"({"id":"a","name":"b","v":1})");
  EXPECT_EQ(*decode_saved_search(R"({"id":"a","name":"b","v":1})"), search);
}

TEST(SavedSearchCodec, DamagedRecordsAreCorrupt) {
  for (const char* bytes : {"", "{}", "[]", R"({"v":1})", R"({"v":1,"id":"a"})", R"({"v":2,"id":"a","name":"b"})",
                            R"({"v":1,"id":1,"name":"b"})", R"({"v":1,"id":"a","name":"b","filters":[["phase"]]})"}) {
    const auto decoded = decode_saved_search(bytes);
    ASSERT_FALSE(decoded) << bytes;
    EXPECT_EQ(decoded.error().code, ErrorCode::kCorrupt);
  }
}

}  // namespace
}  // namespace fupan
