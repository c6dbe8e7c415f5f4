// Pages of results that were asked for lately. A page is good as long as neither store nor index moved. Thread-safe.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

#include "indexer/search_request.h"

namespace fupan::service {

struct SearchPage;

// The state that pages were made from.
struct PageState {
  std::uint64_t stored = 0;   // last sequence of the store
  std::uint64_t indexed = 0;  // last sequence of the index
  bool operator==(const PageState&) const = default;
};

class PageCache {
 public:
  explicit PageCache(std::size_t max_pages) : max_pages_(max_pages) {}

  // Null when there is no page of this state.
  std::shared_ptr<const SearchPage> find(const PageState& state, const std::string& key);
  // The pages of an earlier state are forgotten.
  void put(const PageState& state, const std::string& key, std::shared_ptr<const SearchPage> page);

 private:
  using Entry = std::pair<std::string, std::shared_ptr<const SearchPage>>;

  const std::size_t max_pages_;
  std::mutex mutex_;
  PageState state_;
  std::list<Entry> entries_;  // latest used first
  std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
};

// Equal for requests that have the same answer.
std::string cache_key(const indexer::SearchRequest& request);

}  // namespace fupan::service
