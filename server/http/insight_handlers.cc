#include <array>
#include <string>

#include "server/http/handlers.h"
#include "server/service/render_follow_json.h"

namespace fupan::http {
namespace {

constexpr std::array kAskedBody{
    ParameterSpec{"query", ParameterType::kText},
    ParameterSpec{"total", ParameterType::kInteger},
    ParameterSpec{"relaxed", ParameterType::kFlag},
};
constexpr std::array kOpenedBody{ParameterSpec{"query", ParameterType::kText}};

}  // namespace

std::span<const ParameterSpec> asked_body() { return kAskedBody; }
std::span<const ParameterSpec> opened_body() { return kOpenedBody; }

Result<Response> handle_query_asked(const Services& services, const Call& call) {
  if (!call.body.has("query")) return missing("query");
  if (!call.body.has("total")) return missing("total");
  services.queries->asked(call.body.text("query"), static_cast<std::size_t>(call.body.number("total").value_or(0)),
                          call.body.flag("relaxed"), call.viewer);
  return Response{204, {}, {}};
}

Result<Response> handle_query_opened(const Services& services, const Call& call) {
  if (!call.body.has("query")) return missing("query");
  services.queries->opened(call.body.text("query"));
  return Response{204, {}, {}};
}

Result<Response> handle_list_unanswered(const Services& services, const Call& call) {
  const auto page = services.queries->unanswered(limit_of(call), offset_of(call), call.viewer);
  if (!page) return page.error();
  return make_response(200, kJsonType, service::render_unanswered(*page));
}

Result<Response> handle_dismiss_unanswered(const Services& services, const Call& call) {
  const Status dismissed = services.queries->dismiss(call.id, call.viewer);
  if (!dismissed) return dismissed.error();
  return Response{204, {}, {}};
}

}  // namespace fupan::http
