// Who calls, and may they? The only place that answers it, before any handler. Thread-safe.
//
// Who calls is, in this order: the account of a bearer token; the account that a trusted proxy names; the account of
// the session cookie; without any account in the installation, and asked at the machine itself, its owner; nobody.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/secrets.h"
#include "server/http/request.h"
#include "server/http/routes.h"
#include "server/service/access_rules.h"
#include "server/service/session_service.h"
#include "server/service/token_service.h"

namespace fupan::http {

inline constexpr std::string_view kSessionCookie = "fupan_session";
inline constexpr std::string_view kSecureSessionCookie = "__Host-fupan_session";  // where it is only sent by TLS
inline constexpr std::string_view kRequestedWith = "X-Requested-With";

struct GateOptions {
  std::vector<std::string> trusted_proxies = {};  // addresses whose X-Forwarded-… headers count
  std::string user_header = {};                   // in which such a proxy names who signed in at it; empty: none
  PasswordCost password_cost = {};
};

struct Visitor {
  Viewer viewer;
  Caller caller;
};

class Gate {
 public:
  // All must outlive it.
  Gate(GateOptions options, const service::AccessRules& rules, const service::SessionService& sessions,
       const service::TokenService& tokens)
      : options_(std::move(options)), rules_(rules), sessions_(sessions), tokens_(tokens) {}

  // A session that is over is nobody's.
  //
  // Errors: unauthenticated  a token that is not good, or a proxy's header that names no account; as the store
  Result<Visitor> identify(const Request& request) const;

 private:
  Result<std::optional<Visitor>> by_token(const Request& request, const service::AccessState& state) const;
  Result<std::optional<Visitor>> by_proxy(const Request& request, const service::AccessState& state) const;
  Result<std::optional<Visitor>> by_cookie(const Request& request, const service::AccessState& state,
                                           bool is_secure) const;
  bool is_trusted(std::string_view peer) const;

  GateOptions options_;
  const service::AccessRules& rules_;
  const service::SessionService& sessions_;
  const service::TokenService& tokens_;
};

// Who may do nothing but what everyone may.
Visitor nobody();

// What the route needs, with kByMethod resolved.
Access access_of(const Route& route);

// Errors: unauthenticated  nobody is signed in, and the call needs it
//         forbidden        the role or the scope of the token is not enough; or an unsafe call with a cookie (or a
//                          proxy's header) lacks the header X-Requested-With, which no page of another site can set
Status check_access(const Route& route, const Request& request, const Visitor& visitor);

}  // namespace fupan::http
