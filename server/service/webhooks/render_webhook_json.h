// The JSON texts of webhooks, exactly as the schemas of server/http/openapi.json say. Thread-safe, no state.
#pragma once

#include <string>
#include <vector>

#include "server/service/webhooks/webhook_service.h"

namespace fupan::service {

std::string render_webhooks(const std::vector<WebhookView>& webhooks);  // WebhookList

// Webhook. `with_secret`: once, for whoever made it.
std::string render_webhook(const WebhookView& view, bool with_secret = false);

}  // namespace fupan::service
