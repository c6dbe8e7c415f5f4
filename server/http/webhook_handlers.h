// Webhooks. Thread-safe, as handlers.h says.
#pragma once

#include <span>

#include "server/http/routes.h"

namespace fupan::http {

std::span<const ParameterSpec> new_webhook_body();
std::span<const ParameterSpec> webhook_change_body();
Result<Response> handle_list_webhooks(const Services& services, const Call& call);
Result<Response> handle_create_webhook(const Services& services, const Call& call);
Result<Response> handle_get_webhook(const Services& services, const Call& call);

// Both take If-Match; conflict when it names another state.
Result<Response> handle_change_webhook(const Services& services, const Call& call);
Result<Response> handle_remove_webhook(const Services& services, const Call& call);

}  // namespace fupan::http
