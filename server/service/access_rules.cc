#include "server/service/access_rules.h"

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "server/service/keys.h"
#include "server/service/repository.h"

namespace fupan::service {

const Account* AccessState::find_account(std::string_view name) const {
  const std::string folded = text::fold(text::trim(name));
  for (const auto& [id, account] : accounts) {
    if (text::fold(account.name) == folded) return &account;
  }
  return nullptr;
}

Viewer AccessState::viewer_of(const Account& account) const {
  Viewer viewer;
  viewer.account = account.id;
  viewer.name = account.name;
  viewer.role = account.role;
  for (const auto& [name, access] : collections) {
    const bool is_seen = is_visible(access, account.id, account.role);
    if (!is_seen) viewer.hidden_collections.push_back(name);
    if (is_seen && access.visibility == Visibility::kRestricted) viewer.sees_restricted = true;
  }
  return viewer;
}

Viewer AccessState::anonymous() const {
  Viewer viewer;
  viewer.role = Role::kReader;
  for (const auto& [name, access] : collections) {
    const bool is_seen =
        has_accounts() ? access.visibility == Visibility::kPublic : access.visibility != Visibility::kRestricted;
    if (!is_seen) viewer.hidden_collections.push_back(name);
  }
  return viewer;
}

Result<std::shared_ptr<const AccessState>> AccessRules::current() const {
  const auto sequence = store_.last_sequence();
  if (!sequence) return sequence.error();
  const std::lock_guard lock(mutex_);
  if (state_ && sequence_ == *sequence) return state_;
  auto state = read();
  if (!state) return state;
  // What was read is of this sequence or a later one; of a later one it is read again.
  sequence_ = *sequence;
  state_ = *state;
  return state;
}

Result<std::shared_ptr<const AccessState>> AccessRules::read() const {
  auto state = std::make_shared<AccessState>();
  const auto snapshot = store_.snapshot();
  if (!snapshot) return snapshot.error();
  const store::Reader& reader = **snapshot;
  Status read = for_each_record(reader, kAccountPrefix, [&](const store::Record& record) -> Status {
    auto account = decode_account(record.value);
    if (!account) return account.error();
    state->accounts.emplace(account->id, std::move(*account));
    return ok_status();
  });
  if (!read) return read.error();
  read = for_each_record(reader, kCollectionPrefix, [&](const store::Record& record) -> Status {
    state->collections.try_emplace(record.key.substr(kCollectionPrefix.size()));
    return ok_status();
  });
  if (!read) return read.error();
  read = for_each_record(reader, kCollectionAccessPrefix, [&](const store::Record& record) -> Status {
    auto access = decode_collection_access(record.value);
    if (!access) return access.error();
    state->collections[record.key.substr(kCollectionAccessPrefix.size())] = std::move(*access);
    return ok_status();
  });
  if (!read) return read.error();
  const auto policy = reader.get(kAccessPolicyKey);
  if (!policy && policy.error().code != ErrorCode::kNotFound) return policy.error();
  if (policy) {
    const auto decoded = decode_access_policy(policy->value);
    if (!decoded) return decoded.error();
    state->policy = *decoded;
  }
  return std::shared_ptr<const AccessState>(std::move(state));
}

}  // namespace fupan::service
