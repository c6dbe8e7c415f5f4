#include "server/service/webhooks/render_webhook_json.h"

#include <chrono>
#include <nlohmann/json.hpp>

namespace fupan::service {
namespace {

using Json = nlohmann::ordered_json;  // members in the order of the schemas

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string time_of(std::int64_t seconds) {
  if (seconds == 0) return "";
  return to_rfc3339(std::chrono::system_clock::time_point(std::chrono::seconds(seconds)));
}

Json webhook_json(const WebhookView& view, bool with_secret) {
  const Webhook& webhook = view.webhook;
  const WebhookProgress& progress = view.progress;
  Json events = Json::array();
  for (const WebhookEvent event : webhook.events) events.push_back(name_of(event));
  Json json{{"id", webhook.id},
            {"url", webhook.url},
            {"events", std::move(events)},
            {"active", webhook.active},
            {"created_at", webhook.created_at},
            {"created_by", webhook.created_by},
            {"delivered", progress.delivered},
            {"sequence", progress.sequence},
            {"attempts", progress.attempts},
            {"next_attempt_at", time_of(progress.next_attempt)},
            {"last",
             {{"at", progress.last_at},
              {"event", progress.last_event},
              {"delivery_id", progress.last_delivery},
              {"status", progress.last_status},
              {"error", progress.last_error}}},
            {"revision", view.revision}};
  if (with_secret) json["secret"] = webhook.secret;
  return json;
}

}  // namespace

std::string render_webhooks(const std::vector<WebhookView>& webhooks) {
  Json items = Json::array();
  for (const WebhookView& view : webhooks) items.push_back(webhook_json(view, false));
  return dump({{"total", webhooks.size()}, {"items", std::move(items)}});
}

std::string render_webhook(const WebhookView& view, bool with_secret) { return dump(webhook_json(view, with_secret)); }

}  // namespace fupan::service
