// Entity tags and conditional requests (RFC 9110, sections 8.8.3 and 13.1). Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>

#include "server/http/request.h"
#include "server/http/response.h"

namespace fupan::http {

// `opaque` in quotes: a strong tag. `opaque` is ASCII without quotes.
std::string entity_tag(std::string_view opaque);

// A strong tag from the bytes themselves.
std::string entity_tag_of(std::string_view body);

// Whether the request's If-None-Match names `tag` (weak comparison) or is "*".
bool is_not_modified(const Request& request, std::string_view tag);

// The response with `tag` and "Cache-Control: no-cache": kept by the client, but asked for again each time.
Response with_tag(Response response, std::string_view tag);

// 304 without a body, with `tag` and the same Cache-Control.
Response not_modified(std::string_view tag);

}  // namespace fupan::http
