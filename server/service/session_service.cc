#include "server/service/session_service.h"

#include <spdlog/spdlog.h>

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "server/service/account_service.h"
#include "server/service/keys.h"
#include "server/service/repository.h"

namespace fupan::service {
namespace {

constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kSecretLength = 2 * kSecretBytes;
constexpr std::size_t kMostRemoved = 100;  // of one sign-in

// RFC 3339 texts of the same form are in the order of time.
std::string before(std::chrono::system_clock::time_point now, std::chrono::hours span) {
  return to_rfc3339(now - span);
}

}  // namespace

SessionService::SessionService(Library& library, const AccessRules& rules, const PasswordCost& cost)
    : library_(library), rules_(rules), cost_(cost) {}

// Made with the first sign-in: it takes as long as a sign-in does.
const std::string& SessionService::decoy() {
  std::call_once(decoy_made_, [&] {
    auto hash = hash_password(random_hex(kSecretBytes), cost_);
    if (hash) decoy_ = std::move(*hash);
  });
  return decoy_;
}

Result<NewSession> SessionService::sign_in(const std::string& name, std::string_view password,
                                           const std::string& address) {
  const std::string folded = text::fold(text::trim(name));
  if (!throttle_.take(folded, address, library_.clock().now())) {
    return make_error(ErrorCode::kThrottled, "too many attempts to sign in; try again in a minute");
  }
  const auto state = rules_.current();
  if (!state) return state.error();
  const Account* account = (*state)->find_account(name);
  const bool has_password = account != nullptr && !account->password.empty();
  const bool is_size = password.size() <= kMostPasswordBytes;
  const bool is_right = verify_password(has_password ? account->password : decoy(), is_size ? password : "");
  if (!has_password || !is_size || !is_right || account->disabled) {
    return make_error(ErrorCode::kUnauthenticated, "name or password is not right");
  }
  throttle_.forget(folded);
  return begin(*account);
}

Result<std::vector<store::Write>> SessionService::removals() const {
  std::vector<store::Write> writes;
  const auto records = library_.store().scan(kSessionPrefix, "", 10 * kMostRemoved);
  if (!records) return records.error();
  for (const store::Record& record : *records) {
    const auto session = decode_session(record.value);
    const bool is_done = !session || is_over(*session);
    if (is_done && writes.size() < kMostRemoved) writes.push_back({record.key, std::nullopt, {}});
  }
  return writes;
}

Result<NewSession> SessionService::begin(const Account& account) const {
  auto writes = removals();
  if (!writes) return writes.error();
  NewSession made{random_hex(kSecretBytes), account};
  const std::string now = to_rfc3339(library_.clock().now());
  writes->push_back(
      {session_key(made.secret), encode_session({account.id, account.generation, now, now}), store::Revision{0}});
  const auto committed = library_.store().commit(*writes);
  if (!committed) return committed.error();
  return made;
}

bool SessionService::is_over(const Session& session) const {
  const auto now = library_.clock().now();
  return session.created_at < before(now, kSessionMost) || session.seen_at < before(now, kSessionIdle);
}

Result<std::optional<Account>> SessionService::find(std::string_view secret) const {
  const std::optional<Account> nobody;
  if (secret.size() != kSecretLength) return nobody;
  const std::string key = session_key(secret);
  const auto record = library_.store().get(key);
  if (!record)
    return record.error().code == ErrorCode::kNotFound ? nobody : Result<std::optional<Account>>(record.error());
  auto session = decode_session(record->value);
  if (!session) return session.error();
  if (is_over(*session)) return nobody;
  const auto state = rules_.current();
  if (!state) return state.error();
  const auto account = (*state)->accounts.find(session->account);
  if (account == (*state)->accounts.end() || account->second.disabled) return nobody;
  if (account->second.generation != session->generation) return nobody;
  const auto now = library_.clock().now();
  if (session->seen_at < before(now, kSeenEvery)) {
    session->seen_at = to_rfc3339(now);
    const auto noted = library_.store().commit({{key, encode_session(*session), record->revision}});
    const bool is_raced = !noted && noted.error().code == ErrorCode::kConflict;
    if (!noted && !is_raced) spdlog::warn("the last use of a session is not noted: {}", noted.error().message);
  }
  return std::optional<Account>(account->second);
}

Status SessionService::sign_out(std::string_view secret) const {
  const auto committed = library_.store().commit({{session_key(secret), std::nullopt, {}}});
  if (!committed) return committed.error();
  return ok_status();
}

}  // namespace fupan::service
