#include <array>
#include <string>

#include "core/label.h"
#include "server/http/entity_tag.h"
#include "server/http/handlers.h"
#include "server/http/people_handlers.h"
#include "server/service/render_people_json.h"

namespace fupan::http {
namespace {

constexpr std::array kCollectionBody{
    ParameterSpec{"visibility", ParameterType::kChoice, kVisibilityNames},
    ParameterSpec{"roles", ParameterType::kList, kRoleNames},
    ParameterSpec{"accounts", ParameterType::kList},
};
constexpr std::array kAccessBody{ParameterSpec{"anonymous_reading", ParameterType::kFlag}};

// Who is named by a rule is told to administrators only.
bool may_see_rules(const Call& call) { return call.viewer.is_at_least(Role::kAdministrator); }

Result<Response> show(const Call& call, const Result<service::CollectionView>& view) {
  if (!view) return view.error();
  Response response = make_response(200, kJsonType, service::render_collection(*view, may_see_rules(call)));
  response.headers.set("ETag", entity_tag("r" + std::to_string(view->revision)));
  return response;
}

Result<Response> show_access(const Services& services) {
  const auto policy = services.collections.policy();
  if (!policy) return policy.error();
  return make_response(200, kJsonType, service::render_access_policy(*policy));
}

}  // namespace

std::span<const ParameterSpec> collection_body() { return kCollectionBody; }
std::span<const ParameterSpec> access_body() { return kAccessBody; }

Result<Response> handle_list_collections(const Services& services, const Call& call) {
  const auto views = services.collections.list(call.viewer);
  if (!views) return views.error();
  return make_response(200, kJsonType, service::render_collections(*views, may_see_rules(call)));
}

Result<Response> handle_get_collection(const Services& services, const Call& call) {
  return show(call, services.collections.get(call.id, call.viewer));
}

Result<Response> handle_put_collection(const Services& services, const Call& call) {
  const auto expected = expected_revision(call.request);
  if (!expected) return expected.error();
  if (!call.body.has("visibility")) return missing("visibility");
  std::vector<Role> roles;
  for (const std::string& name : call.body.list("roles")) roles.push_back(*enum_of<Role>(kRoleNames, name));
  return show(call, services.collections.set_access(
                        call.id, *enum_of<Visibility>(kVisibilityNames, call.body.text("visibility")), roles,
                        call.body.list("accounts"), *expected));
}

Result<Response> handle_get_access(const Services& services, const Call&) { return show_access(services); }

Result<Response> handle_put_access(const Services& services, const Call& call) {
  if (!call.body.has("anonymous_reading")) return missing("anonymous_reading");
  const Status set = services.collections.set_policy({call.body.flag("anonymous_reading")});
  if (!set) return set.error();
  return show_access(services);
}

}  // namespace fupan::http
