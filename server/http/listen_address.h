// Where to listen. Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"

namespace fupan::http {

struct ListenAddress {
  std::string host;  // numeric IPv4 or IPv6
  bool is_ipv6 = false;
};

// Understands IPv4 ("127.0.0.1"), IPv6 ("::1", "[::1]") and "localhost".
//
// Errors: invalid_argument  not an address; or not a loopback address while `allow_network` is false
Result<ListenAddress> parse_listen_address(std::string_view text, bool allow_network);

}  // namespace fupan::http
