// A Library without files: a store in memory that holds one Chinese document, and an index that gives canned answers or
// fails.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>

#include "server/service/library.h"
#include "tests/support/fake_store.h"

namespace fupan::http {

// Thread-safe once it is set up.
class FakeIndex final : public indexer::IndexReader {
 public:
  Result<indexer::IndexPage> search(const indexer::SearchRequest& request) const override;
  // Nothing: each page is made again.
  Result<std::optional<indexer::PageBasis>> renew(const indexer::SearchRequest& request,
                                                  const indexer::PageBasis& basis) const override;
  Result<std::vector<indexer::Suggestion>> suggest(std::string_view typed, std::size_t limit,
                                                   const std::vector<std::string>& hidden_collections,
                                                   const indexer::WordCheck& shows_word) const override;
  Result<std::vector<indexer::SimilarHit>> similar(const indexer::SimilarRequest& request) const override;
  Result<std::uint64_t> applied_sequence() const override;
  Result<indexer::IndexCounts> counts(const std::vector<std::string>& hidden_collections) const override;
  Status for_each_document(const std::function<void(const indexer::IndexedDocument&)>& visit) const override;
  Status check_files() const override;

  std::optional<Error> failure;                 // of every call
  std::function<void()> before_search = [] {};  // may throw or wait
  indexer::IndexPage page;
  std::vector<indexer::SimilarHit> nearest;
  std::uint64_t applied = 1;
};

class FakeLibrary final : public service::Library {
 public:
  // The document "zhbk0aaaaaaaa" (a post-mortem with one section and two lessons) with its source, and a taxonomy.
  FakeLibrary();

  test::FakeStore& store() override { return store_; }
  const FakeIndex& index() const override { return fake_index; }
  std::shared_ptr<const service::TaxonomyState> taxonomy_state() const override {
    auto state = taxonomy_.current();
    return state ? *state : state_;
  }
  const Taxonomy& taxonomy_file() const override { return taxonomy_.file(); }
  const Clock& clock() const override { return clock_; }
  const std::filesystem::path& data() const override { return nowhere_; }
  const std::filesystem::path& starter() const override { return nowhere_; }

  FakeIndex fake_index;

 private:
  test::FakeStore store_;
  service::TaxonomySource taxonomy_;
  std::shared_ptr<const service::TaxonomyState> state_;  // for when the store fails
  SystemClock clock_;
  std::filesystem::path nowhere_;
};

inline constexpr std::string_view kDocument = "zhbk0aaaaaaaa";
inline constexpr std::string_view kLesson = "zhbk0aaaaaaaa.laaaa1";
inline constexpr std::string_view kSecondLesson = "zhbk0aaaaaaaa.laaaa2";
inline constexpr std::string_view kLessonText =
    "没有回滚方案，新版本上线失败以后只好停机两个小时，由值班人员手工恢复数据。";
inline constexpr std::string_view kSecondLessonText =
    "灰度发布先行：先给百分之五的客户开放，看一天监控再放开，问题在影响大家之前就发现了。";

}  // namespace fupan::http
