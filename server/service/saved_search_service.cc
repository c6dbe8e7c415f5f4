#include "server/service/saved_search_service.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/digest.h"
#include "core/text/utf8.h"
#include "server/service/keys.h"
#include "server/service/repository.h"

namespace fupan::service {
namespace {

constexpr std::size_t kIdLength = 10;
constexpr int kAttempts = 5;

constexpr std::array<std::string_view, 4> kTypeNames{"", "lesson", "section", "document"};  // in the order of HitType

Error unknown(std::string_view id) {
  return make_error(ErrorCode::kNotFound, "no saved search '" + std::string(id) + "'");
}

Error bad_name(std::string_view what) {
  return Error{ErrorCode::kInvalidArgument, "name: " + std::string(what), "name"};
}

Result<std::string> checked_name(const std::string& given) {
  const std::string name(text::trim(given));
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  if (name.empty()) return bad_name("must not be empty");
  if (!text::is_valid_utf8(name)) return bad_name("must be UTF-8");
  if (std::any_of(name.begin(), name.end(), is_control)) return bad_name("must be one line of text");
  if (text::count_code_points(name) <= kMostNameCharacters) return name;
  return bad_name("at most " + std::to_string(kMostNameCharacters) + " characters are allowed");
}

SavedSearch saved(const indexer::SearchRequest& request) {
  SavedSearch search;
  search.query = request.text;
  search.type = kTypeNames[static_cast<std::size_t>(request.type)];
  for (const indexer::FieldFilter& filter : request.filters) {
    search.filters.emplace_back(indexer::name_of(filter.field), filter.values);
  }
  search.from = request.from;
  search.to = request.to;
  if (request.sort == indexer::Sort::kNewest) search.sort = "newest";
  return search;
}

// A value that was merged or split since it was saved stands for what became of it.
std::vector<std::string> ids_of(indexer::Field field, const std::vector<std::string>& values,
                                const Taxonomy& taxonomy) {
  const auto facet = enum_of<Facet>(kFacetNames, indexer::name_of(field));
  if (!facet) return values;
  std::vector<std::string> ids;
  for (const std::string& value : values) {
    for (std::string& id : taxonomy.ids_for(*facet, value)) {
      if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(std::move(id));
    }
  }
  return ids;
}

}  // namespace

indexer::SearchRequest request_of(const SavedSearch& search, const Taxonomy& taxonomy) {
  indexer::SearchRequest request;
  request.text = search.query;
  request.type = enum_of<indexer::HitType>(kTypeNames, search.type).value_or(indexer::HitType::kBestPassage);
  for (const auto& [name, values] : search.filters) {
    if (const auto field = enum_of<indexer::Field>(indexer::kFieldNames, name)) {
      request.filters.push_back({*field, ids_of(*field, values, taxonomy)});
    }
  }
  request.from = search.from;
  request.to = search.to;
  request.sort = search.sort == "newest" ? indexer::Sort::kNewest : indexer::Sort::kRelevance;
  request.match = indexer::Match::kAll;
  request.taxonomy = taxonomy;
  return request;
}

Result<SavedSearchService::Stored> SavedSearchService::read(std::string_view id, const Viewer& viewer) const {
  const auto record = library_.store().get(saved_search_key(id));
  if (!record) return record.error().code == ErrorCode::kNotFound ? unknown(id) : record.error();
  auto search = decode_saved_search(record->value);
  if (!search) return search.error();
  if (!viewer.owns(search->owner) && !viewer.is_at_least(Role::kCurator)) return unknown(id);
  return Stored{std::move(*search), record->revision};
}

Result<std::vector<SavedSearchService::Stored>> SavedSearchService::read_own(const Viewer& viewer) const {
  std::vector<Stored> all;
  const Status walked = for_each_record(library_.store(), kSavedSearchPrefix, [&](const store::Record& r) -> Status {
    auto search = decode_saved_search(r.value);
    if (!search) return search.error();
    if (viewer.owns(search->owner)) all.push_back({std::move(*search), r.revision});
    return ok_status();
  });
  if (!walked) return walked.error();
  std::sort(all.begin(), all.end(), [](const Stored& a, const Stored& b) {
    return std::pair(a.search.name, a.search.id) < std::pair(b.search.name, b.search.id);
  });
  return all;
}

Result<std::size_t> SavedSearchService::count_new(const SavedSearch& search, const Viewer& viewer) const {
  const auto documents = recent_.written_after(search.seen_sequence);
  if (!documents) return documents.error();
  if (documents->empty()) return std::size_t{0};
  indexer::SearchRequest request = request_of(search, library_.taxonomy());
  for (const DocumentId& id : *documents) request.documents.push_back(id.value);
  if (request.type == indexer::HitType::kBestPassage) request.type = indexer::HitType::kDocument;
  request.limit = 1;
  request.hidden_collections = viewer.hidden_collections;
  const auto page = library_.index().search(request);
  if (page) return page->total;
  // A query that was understood once and is no longer has nothing new.
  if (page.error().code == ErrorCode::kInvalidArgument) return std::size_t{0};
  return page.error();
}

Result<FollowedSearch> SavedSearchService::followed(Stored stored, const Viewer& viewer) const {
  const auto applied = library_.index().applied_sequence();
  if (!applied) return applied.error();
  const auto fresh = count_new(stored.search, viewer);
  if (!fresh) return fresh.error();
  return FollowedSearch{std::move(stored.search), stored.revision, *fresh, *applied};
}

Result<FollowedSearches> SavedSearchService::list(std::size_t limit, std::size_t offset, const Viewer& viewer) const {
  auto all = read_own(viewer);
  if (!all) return all.error();
  FollowedSearches page{all->size(), {}};
  for (std::size_t i = offset; i < all->size() && page.items.size() < limit; ++i) {
    auto item = followed(std::move((*all)[i]), viewer);
    if (!item) return item.error();
    page.items.push_back(std::move(*item));
  }
  return page;
}

Result<FollowedSearch> SavedSearchService::get(std::string_view id, const Viewer& viewer) const {
  auto stored = read(id, viewer);
  if (!stored) return stored.error();
  return followed(std::move(*stored), viewer);
}

Result<SavedSearch> SavedSearchService::find(std::string_view id, const Viewer& viewer) const {
  auto stored = read(id, viewer);
  if (!stored) return stored.error();
  return std::move(stored->search);
}

// Nothing of the new record is new: it is counted again only to say so with one sequence.
Result<FollowedSearch> SavedSearchService::write(SavedSearch search, store::Revision expected,
                                                 const Viewer& viewer) const {
  const auto committed =
      library_.store().commit({{saved_search_key(search.id), encode_saved_search(search), expected}});
  if (!committed) return committed.error();
  return followed({std::move(search), expected + 1}, viewer);
}

Result<FollowedSearch> SavedSearchService::create(const std::string& name, const indexer::SearchRequest& request,
                                                  const Viewer& viewer) const {
  const auto checked = checked_name(name);
  if (!checked) return checked.error();
  const auto all = read_own(viewer);
  if (!all) return all.error();
  if (all->size() >= kMostSavedSearches) {
    return Error{ErrorCode::kInvalidArgument,
                 "there are " + std::to_string(all->size()) + " saved searches already, the most there may be", "name"};
  }
  SavedSearch search = saved(request);
  indexer::SearchRequest asked = request_of(search, library_.taxonomy());
  asked.limit = 1;
  asked.hidden_collections = viewer.hidden_collections;
  if (const auto page = library_.index().search(asked); !page) return page.error();
  const auto applied = library_.index().applied_sequence();
  if (!applied) return applied.error();
  search.name = *checked;
  search.owner = viewer.account;
  search.created_at = search.seen_at = to_rfc3339(library_.clock().now());
  search.seen_sequence = *applied;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    search.id = short_digest(encode_saved_search(search) + std::to_string(all->size() + attempt), kIdLength);
    auto written = write(search, 0, viewer);
    if (written || written.error().code != ErrorCode::kConflict) return written;
  }
  return make_error(ErrorCode::kUnavailable, "the search could not be saved; try again");
}

