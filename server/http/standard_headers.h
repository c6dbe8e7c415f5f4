// What every response carries, whoever made it. Thread-safe.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

#include "server/http/request.h"
#include "server/http/response.h"

namespace fupan::http {

// Scripts come from this server only; styles may be inline, since the component library of the web app writes them so.
inline constexpr std::string_view kContentSecurityPolicy =
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; "
    "connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

// Adds X-Request-Id, the security headers and, where nothing was said, "Cache-Control: no-store".
void add_standard_headers(Response& response, std::string_view request_id);

// Names requests. Thread-safe.
class RequestIds {
 public:
  RequestIds();

  // The request's own X-Request-Id when it is 1 to 64 letters, digits, ".", "_" or "-" (a proxy sets it), else a new
  // one of 16 hexadecimal digits, different for each request of this process and most likely of any other.
  std::string id_of(const Request& request);
  std::string make_id();

 private:
  std::uint64_t seed_;
  std::atomic<std::uint64_t> count_{0};
};

}  // namespace fupan::http
