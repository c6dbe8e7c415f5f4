// Who may see what, as the store says now. Thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/access.h"
#include "core/account.h"
#include "core/result.h"
#include "store/store.h"

namespace fupan::service {

// One state of the store. Immutable.
struct AccessState {
  std::map<std::string, Account> accounts;              // by id
  std::map<std::string, CollectionAccess> collections;  // every collection, and those to come that have rules already
  AccessPolicy policy;

  bool has_accounts() const { return !accounts.empty(); }
  const Account* find_account(std::string_view name) const;

  // Somebody who is signed in.
  Viewer viewer_of(const Account& account) const;

  // Nobody is signed in. Without any account: a reader from afar, who sees all but restricted collections; the owner at
  // the machine is a Viewer() instead.
  Viewer anonymous() const;
};

class AccessRules {
 public:
  // `store` must outlive it.
  explicit AccessRules(const store::Store& store) : store_(store) {}

  // Errors: as the store
  Result<std::shared_ptr<const AccessState>> current() const;

 private:
  Result<std::shared_ptr<const AccessState>> read() const;

  const store::Store& store_;
  mutable std::mutex mutex_;
  mutable std::uint64_t sequence_ = 0;
  mutable std::shared_ptr<const AccessState> state_;  // of sequence_
};

}  // namespace fupan::service
