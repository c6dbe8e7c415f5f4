#include "server/service/saved_search_service.h"

#include <gtest/gtest.h>

#include "server/service/news_service.h"
#include "tests/server/service/library_fixture.h"

namespace fupan::service {
namespace {

class SavedSearchTest : public LibraryTest {
 protected:
  void SetUp() override {
    LibraryTest::SetUp();
    write("old.md", "---\nphase: planning\n---\n# 旧项目复盘\n\n## 经验教训\n\n- 供应商延期三周，没有备用方案。\n");
    import();
    recent_ = std::make_unique<RecentDocuments>(library_->store());
    searches_ = std::make_unique<SavedSearchService>(*library_, *recent_);
    news_ = std::make_unique<NewsService>(*library_, *recent_);
  }

  SavedSearch follow(const std::string& name, const std::string& text,
                     indexer::HitType type = indexer::HitType::kBestPassage) {
    indexer::SearchRequest request;
    request.text = text;
    request.type = type;
    const auto created = searches_->create(name, request);
    EXPECT_TRUE(created) << created.error().message;
    return created ? created->search : SavedSearch{};
  }

  std::size_t new_hits(const SavedSearch& search) const {
    const auto found = searches_->get(search.id);
    EXPECT_TRUE(found) << found.error().message;
    return found ? found->new_hits : 9999;
  }

  std::string titles(const SavedSearch& search) const {
    const auto items = news_->of_search(search);
    if (!items) return items.error().message;
    std::string text;
    for (const NewsItem& item : *items) text += (text.empty() ? "" : "|") + item.title;
    return text;
  }

