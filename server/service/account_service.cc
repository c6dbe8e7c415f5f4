#include "server/service/account_service.h"

#include <algorithm>

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "server/service/keys.h"
#include "server/service/repository.h"

namespace fupan::service {
namespace {

constexpr std::size_t kIdBytes = 8;

Error unknown(std::string_view id) { return make_error(ErrorCode::kNotFound, "no account '" + std::string(id) + "'"); }

Result<std::string> checked_name(std::string_view given) {
  const std::string name(text::trim(given));
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  if (name.empty()) return invalid_field("name", "must not be empty");
  if (!text::is_valid_utf8(name)) return invalid_field("name", "must be UTF-8");
  if (std::any_of(name.begin(), name.end(), is_control)) return invalid_field("name", "must be one line of text");
  if (text::count_code_points(name) <= kMostAccountNameCharacters) return name;
  return invalid_field("name", "at most " + std::to_string(kMostAccountNameCharacters) + " characters are allowed");
}

Status check_password(std::string_view password) {
  if (text::count_code_points(password) < kLeastPasswordCharacters) {
    return invalid_field("password", "at least " + std::to_string(kLeastPasswordCharacters) + " characters are needed");
  }
  if (password.size() <= kMostPasswordBytes) return ok_status();
  return invalid_field("password", "at most " + std::to_string(kMostPasswordBytes) + " bytes are allowed");
}

bool is_active_administrator(const Account& account) {
  return account.role == Role::kAdministrator && !account.disabled;
}

}  // namespace

Result<std::vector<StoredAccount>> AccountService::read_all() const {
  std::vector<StoredAccount> all;
  const Status read = for_each_record(library_.store(), kAccountPrefix, [&](const store::Record& record) -> Status {
    auto account = decode_account(record.value);
    if (!account) return account.error();
    all.push_back({std::move(*account), record.revision});
    return ok_status();
  });
  if (!read) return read.error();
  std::sort(all.begin(), all.end(),
            [](const StoredAccount& a, const StoredAccount& b) { return a.account.name < b.account.name; });
  return all;
}

Result<StoredAccount> AccountService::create(std::string_view name, Role role, std::string_view password) const {
  const auto checked = checked_name(name);
  if (!checked) return checked.error();
  const auto all = read_all();
  if (!all) return all.error();
  if (all->empty() && role != Role::kAdministrator) {
    return invalid_field("role", "the first account must be an administrator, so that somebody can let others in");
  }
  StoredAccount stored{{random_hex(kIdBytes), *checked, role, false, {}, 0, to_rfc3339(library_.clock().now())}, 1};
  if (!password.empty()) {
    if (Status good = check_password(password); !good) return good.error();
    auto hash = hash_password(password, cost_);
    if (!hash) return hash.error();
    stored.account.password = std::move(*hash);
  }
  const auto committed =
      library_.store().commit({{account_name_key(*checked), stored.account.id, store::Revision{0}},
                               {account_key(stored.account.id), encode_account(stored.account), store::Revision{0}}});
  if (committed) return stored;
  if (committed.error().code != ErrorCode::kConflict) return committed.error();
  return Error{ErrorCode::kConflict, "there is an account '" + *checked + "' already", "name"};
}

Result<StoredAccount> AccountService::get(std::string_view id) const {
  const auto record = library_.store().get(account_key(id));
  if (!record) return record.error().code == ErrorCode::kNotFound ? unknown(id) : record.error();
  auto account = decode_account(record->value);
  if (!account) return account.error();
  return StoredAccount{std::move(*account), record->revision};
}

Result<StoredAccount> AccountService::find_by_name(std::string_view name) const {
  const auto id = library_.store().get(account_name_key(name));
  if (!id) return id.error().code == ErrorCode::kNotFound ? unknown(name) : id.error();
  return get(id->value);
}

Result<AccountPage> AccountService::list(std::size_t limit, std::size_t offset) const {
  auto all = read_all();
  if (!all) return all.error();
  AccountPage page{all->size(), {}};
  for (std::size_t i = offset; i < all->size() && page.items.size() < limit; ++i) {
    page.items.push_back(std::move((*all)[i]));
  }
  return page;
}

Result<StoredAccount> AccountService::write(const StoredAccount& stored) const {
  const auto committed =
      library_.store().commit({{account_key(stored.account.id), encode_account(stored.account), stored.revision}});
  if (!committed) return committed.error();
  return StoredAccount{stored.account, stored.revision + 1};
}

Status AccountService::check_administrator_left(std::string_view without) const {
  const auto all = read_all();
  if (!all) return all.error();
  const bool is_left = std::any_of(all->begin(), all->end(), [&](const StoredAccount& stored) {
    return stored.account.id != without && is_active_administrator(stored.account);
  });
  if (is_left) return ok_status();
  return invalid_field("role", "this is the last administrator; make another one first");
}

Result<StoredAccount> AccountService::change(std::string_view id, const AccountChange& change,
                                             std::optional<store::Revision> expected) const {
  auto stored = get(id);
  if (!stored) return stored;
  if (expected && *expected != stored->revision) {
    return make_error(ErrorCode::kConflict, "account '" + stored->account.name + "' was changed meanwhile");
  }
  Account changed = stored->account;
  changed.role = change.role.value_or(changed.role);
  changed.disabled = change.disabled.value_or(changed.disabled);
  if (changed == stored->account) return stored;
  if (is_active_administrator(stored->account) && !is_active_administrator(changed)) {
    if (Status left = check_administrator_left(id); !left) return left.error();
  }
  if (changed.disabled) ++changed.generation;
  stored->account = std::move(changed);
  return write(*stored);
}

Status AccountService::remove(std::string_view id, std::optional<store::Revision> expected) const {
  const auto stored = get(id);
  if (!stored) return stored.error();
  if (is_active_administrator(stored->account)) {
    if (Status left = check_administrator_left(id); !left) return left;
  }
  std::vector<store::Write> writes{{account_key(id), std::nullopt, expected.value_or(stored->revision)},
                                   {account_name_key(stored->account.name), std::nullopt, {}}};
  const Status read = for_each_record(library_.store(), kTokenPrefix, [&](const store::Record& record) -> Status {
    const auto token = decode_token(record.value);
    if (!token) return token.error();
    if (token->account == id) writes.push_back({record.key, std::nullopt, {}});
    return ok_status();
  });
  if (!read) return read;
  const auto committed = library_.store().commit(writes);
  if (!committed) return committed.error();
  return ok_status();
}

Status AccountService::set_password(std::string_view id, std::string_view password) const {
  if (Status good = check_password(password); !good) return good;
  auto stored = get(id);
  if (!stored) return stored.error();
  auto hash = hash_password(password, cost_);
  if (!hash) return hash.error();
  stored->account.password = std::move(*hash);
  ++stored->account.generation;
  const auto written = write(*stored);
  if (!written) return written.error();
  return ok_status();
}

Status AccountService::change_password(std::string_view id, std::string_view current, std::string_view password) const {
  const auto stored = get(id);
  if (!stored) return stored.error();
  if (current.size() > kMostPasswordBytes || !verify_password(stored->account.password, current)) {
    return Error{ErrorCode::kForbidden, "current_password: this is not your password", "current_password"};
  }
  return set_password(id, password);
}

}  // namespace fupan::service
