// Which calls are there? One row a call, in one visible table; openapi.json describes the same calls and a test holds
// the two against each other.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/access.h"
#include "core/account.h"
#include "core/result.h"
#include "server/http/parameters.h"
#include "server/http/request.h"
#include "server/http/request_target.h"
#include "server/http/response.h"
#include "server/http/services.h"

namespace fupan::http {

// Who calls, beside the viewer.
struct Caller {
  std::string address;          // of the client; behind a trusted proxy what that says
  std::string session;          // the secret of the session that the viewer came with, or empty
  Scope scope = Scope::kAdmin;  // of the token that the viewer came with; else everything
  bool is_ambient = false;      // a browser sends what names the viewer by itself: cookie, or a proxy's header
  bool is_secure = false;       // by TLS, as a trusted proxy says
  bool has_accounts = false;    // whether there are any in the installation
  bool may_read = true;         // signed in, or reading needs no sign-in
};

// What a handler is told. Refers to the request, so it lives no longer than that.
struct Call {
  const Request& request;
  ParameterValues parameters;  // checked against the call's table
  ParameterValues body;        // the same of the JSON body
  std::string id;              // what stands for {id} in the path
  std::string lesson_id;       // and for {lesson_id}
  std::string_view lang;       // "en" or "zh", from Accept-Language
  Viewer viewer = {};          // who asks
  Caller caller = {};
};

// A pure function of services and call. Thread-safe.
using CallHandler = Result<Response> (*)(const Services& services, const Call& call);

// What a call needs; checked in one place, before its handler (gate.h). Each needs what the one before it does.
enum class Access {
  kByMethod,  // GET: kReader, any other method: kContributor
  kUnasked,   // who calls is not looked at, so that the answer needs no store
  kEveryone,  // also without being signed in where reading needs that
  kReader,    // may read; a call that changes nothing, whatever its method
  kMember,    // is signed in: things of one's own
  kContributor,
  kCurator,
  kAdministrator,
};

struct Route {
  std::string_view method;
  std::string_view
      pattern;  // "{id}", "{lesson_id}" stand for a non-empty segment, or for its part before what follows: "{id}.atom"
  std::string_view operation_id;
  std::span<const ParameterSpec> parameters;
  CallHandler handler = nullptr;
  std::span<const ParameterSpec> body = {};  // members of the JSON body; of unsafe methods only
  Access access = Access::kByMethod;
  std::span<const std::string_view> raw_types = {};  // not empty: the body is bytes of one of these types, not JSON
};

std::span<const Route> routes();

// What stands for the placeholders of a path.
struct PathValues {
  std::string id;
  std::string lesson_id;
};

// The routes of a path, one a method; none when there is no such path. `values` gets what its placeholders stand for.
std::vector<const Route*> match_routes(const RequestTarget& target, PathValues& values);

// Media types that the call of a request takes besides JSON.
std::span<const std::string_view> raw_types_of(std::string_view method, std::string_view target);

// Whether the path belongs to the API, so that the web app has no say in it: "/api", "/feeds" and below.
bool is_api_path(const RequestTarget& target);

}  // namespace fupan::http
