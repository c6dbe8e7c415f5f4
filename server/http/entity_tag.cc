#include "server/http/entity_tag.h"

#include "core/digest.h"
#include "server/http/token.h"

namespace fupan::http {
namespace {

constexpr std::size_t kDigestLength = 20;  // base-32 digits: 100 bits

}  // namespace

std::string entity_tag(std::string_view opaque) { return "\"" + std::string(opaque) + "\""; }

std::string entity_tag_of(std::string_view body) { return entity_tag(short_digest(body, kDigestLength)); }

bool is_not_modified(const Request& request, std::string_view tag) {
  bool is_named = false;
  for_each_item(request.headers.joined("If-None-Match"), [&](std::string_view item) {
    if (item.starts_with("W/")) item.remove_prefix(2);
    is_named = is_named || item == tag || item == "*";
  });
  return is_named;
}

Response with_tag(Response response, std::string_view tag) {
  response.headers.set("ETag", std::string(tag));
  response.headers.set("Cache-Control", "no-cache");
  return response;
}

Response not_modified(std::string_view tag) { return with_tag(Response{304, {}, {}}, tag); }

}  // namespace fupan::http
