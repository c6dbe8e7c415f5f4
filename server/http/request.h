// One HTTP request as it was sent. Plain values, made by RequestReader from bytes or by a test by hand; nothing of the
// library that carries the bytes is seen here or in any handler.
#pragma once

#include <string>

#include "server/http/headers.h"

namespace fupan::http {

struct Request {
  std::string method;  // case-sensitive: "GET"
  std::string target;  // path and query as sent, not decoded; see request_target.h
  Headers headers;
  std::string body;
  std::string peer = {};  // numeric address of who sent it, a proxy's behind one; "" where there is no socket
};

}  // namespace fupan::http
