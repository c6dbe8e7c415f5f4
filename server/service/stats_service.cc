#include "server/service/stats_service.h"

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

}  // namespace

Result<Stats> StatsService::stats() const {
  Stats stats;
  const auto sequence = library_.store().last_sequence();
  if (!sequence) return sequence.error();
  stats.sequence = *sequence;
  if (Status counted = count_records(library_.store(), kProjectPrefix, stats.projects); !counted)
    return counted.error();
  if (Status counted = count_records(library_.store(), kCollectionPrefix, stats.collections); !counted) {
    return counted.error();
  }
  stats.store_bytes = library_.store_bytes();
  const auto applied = library_.index().applied_sequence();
  const auto counts = library_.index().counts();
  if (!applied || !counts) return stats;  // no index yet
  stats.applied_sequence = *applied;
  stats.documents = counts->documents;
  stats.lessons = counts->lessons;
  stats.sections = counts->sections;
  stats.index_bytes = counts->bytes;
  return stats;
}

}  // namespace fupan::service
