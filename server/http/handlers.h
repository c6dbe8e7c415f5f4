// One function a call of openapi.json: from checked parameters to a response. No rule lives here; an Error becomes a
// problem document in application.cc. All are thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "server/http/routes.h"

namespace fupan::http {

std::span<const ParameterSpec> document_parameters();

Result<Response> handle_search(const Services& services, const Call& call);
Result<Response> handle_suggest(const Services& services, const Call& call);

// 304 when If-None-Match names the present state.
Result<Response> handle_get_lesson(const Services& services, const Call& call);
Result<Response> handle_get_document(const Services& services, const Call& call);
Result<Response> handle_openapi(const Services& services, const Call& call);

// Of lists: limit (1 to 100, default 20) and offset.
std::span<const ParameterSpec> page_parameters();
std::size_t limit_of(const Call& call);
std::size_t offset_of(const Call& call);

// Changes of a saved search take If-Match; conflict when it names another state.
std::span<const ParameterSpec> rename_body();
std::span<const ParameterSpec> seen_body();
Result<Response> handle_list_searches(const Services& services, const Call& call);
Result<Response> handle_create_search(const Services& services, const Call& call);
Result<Response> handle_get_search(const Services& services, const Call& call);
Result<Response> handle_rename_search(const Services& services, const Call& call);
Result<Response> handle_remove_search(const Services& services, const Call& call);
Result<Response> handle_mark_seen(const Services& services, const Call& call);

// 304 when If-None-Match names the present feed.
Result<Response> handle_search_feed(const Services& services, const Call& call);
Result<Response> handle_lessons_feed(const Services& services, const Call& call);

std::span<const ParameterSpec> asked_body();
std::span<const ParameterSpec> opened_body();
Result<Response> handle_query_asked(const Services& services, const Call& call);
Result<Response> handle_query_opened(const Services& services, const Call& call);
Result<Response> handle_list_unanswered(const Services& services, const Call& call);
Result<Response> handle_dismiss_unanswered(const Services& services, const Call& call);

// limit (1 to 50, default 10).
std::span<const ParameterSpec> similar_parameters();
Result<Response> handle_similar_lessons(const Services& services, const Call& call);
Result<Response> handle_similar_documents(const Services& services, const Call& call);

std::span<const ParameterSpec> proposal_body();
std::span<const ParameterSpec> brief_body();
std::span<const std::string_view> charter_types();
std::span<const ParameterSpec> brief_parameters();
std::span<const ParameterSpec> decision_body();
std::span<const ParameterSpec> adoption_body();
Result<Response> handle_propose_brief(const Services& services, const Call& call);
// The body is the file itself.
Result<Response> handle_read_charter(const Services& services, const Call& call);
Result<Response> handle_create_brief(const Services& services, const Call& call);
Result<Response> handle_list_briefs(const Services& services, const Call& call);
Result<Response> handle_get_brief(const Services& services, const Call& call);
Result<Response> handle_refresh_brief(const Services& services, const Call& call);

// Takes If-Match; conflict when it names another state.
Result<Response> handle_decide_lesson(const Services& services, const Call& call);
Result<Response> handle_add_adoption(const Services& services, const Call& call);
Result<Response> handle_list_adoptions(const Services& services, const Call& call);

// The revision that If-Match names; nothing when there is no such header or it is "*".
//
// Errors: conflict  it names something else than one revision
Result<std::optional<std::uint64_t>> expected_revision(const Request& request);

Result<Response> handle_get_stats(const Services& services, const Call& call);
Result<Response> handle_healthz(const Services& services, const Call& call);

// Errors: unavailable  store or index cannot be read
Result<Response> handle_readyz(const Services& services, const Call& call);

}  // namespace fupan::http
