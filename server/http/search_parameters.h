// The parameters of the search calls as rows of a table, and how they become a question to the index. Thread-safe.
#pragma once

#include <span>
#include <string_view>

#include "core/taxonomy.h"
#include "server/http/parameters.h"
#include "server/service/search_service.h"

namespace fupan::http {

inline constexpr std::size_t kDefaultSearchLimit = 20;
inline constexpr std::size_t kDefaultSuggestLimit = 10;

std::span<const ParameterSpec> search_parameters();
std::span<const ParameterSpec> suggest_parameters();

// The body of a saved search; make_search_request() reads it too, but for its "query".
std::span<const ParameterSpec> saved_search_body();

// Phases, risks and tags may be given as id, label or alias in either language and become ids; a value that the
// taxonomy does not know is kept, since documents may hold such values. Document kinds may be given by any name the
// taxonomy has for them.
//
// Errors: invalid_argument  an unknown kind or state, a lesson kind without type=lesson, or `from` after `to`
Result<indexer::SearchRequest> make_search_request(const ParameterValues& values, const Taxonomy& taxonomy);

}  // namespace fupan::http
