#include "server/http/handlers.h"
#include "server/http/search_parameters.h"
#include "server/service/render_json.h"

namespace fupan::http {

Result<Response> handle_search(const Services& services, const Call& call) {
  const Taxonomy& taxonomy = services.library.taxonomy();
  const Result<indexer::SearchRequest> request = make_search_request(call.parameters, taxonomy);
  if (!request) return request.error();
  Result<service::SearchPage> page = services.search.search(*request);
  if (!page) {
    // The index knows the query as "text" or not by name at all; the caller knows it as q.
    Error error = page.error();
    if (error.code == ErrorCode::kInvalidArgument && (error.field.empty() || error.field == "text")) error.field = "q";
    return error;
  }
  Response response = make_response(200, kJsonType, service::render_search_page(*page, taxonomy, call.lang));
  response.headers.set("Vary", "Accept-Language");
  return response;
}

Result<Response> handle_suggest(const Services& services, const Call& call) {
  const long limit = call.parameters.number("limit").value_or(long{kDefaultSuggestLimit});
  const auto suggestions = services.search.suggest(call.parameters.text("q"), static_cast<std::size_t>(limit));
  if (!suggestions) return suggestions.error();
  return make_response(200, kJsonType, service::render_suggestions(*suggestions));
}

}  // namespace fupan::http
