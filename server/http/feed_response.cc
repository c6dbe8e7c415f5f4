#include "server/http/feed_response.h"

#include "server/http/entity_tag.h"

namespace fupan::http {
namespace {

constexpr std::string_view kAtomType = "application/atom+xml; charset=utf-8";

}  // namespace

std::string base_of(const Request& request) {
  const std::string_view host = request.headers.get("Host");
  if (host.empty()) return {};
  const bool is_https = request.headers.get("X-Forwarded-Proto") == "https";
  return (is_https ? "https://" : "http://") + std::string(host);
}

Response feed_response(const Call& call, const AtomFeed& feed, const std::vector<service::NewsItem>& news) {
  std::string body = render_atom(feed, news);
  const std::string tag = entity_tag_of(body);
  Response response = is_not_modified(call.request, tag)
                          ? not_modified(tag)
                          : with_tag(make_response(200, kAtomType, std::move(body)), tag);
  response.headers.set("Vary", "Accept-Language, Host, X-Forwarded-Proto");
  return response;
}

}  // namespace fupan::http
