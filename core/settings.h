// What an administrator decides for the whole installation. A plain value, and its stored form (docs/formats.md).
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/access.h"
#include "core/label.h"
#include "core/result.h"

namespace fupan {

inline constexpr int kSettingsFormat = 1;

// Who moves what. Supportive: authors publish. Controlling: a curator approves. Strategic: approval, and a project
// passes a gate only when its brief is answered. Stored by name.
enum class Governance { kSupportive, kControlling, kStrategic };
inline constexpr std::array<std::string_view, 3> kGovernanceNames{"supportive", "controlling", "strategic"};

constexpr std::string_view name_of(Governance governance) {
  return kGovernanceNames[static_cast<std::size_t>(governance)];
}

// Who approves lessons of one phase or risk. Whoever has the role or is named may; stored by names.
struct AuthorityTier {
  Facet facet = Facet::kRisk;  // kPhase or kRisk
  std::string value;           // taxonomy id
  Role role = Role::kCurator;
  std::vector<std::string> accounts;  // names, beside the role
  bool operator==(const AuthorityTier&) const = default;
};

struct Settings {
  Governance governance = Governance::kSupportive;
  std::vector<AuthorityTier> authority = {};
  bool operator==(const Settings&) const = default;
};

std::string encode_settings(const Settings& settings);

// Errors: corrupt  not JSON, a member of the wrong kind, an unknown name, or a newer format; the message names it
Result<Settings> decode_settings(std::string_view bytes);

}  // namespace fupan
