#include "server/service/page_cache.h"

#include <gtest/gtest.h>

#include <set>

#include "server/service/search_service.h"
#include "tests/server/service/library_fixture.h"

namespace fupan::service {
namespace {

std::shared_ptr<const SearchPage> page(std::size_t total) {
  auto made = std::make_shared<SearchPage>();
  made->total = total;
  return made;
}

TEST(PageCache, ForgetsAllWhenTheStateMoves) {
  PageCache cache(10);
  cache.put({1, 1}, "a", page(1));
  ASSERT_NE(cache.find({1, 1}, "a"), nullptr);
  EXPECT_EQ(cache.find({2, 1}, "a"), nullptr);
  cache.put({2, 1}, "b", page(2));
  EXPECT_EQ(cache.find({2, 1}, "a"), nullptr);
  EXPECT_EQ(cache.find({2, 1}, "b")->total, 2U);
}

TEST(PageCache, KeepsWhatWasUsedLast) {
  PageCache cache(2);
  cache.put({1, 1}, "a", page(1));
  cache.put({1, 1}, "b", page(2));
  cache.find({1, 1}, "a");
  cache.put({1, 1}, "c", page(3));
  EXPECT_NE(cache.find({1, 1}, "a"), nullptr);
  EXPECT_EQ(cache.find({1, 1}, "b"), nullptr);
  EXPECT_NE(cache.find({1, 1}, "c"), nullptr);
}

TEST(PageCache, KeysTellRequestsApart) {
  indexer::SearchRequest plain;
  plain.text = "延期";
  std::set<std::string> keys{cache_key(plain)};
  const auto differs = [&](auto change) {
    indexer::SearchRequest other = plain;
    change(other);
    return keys.insert(cache_key(other)).second;
  };
  using Request = indexer::SearchRequest;
  EXPECT_TRUE(differs([](Request& r) { r.text = "延"; }));
  EXPECT_TRUE(differs([](Request& r) { r.offset = 10; }));
  EXPECT_TRUE(differs([](Request& r) { r.limit = 10; }));
  EXPECT_TRUE(differs([](Request& r) { r.type = indexer::HitType::kLesson; }));
  EXPECT_TRUE(differs([](Request& r) { r.sort = indexer::Sort::kNewest; }));
  EXPECT_TRUE(differs([](Request& r) { r.explain = true; }));
  EXPECT_TRUE(differs([](Request& r) { r.translate = false; }));
  EXPECT_TRUE(differs([](Request& r) { r.may_relax = false; }));
  EXPECT_TRUE(differs([](Request& r) { r.hidden_collections = {"a"}; }));
  EXPECT_TRUE(differs([](Request& r) { r.documents = {"a"}; }));
  EXPECT_TRUE(differs([](Request& r) { r.hidden_collections = {"a", "b"}; }));
  EXPECT_TRUE(differs([](Request& r) { r.from = "2024-01-01"; }));
  EXPECT_TRUE(differs([](Request& r) { r.to = "2024-01-01"; }));
  EXPECT_TRUE(differs([](Request& r) { r.filters = {{indexer::Field::kTag, {"a", "b"}}}; }));
  EXPECT_TRUE(differs([](Request& r) { r.filters = {{indexer::Field::kTag, {"a"}}, {indexer::Field::kTag, {"b"}}}; }));
  EXPECT_TRUE(differs([](Request& r) { r.facets = {indexer::Field::kTag}; }));
  EXPECT_TRUE(differs([](Request& r) { r.documents = {"tag"}; }));
}

class CachedSearch : public LibraryTest {};

TEST_F(CachedSearch, SeesWhatWasImportedMeanwhile) {
  const SearchService service(*library_);
  indexer::SearchRequest request;
  request.text = "延期";
  write("a.md", "# 甲\n\n项目延期了。\n");
  import();
  EXPECT_EQ(service.search(request)->total, 1U);
  EXPECT_EQ(service.search(request)->total, 1U);
  write("b.md", "# 乙\n\n又延期了。\n");
  import();
  EXPECT_EQ(service.search(request)->total, 2U);
}

}  // namespace
}  // namespace fupan::service
