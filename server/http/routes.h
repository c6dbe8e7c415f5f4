// Which calls are there? One row a call, in one visible table; openapi.json describes the same calls and a test holds
// the two against each other.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "server/http/parameters.h"
#include "server/http/request.h"
#include "server/http/request_target.h"
#include "server/http/response.h"
#include "server/http/services.h"

namespace fupan::http {

// What a handler is told. Refers to the request, so it lives no longer than that.
struct Call {
  const Request& request;
  ParameterValues parameters;  // checked against the call's table
  std::string id;              // what stands for {id} in the path
  std::string_view lang;       // "en" or "zh", from Accept-Language
};

// A pure function of services and call. Thread-safe.
using CallHandler = Result<Response> (*)(const Services& services, const Call& call);

struct Route {
  std::string_view method;
  std::string_view pattern;  // "{id}" stands for one non-empty segment
  std::string_view operation_id;
  std::span<const ParameterSpec> parameters;
  CallHandler handler = nullptr;
};

std::span<const Route> routes();

// The routes of a path, one a method; none when there is no such path. `id` gets what stands for {id}.
std::vector<const Route*> match_routes(const RequestTarget& target, std::string& id);

// Whether the path belongs to the API, so that the web app has no say in it: "/api" and below.
bool is_api_path(const RequestTarget& target);

}  // namespace fupan::http
