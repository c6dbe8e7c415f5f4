#include <array>
#include <map>
#include <string>

#include "core/label.h"
#include "server/http/entity_tag.h"
#include "server/http/handlers.h"
#include "server/http/people_handlers.h"
#include "server/service/render_people_json.h"

namespace fupan::http {
namespace {

constexpr std::array kAccountBody{
    ParameterSpec{"name", ParameterType::kText},
    ParameterSpec{"role", ParameterType::kChoice, kRoleNames},
    ParameterSpec{"password", ParameterType::kText},
};
constexpr std::array kAccountChangeBody{
    ParameterSpec{"role", ParameterType::kChoice, kRoleNames},
    ParameterSpec{"disabled", ParameterType::kFlag},
};
constexpr std::array kPasswordBody{ParameterSpec{"password", ParameterType::kText}};
constexpr std::string_view kWhose[] = {"own", "all"};
constexpr std::array kTokenParameters{ParameterSpec{"whose", ParameterType::kChoice, kWhose}};
constexpr std::array kTokenBody{
    ParameterSpec{"label", ParameterType::kText},
    ParameterSpec{"scope", ParameterType::kChoice, kScopeNames},
    ParameterSpec{"days", ParameterType::kInteger, {}, 1, service::kMostTokenDays},
};

Result<Response> show(const Result<service::StoredAccount>& account, int status = 200) {
  if (!account) return account.error();
  Response response = make_response(status, kJsonType, service::render_account(*account));
  response.headers.set("ETag", entity_tag("r" + std::to_string(account->revision)));
  return response;
}

}  // namespace

std::span<const ParameterSpec> account_body() { return kAccountBody; }
std::span<const ParameterSpec> account_change_body() { return kAccountChangeBody; }
std::span<const ParameterSpec> password_body() { return kPasswordBody; }
std::span<const ParameterSpec> token_parameters() { return kTokenParameters; }
std::span<const ParameterSpec> token_body() { return kTokenBody; }

Result<Response> handle_list_accounts(const Services& services, const Call& call) {
  const auto page = services.accounts.list(limit_of(call), offset_of(call));
  if (!page) return page.error();
  return make_response(200, kJsonType, service::render_accounts(*page));
}

Result<Response> handle_create_account(const Services& services, const Call& call) {
  if (!call.body.has("role")) return missing("role");
  const Role role = *enum_of<Role>(kRoleNames, call.body.text("role"));
  const auto created = services.accounts.create(call.body.text("name"), role, call.body.text("password"));
  Result<Response> response = show(created, 201);
  if (response) response->headers.set("Location", "/api/v1/accounts/" + created->account.id);
  return response;
}

Result<Response> handle_get_account(const Services& services, const Call& call) {
  return show(services.accounts.get(call.id));
}

Result<Response> handle_change_account(const Services& services, const Call& call) {
  const auto expected = expected_revision(call.request);
  if (!expected) return expected.error();
  service::AccountChange change;
  if (call.body.has("role")) change.role = enum_of<Role>(kRoleNames, call.body.text("role"));
  if (call.body.has("disabled")) change.disabled = call.body.flag("disabled");
  return show(services.accounts.change(call.id, change, *expected));
}

Result<Response> handle_remove_account(const Services& services, const Call& call) {
  const auto expected = expected_revision(call.request);
  if (!expected) return expected.error();
  const Status removed = services.accounts.remove(call.id, *expected);
  if (!removed) return removed.error();
  return Response{204, {}, {}};
}

Result<Response> handle_set_password(const Services& services, const Call& call) {
  const Status set = services.accounts.set_password(call.id, call.body.text("password"));
  if (!set) return set.error();
  return Response{204, {}, {}};
}

Result<Response> handle_list_tokens(const Services& services, const Call& call) {
  const bool is_all = call.parameters.text("whose") == "all";
  if (is_all && (!call.viewer.is_at_least(Role::kAdministrator) || call.caller.scope < Scope::kAdmin)) {
    return Error{ErrorCode::kForbidden, "whose: only an administrator sees the tokens of all", "whose"};
  }
  std::vector<ApiToken> tokens;
  if (is_all || call.viewer.is_signed_in()) {
    auto listed = services.tokens.list(is_all ? "" : call.viewer.account);
    if (!listed) return listed.error();
    tokens = std::move(*listed);
  }
  const auto state = services.access.current();
  if (!state) return state.error();
  return make_response(200, kJsonType, service::render_tokens(tokens, **state));
}

Result<Response> handle_create_token(const Services& services, const Call& call) {
  if (!call.viewer.is_signed_in()) {
    return make_error(ErrorCode::kInvalidArgument, "a token belongs to an account: add one and sign in first");
  }
  if (!call.body.has("scope")) return missing("scope");
  service::TokenRequest request;
  request.label = call.body.text("label");
  request.scope = *enum_of<Scope>(kScopeNames, call.body.text("scope"));
  request.days = static_cast<int>(call.body.number("days").value_or(service::kDefaultTokenDays));
  if (request.scope > call.caller.scope) {
    return Error{ErrorCode::kForbidden, "scope: a token makes no token that may do more", "scope"};
  }
  const auto state = services.access.current();
  if (!state) return state.error();
  const auto account = (*state)->accounts.find(call.viewer.account);
  if (account == (*state)->accounts.end()) return make_error(ErrorCode::kUnauthenticated, "the account is gone");
  const auto created = services.tokens.create(account->second, request);
  if (!created) return created.error();
  return make_response(201, kJsonType, service::render_new_token(*created, **state));
}

Result<Response> handle_remove_token(const Services& services, const Call& call) {
  const bool is_any = call.viewer.is_at_least(Role::kAdministrator) && call.caller.scope == Scope::kAdmin;
  const Status removed = services.tokens.remove(call.id, is_any ? "" : call.viewer.account);
  if (!removed) return removed.error();
  return Response{204, {}, {}};
}

}  // namespace fupan::http
