// Pages that are kept while the index moves on: none is renewed that would be another one today.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "tests/indexer/index_fixture.h"

namespace fupan::indexer {
namespace {

constexpr int kBackground = 400;  // documents: what comes and goes is less than a hundredth of them

class PageRenewal : public IndexTest {
 protected:
  PageRenewal() {
    open();
    for (int i = 0; i < kBackground; ++i) put(note("background " + std::to_string(i), "pump valve sensor 水泵 阀门"));
    commit();
  }

  static Document note(const std::string& title, const std::string& text) {
    Document document = IndexTest::note(title, text);
    Lesson lesson;
    lesson.id = {document.id.value + ".laaaa1"};
    lesson.title = title;
    lesson.text = text;
    document.lessons.push_back(lesson);
    document.lang = "en";
    return document;
  }

  void put(const Document& document) { ASSERT_TRUE(writer_->upsert({document, document.title})); }
  void remove(const std::string& title) { ASSERT_TRUE(writer_->remove(make_document_id("test", title).value)); }
  void commit() { ASSERT_TRUE(writer_->commit(++sequence_)); }

  IndexPage search(const SearchRequest& request) {
    auto page = reader_->search(request);
    EXPECT_TRUE(page) << page.error().message;
    return page ? std::move(*page) : IndexPage{};
  }

  std::optional<PageBasis> renew(const SearchRequest& request, const PageBasis& basis) {
    auto renewed = reader_->renew(request, basis);
    EXPECT_TRUE(renewed) << renewed.error().message;
    return renewed ? *renewed : std::nullopt;
  }

  static SearchRequest asking(const std::string& text, HitType type = HitType::kDocument) {
    SearchRequest request;
    request.text = text;
    request.type = type;
    request.limit = 500;
    request.facets = {Field::kPhase, Field::kRisk};
    return request;
  }
};

TEST_F(PageRenewal, APageIsKeptWhenOtherDocumentsCome) {
  const SearchRequest request = asking("\"pump valve\"");
  const IndexPage page = search(request);
  put(note("other", "valve beside a pump"));
  commit();
  const auto renewed = renew(request, page.basis);
  ASSERT_TRUE(renewed);
  put(note("one more", "the pump valve"));
  commit();
  EXPECT_FALSE(renew(request, *renewed));
}

TEST_F(PageRenewal, ADocumentThatIsReplacedOrRemovedCountsByWhatItWas) {
  put(note("leaver", "gasket"));
  put(note("changer", "gasket"));
  commit();
  const SearchRequest request = asking("gasket");
  IndexPage page = search(request);
  remove("leaver");
  commit();
  EXPECT_FALSE(renew(request, page.basis));
  page = search(request);
  put(note("changer", "seal"));
  commit();
  EXPECT_FALSE(renew(request, page.basis));
  EXPECT_FALSE(renew(asking("\"gasket\"", HitType::kLesson), page.basis));
}

TEST_F(PageRenewal, AFilteredPageTakesNoteOfWhatPassesTheFilter) {
  SearchRequest request = asking("pump");
  request.filters = {{Field::kCollection, {"test"}}, {Field::kLang, {"zh"}}};
  const IndexPage page = search(request);
  put(note("english", "pump"));
  commit();
  EXPECT_TRUE(renew(request, page.basis));
  request.facets = {Field::kLang};  // counts the languages that are filtered out, too
  EXPECT_FALSE(renew(request, page.basis));
}

TEST_F(PageRenewal, WhenOneInAHundredIsNewAPageIsMadeAgain) {
  const SearchRequest request = asking("pump");
  IndexPage page = search(request);
  std::optional<PageBasis> basis = page.basis;
  int kept = 0;
  for (; basis && kept < kBackground; ++kept) {
    put(note("drop " + std::to_string(kept), "unrelated"));
    commit();
    basis = renew(request, *basis);
  }
  EXPECT_GE(kept, kBackground / 100);
  EXPECT_LE(kept, kBackground / 100 + 2);
}

TEST_F(PageRenewal, ARebuiltIndexRenewsNothing) {
  const SearchRequest request = asking("pump");
  const IndexPage page = search(request);
  writer_.reset();
  auto rebuilt = open_writer(folder_, WriterMode::kRebuild);
  ASSERT_TRUE(rebuilt);
  ASSERT_TRUE((*rebuilt)->commit(sequence_));
  ASSERT_TRUE((*rebuilt)->publish());
  EXPECT_FALSE(renew(request, page.basis));
}

// What a page shows, whatever the order of its hits.
std::string shown(const IndexPage& page) {
  std::vector<std::string> lines;
  for (const IndexHit& hit : page.hits) lines.push_back(hit.document_id + " " + hit.lesson_id + " " + hit.fingerprint);
  std::sort(lines.begin(), lines.end());
  std::string all = std::to_string(page.total);
  for (const std::string& line : lines) all += "\n" + line;
  for (const FacetCounts& facet : page.facets) {
    for (const FacetCount& count : facet.counts) all += "\n" + count.value + " " + std::to_string(count.count);
  }
  return all;
}

// Documents of six words come, change and go at random. A page that is renewed shows what a page made anew does.
TEST_F(PageRenewal, ARenewedPageIsTheOneOfToday) {
  const std::vector<std::string> words{"gasket", "weld", "crane", "焊接", "吊车", "图纸", "pump", "水泵"};
  std::mt19937 random(7);
  const auto pick = [&](std::size_t size) { return std::uniform_int_distribution<std::size_t>(0, size - 1)(random); };
  std::vector<SearchRequest> requests;
  for (const char* text :
       {"gasket", "weld crane", "\"gasket weld\"", "焊接", "吊车 图纸", "gasket OR 图纸", "pump -weld", "title:note",
        "cran*", "which gasket and weld and crane and pump?", "焊接吊车"}) {
    for (const HitType type : {HitType::kDocument, HitType::kLesson, HitType::kBestPassage}) {
      requests.push_back(asking(text, type));
    }
  }
  requests.push_back(asking("weld"));
  requests.back().filters = {{Field::kPhase, {"testing"}}};
  std::map<std::size_t, std::pair<PageBasis, std::string>> kept;
  std::size_t renewed_pages = 0, made = 0;
  for (int round = 0; round < 60; ++round) {
    const std::string title = "note " + std::to_string(pick(8));
    if (pick(4) == 0) {
      remove(title);
    } else {
      std::string text;
      for (int word = 0; word < 3; ++word) text += words[pick(words.size())] + " ";
      Document document = note(title, text);
      if (pick(2) == 0) document.labels.push_back({Facet::kPhase, "testing"});
      put(document);
    }
    commit();
    for (std::size_t i = 0; i < requests.size(); ++i) {
      const IndexPage page = search(requests[i]);
      const auto known = kept.find(i);
      const auto renewed = known == kept.end() ? std::nullopt : renew(requests[i], known->second.first);
      if (renewed) {
        EXPECT_EQ(known->second.second, shown(page)) << requests[i].text;
        known->second.first = *renewed;
        ++renewed_pages;
      } else {
        kept[i] = {page.basis, shown(page)};
        ++made;
      }
    }
  }
  EXPECT_GT(renewed_pages, 300U);
  EXPECT_GT(made, 300U);
}

}  // namespace
}  // namespace fupan::indexer
