// Signing in and out. A session is a random secret of 256 bits that the browser keeps; the store has its SHA-256 only.
// Thread-safe.
#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "core/account.h"
#include "core/secrets.h"
#include "server/service/access_rules.h"
#include "server/service/library.h"
#include "server/service/sign_in_throttle.h"

namespace fupan::service {

inline constexpr std::chrono::hours kSessionIdle{24};       // without a request for so long a session ends
inline constexpr std::chrono::hours kSessionMost{14 * 24};  // and after so long in any case
inline constexpr std::chrono::hours kSeenEvery{1};          // how exactly the last request is written down

struct NewSession {
  std::string secret;  // 64 hexadecimal digits; is told once
  Account account;
};

class SessionService {
 public:
  // Both must outlive the service.
  SessionService(Library& library, const AccessRules& rules, const PasswordCost& cost = {});

  // A wrong password, an unknown name and a disabled account take the same time and get the same answer. Also removes
  // sessions that are over.
  //
  // Errors: unauthenticated  name or password is not right; throttled  too many tries for the name or from the address;
  //         as the store
  Result<NewSession> sign_in(const std::string& name, std::string_view password, const std::string& address);

  // A new session of an account, without asking for a password. Errors: as the store
  Result<NewSession> begin(const Account& account) const;

  // Whose session it is; nothing when it is not good. Errors: as the store
  Result<std::optional<Account>> find(std::string_view secret) const;

  // Errors: as the store
  Status sign_out(std::string_view secret) const;

 private:
  const std::string& decoy();
  bool is_over(const Session& session) const;
  Result<std::vector<store::Write>> removals() const;

  Library& library_;
  const AccessRules& rules_;
  SignInThrottle throttle_;
  const PasswordCost cost_;
  std::once_flag decoy_made_;
  std::string decoy_;  // a hash that no password has
};

}  // namespace fupan::service
