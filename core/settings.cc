#include "core/settings.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace fupan {
namespace {

using Json = nlohmann::json;

Governance governance_of(const std::string& name) {
  const auto found = std::find(kGovernanceNames.begin(), kGovernanceNames.end(), name);
  if (found == kGovernanceNames.end()) throw std::runtime_error("unknown governance '" + name + "'");
  return static_cast<Governance>(found - kGovernanceNames.begin());
}

AuthorityTier tier_of(const Json& json) {
  const auto facet = enum_of<Facet>(kFacetNames, json.at("facet").get<std::string>());
  const auto role = enum_of<Role>(kRoleNames, json.at("role").get<std::string>());
  if (!facet || *facet == Facet::kTag) throw std::runtime_error("authority: the facet is phase or risk");
  if (!role) throw std::runtime_error("authority: unknown role " + json.at("role").dump());
  return {*facet, json.at("value").get<std::string>(), *role, json.value("accounts", std::vector<std::string>())};
}

}  // namespace

std::string encode_settings(const Settings& settings) {
  Json json{{"v", kSettingsFormat}, {"governance", name_of(settings.governance)}};
  for (const AuthorityTier& tier : settings.authority) {
    json["authority"].push_back({{"facet", name_of(tier.facet)},
                                 {"value", tier.value},
                                 {"role", name_of(tier.role)},
                                 {"accounts", tier.accounts}});
  }
  return json.dump();
}

Result<Settings> decode_settings(std::string_view bytes) {
  try {
    const Json json = Json::parse(bytes);
    if (json.at("v").get<int>() > kSettingsFormat) throw std::runtime_error("it is newer than this program");
    Settings settings;
    settings.governance = governance_of(json.at("governance").get<std::string>());
    for (const Json& tier : json.value("authority", Json::array())) settings.authority.push_back(tier_of(tier));
    return settings;
  } catch (const std::exception& e) {
    return make_error(ErrorCode::kCorrupt, std::string("decode settings: ") + e.what());
  }
}

}  // namespace fupan
