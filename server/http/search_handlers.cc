#include <algorithm>

#include "server/http/curation_handlers.h"
#include "server/http/handlers.h"
#include "server/http/search_parameters.h"
#include "server/service/permission.h"
#include "server/service/render_json.h"

namespace fupan::http {
namespace {

bool is_for_readers(const std::string& state) {
  const auto known = enum_of<State>(kStateNames, state);
  return known && is_shown_to(Viewer{{}, {}, Role::kReader, {}}, *known);
}

// Readers search what is published, or retired when they ask for it; a word like state:draft finds them nothing.
Status keep_to_states(const Viewer& viewer, indexer::SearchRequest& request) {
  if (viewer.is_at_least(Role::kContributor)) return ok_status();
  bool has_filter = false;
  for (const indexer::FieldFilter& filter : request.filters) {
    if (filter.field != indexer::Field::kState) continue;
    has_filter = true;
    if (!std::all_of(filter.values.begin(), filter.values.end(), is_for_readers)) {
      return service::not_allowed("to search for what is not published", "a contributor", "state");
    }
  }
  if (!has_filter) request.filters.push_back({indexer::Field::kState, {std::string(name_of(State::kPublished))}});
  return ok_status();
}

// A facet is counted without its own filter, so it knows of states that the viewer does not.
void drop_states(const Viewer& viewer, service::SearchPage& page) {
  if (viewer.is_at_least(Role::kContributor)) return;
  for (indexer::FacetCounts& facet : page.facets) {
    if (facet.field != indexer::Field::kState) continue;
    std::erase_if(facet.counts, [](const indexer::FacetCount& count) { return !is_for_readers(count.value); });
  }
}

}  // namespace

Result<Response> handle_search(const Services& services, const Call& call) {
  const Taxonomy taxonomy = services.library.taxonomy();
  Result<indexer::SearchRequest> request = make_search_request(call.parameters, taxonomy);
  if (!request) return request.error();
  if (Status allowed = keep_to_states(call.viewer, *request); !allowed) return allowed.error();
  Result<service::SearchPage> page = services.search.search(*request, call.viewer);
  if (!page) {
    // The index knows the query as "text" or not by name at all; the caller knows it as q.
    Error error = page.error();
    if (error.code == ErrorCode::kInvalidArgument && (error.field.empty() || error.field == "text")) error.field = "q";
    return error;
  }
  drop_states(call.viewer, *page);
  return json_in_language(service::render_search_page(*page, taxonomy, call.lang));
}

Result<Response> handle_suggest(const Services& services, const Call& call) {
  const long limit = call.parameters.number("limit").value_or(long{kDefaultSuggestLimit});
  const auto suggestions =
      services.search.suggest(call.parameters.text("q"), static_cast<std::size_t>(limit), call.viewer);
  if (!suggestions) return suggestions.error();
  return make_response(200, kJsonType, service::render_suggestions(*suggestions));
}

}  // namespace fupan::http
