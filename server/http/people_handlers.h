// Calls about people: sessions, accounts, tokens, and who sees which collection. As handlers.h.
#pragma once

#include <span>

#include "server/http/routes.h"

namespace fupan::http {

// Their rows of the route table.
std::span<const Route> people_routes();

std::span<const ParameterSpec> sign_in_body();
std::span<const ParameterSpec> own_password_body();
Result<Response> handle_get_session(const Services& services, const Call& call);
Result<Response> handle_sign_in(const Services& services, const Call& call);
Result<Response> handle_sign_out(const Services& services, const Call& call);
Result<Response> handle_change_password(const Services& services, const Call& call);

// Changes of an account or a collection take If-Match; conflict when it names another state.
std::span<const ParameterSpec> account_body();
std::span<const ParameterSpec> account_change_body();
std::span<const ParameterSpec> password_body();
Result<Response> handle_list_accounts(const Services& services, const Call& call);
Result<Response> handle_create_account(const Services& services, const Call& call);
Result<Response> handle_get_account(const Services& services, const Call& call);
Result<Response> handle_change_account(const Services& services, const Call& call);
Result<Response> handle_remove_account(const Services& services, const Call& call);
Result<Response> handle_set_password(const Services& services, const Call& call);

std::span<const ParameterSpec> token_parameters();
std::span<const ParameterSpec> token_body();
Result<Response> handle_list_tokens(const Services& services, const Call& call);
Result<Response> handle_create_token(const Services& services, const Call& call);
Result<Response> handle_remove_token(const Services& services, const Call& call);

std::span<const ParameterSpec> collection_body();
std::span<const ParameterSpec> access_body();
Result<Response> handle_list_collections(const Services& services, const Call& call);
Result<Response> handle_get_collection(const Services& services, const Call& call);
Result<Response> handle_put_collection(const Services& services, const Call& call);
Result<Response> handle_get_access(const Services& services, const Call& call);
Result<Response> handle_put_access(const Services& services, const Call& call);

}  // namespace fupan::http
