#include "core/account.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace fupan {
namespace {

using Json = nlohmann::json;

template <class Enum, std::size_t N>
Enum named(const std::array<std::string_view, N>& names, const Json& json) {
  const auto name = json.get<std::string>();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) throw std::runtime_error("unknown name '" + name + "'");
  return static_cast<Enum>(found - names.begin());
}

template <class Value, class Read>
Result<Value> decoded(const char* what, std::string_view bytes, Read read) {
  try {
    const Json json = Json::parse(bytes);
    if (json.at("v").get<int>() > kAccountFormat) throw std::runtime_error("it is newer than this program");
    Value value;
    read(json, value);
    return value;
  } catch (const std::exception& e) {
    return make_error(ErrorCode::kCorrupt, std::string("decode ") + what + ": " + e.what());
  }
}

std::string text_of(Json json) {
  json["v"] = kAccountFormat;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

bool is_visible(const CollectionAccess& access, std::string_view account, Role role) {
  if (access.visibility == Visibility::kPublic) return true;
  if (account.empty()) return false;
  if (access.visibility == Visibility::kMembers || role == Role::kAdministrator) return true;
  return std::find(access.roles.begin(), access.roles.end(), role) != access.roles.end() ||
         std::find(access.accounts.begin(), access.accounts.end(), account) != access.accounts.end();
}

std::string encode_account(const Account& account) {
  return text_of({{"id", account.id},
                  {"name", account.name},
                  {"role", name_of(account.role)},
                  {"disabled", account.disabled},
                  {"password", account.password},
                  {"generation", account.generation},
                  {"created_at", account.created_at}});
}

Result<Account> decode_account(std::string_view bytes) {
  return decoded<Account>("account", bytes, [](const Json& json, Account& account) {
    json.at("id").get_to(account.id);
    json.at("name").get_to(account.name);
    account.role = named<Role>(kRoleNames, json.at("role"));
    account.disabled = json.value("disabled", false);
    account.password = json.value("password", std::string());
    account.generation = json.value("generation", 0U);
    account.created_at = json.value("created_at", std::string());
  });
}

std::string encode_session(const Session& session) {
  return text_of({{"account", session.account},
                  {"generation", session.generation},
                  {"created_at", session.created_at},
                  {"seen_at", session.seen_at}});
}

Result<Session> decode_session(std::string_view bytes) {
  return decoded<Session>("session", bytes, [](const Json& json, Session& session) {
    json.at("account").get_to(session.account);
    json.at("generation").get_to(session.generation);
    json.at("created_at").get_to(session.created_at);
    json.at("seen_at").get_to(session.seen_at);
  });
}

std::string encode_token(const ApiToken& token) {
  return text_of({{"id", token.id},
                  {"account", token.account},
                  {"label", token.label},
                  {"scope", name_of(token.scope)},
                  {"secret", token.secret},
                  {"created_at", token.created_at},
                  {"expires_on", token.expires_on},
                  {"last_used_on", token.last_used_on}});
}

Result<ApiToken> decode_token(std::string_view bytes) {
  return decoded<ApiToken>("token", bytes, [](const Json& json, ApiToken& token) {
    json.at("id").get_to(token.id);
    json.at("account").get_to(token.account);
    json.at("label").get_to(token.label);
    token.scope = named<Scope>(kScopeNames, json.at("scope"));
    json.at("secret").get_to(token.secret);
    json.at("created_at").get_to(token.created_at);
    json.at("expires_on").get_to(token.expires_on);
    token.last_used_on = json.value("last_used_on", std::string());
  });
}

std::string encode_collection_access(const CollectionAccess& access) {
  Json roles = Json::array();
  for (const Role role : access.roles) roles.push_back(name_of(role));
  return text_of({{"visibility", name_of(access.visibility)}, {"roles", roles}, {"accounts", access.accounts}});
}

Result<CollectionAccess> decode_collection_access(std::string_view bytes) {
  return decoded<CollectionAccess>("collection access", bytes, [](const Json& json, CollectionAccess& access) {
    access.visibility = named<Visibility>(kVisibilityNames, json.at("visibility"));
    for (const Json& role : json.at("roles")) access.roles.push_back(named<Role>(kRoleNames, role));
    json.at("accounts").get_to(access.accounts);
  });
}

std::string encode_access_policy(const AccessPolicy& policy) {
  return text_of({{"anonymous_reading", policy.anonymous_reading}});
}

Result<AccessPolicy> decode_access_policy(std::string_view bytes) {
  return decoded<AccessPolicy>("access policy", bytes, [](const Json& json, AccessPolicy& policy) {
    json.at("anonymous_reading").get_to(policy.anonymous_reading);
  });
}

}  // namespace fupan
