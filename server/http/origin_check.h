// Where may a request come from? What keeps a page of another site from using a visitor's browser against this server
// is the name it was asked by (against DNS rebinding) and the page that asks (against forged requests); who asks is
// gate.h's matter. Thread-safe, no state.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/result.h"
#include "server/http/problem.h"
#include "server/http/request.h"

namespace fupan::http {

// Whether the method may change something: all but GET, HEAD and OPTIONS.
bool is_unsafe_method(std::string_view method);

// Nothing when the request may be answered. Else a problem, all with the code invalid_argument:
//
//   421  Host (and the host of an absolute target) is neither "localhost", nor a loopback address, nor one of
//        `public_hosts`, each with any port. A request without Host passes: no browser leaves it out
//   403  the method is unsafe and Origin names another host than Host, or another port where Host has one; also
//        "Origin: null"
//   415  the method is unsafe, there is a body, and Content-Type is not application/json; where `raw_types` are given,
//        not one of these
std::optional<Problem> check_origin(const Request& request, std::span<const std::string> public_hosts,
                                    std::span<const std::string_view> raw_types = {});

// The host of `authority` ("Name.Example.:80", "[::1]:8080"): lower case, without port, brackets and the dot at the
// end. "" when that is no host with an optional port.
std::string host_of(std::string_view authority);

// A name for `public_hosts`, as host_of writes it.
//
// Errors: invalid_argument  (field "public-host") not a host name or address, or with scheme, port or path
Result<std::string> parse_public_host(std::string_view name);

}  // namespace fupan::http
