#include "server/service/settings_service.h"

#include <algorithm>

#include "core/text/utf8.h"
#include "server/service/audit_trail.h"
#include "server/service/keys.h"
#include "server/service/label_moves.h"
#include "server/service/permission.h"

namespace fupan::service {
namespace {

// Rules about a value that was merged or split are about what became of it.
std::vector<AuthorityTier> moved(const LabelMoves& moves, const std::vector<AuthorityTier>& before) {
  std::vector<AuthorityTier> tiers;
  for (const AuthorityTier& tier : before) {
    for (std::string& id : moves.ids_of(tier.facet, tier.value)) {
      const auto is_there = [&](const AuthorityTier& one) { return one.facet == tier.facet && one.value == id; };
      if (std::any_of(tiers.begin(), tiers.end(), is_there)) continue;  // the first row of a value counts
      tiers.push_back(tier);
      tiers.back().value = std::move(id);
    }
  }
  return tiers;
}

constexpr std::size_t kMostNameBytes = 200;

auto find_tier(Settings& settings, Facet facet, const std::string& value) {
  return std::find_if(settings.authority.begin(), settings.authority.end(),
                      [&](const AuthorityTier& tier) { return tier.facet == facet && tier.value == value; });
}

// The taxonomy's id, by whatever name; what the taxonomy does not know stays as it is.
std::string id_of(const Taxonomy& taxonomy, Facet facet, const std::string& value) {
  const TaxonomyValue* known = taxonomy.find(facet, value);
  return known == nullptr ? value : known->id;
}

Status tidy_names(std::vector<std::string>& names) {
  std::vector<std::string> tidy;
  for (const std::string& name : names) {
    const std::string trimmed(text::trim(name));
    if (trimmed.size() > kMostNameBytes || !text::is_valid_utf8(trimmed)) {
      return invalid_field("accounts", "a name is UTF-8 of at most " + std::to_string(kMostNameBytes) + " bytes");
    }
    const bool is_new = !trimmed.empty() && std::find(tidy.begin(), tidy.end(), trimmed) == tidy.end();
    if (is_new) tidy.push_back(trimmed);
  }
  if (tidy.size() > kMostNamesOfTier) {
    return invalid_field("accounts", "at most " + std::to_string(kMostNamesOfTier) + " names");
  }
  names = std::move(tidy);
  return ok_status();
}

Status check_tier(const Taxonomy& taxonomy, AuthorityTier& tier) {
  if (tier.facet == Facet::kTag) return invalid_field("facet", "must be phase or risk");
  if (taxonomy.find(tier.facet, tier.value) == nullptr) {
    return invalid_field("value",
                         "the taxonomy knows no " + std::string(name_of(tier.facet)) + " '" + tier.value + "'");
  }
  tier.value = id_of(taxonomy, tier.facet, tier.value);
  if (tier.role == Role::kReader) return invalid_field("role", "a reader approves nothing; name single people instead");
  return tidy_names(tier.accounts);
}

}  // namespace

Result<StoredSettings> read_settings(const store::Reader& reader) {
  const auto record = reader.get(kSettingsKey);
  if (!record) {
    if (record.error().code != ErrorCode::kNotFound) return record.error();
    return StoredSettings{};
  }
  auto settings = decode_settings(record->value);
  if (!settings) return settings.error();
  const auto moves = read_label_moves(reader);
  if (!moves) return moves.error();
  if (!(*moves)->empty()) settings->authority = moved(**moves, settings->authority);
  return StoredSettings{*settings, record->revision};
}

Result<StoredSettings> SettingsService::change(const Viewer& viewer, const std::string& action,
                                               const std::function<Status(Settings&)>& make,
                                               std::optional<store::Revision> expected) const {
  if (!viewer.is_at_least(Role::kAdministrator)) return not_allowed("to change the settings", "an administrator");
  const auto before = get();
  if (!before) return before;
  if (expected && *expected != before->revision) {
    return make_error(ErrorCode::kConflict, "the settings are at revision " + std::to_string(before->revision) +
                                                ", not " + std::to_string(*expected));
  }
  Settings settings = before->settings;
  if (Status made = make(settings); !made) return made.error();
  if (settings == before->settings) return before;
  const std::string record = encode_settings(settings);
  AuditEntry entry = audit_entry(viewer, action);
  entry.changes = {{std::string(kSettingsKey), encode_settings(before->settings), record}};
  const auto committed = AuditTrail(library_).commit(std::move(entry), [&](std::uint64_t) {
    return std::vector<store::Write>{{std::string(kSettingsKey), record, before->revision}};
  });
  if (!committed) return committed.error();
  return StoredSettings{std::move(settings), before->revision + 1};
}

Result<StoredSettings> SettingsService::set_governance(const Viewer& viewer, Governance governance,
                                                       std::optional<store::Revision> expected) const {
  const auto make = [&](Settings& settings) -> Status {
    settings.governance = governance;
    return ok_status();
  };
  return change(viewer, "settings.governance", make, expected);
}

Result<StoredSettings> SettingsService::put_tier(const Viewer& viewer, AuthorityTier tier,
                                                 std::optional<store::Revision> expected) const {
  const auto make = [&](Settings& settings) -> Status {
    if (Status checked = check_tier(library_.taxonomy(), tier); !checked) return checked;
    const auto known = find_tier(settings, tier.facet, tier.value);
    if (known != settings.authority.end()) {
      *known = tier;
      return ok_status();
    }
    if (settings.authority.size() >= kMostTiers) {
      return invalid_field("value", "the table of authority has " + std::to_string(kMostTiers) + " rows already");
    }
    settings.authority.push_back(tier);
    return ok_status();
  };
  return change(viewer, "settings.authority", make, expected);
}

Result<StoredSettings> SettingsService::remove_tier(const Viewer& viewer, Facet facet, const std::string& value,
                                                    std::optional<store::Revision> expected) const {
  const auto make = [&](Settings& settings) -> Status {
    const auto known = find_tier(settings, facet, id_of(library_.taxonomy(), facet, value));
    if (known == settings.authority.end()) {
      return Error{ErrorCode::kNotFound,
                   "the table of authority has no row for the " + std::string(name_of(facet)) + " '" + value + "'",
                   "value"};
    }
    settings.authority.erase(known);
    return ok_status();
  };
  return change(viewer, "settings.authority", make, expected);
}

}  // namespace fupan::service
