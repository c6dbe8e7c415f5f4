// Who asks, and what they may see. Plain values; the rules of who may do what are in server/service.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace fupan {

// Each may do what the one before it may. Stored by position: a new one goes at the end.
enum class Role { kReader, kContributor, kCurator, kAdministrator };
inline constexpr std::array<std::string_view, 4> kRoleNames{"reader", "contributor", "curator", "administrator"};

constexpr std::string_view name_of(Role role) { return kRoleNames[static_cast<std::size_t>(role)]; }

// The default is the owner of an installation that has no accounts yet: sees everything, may do everything.
struct Viewer {
  std::string account;  // id; empty: nobody signed in
  std::string name;     // what histories and audit trails show; empty: nobody signed in
  Role role = Role::kAdministrator;
  std::vector<std::string> hidden_collections;  // not to be shown, counted or suggested, not even by their effects
  bool sees_restricted = false;                 // sees a collection that not every signed-in person sees

  // An anonymous reader is neither signed in nor the owner.
  bool is_signed_in() const { return !account.empty(); }
  bool is_owner() const { return account.empty() && role == Role::kAdministrator; }
  // Whether things that belong to `its_account` are the viewer's own; what was made before there were accounts belongs
  // to all administrators.
  bool owns(std::string_view its_account) const {
    if (its_account.empty()) return role == Role::kAdministrator;
    return is_owner() || (is_signed_in() && its_account == account);
  }

  bool is_at_least(Role least) const { return role >= least; }
  bool sees(std::string_view collection) const {
    return std::find(hidden_collections.begin(), hidden_collections.end(), collection) == hidden_collections.end();
  }
  bool operator==(const Viewer&) const = default;
};

}  // namespace fupan
