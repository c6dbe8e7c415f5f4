// The JSON texts of saved searches and unanswered questions, exactly as the schemas of server/http/openapi.json say.
// Bytes that are not UTF-8 are replaced by U+FFFD. Thread-safe, no state.
#pragma once

#include <string>

#include "server/service/query_log.h"
#include "server/service/saved_search_service.h"

namespace fupan::service {

std::string render_saved_search(const FollowedSearch& search);    // SavedSearch
std::string render_saved_searches(const FollowedSearches& page);  // SavedSearchList
std::string render_unanswered(const UnansweredQueries& page);     // UnansweredList

// "/feeds/searches/<id>.atom"
std::string feed_path(const SavedSearch& search);

}  // namespace fupan::service
