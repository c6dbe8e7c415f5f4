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
  Result<std::vector<indexer::Suggestion>> suggest(std::string_view typed, std::size_t limit) const override;
  Result<std::uint64_t> applied_sequence() const override;
  Result<indexer::IndexCounts> counts() const override;
  Status verify(const std::function<void(const indexer::IndexedDocument&)>& visit) const override;

  std::optional<Error> failure;                 // of every call
  std::function<void()> before_search = [] {};  // may throw or wait
  indexer::IndexPage page;
  std::uint64_t applied = 1;
};

class FakeLibrary final : public service::Library {
 public:
  // The document "zhbk0aaaaaaaa" (a post-mortem with one section and two lessons) with its source, and a taxonomy.
  FakeLibrary();

  test::FakeStore& store() override { return store_; }
  const FakeIndex& index() const override { return fake_index; }
  const Taxonomy& taxonomy() const override { return taxonomy_; }
  const Clock& clock() const override { return clock_; }
  const std::filesystem::path& data() const override { return nowhere_; }
  const std::filesystem::path& starter() const override { return nowhere_; }

  FakeIndex fake_index;

 private:
  test::FakeStore store_;
  Taxonomy taxonomy_;
  SystemClock clock_;
  std::filesystem::path nowhere_;
};

inline constexpr std::string_view kDocument = "zhbk0aaaaaaaa";
inline constexpr std::string_view kLesson = "zhbk0aaaaaaaa.laaaa1";
inline constexpr std::string_view kSecondLesson = "zhbk0aaaaaaaa.laaaa2";

}  // namespace fupan::http
