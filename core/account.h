// People and what they may see: accounts, sessions, API tokens, the visibility of collections. Plain values, and their
// stored forms (docs/formats.md), which are JSON texts.
//
// decode_… errors: corrupt  not JSON, a missing or ill-typed member, an unknown name, or a newer format
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/access.h"
#include "core/result.h"

namespace fupan {

inline constexpr int kAccountFormat = 1;  // of all records of this file

struct Account {
  std::string id;    // 16 hexadecimal digits, random
  std::string name;  // as written; unique when folded
  Role role = Role::kReader;
  bool disabled = false;
  std::string password;     // Argon2id hash; empty: no sign-in by password
  unsigned generation = 0;  // sessions of an earlier one are void
  std::string created_at;   // RFC 3339
  bool operator==(const Account&) const = default;
};

// Stored under the SHA-256 of its secret.
struct Session {
  std::string account;  // id
  unsigned generation = 0;
  std::string created_at, seen_at;  // RFC 3339; seen_at is at most kSeenEvery old while the session is used
  bool operator==(const Session&) const = default;
};

// What a token may be used for; each holds the ones before it.
enum class Scope { kRead, kWrite, kAdmin };
inline constexpr std::array<std::string_view, 3> kScopeNames{"read", "write", "admin"};
constexpr std::string_view name_of(Scope scope) { return kScopeNames[static_cast<std::size_t>(scope)]; }

struct ApiToken {
  std::string id;  // 16 hexadecimal digits, random
  std::string account;
  std::string label;  // what it is for
  Scope scope = Scope::kRead;
  std::string secret;        // SHA-256 of the secret
  std::string created_at;    // RFC 3339
  std::string expires_on;    // "YYYY-MM-DD", the last day it is good for
  std::string last_used_on;  // "YYYY-MM-DD" or empty
  bool operator==(const ApiToken&) const = default;
};

// Public: everyone who may read, signed in or not. Members: who is signed in. Restricted: the roles and accounts named,
// and administrators.
enum class Visibility { kPublic, kMembers, kRestricted };
inline constexpr std::array<std::string_view, 3> kVisibilityNames{"public", "members", "restricted"};
constexpr std::string_view name_of(Visibility visibility) {
  return kVisibilityNames[static_cast<std::size_t>(visibility)];
}

struct CollectionAccess {
  Visibility visibility = Visibility::kMembers;
  std::vector<Role> roles;            // of restricted ones: exactly these, not those above them
  std::vector<std::string> accounts;  // ids; of restricted ones
  bool operator==(const CollectionAccess&) const = default;
};

// Whether such a collection is seen by an account; `account` empty: by nobody who is signed in.
bool is_visible(const CollectionAccess& access, std::string_view account, Role role);

// What holds for everyone.
struct AccessPolicy {
  bool anonymous_reading = false;  // whether public collections can be read without signing in
  bool operator==(const AccessPolicy&) const = default;
};

std::string encode_account(const Account& account);
std::string encode_session(const Session& session);
std::string encode_token(const ApiToken& token);
std::string encode_collection_access(const CollectionAccess& access);
std::string encode_access_policy(const AccessPolicy& policy);

Result<Account> decode_account(std::string_view bytes);
Result<Session> decode_session(std::string_view bytes);
Result<ApiToken> decode_token(std::string_view bytes);
Result<CollectionAccess> decode_collection_access(std::string_view bytes);
Result<AccessPolicy> decode_access_policy(std::string_view bytes);

}  // namespace fupan
