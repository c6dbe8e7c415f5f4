// Pages of results that were asked for lately. Thread-safe.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "indexer/index.h"
#include "indexer/search_request.h"

namespace fupan::service {

struct SearchPage;

// The state that a page is good for.
struct PageState {
  std::uint64_t stored = 0;   // last sequence of the store
  std::uint64_t indexed = 0;  // last sequence of the index
  bool operator==(const PageState&) const = default;
};

struct CachedPage {
  std::shared_ptr<const SearchPage> page;
  PageState state;
  std::optional<indexer::PageBasis> basis;  // nothing: not to be renewed
};

class PageCache {
 public:
  explicit PageCache(std::size_t max_pages) : max_pages_(max_pages) {}

  // Whatever state it is of.
  std::optional<CachedPage> find(const std::string& key);
  // In place of the page that is there, unless that is of a later state.
  void put(const std::string& key, CachedPage page);

 private:
  using Entry = std::pair<std::string, CachedPage>;

  const std::size_t max_pages_;
  std::mutex mutex_;
  std::list<Entry> entries_;  // latest used first
  std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
};

// Equal for requests that have the same answer.
std::string cache_key(const indexer::SearchRequest& request);

}  // namespace fupan::service
