// What holds for the whole installation, and who may approve what. Thread-safe, as handlers.h says.
//
// All that change something are an administrator's and take If-Match; conflict when it names another state.
#pragma once

#include <span>

#include "server/http/routes.h"

namespace fupan::http {

std::span<const ParameterSpec> settings_body();
Result<Response> handle_get_settings(const Services& services, const Call& call);
Result<Response> handle_put_settings(const Services& services, const Call& call);

// facet, value, role, accounts: a row of the table of authority.
std::span<const ParameterSpec> tier_body();
Result<Response> handle_put_tier(const Services& services, const Call& call);

// facet, value.
std::span<const ParameterSpec> tier_parameters();
Result<Response> handle_remove_tier(const Services& services, const Call& call);

}  // namespace fupan::http
