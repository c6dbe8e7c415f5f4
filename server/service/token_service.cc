#include "server/service/token_service.h"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "core/digest.h"
#include "core/secrets.h"
#include "core/text/utf8.h"
#include "server/service/keys.h"
#include "server/service/repository.h"

namespace fupan::service {
namespace {

constexpr std::size_t kIdBytes = 8;
constexpr std::size_t kSecretBytes = 32;
constexpr std::string_view kHead = "fupan_";
constexpr std::size_t kDayLength = 10;

Status check(const TokenRequest& request) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  const std::string_view label = text::trim(request.label);
  const bool is_line = std::none_of(label.begin(), label.end(), is_control);
  if (label.empty() || !is_line || !text::is_valid_utf8(label) ||
      text::count_code_points(label) > kMostLabelCharacters) {
    return invalid_field("label", "one line of 1 to " + std::to_string(kMostLabelCharacters) + " characters is needed");
  }
  if (request.days >= 1 && request.days <= kMostTokenDays) return ok_status();
  return invalid_field("days", "must be 1 to " + std::to_string(kMostTokenDays));
}

std::string day_of(std::chrono::system_clock::time_point time) { return to_rfc3339(time).substr(0, kDayLength); }

}  // namespace

Result<NewToken> TokenService::create(const Account& account, const TokenRequest& request) const {
  if (Status good = check(request); !good) return good.error();
  if (request.scope == Scope::kAdmin && account.role != Role::kAdministrator) {
    return Error{ErrorCode::kForbidden, "scope: only an administrator can have a token of scope admin", "scope"};
  }
  const auto known = list(account.id);
  if (!known) return known.error();
  if (known->size() >= kMostTokens) return invalid_field("label", "there are too many tokens; revoke some first");
  const auto now = library_.clock().now();
  const std::string secret = random_hex(kSecretBytes);
  ApiToken token{random_hex(kIdBytes),
                 account.id,
                 std::string(text::trim(request.label)),
                 request.scope,
                 sha256_hex(secret),
                 to_rfc3339(now),
                 day_of(now + std::chrono::hours(24) * (request.days - 1)),
                 ""};
  const auto committed = library_.store().commit({{token_key(token.id), encode_token(token), store::Revision{0}}});
  if (!committed) return committed.error();
  std::string text = std::string(kHead) + token.id + "_" + secret;
  return NewToken{std::move(token), std::move(text)};
}

Result<std::vector<ApiToken>> TokenService::list(std::string_view account) const {
  std::vector<ApiToken> tokens;
  const Status read = for_each_record(library_.store(), kTokenPrefix, [&](const store::Record& record) -> Status {
    auto token = decode_token(record.value);
    if (!token) return token.error();
    if (account.empty() || token->account == account) tokens.push_back(std::move(*token));
    return ok_status();
  });
  if (!read) return read.error();
  std::stable_sort(tokens.begin(), tokens.end(),
                   [](const ApiToken& a, const ApiToken& b) { return a.created_at > b.created_at; });
  return tokens;
}

Status TokenService::remove(std::string_view id, std::string_view account) const {
  const Error unknown = make_error(ErrorCode::kNotFound, "no token '" + std::string(id) + "'");
  const auto record = library_.store().get(token_key(id));
  if (!record) return record.error().code == ErrorCode::kNotFound ? unknown : record.error();
  const auto token = decode_token(record->value);
  if (!token) return token.error();
  if (!account.empty() && token->account != account) return unknown;
  const auto committed = library_.store().commit({{token_key(id), std::nullopt, {}}});
  if (!committed) return committed.error();
  return ok_status();
}

Result<std::optional<TokenUser>> TokenService::find(std::string_view text) const {
  const std::optional<TokenUser> nobody;
  if (!text.starts_with(kHead) || text.size() != kHead.size() + 2 * kIdBytes + 1 + 2 * kSecretBytes) return nobody;
  const std::string_view id = text.substr(kHead.size(), 2 * kIdBytes);
  const auto record = library_.store().get(token_key(id));
  if (!record) {
    if (record.error().code != ErrorCode::kNotFound) return record.error();
    return nobody;
  }
  auto token = decode_token(record->value);
  if (!token) return token.error();
  const std::string today = day_of(library_.clock().now());
  const std::string_view secret = text.substr(kHead.size() + 2 * kIdBytes + 1);
  if (!equal_secrets(token->secret, sha256_hex(secret)) || token->expires_on < today) return nobody;
  const auto state = rules_.current();
  if (!state) return state.error();
  const auto account = (*state)->accounts.find(token->account);
  if (account == (*state)->accounts.end() || account->second.disabled) return nobody;
  const Scope scope = token->scope;
  if (token->last_used_on != today) note_use(*record, std::move(*token), today);
  return std::optional<TokenUser>(TokenUser{account->second, scope});
}

// One write a day. Losing one to another process is no harm.
void TokenService::note_use(const store::Record& record, ApiToken token, const std::string& today) const {
  token.last_used_on = today;
  const auto noted = library_.store().commit({{record.key, encode_token(token), record.revision}});
  if (!noted && noted.error().code != ErrorCode::kConflict) {
    spdlog::warn("the last use of a token is not noted: {}", noted.error().message);
  }
}

}  // namespace fupan::service
