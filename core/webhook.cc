#include "core/webhook.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace fupan {
namespace {

using Json = nlohmann::json;

WebhookEvent event_of(const std::string& name) {
  const auto found = std::find(kWebhookEventNames.begin(), kWebhookEventNames.end(), name);
  if (found == kWebhookEventNames.end()) throw std::runtime_error("unknown event '" + name + "'");
  return static_cast<WebhookEvent>(found - kWebhookEventNames.begin());
}

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

template <class Read>
auto decode(const char* what, std::string_view bytes, Read read) -> Result<decltype(read(Json()))> {
  try {
    const Json json = Json::parse(bytes);
    if (json.at("v").get<int>() > kWebhookFormat) throw std::runtime_error("it is newer than this program");
    return read(json);
  } catch (const std::exception& e) {
    return make_error(ErrorCode::kCorrupt, std::string("decode ") + what + ": " + e.what());
  }
}

}  // namespace

std::string encode_webhook(const Webhook& webhook) {
  Json events = Json::array();
  for (const WebhookEvent event : webhook.events) events.push_back(name_of(event));
  return dump({{"v", kWebhookFormat},
               {"id", webhook.id},
               {"url", webhook.url},
               {"events", std::move(events)},
               {"secret", webhook.secret},
               {"active", webhook.active},
               {"created_at", webhook.created_at},
               {"created_by", webhook.created_by}});
}

Result<Webhook> decode_webhook(std::string_view bytes) {
  return decode("webhook", bytes, [](const Json& json) {
    Webhook webhook;
    webhook.id = json.at("id").get<std::string>();
    webhook.url = json.at("url").get<std::string>();
    for (const Json& event : json.at("events")) webhook.events.push_back(event_of(event.get<std::string>()));
    webhook.secret = json.at("secret").get<std::string>();
    webhook.active = json.at("active").get<bool>();
    webhook.created_at = json.at("created_at").get<std::string>();
    webhook.created_by = json.at("created_by").get<std::string>();
    return webhook;
  });
}

std::string encode_webhook_progress(const WebhookProgress& progress) {
  return dump({{"v", kWebhookFormat},
               {"sequence", progress.sequence},
               {"place", progress.place},
               {"attempts", progress.attempts},
               {"next_attempt", progress.next_attempt},
               {"last_at", progress.last_at},
               {"last_event", progress.last_event},
               {"last_delivery", progress.last_delivery},
               {"last_error", progress.last_error},
               {"last_status", progress.last_status},
               {"delivered", progress.delivered}});
}

Result<WebhookProgress> decode_webhook_progress(std::string_view bytes) {
  return decode("webhook progress", bytes, [](const Json& json) {
    WebhookProgress progress;
    progress.sequence = json.at("sequence").get<std::uint64_t>();
    progress.place = json.at("place").get<std::uint64_t>();
    progress.attempts = json.at("attempts").get<std::uint64_t>();
    progress.next_attempt = json.at("next_attempt").get<std::int64_t>();
    progress.last_at = json.at("last_at").get<std::string>();
    progress.last_event = json.at("last_event").get<std::string>();
    progress.last_delivery = json.at("last_delivery").get<std::string>();
    progress.last_error = json.at("last_error").get<std::string>();
    progress.last_status = json.at("last_status").get<int>();
    progress.delivered = json.at("delivered").get<std::uint64_t>();
    return progress;
  });
}

}  // namespace fupan
