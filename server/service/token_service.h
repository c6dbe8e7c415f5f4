// API tokens: a program signs in as a person, with no more rights than the token's scope. The text of a token is
// "fupan_<id>_<secret>", with 256 random bits; the store has the SHA-256 of the secret only. Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/account.h"
#include "server/service/access_rules.h"
#include "server/service/library.h"

namespace fupan::service {

inline constexpr std::size_t kMostLabelCharacters = 100;
inline constexpr int kMostTokenDays = 366;
inline constexpr int kDefaultTokenDays = 90;
inline constexpr std::size_t kMostTokens = 100;  // of one account

struct NewToken {
  ApiToken token;
  std::string text;  // is told once
};

struct TokenRequest {
  std::string label;
  Scope scope = Scope::kRead;
  int days = kDefaultTokenDays;  // that it is good for, today included
};

struct TokenUser {
  Account account;
  Scope scope = Scope::kRead;
};

class TokenService {
 public:
  // Both must outlive the service.
  TokenService(Library& library, const AccessRules& rules) : library_(library), rules_(rules) {}

  // Errors: invalid_argument  label (empty, too long, control characters), days (1 .. kMostTokenDays), or the account
  //         has kMostTokens; forbidden  scope admin for an account that is no administrator's; as the store
  Result<NewToken> create(const Account& account, const TokenRequest& request) const;

  // Of one account; `account` empty: of all. Newest first. Errors: as the store
  Result<std::vector<ApiToken>> list(std::string_view account) const;

  // `account` empty: whosever it is. Errors: not_found  no such token, or another's; as the store
  Status remove(std::string_view id, std::string_view account) const;

  // Who comes with the text; nothing when it is not good (unknown, expired, the account disabled or gone). Notes the
  // day. Errors: as the store
  Result<std::optional<TokenUser>> find(std::string_view text) const;

 private:
  void note_use(const store::Record& record, ApiToken token, const std::string& today) const;

  Library& library_;
  const AccessRules& rules_;
};

}  // namespace fupan::service
