// One HTTP response. Plain values; response_writer.h turns it into bytes.
#pragma once

#include <string>
#include <string_view>

#include "server/http/headers.h"

namespace fupan::http {

inline constexpr std::string_view kJsonType = "application/json; charset=utf-8";
inline constexpr std::string_view kHtmlType = "text/html; charset=utf-8";

struct Response {
  int status = 200;
  Headers headers;
  std::string body;
};

inline Response make_response(int status, std::string_view content_type, std::string body) {
  Response response{status, {}, std::move(body)};
  response.headers.set("Content-Type", std::string(content_type));
  return response;
}

// What it says depends on the language of the call.
inline Response in_language(Response response) {
  response.headers.set("Vary", "Accept-Language");
  return response;
}

inline Response json_in_language(std::string body) {
  return in_language(make_response(200, kJsonType, std::move(body)));
}

}  // namespace fupan::http
