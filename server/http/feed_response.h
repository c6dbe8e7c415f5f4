// What all feeds have in common as answers. Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/http/atom.h"
#include "server/http/routes.h"

namespace fupan::http {

inline constexpr std::string_view kNeverUpdated = "1970-01-01T00:00:00Z";  // of a feed that never had an entry

// The address that the client asked by; the scheme is the proxy's word. Host was checked before any handler.
std::string base_of(const Request& request);

// 304 when If-None-Match names the present feed.
Response feed_response(const Call& call, const AtomFeed& feed, const std::vector<service::NewsItem>& news);

}  // namespace fupan::http
