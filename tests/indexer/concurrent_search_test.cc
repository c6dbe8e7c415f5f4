// Many threads that ask one index at once, as the connections of a server do.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "indexer/open_index.h"
#include "tests/support/temp_folder.h"

namespace fupan::indexer {
namespace {

constexpr int kThreads = 8;
constexpr int kRounds = 400;

Document note(int number) {
  Document document;
  document.id = make_document_id("test", std::to_string(number));
  document.collection = "test";
  document.title = "vendor delay " + std::to_string(number);
  document.lang = "en";
  document.sections.push_back({{}, {1, 1}, "供应商延期 supplier late " + std::to_string(number % 3)});
  document.labels.push_back({Facet::kPhase, number % 2 == 0 ? "planning" : "closing", LabelOrigin::kAuthor, false, 1});
  return document;
}

// Every kind of query that asks for everything, or for nothing, among others.
std::vector<SearchRequest> requests() {
  std::vector<SearchRequest> out;
  for (const char* text : {"", "tag:none", "-vendor", "\"supplier late\"", "供应商延期", "late*", "vendor -nothing"}) {
    SearchRequest request;
    request.text = text;
    request.facets = {Field::kPhase, Field::kRisk};
    out.push_back(request);
    request.filters.push_back({Field::kPhase, {"planning"}});
    out.push_back(request);
  }
  return out;
}

TEST(ConcurrentSearch, ManyThreadsGetTheAnswersOfOne) {
  const test::TempFolder folder;
  auto writer = open_writer(folder.path(), WriterMode::kContinue);
  ASSERT_TRUE(writer) << writer.error().message;
  for (int i = 0; i < 20; ++i) ASSERT_TRUE((*writer)->upsert({note(i), "f"}));
  ASSERT_TRUE((*writer)->commit(1));
  const auto reader = open_reader(folder.path());
  const std::vector<SearchRequest> asked = requests();
  std::vector<std::size_t> totals;
  for (const SearchRequest& request : asked) {
    const auto page = reader->search(request);
    ASSERT_TRUE(page) << page.error().message;
    totals.push_back(page->total);
  }

  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int round = 0; round < kRounds; ++round) {
        const std::size_t i = static_cast<std::size_t>(t + round) % asked.size();
        const auto page = reader->search(asked[i]);
        if (!page || page->total != totals[i]) ++wrong;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace fupan::indexer
