#include "server/http/settings_handlers.h"

#include <array>
#include <string>

#include "server/http/entity_tag.h"
#include "server/http/handlers.h"
#include "server/service/render_project_json.h"

namespace fupan::http {
namespace {

constexpr std::array<std::string_view, 2> kTierFacets{"phase", "risk"};
constexpr std::array<std::string_view, 3> kTierRoles{"contributor", "curator", "administrator"};
constexpr std::array kSettingsBody{ParameterSpec{"governance", ParameterType::kChoice, kGovernanceNames}};
constexpr std::array kTierBody{
    ParameterSpec{"facet", ParameterType::kChoice, kTierFacets},
    ParameterSpec{"value", ParameterType::kText},
    ParameterSpec{"role", ParameterType::kChoice, kTierRoles},
    ParameterSpec{"accounts", ParameterType::kList, {}, 0, 0, true},
};
constexpr std::array kTierParameters{
    ParameterSpec{"facet", ParameterType::kChoice, kTierFacets},
    ParameterSpec{"value", ParameterType::kText},
};

Result<Response> show(const Result<service::StoredSettings>& settings) {
  if (!settings) return settings.error();
  Response response = make_response(200, kJsonType, service::render_settings(*settings));
  response.headers.set("ETag", entity_tag("r" + std::to_string(settings->revision)));
  return response;
}

}  // namespace

std::span<const ParameterSpec> settings_body() { return kSettingsBody; }
std::span<const ParameterSpec> tier_body() { return kTierBody; }
std::span<const ParameterSpec> tier_parameters() { return kTierParameters; }

Result<Response> handle_get_settings(const Services& services, const Call&) { return show(services.settings.get()); }

Result<Response> handle_put_settings(const Services& services, const Call& call) {
  const auto expected = expected_revision(call.request);
  if (!expected) return expected.error();
  if (!call.body.has("governance")) return missing("governance");
  const auto governance = *enum_of<Governance>(kGovernanceNames, call.body.text("governance"));
  return show(services.settings.set_governance(call.viewer, governance, *expected));
}

Result<Response> handle_put_tier(const Services& services, const Call& call) {
  const auto expected = expected_revision(call.request);
  if (!expected) return expected.error();
  for (const char* name : {"facet", "value", "role"}) {
    if (!call.body.has(name)) return missing(name);
  }
  AuthorityTier tier;
  tier.facet = *enum_of<Facet>(kFacetNames, call.body.text("facet"));
  tier.value = call.body.text("value");
  tier.role = *enum_of<Role>(kRoleNames, call.body.text("role"));
  tier.accounts = call.body.list("accounts");
  return show(services.settings.put_tier(call.viewer, std::move(tier), *expected));
}

Result<Response> handle_remove_tier(const Services& services, const Call& call) {
  const auto expected = expected_revision(call.request);
  if (!expected) return expected.error();
  for (const char* name : {"facet", "value"}) {
    if (!call.parameters.has(name)) return missing(name);
  }
  const auto facet = *enum_of<Facet>(kFacetNames, call.parameters.text("facet"));
  return show(services.settings.remove_tier(call.viewer, facet, call.parameters.text("value"), *expected));
}

}  // namespace fupan::http
