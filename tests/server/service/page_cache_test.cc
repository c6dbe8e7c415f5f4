#include "server/service/page_cache.h"

#include <gtest/gtest.h>

#include <set>

#include "server/service/search_service.h"
#include "tests/server/service/library_fixture.h"

namespace fupan::service {
namespace {

CachedPage page(std::size_t total, PageState state) {
  auto made = std::make_shared<SearchPage>();
  made->total = total;
  return {made, state, std::nullopt};
}

TEST(PageCache, ALaterPageTakesThePlaceOfAnEarlierOne) {
  PageCache cache(10);
  EXPECT_FALSE(cache.find("a"));
  cache.put("a", page(1, {1, 1}));
  cache.put("a", page(2, {2, 1}));
  cache.put("a", page(3, {1, 1}));  // made by a thread that was slow
  const auto found = cache.find("a");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->page->total, 2U);
  EXPECT_EQ(found->state, (PageState{2, 1}));
}

TEST(PageCache, KeepsWhatWasUsedLast) {
  PageCache cache(2);
  cache.put("a", page(1, {1, 1}));
  cache.put("b", page(2, {1, 1}));
  cache.find("a");
  cache.put("c", page(3, {1, 1}));
  EXPECT_TRUE(cache.find("a"));
  EXPECT_FALSE(cache.find("b"));
  EXPECT_TRUE(cache.find("c"));
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
  EXPECT_TRUE(differs([](Request& r) { r.syntax = indexer::Syntax::kText; }));
  EXPECT_TRUE(differs([](Request& r) { r.match = indexer::Match::kAll; }));
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

// A page that was kept has the scores of the day it was made.
TEST_F(CachedSearch, KeepsAPageWhileOtherDocumentsComeAndItsOwnStayAsTheyAre) {
  for (int i = 0; i < 300; ++i) write("b" + std::to_string(i) + ".md", "# 背景\n\n水泵和阀门。\n");
  write("a.md", "# 甲\n\n项目延期了。\n");
  import();
  const SearchService service(*library_);
  indexer::SearchRequest request;
  request.text = "延期";
  const double score = service.search(request)->hits.at(0).score;
  write("c.md", "# 丙\n\n无关的事。\n");
  import();
  EXPECT_EQ(service.search(request)->hits.at(0).score, score);
  EXPECT_NE(SearchService(*library_).search(request)->hits.at(0).score, score);
  write("a.md", "# 甲之二\n\n项目又延期了。\n");
  import();
  EXPECT_EQ(service.search(request)->hits.at(0).document.title, "甲之二");
}

TEST_F(CachedSearch, FindsADocumentAgainByTheWordThatItGot) {
  const SearchService service(*library_);
  indexer::SearchRequest request;
  request.text = "延期";
  write("a.md", "# 甲\n\n无关的事。\n");
  import();
  EXPECT_EQ(service.search(request)->total, 0U);
  write("a.md", "# 甲\n\n项目延期了。\n");
  import();
  EXPECT_EQ(service.search(request)->total, 1U);
}

}  // namespace
}  // namespace fupan::service
