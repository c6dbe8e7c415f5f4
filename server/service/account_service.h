// Accounts: who there is, what they may do, their passwords. Thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/account.h"
#include "core/secrets.h"
#include "server/service/library.h"
#include "store/store.h"

namespace fupan::service {

inline constexpr std::size_t kMostAccountNameCharacters = 64;
inline constexpr std::size_t kLeastPasswordCharacters = 10;
inline constexpr std::size_t kMostPasswordBytes = 1024;

struct StoredAccount {
  Account account;
  store::Revision revision = 0;
};

struct AccountPage {
  std::size_t total = 0;
  std::vector<StoredAccount> items;  // by name
};

// What is to change; what is absent stays.
struct AccountChange {
  std::optional<Role> role;
  std::optional<bool> disabled;
};

class AccountService {
 public:
  // `library` must outlive the service.
  explicit AccountService(Library& library, const PasswordCost& cost = {}) : library_(library), cost_(cost) {}

  // The first account must be an administrator's, so that somebody can let others in. `password` empty: no sign-in by
  // password, for accounts that come in through a proxy or with tokens only.
  //
  // Errors: invalid_argument  name (empty, too long, control characters), password (too short or long) or role;
  //         conflict  the name is taken; as the store
  Result<StoredAccount> create(std::string_view name, Role role, std::string_view password) const;

  // Errors: not_found; as the store
  Result<StoredAccount> get(std::string_view id) const;
  Result<StoredAccount> find_by_name(std::string_view name) const;
  Result<AccountPage> list(std::size_t limit, std::size_t offset) const;

  // A disabled account's sessions and tokens are good for nothing.
  //
  // Errors: not_found; conflict  another revision than `expected`; invalid_argument  it is the last administrator that
  //         is not disabled; as the store
  Result<StoredAccount> change(std::string_view id, const AccountChange& change,
                               std::optional<store::Revision> expected) const;

  // Takes its tokens along. What it made stays. Errors: as change
  Status remove(std::string_view id, std::optional<store::Revision> expected) const;

  // Ends all sessions of the account. Errors: not_found; invalid_argument (field "password"); as the store
  Status set_password(std::string_view id, std::string_view password) const;

  // The same by the person itself. Errors: forbidden  `current` is not the password; as set_password
  Status change_password(std::string_view id, std::string_view current, std::string_view password) const;

 private:
  Result<StoredAccount> write(const StoredAccount& stored) const;
  Result<std::vector<StoredAccount>> read_all() const;
  Status check_administrator_left(std::string_view without) const;

  Library& library_;
  const PasswordCost cost_;
};

}  // namespace fupan::service
