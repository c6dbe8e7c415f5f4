// Which lessons of a search were applied most? For live searches in learning paths. Thread-safe, no state.
#pragma once

#include "core/access.h"
#include "server/service/adoptions.h"
#include "server/service/search_service.h"

namespace fupan::service {

// The lessons that `request` finds, at most its limit: those that helped most often first, then those that were adopted
// most often, then the others in the order of the search. Type, order, offset and facets of the request do not count.
//
// Errors: as SearchService::search and AdoptionService::counts
Result<SearchPage> most_applied(const SearchService& search, const AdoptionService& adoptions, const Viewer& viewer,
                                indexer::SearchRequest request);

}  // namespace fupan::service
