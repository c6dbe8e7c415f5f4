// Collections, and who sees them. Thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/account.h"
#include "server/service/access_rules.h"
#include "server/service/library.h"

namespace fupan::service {

inline constexpr std::size_t kMostCollectionCharacters = 200;

struct CollectionView {
  std::string name;
  std::size_t documents = 0;  // that the index has, neither retired nor rejected
  CollectionAccess access;
  std::vector<std::string> account_names;  // of access.accounts, in the same order; empty: the account is gone
  store::Revision revision = 0;            // of the rule; 0: there is none, the default holds
};

class CollectionService {
 public:
  // Both must outlive the service.
  CollectionService(Library& library, const AccessRules& rules) : library_(library), rules_(rules) {}

  // Those that `viewer` sees, by name. Errors: as store and index
  Result<std::vector<CollectionView>> list(const Viewer& viewer = {}) const;

  // Errors: not_found, also when it is hidden from the viewer; as store and index
  Result<CollectionView> get(std::string_view name, const Viewer& viewer = {}) const;

  // Who sees the collection from now on; also for one that is not there yet, so that nothing is shown before.
  // `accounts` are names.
  //
  // Errors: invalid_argument  name (empty, too long), or a name of no account (field "accounts"), or roles or accounts
  //         where everyone sees it; conflict  another revision than `expected`; as the store
  Result<CollectionView> set_access(std::string_view name, Visibility visibility, const std::vector<Role>& roles,
                                    const std::vector<std::string>& accounts,
                                    std::optional<store::Revision> expected) const;

  Result<AccessPolicy> policy() const;
  Status set_policy(const AccessPolicy& policy) const;

 private:
  Library& library_;
  const AccessRules& rules_;
};

}  // namespace fupan::service
