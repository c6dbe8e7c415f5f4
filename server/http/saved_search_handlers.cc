#include <array>
#include <charconv>
#include <optional>
#include <string>

#include "server/http/entity_tag.h"
#include "server/http/handlers.h"
#include "server/http/search_parameters.h"
#include "server/service/render_follow_json.h"

namespace fupan::http {
namespace {

constexpr long kDefaultLimit = 20;

constexpr std::array kPageParameters{
    ParameterSpec{"limit", ParameterType::kInteger, {}, 1, 100},
    ParameterSpec{"offset", ParameterType::kInteger, {}, 0, 10000},
};

constexpr std::array kRenameBody{ParameterSpec{"name", ParameterType::kText}};
constexpr std::array kSeenBody{ParameterSpec{"sequence", ParameterType::kInteger}};

// The tag names the record; what is new for it may change meanwhile.
std::string tag_of(const service::FollowedSearch& search) { return entity_tag("r" + std::to_string(search.revision)); }

Response show(int status, const service::FollowedSearch& search) {
  Response response = make_response(status, kJsonType, service::render_saved_search(search));
  response.headers.set("ETag", tag_of(search));
  return response;
}

Result<Response> show(const Result<service::FollowedSearch>& search) {
  if (!search) return search.error();
  return show(200, *search);
}

}  // namespace

Result<std::optional<std::uint64_t>> expected_revision(const Request& request) {
  const std::string given = request.headers.joined("If-Match");
  if (given.empty() || given == "*") return std::optional<std::uint64_t>();
  std::uint64_t revision = 0;
  const bool has_form = given.size() > 3 && given.starts_with("\"r") && given.ends_with('"');
  const char* end = given.data() + given.size() - 1;
  if (has_form) {
    const auto [rest, failure] = std::from_chars(given.data() + 2, end, revision);
    if (failure == std::errc{} && rest == end) return std::optional<std::uint64_t>(revision);
  }
  return make_error(ErrorCode::kConflict, "If-Match names no state that this record ever had");
}

std::span<const ParameterSpec> page_parameters() { return kPageParameters; }
std::span<const ParameterSpec> rename_body() { return kRenameBody; }
std::span<const ParameterSpec> seen_body() { return kSeenBody; }

std::size_t limit_of(const Call& call) {
  return static_cast<std::size_t>(call.parameters.number("limit").value_or(kDefaultLimit));
}

std::size_t offset_of(const Call& call) {
  return static_cast<std::size_t>(call.parameters.number("offset").value_or(0));
}

Result<Response> handle_list_searches(const Services& services, const Call& call) {
  const auto page = services.saved_searches.list(limit_of(call), offset_of(call), call.viewer);
  if (!page) return page.error();
  return make_response(200, kJsonType, service::render_saved_searches(*page));
}

Result<Response> handle_create_search(const Services& services, const Call& call) {
  Result<indexer::SearchRequest> request = make_search_request(call.body, services.library.taxonomy());
  if (!request) return request.error();
  request->text = call.body.text("query");
  auto created = services.saved_searches.create(call.body.text("name"), *request, call.viewer);
  if (!created) {
    Error error = created.error();
    if (error.code == ErrorCode::kInvalidArgument && (error.field.empty() || error.field == "text")) {
      error.field = "query";
    }
    return error;
  }
  Response response = show(201, *created);
  response.headers.set("Location", "/api/v1/searches/" + created->search.id);
  return response;
}

Result<Response> handle_get_search(const Services& services, const Call& call) {
  return show(services.saved_searches.get(call.id, call.viewer));
}

Result<Response> handle_rename_search(const Services& services, const Call& call) {
  const auto expected = expected_revision(call.request);
  if (!expected) return expected.error();
  return show(services.saved_searches.rename(call.id, call.body.text("name"), *expected, call.viewer));
}

Result<Response> handle_remove_search(const Services& services, const Call& call) {
  const auto expected = expected_revision(call.request);
  if (!expected) return expected.error();
  const Status removed = services.saved_searches.remove(call.id, *expected, call.viewer);
  if (!removed) return removed.error();
  return Response{204, {}, {}};
}

Result<Response> handle_mark_seen(const Services& services, const Call& call) {
  std::optional<std::uint64_t> sequence;
  if (const auto given = call.body.number("sequence")) sequence = static_cast<std::uint64_t>(*given);
  return show(services.saved_searches.mark_seen(call.id, sequence, call.viewer));
}

}  // namespace fupan::http