Result<FollowedSearch> SavedSearchService::rename(std::string_view id, const std::string& name,
                                                  std::optional<store::Revision> expected, const Viewer& viewer) const {
  const auto checked = checked_name(name);
  if (!checked) return checked.error();
  auto stored = read(id, viewer);
  if (!stored) return stored.error();
  stored->search.name = *checked;
  return write(std::move(stored->search), expected.value_or(stored->revision), viewer);
}

Status SavedSearchService::remove(std::string_view id, std::optional<store::Revision> expected,
                                  const Viewer& viewer) const {
  const auto stored = read(id, viewer);
  if (!stored) return stored.error();
  const auto committed = library_.store().commit({{saved_search_key(id), std::nullopt, expected}});
  if (!committed) return committed.error();
  return ok_status();
}

Result<FollowedSearch> SavedSearchService::mark_seen(std::string_view id, std::optional<std::uint64_t> sequence,
                                                     const Viewer& viewer) const {
  const auto applied = library_.index().applied_sequence();
  if (!applied) return applied.error();
  const std::uint64_t seen = std::min(sequence.value_or(*applied), *applied);
  for (int attempt = 0;; ++attempt) {
    auto stored = read(id, viewer);
    if (!stored) return stored.error();
    if (stored->search.seen_sequence >= seen) return followed(std::move(*stored), viewer);
    stored->search.seen_sequence = seen;
    stored->search.seen_at = to_rfc3339(library_.clock().now());
    auto written = write(std::move(stored->search), stored->revision, viewer);
    const bool is_raced = !written && written.error().code == ErrorCode::kConflict;
    if (!is_raced || attempt + 1 == kAttempts) return written;
  }
}

}  // namespace fupan::service
