#include "server/service/render_people_json.h"

#include <nlohmann/json.hpp>

namespace fupan::service {
namespace {

using Json = nlohmann::ordered_json;  // members in the order of the schemas

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json account_json(const StoredAccount& stored) {
  const Account& account = stored.account;
  return {{"id", account.id},
          {"name", account.name},
          {"role", name_of(account.role)},
          {"disabled", account.disabled},
          {"has_password", !account.password.empty()},
          {"created_at", account.created_at},
          {"revision", stored.revision}};
}

Json token_json(const ApiToken& token, const AccessState& state) {
  const auto account = state.accounts.find(token.account);
  return {{"id", token.id},
          {"account", account == state.accounts.end() ? "" : account->second.name},
          {"label", token.label},
          {"scope", name_of(token.scope)},
          {"created_at", token.created_at},
          {"expires_on", token.expires_on},
          {"last_used_on", token.last_used_on}};
}

Json collection_json(const CollectionView& view, bool with_rule) {
  Json json{{"name", view.name},
            {"documents", view.documents},
            {"visibility", name_of(view.access.visibility)},
            {"revision", view.revision}};
  if (!with_rule) return json;
  json["roles"] = Json::array();
  for (const Role role : view.access.roles) json["roles"].push_back(name_of(role));
  json["accounts"] = Json::array();
  for (const std::string& name : view.account_names) {
    if (!name.empty()) json["accounts"].push_back(name);
  }
  return json;
}

}  // namespace

std::string render_session(const SessionView& session) {
  const Viewer& viewer = session.viewer;
  return dump({{"signed_in", viewer.is_signed_in()},
               {"is_owner", viewer.is_owner()},
               {"account", viewer.account},
               {"name", viewer.name},
               {"role", viewer.is_signed_in() || viewer.is_owner() ? name_of(viewer.role) : "anonymous"},
               {"scope", name_of(session.scope)},
               {"has_accounts", session.has_accounts},
               {"may_read", session.may_read}});
}

std::string render_account(const StoredAccount& account) { return dump(account_json(account)); }

std::string render_accounts(const AccountPage& page) {
  Json items = Json::array();
  for (const StoredAccount& account : page.items) items.push_back(account_json(account));
  return dump({{"total", page.total}, {"items", std::move(items)}});
}

std::string render_tokens(const std::vector<ApiToken>& tokens, const AccessState& state) {
  Json items = Json::array();
  for (const ApiToken& token : tokens) items.push_back(token_json(token, state));
  return dump({{"total", tokens.size()}, {"items", std::move(items)}});
}

std::string render_new_token(const NewToken& token, const AccessState& state) {
  Json json = token_json(token.token, state);
  json["token"] = token.text;
  return dump(json);
}

std::string render_collection(const CollectionView& collection, bool with_rule) {
  return dump(collection_json(collection, with_rule));
}

std::string render_collections(const std::vector<CollectionView>& collections, bool with_rule) {
  Json items = Json::array();
  for (const CollectionView& view : collections) items.push_back(collection_json(view, with_rule));
  return dump({{"total", collections.size()}, {"items", std::move(items)}});
}

std::string render_access_policy(const AccessPolicy& policy) {
  return dump({{"anonymous_reading", policy.anonymous_reading}});
}

}  // namespace fupan::service
