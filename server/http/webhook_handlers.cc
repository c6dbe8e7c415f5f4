#include "server/http/webhook_handlers.h"

#include <array>
#include <string>

#include "server/http/entity_tag.h"
#include "server/http/handlers.h"
#include "server/service/webhooks/render_webhook_json.h"

namespace fupan::http {
namespace {

constexpr std::array kNewWebhookBody{
    ParameterSpec{"url", ParameterType::kText},
    ParameterSpec{"events", ParameterType::kList, kWebhookEventNames},
    ParameterSpec{"secret", ParameterType::kText},
};
constexpr std::array kWebhookChangeBody{
    ParameterSpec{"url", ParameterType::kText},
    ParameterSpec{"events", ParameterType::kList, kWebhookEventNames},
    ParameterSpec{"secret", ParameterType::kText},
    ParameterSpec{"active", ParameterType::kFlag},
};

std::vector<WebhookEvent> events_of(const Call& call) {
  std::vector<WebhookEvent> events;
  for (const std::string& name : call.body.list("events")) {
    if (const auto event = enum_of<WebhookEvent>(kWebhookEventNames, name)) events.push_back(*event);
  }
  return events;
}

Result<Response> show(const Result<service::WebhookView>& view, int status = 200, bool with_secret = false) {
  if (!view) return view.error();
  Response response = make_response(status, kJsonType, service::render_webhook(*view, with_secret));
  response.headers.set("ETag", entity_tag("r" + std::to_string(view->revision)));
  return response;
}

}  // namespace

std::span<const ParameterSpec> new_webhook_body() { return kNewWebhookBody; }
std::span<const ParameterSpec> webhook_change_body() { return kWebhookChangeBody; }

Result<Response> handle_list_webhooks(const Services& services, const Call&) {
  const auto all = services.webhooks.list();
  if (!all) return all.error();
  return make_response(200, kJsonType, service::render_webhooks(*all));
}

Result<Response> handle_create_webhook(const Services& services, const Call& call) {
  const auto created =
      services.webhooks.create(call.body.text("url"), events_of(call), call.body.text("secret"), call.viewer);
  Result<Response> response = show(created, 201, true);
  if (response) response->headers.set("Location", "/api/v1/webhooks/" + created->webhook.id);
  return response;
}

Result<Response> handle_get_webhook(const Services& services, const Call& call) {
  return show(services.webhooks.get(call.id));
}

Result<Response> handle_change_webhook(const Services& services, const Call& call) {
  const auto expected = expected_revision(call.request);
  if (!expected) return expected.error();
  service::WebhookChange change;
  if (call.body.has("url")) change.url = call.body.text("url");
  if (call.body.has("events")) change.events = events_of(call);
  if (call.body.has("secret")) change.secret = call.body.text("secret");
  if (call.body.has("active")) change.active = call.body.flag("active");
  return show(services.webhooks.change(call.id, change, *expected));
}

Result<Response> handle_remove_webhook(const Services& services, const Call& call) {
  const auto expected = expected_revision(call.request);
  if (!expected) return expected.error();
  const Status removed = services.webhooks.remove(call.id, *expected);
  if (!removed) return removed.error();
  return Response{204, {}, {}};
}

}  // namespace fupan::http
