#include <array>

#include "server/http/handlers.h"
#include "server/http/people_handlers.h"

namespace fupan::http {

std::span<const Route> people_routes() {
  static const std::array kRoutes{
      Route{"GET", "/api/v1/session", "getSession", {}, handle_get_session, {}, Access::kEveryone},
      Route{"POST", "/api/v1/session", "signIn", {}, handle_sign_in, sign_in_body(), Access::kEveryone},
      Route{"DELETE", "/api/v1/session", "signOut", {}, handle_sign_out, {}, Access::kEveryone},
      Route{"PUT",
            "/api/v1/session/password",
            "changePassword",
            {},
            handle_change_password,
            own_password_body(),
            Access::kMember},
      Route{"GET",
            "/api/v1/accounts",
            "listAccounts",
            page_parameters(),
            handle_list_accounts,
            {},
            Access::kAdministrator},
      Route{"POST",
            "/api/v1/accounts",
            "createAccount",
            {},
            handle_create_account,
            account_body(),
            Access::kAdministrator},
      Route{"GET", "/api/v1/accounts/{id}", "getAccount", {}, handle_get_account, {}, Access::kAdministrator},
      Route{"PATCH",
            "/api/v1/accounts/{id}",
            "changeAccount",
            {},
            handle_change_account,
            account_change_body(),
            Access::kAdministrator},
      Route{"DELETE", "/api/v1/accounts/{id}", "removeAccount", {}, handle_remove_account, {}, Access::kAdministrator},
      Route{"PUT",
            "/api/v1/accounts/{id}/password",
            "setPassword",
            {},
            handle_set_password,
            password_body(),
            Access::kAdministrator},
      Route{"GET", "/api/v1/tokens", "listTokens", token_parameters(), handle_list_tokens, {}, Access::kMember},
      Route{"POST", "/api/v1/tokens", "createToken", {}, handle_create_token, token_body(), Access::kMember},
      Route{"DELETE", "/api/v1/tokens/{id}", "removeToken", {}, handle_remove_token, {}, Access::kMember},
      Route{"GET", "/api/v1/collections", "listCollections", {}, handle_list_collections},
      Route{"GET", "/api/v1/collections/{id}", "getCollection", {}, handle_get_collection},
      Route{"PUT",
            "/api/v1/collections/{id}",
            "putCollection",
            {},
            handle_put_collection,
            collection_body(),
            Access::kAdministrator},
      Route{"GET", "/api/v1/access", "getAccess", {}, handle_get_access, {}, Access::kAdministrator},
      Route{"PUT", "/api/v1/access", "putAccess", {}, handle_put_access, access_body(), Access::kAdministrator},
  };
  return kRoutes;
}

}  // namespace fupan::http
