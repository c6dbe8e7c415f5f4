#include <array>

#include "server/http/curation_handlers.h"
#include "server/http/handlers.h"
#include "server/service/permission.h"
#include "server/service/render_curation_json.h"

namespace fupan::http {
namespace {

constexpr std::array kQueueParameters{
    ParameterSpec{"kind", ParameterType::kChoice, service::kQueueKindNames},
    ParameterSpec{"assignee"},
    ParameterSpec{"mine", ParameterType::kFlag},
    ParameterSpec{"unassigned", ParameterType::kFlag},
    ParameterSpec{"limit", ParameterType::kInteger, {}, 1, 100},
    ParameterSpec{"offset", ParameterType::kInteger, {}, 0, 100000},
};

constexpr std::array kActionBody{
    ParameterSpec{"items", ParameterType::kList},
    ParameterSpec{"action", ParameterType::kChoice, service::kQueueActionNames},
    ParameterSpec{"reason"},
    ParameterSpec{"value"},
    ParameterSpec{"into"},
    ParameterSpec{"assignee"},
    ParameterSpec{"review_by", ParameterType::kDate},
};

constexpr std::array kUndoBody{ParameterSpec{"change", ParameterType::kInteger, {}, 1}};

constexpr std::array kAuditParameters{
    ParameterSpec{"action"},
    ParameterSpec{"name"},
    ParameterSpec{"target"},
    ParameterSpec{"from", ParameterType::kDate},
    ParameterSpec{"to", ParameterType::kDate},
    ParameterSpec{"limit", ParameterType::kInteger, {}, 1, 100},
    ParameterSpec{"offset", ParameterType::kInteger, {}, 0, 100000},
};

Result<Response> show_done(const Result<AuditEntry>& entry) {
  if (!entry) return entry.error();
  return make_response(200, kJsonType, service::render_done(*entry));
}

}  // namespace

std::span<const ParameterSpec> queue_parameters() { return kQueueParameters; }
std::span<const ParameterSpec> queue_action_body() { return kActionBody; }
std::span<const ParameterSpec> undo_body() { return kUndoBody; }
std::span<const ParameterSpec> audit_parameters() { return kAuditParameters; }

Result<Response> handle_get_queue(const Services& services, const Call& call) {
  service::QueueRequest request;
  request.kind = enum_of<service::QueueKind>(service::kQueueKindNames, call.parameters.text("kind"));
  if (call.parameters.has("assignee")) request.assignee = call.parameters.text("assignee");
  if (call.parameters.flag("mine")) request.assignee = call.viewer.name;
  if (call.parameters.flag("unassigned")) request.assignee = "";
  request.limit = limit_of(call);
  request.offset = offset_of(call);
  const auto page = services.queue.list(call.viewer, request);
  if (!page) return page.error();
  return json_in_language(service::render_queue(*page, services.library.taxonomy(), call.lang));
}

Result<Response> handle_queue_action(const Services& services, const Call& call) {
  const auto action = enum_of<service::QueueAction>(service::kQueueActionNames, call.body.text("action"));
  if (!action) return Error{ErrorCode::kInvalidArgument, "action: must be given", "action"};
  service::QueueOrder order;
  order.action = *action;
  order.items = call.body.list("items");
  order.reason = call.body.text("reason");
  order.value = call.body.text("value");
  order.into = call.body.text("into");
  order.assignee = call.body.text("assignee");
  order.review_by = call.body.text("review_by");
  return show_done(services.queue.act(call.viewer, order));
}

Result<Response> handle_undo(const Services& services, const Call& call) {
  const auto change = call.body.number("change");
  if (!change) return show_done(services.curation.undo_last(call.viewer));
  return show_done(services.curation.undo(call.viewer, static_cast<std::uint64_t>(*change)));
}

Result<Response> handle_get_audit(const Services& services, const Call& call) {
  if (!call.viewer.is_at_least(Role::kAdministrator)) {
    return service::not_allowed("the audit trail", "an administrator");
  }
  const service::AuditFilter filter{call.parameters.text("action"), call.parameters.text("name"),
                                    call.parameters.text("target"), call.parameters.text("from"),
                                    call.parameters.text("to")};
  const auto page = services.audit.list(filter, limit_of(call), offset_of(call));
  if (!page) return page.error();
  return make_response(200, kJsonType, service::render_audit(*page));
}

}  // namespace fupan::http
