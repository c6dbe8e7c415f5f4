#include <fmt/format.h>

#include <string>

#include "server/http/entity_tag.h"
#include "server/http/handlers.h"
#include "server/service/render_json.h"

namespace fupan::http {
namespace {

Response fixed_json(const Call& call, std::string_view body, const std::string& tag) {
  if (is_not_modified(call.request, tag)) return not_modified(tag);
  return with_tag(make_response(200, kJsonType, std::string(body)), tag);
}

Error not_ready(const Error& cause) {
  return make_error(ErrorCode::kUnavailable,
                    cause.code == ErrorCode::kUnavailable ? cause.message : "the store or the index cannot be read");
}

}  // namespace

Result<Response> handle_openapi(const Services& services, const Call& call) {
  return fixed_json(call, services.openapi_json, services.openapi_tag);
}

Result<Response> handle_get_stats(const Services& services, const Call& call) {
  const Result<service::Stats> stats = services.stats.stats(call.viewer);
  if (!stats) return stats.error();
  return make_response(200, kJsonType, service::render_stats(*stats));
}

Result<Response> handle_healthz(const Services&, const Call&) {
  return make_response(200, kJsonType, R"({"status":"ok"})");
}

Result<Response> handle_readyz(const Services& services, const Call&) {
  const Result<std::uint64_t> sequence = services.library.store().last_sequence();
  if (!sequence) return not_ready(sequence.error());
  const Result<std::uint64_t> applied = services.library.index().applied_sequence();
  if (!applied) return not_ready(applied.error());
  const std::string_view status = *applied < *sequence ? "catching_up" : "ready";
  return make_response(
      200, kJsonType,
      fmt::format(R"({{"status":"{}","sequence":{},"applied_sequence":{}}})", status, *sequence, *applied));
}

}  // namespace fupan::http