  std::unique_ptr<RecentDocuments> recent_;
  std::unique_ptr<SavedSearchService> searches_;
  std::unique_ptr<NewsService> news_;
};

TEST_F(SavedSearchTest, OnlyWhatComesInLaterIsNew) {
  const SavedSearch supplier = follow("供应商", "供应商");
  const SavedSearch english = follow("Delays", "delay");
  const SavedSearch lessons = follow("lessons", "", indexer::HitType::kLesson);
  EXPECT_EQ(new_hits(supplier), 0U);
  write("new.md", "---\ndate: 2001-01-01\n---\n# 新项目\n\n## 经验教训\n\n- 供应商又延期了。\n- 灰度发布先行。\n");
  write("english.md", "# Move\n\nThe delay was long.\n");
  import();
  EXPECT_EQ(new_hits(supplier), 1U);
  EXPECT_EQ(new_hits(english), 1U);
  EXPECT_EQ(new_hits(lessons), 2U);
  ASSERT_TRUE(searches_->mark_seen(supplier.id, std::nullopt));
  EXPECT_EQ(new_hits(supplier), 0U);
  EXPECT_EQ(new_hits(english), 1U);
}

TEST_F(SavedSearchTest, AChangedDocumentIsNewAgainAndAnUnchangedOneIsNot) {
  const SavedSearch supplier = follow("供应商", "供应商");
  import();
  EXPECT_EQ(new_hits(supplier), 0U);
  write("old.md", "# 旧项目复盘\n\n## 经验教训\n\n- 供应商延期三周，后来有了备用方案。\n");
  import();
  EXPECT_EQ(new_hits(supplier), 1U);
}

TEST_F(SavedSearchTest, ARetiredDocumentIsNotNew) {
  const SavedSearch all = follow("all", "");
  std::filesystem::remove(sources() / "old.md");
  write("other.md", "# 其他\n\n文字。\n");
  ImportOptions options;
  options.prune = true;
  import(options);
  EXPECT_EQ(new_hits(all), 1U);
}

TEST_F(SavedSearchTest, SeenUpToTheCountThatWasShownKeepsWhatCameAfterIt) {
  const SavedSearch supplier = follow("供应商", "供应商");
  write("a.md", "# A\n\n供应商甲。\n");
  import();
  const auto shown = searches_->get(supplier.id);
  write("b.md", "# B\n\n供应商乙。\n");
  import();
  ASSERT_TRUE(searches_->mark_seen(supplier.id, shown->sequence));
  EXPECT_EQ(new_hits(supplier), 1U);
  ASSERT_TRUE(searches_->mark_seen(supplier.id, 0));  // never goes back
  EXPECT_EQ(new_hits(supplier), 1U);
  ASSERT_TRUE(searches_->mark_seen(supplier.id, 1'000'000));  // nor beyond what is indexed
  EXPECT_EQ(new_hits(supplier), 0U);
  write("c.md", "# C\n\n供应商丙。\n");
  import();
  EXPECT_EQ(new_hits(supplier), 1U);
}

TEST_F(SavedSearchTest, IsNotWidenedToFewerWords) {
  const SavedSearch both = follow("both", "供应商 灰度发布");
  const SavedSearch question = follow("question", "how did the supplier delay happen?");
  write("one.md", "# 一\n\n供应商。\n");
  write("two.md", "# Two\n\nThe supplier was late.\n");
  import();
  EXPECT_EQ(new_hits(both), 0U);
  EXPECT_EQ(new_hits(question), 0U);
  EXPECT_EQ(titles(both), "");
}

TEST_F(SavedSearchTest, FiltersAndTypeAreKept) {
  indexer::SearchRequest request;
  request.filters = {{indexer::Field::kPhase, {"planning"}}};
  request.type = indexer::HitType::kLesson;
  request.from = "2024-01-01";
  request.sort = indexer::Sort::kNewest;
  const auto created = searches_->create("  规划  ", request);
  ASSERT_TRUE(created) << created.error().message;
  EXPECT_EQ(created->search.name, "规划");
  const auto again = request_of(created->search, library_->taxonomy());
  EXPECT_EQ(again.filters[0].values, request.filters[0].values);
  EXPECT_EQ(again.type, request.type);
  EXPECT_EQ(again.from, "2024-01-01");
  EXPECT_EQ(again.sort, indexer::Sort::kNewest);
  EXPECT_EQ(again.match, indexer::Match::kAll);
}

TEST_F(SavedSearchTest, ListsByNameInPages) {
  follow("b", "x");
  follow("a", "y");
  follow("a", "y");  // the same twice is two
  const auto page = searches_->list(2, 1);
  ASSERT_TRUE(page);
  EXPECT_EQ(page->total, 3U);
  ASSERT_EQ(page->items.size(), 2U);
  EXPECT_EQ(page->items[0].search.name, "a");
  EXPECT_EQ(page->items[1].search.name, "b");
}

TEST_F(SavedSearchTest, BadNamesAndQueriesAreRefused) {
  const indexer::SearchRequest everything;
  for (const std::string& name : {std::string(), std::string("  "), std::string("a\nb"), std::string("\xFF"),
                                  std::string(kMostNameCharacters + 1, 'x')}) {
    const auto created = searches_->create(name, everything);
    ASSERT_FALSE(created) << name;
    EXPECT_EQ(created.error().field, "name");
  }
  indexer::SearchRequest slip;
  slip.text = "phse:planning";
  EXPECT_EQ(searches_->create("slip", slip).error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(searches_->list(10, 0)->total, 0U);
}

TEST_F(SavedSearchTest, RenameAndRemoveHeedTheRevision) {
  const SavedSearch search = follow("old name", "x");
  const auto renamed = searches_->rename(search.id, "新名字", 1);
  ASSERT_TRUE(renamed) << renamed.error().message;
  EXPECT_EQ(renamed->revision, 2U);
  EXPECT_EQ(searches_->get(search.id)->search.name, "新名字");
  EXPECT_EQ(searches_->rename(search.id, "other", 1).error().code, ErrorCode::kConflict);
  EXPECT_EQ(searches_->remove(search.id, 1).error().code, ErrorCode::kConflict);
  EXPECT_EQ(searches_->rename(search.id, "", {}).error().field, "name");
  ASSERT_TRUE(searches_->remove(search.id, 2));
  for (const ErrorCode code :
       {searches_->get(search.id).error().code, searches_->remove(search.id, {}).error().code,
        searches_->rename(search.id, "x", {}).error().code, searches_->mark_seen(search.id, {}).error().code}) {
    EXPECT_EQ(code, ErrorCode::kNotFound);
  }
}

TEST_F(SavedSearchTest, FeedHasWhatCameInLastFirstWhateverItsDate) {
  const SavedSearch documents = follow("d", "供应商");
  const SavedSearch lessons = follow("l", "供应商", indexer::HitType::kLesson);
  write("new.md", "---\ndate: 1999-01-01\n---\n# 新项目\n\n## 经验教训\n\n- 供应商又延期了。\n- 灰度发布先行。\n");
  import();
  EXPECT_EQ(titles(documents), "新项目|旧项目复盘");
  EXPECT_EQ(titles(lessons), "供应商又延期了|供应商延期三周，没有备用方案");
  const auto items = news_->of_search(documents);
  EXPECT_EQ((*items)[0].summary, "供应商又延期了。");
  EXPECT_EQ((*items)[0].path, "/documents/" + (*items)[0].id);
  EXPECT_EQ((*items)[0].lang, "zh");
}

TEST_F(SavedSearchTest, NewsAreLessonsAndDocumentsWithoutLessons) {
  write("plain.md", "# Plain\n\nNo lesson here.\n");
  import();
  const auto items = news_->newest();
  ASSERT_TRUE(items) << items.error().message;
  ASSERT_EQ(items->size(), 2U);
  EXPECT_EQ((*items)[0].title, "Plain");
  EXPECT_EQ((*items)[1].path, "/lessons/" + (*items)[1].id);
  for (int i = 0; i < 60; ++i) write("n" + std::to_string(i) + ".md", "# N\n\nText.\n");
  import();
  EXPECT_EQ(news_->newest()->size(), kMostNews);
  EXPECT_EQ(news_->of_search(follow("all", ""))->size(), kMostNews);
}

}  // namespace
}  // namespace fupan::service
