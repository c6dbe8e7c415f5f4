// Searches that are kept under a name and followed. Each belongs to the account that saved it; curators can look at any
// by its id. To others it is not there. What is new is counted of what the viewer may see. Thread-safe.
//
// New for a search are the hits in documents that were added or changed since it was last marked as seen, of those that
// have all the words: a followed search is not widened to fewer words. Looked at are the kMostRecent documents that
// were written last (recent_documents.h), in one search restricted to them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/access.h"
#include "core/saved_search.h"
#include "indexer/search_request.h"
#include "server/service/library.h"
#include "server/service/recent_documents.h"

namespace fupan::service {

inline constexpr std::size_t kMostSavedSearches = 200;  // of one owner
inline constexpr std::size_t kMostNameCharacters = 200;

struct FollowedSearch {
  SavedSearch search;
  store::Revision revision = 0;
  std::size_t new_hits = 0;    // documents, or lessons or sections with such a type
  std::uint64_t sequence = 0;  // the change up to which new_hits was counted
};

struct FollowedSearches {
  std::size_t total = 0;
  std::vector<FollowedSearch> items;
};

// The question that a saved search asks, not widened.
indexer::SearchRequest request_of(const SavedSearch& search, const Taxonomy& taxonomy);

class SavedSearchService {
 public:
  // Both must outlive the service.
  SavedSearchService(Library& library, RecentDocuments& recent) : library_(library), recent_(recent) {}

  // The viewer's own, by name, then id. Errors: as store and index.
  Result<FollowedSearches> list(std::size_t limit, std::size_t offset, const Viewer& viewer = {}) const;

  // Errors: not_found; as store and index.
  Result<FollowedSearch> get(std::string_view id, const Viewer& viewer = {}) const;

  // Without counting. Errors: not_found; as the store.
  Result<SavedSearch> find(std::string_view id, const Viewer& viewer = {}) const;

  // Takes text, type, filters, dates and order of `request`. What is there already is not new.
  //
  // Errors: invalid_argument  the name is empty, too long or has control characters (field "name"); the query cannot be
  //                           understood (its field and position); there are kMostSavedSearches already
  Result<FollowedSearch> create(const std::string& name, const indexer::SearchRequest& request,
                                const Viewer& viewer = {}) const;

  // `expected`: the revision that the caller has seen; nothing: whatever is there.
  //
  // Errors: not_found; conflict  another revision is stored; invalid_argument  (rename) as create
  Result<FollowedSearch> rename(std::string_view id, const std::string& name, std::optional<store::Revision> expected,
                                const Viewer& viewer = {}) const;
  Status remove(std::string_view id, std::optional<store::Revision> expected, const Viewer& viewer = {}) const;

  // Everything up to change `sequence` is seen; nothing: everything that the index has. Never goes back.
  //
  // Errors: not_found; as the store
  Result<FollowedSearch> mark_seen(std::string_view id, std::optional<std::uint64_t> sequence,
                                   const Viewer& viewer = {}) const;

 private:
  struct Stored {
    SavedSearch search;
    store::Revision revision = 0;
  };
  Result<Stored> read(std::string_view id, const Viewer& viewer) const;
  Result<std::vector<Stored>> read_own(const Viewer& viewer) const;
  Result<FollowedSearch> followed(Stored stored, const Viewer& viewer) const;
  Result<FollowedSearch> write(SavedSearch search, store::Revision expected, const Viewer& viewer) const;
  Result<std::size_t> count_new(const SavedSearch& search, const Viewer& viewer) const;

  Library& library_;
  RecentDocuments& recent_;
};

}  // namespace fupan::service
