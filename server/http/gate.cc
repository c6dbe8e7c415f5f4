#include "server/http/gate.h"

#include <algorithm>

#include "server/http/listen_address.h"
#include "server/http/origin_check.h"
#include "server/http/token.h"

namespace fupan::http {
namespace {

constexpr std::string_view kBearer = "Bearer ";

// The last of a list: what the nearest proxy wrote itself.
std::string last_of(std::string_view list) {
  const std::size_t comma = list.rfind(',');
  return std::string(trim_field(comma == std::string_view::npos ? list : list.substr(comma + 1)));
}

bool is_loopback(std::string_view host) { return parse_listen_address(host, false).has_value(); }

// At the machine itself: asked by a loopback name from a loopback address, and no proxy in between.
bool is_local(const Request& request) {
  const bool is_handed_on =
      request.headers.has("X-Forwarded-For") || request.headers.has("Forwarded") || request.headers.has("X-Real-IP");
  const bool is_here = request.peer.empty() || is_loopback(request.peer);
  const std::string host = host_of(request.headers.get("Host"));
  return is_here && !is_handed_on && (!request.headers.has("Host") || is_loopback(host));
}

// The value of a cookie; "" when it is not there.
std::string cookie(const Request& request, std::string_view name) {
  for (const auto& [field, value] : request.headers.fields()) {
    if (!equals_ignoring_case(field, "Cookie")) continue;
    for (std::string_view rest = value; !rest.empty();) {
      const std::size_t end = std::min(rest.find(';'), rest.size());
      const std::string_view pair = trim_field(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') {
        return std::string(pair.substr(name.size() + 1));
      }
    }
  }
  return "";
}

Role role_for(Access access) {
  if (access == Access::kAdministrator) return Role::kAdministrator;
  if (access == Access::kCurator) return Role::kCurator;
  return access == Access::kContributor ? Role::kContributor : Role::kReader;
}

Scope scope_for(Access access, std::string_view method) {
  if (access == Access::kAdministrator) return Scope::kAdmin;
  const bool reads = access <= Access::kReader || !is_unsafe_method(method);
  return reads ? Scope::kRead : Scope::kWrite;
}

Error unauthenticated(const Caller& caller) {
  return make_error(ErrorCode::kUnauthenticated,
                    caller.has_accounts ? "sign in first, or send a token with \"Authorization: Bearer …\""
                                        : "there are no accounts yet: make one at the machine itself, with \"fupan "
                                          "account add NAME --role administrator\"");
}

Error forbidden(std::string message) { return make_error(ErrorCode::kForbidden, std::move(message)); }

}  // namespace

bool Gate::is_trusted(std::string_view peer) const {
  const auto& known = options_.trusted_proxies;
  return !peer.empty() && std::find(known.begin(), known.end(), peer) != known.end();
}

Result<std::optional<Visitor>> Gate::by_token(const Request& request, const service::AccessState& state) const {
  const std::string given = request.headers.joined("Authorization");
  const bool is_bearer =
      given.size() > kBearer.size() && equals_ignoring_case(std::string_view(given).substr(0, kBearer.size()), kBearer);
  if (!is_bearer) return std::optional<Visitor>();
  const auto user = tokens_.find(trim_field(std::string_view(given).substr(kBearer.size())));
  if (!user) return user.error();
  if (!*user) return make_error(ErrorCode::kUnauthenticated, "the token is not good, or no longer");
  Visitor visitor{state.viewer_of((*user)->account), {}};
  visitor.caller.scope = (*user)->scope;
  return std::optional<Visitor>(std::move(visitor));
}

Result<std::optional<Visitor>> Gate::by_proxy(const Request& request, const service::AccessState& state) const {
  const std::optional<Visitor> nobody;
  if (options_.user_header.empty() || !is_trusted(request.peer)) return nobody;
  const std::string name = request.headers.joined(options_.user_header);
  if (name.empty()) return nobody;
  const Account* account = state.find_account(name);
  if (account == nullptr || account->disabled) {
    return make_error(ErrorCode::kUnauthenticated, "the proxy names '" + name + "', which is no account here");
  }
  Visitor visitor{state.viewer_of(*account), {}};
  visitor.caller.is_ambient = true;
  return std::optional<Visitor>(std::move(visitor));
}

Result<std::optional<Visitor>> Gate::by_cookie(const Request& request, const service::AccessState& state,
                                               bool is_secure) const {
  const std::optional<Visitor> nobody;
  const std::string secret = cookie(request, is_secure ? kSecureSessionCookie : kSessionCookie);
  if (secret.empty()) return nobody;
  const auto account = sessions_.find(secret);
  if (!account) return account.error();
  if (!*account) return nobody;
  Visitor visitor{state.viewer_of(**account), {}};
  visitor.caller.is_ambient = true;
  visitor.caller.session = secret;
  return std::optional<Visitor>(std::move(visitor));
}

Result<Visitor> Gate::identify(const Request& request) const {
  const auto state = rules_.current();
  if (!state) return state.error();
  const bool is_proxied = is_trusted(request.peer);
  const bool is_secure = is_proxied && last_of(request.headers.joined("X-Forwarded-Proto")) == "https";
  auto found = by_token(request, **state);
  if (found && !*found) found = by_proxy(request, **state);
  if (found && !*found) found = by_cookie(request, **state, is_secure);
  if (!found) return found.error();
  Visitor visitor;
  if (*found) {
    visitor = std::move(**found);
  } else if ((*state)->has_accounts() || !is_local(request)) {
    visitor.viewer = (*state)->anonymous();
    visitor.caller.may_read = !(*state)->has_accounts() || (*state)->policy.anonymous_reading;
  }
  const std::string forwarded = is_proxied ? last_of(request.headers.joined("X-Forwarded-For")) : "";
  visitor.caller.address = forwarded.empty() ? request.peer : forwarded;
  visitor.caller.is_secure = is_secure;
  visitor.caller.has_accounts = (*state)->has_accounts();
  return visitor;
}

Visitor nobody() {
  Visitor visitor;
  visitor.viewer.role = Role::kReader;
  visitor.caller.may_read = false;
  return visitor;
}

Access access_of(const Route& route) {
  if (route.access != Access::kByMethod) return route.access;
  return is_unsafe_method(route.method) ? Access::kContributor : Access::kReader;
}

Status check_access(const Route& route, const Request& request, const Visitor& visitor) {
  const Access access = access_of(route);
  const Caller& caller = visitor.caller;
  if (caller.is_ambient && is_unsafe_method(request.method) && !request.headers.has(kRequestedWith)) {
    return forbidden("a call that changes something and comes with a cookie needs the header X-Requested-With");
  }
  if (access == Access::kUnasked || access == Access::kEveryone || visitor.viewer.is_owner()) return ok_status();
  if (access == Access::kReader && !visitor.viewer.is_signed_in()) {
    return caller.may_read ? ok_status() : Status(unauthenticated(caller));
  }
  if (!visitor.viewer.is_signed_in()) return unauthenticated(caller);
  const Role least = role_for(access);
  if (!visitor.viewer.is_at_least(least)) {
    return forbidden("this needs the role " + std::string(name_of(least)) + "; yours is " +
                     std::string(name_of(visitor.viewer.role)));
  }
  const Scope needed = scope_for(access, request.method);
  if (caller.scope >= needed) return ok_status();
  return forbidden("this needs a token of scope " + std::string(name_of(needed)) + "; this one's is " +
                   std::string(name_of(caller.scope)));
}

}  // namespace fupan::http
