#include "server/service/stats_service.h"

#include <set>

#include "core/id.h"
#include "server/service/keys.h"
#include "server/service/repository.h"

namespace fupan::service {
namespace {

Status count_records(const store::Reader& reader, std::string_view prefix, std::uint64_t& count) {
  return for_each_record(reader, prefix, [&](const store::Record&) -> Status {
    ++count;
    return ok_status();
  });
}

// Names of projects and collections with documents that may be shown.
Status count_shown(Library& library, const Viewer& viewer, Stats& stats) {
  indexer::SearchRequest request;
  request.type = indexer::HitType::kDocument;
  request.limit = 0;
  request.facets = {indexer::Field::kProject, indexer::Field::kCollection};
  request.hidden_collections = viewer.hidden_collections;
  const auto page = library.index().search(request);
  if (!page) return page.error().code == ErrorCode::kUnavailable ? ok_status() : Status(page.error());
  std::set<std::string> projects;
  for (const indexer::FacetCounts& facet : page->facets) {
    if (facet.field == indexer::Field::kCollection) stats.collections = facet.counts.size();
    if (facet.field != indexer::Field::kProject) continue;
    for (const indexer::FacetCount& count : facet.counts) projects.insert(make_project_id(count.value));
  }
  stats.projects = projects.size();
  return ok_status();
}

Status count_all(Library& library, Stats& stats) {
  if (Status counted = count_records(library.store(), kProjectPrefix, stats.projects); !counted) return counted;
  return count_records(library.store(), kCollectionPrefix, stats.collections);
}

}  // namespace

Result<Stats> StatsService::stats(const Viewer& viewer) const {
  Stats stats;
  const bool is_all = viewer.hidden_collections.empty();
  const auto sequence = library_.store().last_sequence();
  if (!sequence) return sequence.error();
  stats.sequence = *sequence;
  const Status counted = is_all ? count_all(library_, stats) : count_shown(library_, viewer, stats);
  if (!counted) return counted.error();
  if (is_all) stats.store_bytes = library_.store_bytes();
  const auto applied = library_.index().applied_sequence();
  const auto counts = library_.index().counts(viewer.hidden_collections);
  if (!applied || !counts) return stats;  // no index yet
  stats.applied_sequence = *applied;
  stats.documents = counts->documents;
  stats.lessons = counts->lessons;
  stats.sections = counts->sections;
  if (is_all) stats.index_bytes = counts->bytes;
  return stats;
}

}  // namespace fupan::service
