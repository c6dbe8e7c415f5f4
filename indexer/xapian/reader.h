// Reads the Xapian index. Thread-safe.
#pragma once

#include <filesystem>

#include "indexer/index.h"
#include "indexer/xapian/database_pool.h"

namespace fupan::indexer::xapian {

class XapianReader final : public IndexReader {
 public:
  // The index need not exist yet.
  explicit XapianReader(std::filesystem::path directory) : pool_(std::move(directory)) {}

  Result<IndexPage> search(const SearchRequest& request) const override;
  Result<std::optional<PageBasis>> renew(const SearchRequest& request, const PageBasis& basis) const override;
  Result<std::vector<Suggestion>> suggest(std::string_view typed, std::size_t limit,
                                          const std::vector<std::string>& hidden_collections,
                                          const WordCheck& shows_word) const override;
  Result<std::vector<SimilarHit>> similar(const SimilarRequest& request) const override;
  Result<std::uint64_t> applied_sequence() const override;
  Result<IndexCounts> counts(const std::vector<std::string>& hidden_collections) const override;
  Status for_each_document(const std::function<void(const IndexedDocument&)>& visit) const override;
  Status check_files() const override;

 private:
  // Runs `body` on an open index; opens it anew and tries again when it changed while being read.
  template <class F>
  auto with_index(std::string_view what, F&& body) const -> decltype(body(std::declval<OpenIndex&>()));

  mutable DatabasePool pool_;
};

}  // namespace fupan::indexer::xapian
