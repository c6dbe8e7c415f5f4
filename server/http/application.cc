#include "server/http/application.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>
#include <optional>
#include <utility>
#include <vector>

#include "server/http/accept_language.h"
#include "server/http/json_body.h"
#include "server/http/origin_check.h"
#include "server/http/parameters.h"
#include "server/http/problem.h"
#include "server/http/request_target.h"
#include "server/http/routes.h"
#include "server/http/services.h"
#include "server/http/standard_headers.h"
#include "server/http/static_files.h"

namespace fupan::http {
namespace {

constexpr std::string_view kPageMethods = "GET, HEAD, OPTIONS";

// "GET, HEAD, OPTIONS" and whatever else the routes of a path take.
std::string allowed_methods(const std::vector<const Route*>& found) {
  std::string methods;
  for (const Route* route : found) {
    methods += std::string(route->method) + (route->method == "GET" ? ", HEAD, " : ", ");
  }
  return methods + "OPTIONS";
}

Response no_content(std::string_view allow) {
  Response response{204, {}, {}};
  response.headers.set("Allow", std::string(allow));
  return response;
}

Response wrong_method(const Request& request, std::string_view allow, const std::string& request_id) {
  const Problem problem{405,
                        ErrorCode::kInvalidArgument,
                        request.method + " is not possible here; allowed are " + std::string(allow),
                        {},
                        -1};
  Response response = render_problem(problem, request_id);
  response.headers.set("Allow", std::string(allow));
  return response;
}

// HEAD asks for what GET would give.
std::string_view effective_method(const Request& request) {
  return request.method == "HEAD" ? std::string_view("GET") : std::string_view(request.method);
}

Result<Response> call_route(const Services& services, const Route& route, const Request& request,
                            const RequestTarget& target, PathValues values, Visitor visitor) {
  Result<ParameterValues> parameters = parse_parameters(route.parameters, target.query);
  if (!parameters) return parameters.error();
  const bool has_json = is_unsafe_method(route.method) && route.raw_types.empty();
  Result<ParameterValues> body =
      has_json ? parse_body(route.body, request.body) : Result<ParameterValues>(ParameterValues());
  if (!body) return body.error();
  const std::string languages = request.headers.joined("Accept-Language");
  return route.handler(
      services, {request, std::move(*parameters), std::move(*body), std::move(values.id), std::move(values.lesson_id),
                 preferred_language(languages), std::move(visitor.viewer), std::move(visitor.caller)});
}

}  // namespace

Log stderr_log() {
  auto logger = std::make_shared<spdlog::logger>("fupan", std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
  return [logger](const std::string& line) { logger->error("{}", line); };
}

struct Application::Parts {
  Parts(service::Library& library, ApplicationOptions options)
      : services(library, options.gate.password_cost),
        gate(std::move(options.gate), services.access, *services.sessions, services.tokens),
        files(StaticFiles::load(options.web)),
        log(std::move(options.log)),
        public_hosts(std::move(options.public_hosts)) {}

  Services services;
  Gate gate;
  StaticFiles files;
  Log log;
  std::vector<std::string> public_hosts;
  RequestIds ids;
};

Application::Application(service::Library& library, ApplicationOptions options)
    : parts_(std::make_unique<Parts>(library, std::move(options))) {}

Application::~Application() = default;

Response Application::handle(const Request& request) const {
  const std::string request_id = parts_->ids.id_of(request);
  Response response;
  try {
    response = answer(request, request_id);
  } catch (const std::exception& error) {
    response = fail(request, request_id, make_error(ErrorCode::kInternal, error.what()));
  } catch (...) {
    response = fail(request, request_id, make_error(ErrorCode::kInternal, "not a std::exception"));
  }
  add_standard_headers(response, request_id);
  return response;
}

Response Application::answer(const Request& request, const std::string& request_id) const {
  const std::optional<Problem> refusal = check_origin(
      request, parts_->public_hosts,
      request.body.empty() ? std::span<const std::string_view>() : raw_types_of(request.method, request.target));
  return refusal ? render_problem(*refusal, request_id) : route(request, request_id);
}

Response Application::route(const Request& request, const std::string& request_id) const {
  const Result<RequestTarget> target = parse_target(request.target);
  if (!target) return fail(request, request_id, target.error());
  PathValues values;
  const std::vector<const Route*> found = match_routes(*target, values);
  const bool is_page = found.empty() && !is_api_path(*target);
  if (found.empty() && !is_page) {
    return fail(request, request_id, make_error(ErrorCode::kNotFound, "there is no such call; see /openapi.json"));
  }
  const std::string allow = is_page ? std::string(kPageMethods) : allowed_methods(found);
  if (request.method == "OPTIONS") return no_content(allow);
  const std::string_view method = effective_method(request);
  const auto chosen = std::find_if(found.begin(), found.end(), [&](const Route* r) { return r->method == method; });
  if (is_page ? method != "GET" : chosen == found.end()) return wrong_method(request, allow, request_id);
  if (is_page) {
    Response page = parts_->files.get(request, *target);
    if (page.status != 404) return page;
    return fail(request, request_id, make_error(ErrorCode::kNotFound, "there is no such file"));
  }
  Result<Visitor> visitor =
      access_of(**chosen) == Access::kUnasked ? Result<Visitor>(nobody()) : parts_->gate.identify(request);
  if (!visitor) return fail(request, request_id, visitor.error());
  if (const Status may = check_access(**chosen, request, *visitor); !may) return fail(request, request_id, may.error());
  Result<Response> response =
      call_route(parts_->services, **chosen, request, *target, std::move(values), std::move(*visitor));
  return response ? std::move(*response) : fail(request, request_id, response.error());
}

Response Application::fail(const Request& request, const std::string& request_id, const Error& error) const {
  if (is_for_the_log(error.code)) {
    const std::string_view path = std::string_view(request.target).substr(0, request.target.find('?'));
    parts_->log("request " + request_id + ": " + request.method + " " + std::string(path) + ": " +
                std::string(error_row(error.code).name) + ": " + error.message);
  }
  Problem problem = problem_of(error);
  if (error.code == ErrorCode::kConflict && request.headers.has("If-Match")) problem.status = 412;
  Response response = render_problem(problem, request_id);
  if (error.code == ErrorCode::kUnauthenticated) response.headers.set("WWW-Authenticate", "Bearer realm=\"fupan\"");
  if (error.code == ErrorCode::kThrottled) {
    response.headers.set("Retry-After", std::to_string(service::kThrottleWait.count()));
  }
  return response;
}

}  // namespace fupan::http
