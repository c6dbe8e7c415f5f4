#include "server/service/most_applied.h"

#include <algorithm>
#include <map>
#include <set>

namespace fupan::service {
namespace {

constexpr std::size_t kMostCandidates = 1000;

using Counts = std::map<std::string, AdoptionCounts>;

std::pair<std::uint64_t, std::uint64_t> times_applied(const Counts& counts, const std::string& lesson) {
  const auto found = counts.find(lesson);
  if (found == counts.end()) return {0, 0};
  const AdoptionCounts& count = found->second;
  return {count.helped, count.helped + count.not_helped + count.pending};
}

// What the request finds among documents with lessons that somebody adopted.
Result<SearchPage> adopted(const SearchService& search, const Counts& counts, const Viewer& viewer,
                           indexer::SearchRequest request) {
  std::set<std::string> documents;
  for (const auto& [lesson, count] : counts) documents.insert(LessonId{lesson}.document().value);
  if (documents.empty()) return SearchPage{};
  request.documents.assign(documents.begin(), documents.end());
  request.limit = kMostCandidates;
  auto page = search.search(request, viewer);
  if (!page) return page;
  std::erase_if(page->hits, [&](const Hit& hit) { return times_applied(counts, hit.id).second == 0; });
  std::stable_sort(page->hits.begin(), page->hits.end(), [&](const Hit& a, const Hit& b) {
    return times_applied(counts, a.id) > times_applied(counts, b.id);
  });
  return page;
}

}  // namespace

Result<SearchPage> most_applied(const SearchService& search, const AdoptionService& adoptions, const Viewer& viewer,
                                indexer::SearchRequest request) {
  const auto counts = adoptions.counts();
  if (!counts) return counts.error();
  const std::size_t limit = request.limit;
  request.type = indexer::HitType::kLesson;
  request.sort = indexer::Sort::kRelevance;
  request.offset = 0;
  request.facets.clear();
  auto first = adopted(search, *counts, viewer, request);
  if (!first) return first;
  request.limit = limit + first->hits.size();
  auto page = search.search(request, viewer);
  if (!page) return page;
  for (Hit& hit : page->hits) {
    const auto is_it = [&](const Hit& known) { return known.id == hit.id; };
    if (std::none_of(first->hits.begin(), first->hits.end(), is_it)) first->hits.push_back(std::move(hit));
  }
  page->hits = std::move(first->hits);
  if (page->hits.size() > limit)
    page->hits.erase(page->hits.begin() + static_cast<std::ptrdiff_t>(limit), page->hits.end());
  return page;
}

}  // namespace fupan::service
