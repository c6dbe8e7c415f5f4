// One function a call of openapi.json: from checked parameters to a response. No rule lives here; an Error becomes a
// problem document in application.cc. All are thread-safe.
#pragma once

#include <span>

#include "server/http/routes.h"

namespace fupan::http {

std::span<const ParameterSpec> document_parameters();

Result<Response> handle_search(const Services& services, const Call& call);
Result<Response> handle_suggest(const Services& services, const Call& call);

// 304 when If-None-Match names the present state.
Result<Response> handle_get_lesson(const Services& services, const Call& call);
Result<Response> handle_get_document(const Services& services, const Call& call);
Result<Response> handle_get_taxonomy(const Services& services, const Call& call);
Result<Response> handle_openapi(const Services& services, const Call& call);

Result<Response> handle_get_stats(const Services& services, const Call& call);
Result<Response> handle_healthz(const Services& services, const Call& call);

// Errors: unavailable  store or index cannot be read
Result<Response> handle_readyz(const Services& services, const Call& call);

}  // namespace fupan::http
