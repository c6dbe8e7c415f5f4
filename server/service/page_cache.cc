#include "server/service/page_cache.h"

namespace fupan::service {

std::optional<CachedPage> PageCache::find(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return std::nullopt;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->second;
}

void PageCache::put(const std::string& key, CachedPage page) {
  const std::lock_guard lock(mutex_);
  if (const auto found = by_key_.find(key); found != by_key_.end()) {
    CachedPage& present = found->second->second;
    const bool is_older = page.state.stored < present.state.stored || page.state.indexed < present.state.indexed;
    if (!is_older) present = std::move(page);
    return;
  }
  entries_.emplace_front(key, std::move(page));
  by_key_.emplace(key, entries_.begin());
  if (entries_.size() <= max_pages_) return;
  by_key_.erase(entries_.back().first);
  entries_.pop_back();
}

std::string cache_key(const indexer::SearchRequest& request) {
  std::string key;
  const auto add = [&](std::string_view part) { key.append(std::to_string(part.size())).append(":").append(part); };
  add(request.text);
  add(request.from);
  add(request.to);
  for (const std::size_t number :
       {static_cast<std::size_t>(request.type), static_cast<std::size_t>(request.sort), request.limit, request.offset,
        static_cast<std::size_t>(request.explain), static_cast<std::size_t>(request.translate),
        static_cast<std::size_t>(request.match), static_cast<std::size_t>(request.syntax)}) {
    add(std::to_string(number));
  }
  for (const indexer::FieldFilter& filter : request.filters) {
    add(name_of(filter.field));
    add(std::to_string(filter.values.size()));
    for (const std::string& value : filter.values) add(value);
  }
  key += '|';
  for (const std::string& document : request.documents) add(document);
  key += '|';
  for (const std::string& hidden : request.hidden_collections) add(hidden);
  key += '|';
  for (const indexer::Field facet : request.facets) add(name_of(facet));
  return key;
}

}  // namespace fupan::service
