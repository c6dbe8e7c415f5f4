// People and rules as JSON; see render_json.h. Secrets and hashes are in none of it but render_new_token.
#pragma once

#include <string>
#include <vector>

#include "core/account.h"
#include "server/service/account_service.h"
#include "server/service/collection_service.h"
#include "server/service/token_service.h"

namespace fupan::service {

// What a client must know of who it is.
struct SessionView {
  Viewer viewer;
  Scope scope = Scope::kAdmin;
  bool has_accounts = false;
  bool may_read = true;
};

std::string render_session(const SessionView& session);                                    // Session
std::string render_account(const StoredAccount& account);                                  // Account
std::string render_accounts(const AccountPage& page);                                      // AccountList
std::string render_tokens(const std::vector<ApiToken>& tokens, const AccessState& state);  // TokenList
std::string render_new_token(const NewToken& token, const AccessState& state);             // NewToken

// With who is named by the rule, or without.
std::string render_collection(const CollectionView& collection, bool with_rule);                 // Collection
std::string render_collections(const std::vector<CollectionView>& collections, bool with_rule);  // CollectionList
std::string render_access_policy(const AccessPolicy& policy);                                    // Access

}  // namespace fupan::service
