// A Response as the bytes of HTTP/1.1. Thread-safe, no state.
#pragma once

#include <chrono>
#include <string>

#include "server/http/response.h"

namespace fupan::http {

struct WriteOptions {
  bool is_head = false;                            // headers as they are, Content-Length too, but no body
  bool keep_alive = true;                          // says so in Connection
  std::chrono::system_clock::time_point now = {};  // for Date
};

// Status line, the response's headers, Date, Connection and Content-Length (not for 204 and 304), body. A header whose
// name is not a token or whose value holds CR, LF or another control character is left out: nothing that a client or
// document says can start a new header.
std::string write_response(const Response& response, const WriteOptions& options);

// "Sun, 06 Nov 1994 08:49:37 GMT".
std::string http_date(std::chrono::system_clock::time_point time);

}  // namespace fupan::http
