#include <array>
#include <string>

#include "server/http/gate.h"
#include "server/http/people_handlers.h"
#include "server/service/render_people_json.h"

namespace fupan::http {
namespace {

constexpr std::array kSignInBody{
    ParameterSpec{"name", ParameterType::kText},
    ParameterSpec{"password", ParameterType::kText},
};
constexpr std::array kOwnPasswordBody{
    ParameterSpec{"current_password", ParameterType::kText},
    ParameterSpec{"password", ParameterType::kText},
};

// Scripts never see it, and no other site's page sends it along. An empty secret takes the cookie away.
std::string cookie_of(const Caller& caller, const std::string& secret) {
  const auto seconds = secret.empty() ? 0 : std::chrono::seconds(service::kSessionMost).count();
  return std::string(caller.is_secure ? kSecureSessionCookie : kSessionCookie) + "=" + secret +
         "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(seconds) +
         (caller.is_secure ? "; Secure" : "");
}

service::SessionView view_of(const Viewer& viewer, const Caller& caller) {
  return {viewer, caller.scope, caller.has_accounts, caller.may_read || viewer.is_signed_in()};
}

Result<Response> begin(const Services& services, const Call& call, const service::NewSession& session) {
  const auto state = services.access.current();
  if (!state) return state.error();
  Caller caller = call.caller;
  caller.scope = Scope::kAdmin;
  Response response =
      make_response(200, kJsonType, service::render_session(view_of((*state)->viewer_of(session.account), caller)));
  response.headers.add("Set-Cookie", cookie_of(caller, session.secret));
  return response;
}

}  // namespace

std::span<const ParameterSpec> sign_in_body() { return kSignInBody; }
std::span<const ParameterSpec> own_password_body() { return kOwnPasswordBody; }

Result<Response> handle_get_session(const Services&, const Call& call) {
  return make_response(200, kJsonType, service::render_session(view_of(call.viewer, call.caller)));
}

Result<Response> handle_sign_in(const Services& services, const Call& call) {
  const auto session =
      services.sessions->sign_in(call.body.text("name"), call.body.text("password"), call.caller.address);
  if (!session) return session.error();
  return begin(services, call, *session);
}

Result<Response> handle_sign_out(const Services& services, const Call& call) {
  if (!call.caller.session.empty()) {
    const Status ended = services.sessions->sign_out(call.caller.session);
    if (!ended) return ended.error();
  }
  Response response{204, {}, {}};
  response.headers.add("Set-Cookie", cookie_of(call.caller, ""));
  return response;
}

// Ends all sessions; who comes with one of them gets a new one.
Result<Response> handle_change_password(const Services& services, const Call& call) {
  if (!call.viewer.is_signed_in()) {
    return make_error(ErrorCode::kInvalidArgument, "the owner of an installation without accounts has no password");
  }
  const Status changed = services.accounts.change_password(call.viewer.account, call.body.text("current_password"),
                                                           call.body.text("password"));
  if (!changed) return changed.error();
  Response response{204, {}, {}};
  if (call.caller.session.empty()) return response;
  const auto account = services.accounts.get(call.viewer.account);
  if (!account) return account.error();
  const auto session = services.sessions->begin(account->account);
  if (!session) return session.error();
  response.headers.add("Set-Cookie", cookie_of(call.caller, session->secret));
  return response;
}

}  // namespace fupan::http
