#include "server/service/collection_service.h"

#include <algorithm>
#include <map>

#include "core/text/utf8.h"
#include "server/service/keys.h"

namespace fupan::service {
namespace {

Status check_name(std::string_view name) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  const bool is_good = !text::trim(name).empty() && text::is_valid_utf8(name) &&
                       std::none_of(name.begin(), name.end(), is_control) &&
                       text::count_code_points(name) <= kMostCollectionCharacters &&
                       collection_access_key(name).size() <= store::kMaxKeyBytes;
  if (is_good) return ok_status();
  return invalid_field("name", "the name of a collection is one line of 1 to " +
                                   std::to_string(kMostCollectionCharacters) + " characters");
}

// By collection. Without an index there are none.
Result<std::map<std::string, std::size_t>> count_documents(Library& library) {
  indexer::SearchRequest request;
  request.type = indexer::HitType::kDocument;
  request.limit = 0;
  request.facets = {indexer::Field::kCollection};
  const auto page = library.index().search(request);
  std::map<std::string, std::size_t> counts;
  if (!page && page.error().code != ErrorCode::kUnavailable) return page.error();
  if (!page || page->facets.empty()) return counts;
  for (const indexer::FacetCount& count : page->facets.front().counts) counts[count.value] = count.count;
  return counts;
}

}  // namespace

Result<std::vector<CollectionView>> CollectionService::list(const Viewer& viewer) const {
  const auto state = rules_.current();
  if (!state) return state.error();
  const auto counts = count_documents(library_);
  if (!counts) return counts.error();
  std::vector<CollectionView> views;
  for (const auto& [name, access] : (*state)->collections) {
    if (!viewer.sees(name)) continue;
    const auto count = counts->find(name);
    CollectionView view{name, count == counts->end() ? 0 : count->second, access, {}, 0};
    for (const std::string& id : access.accounts) {
      const auto account = (*state)->accounts.find(id);
      view.account_names.push_back(account == (*state)->accounts.end() ? "" : account->second.name);
    }
    const auto rule = library_.store().get(collection_access_key(name));
    if (rule) view.revision = rule->revision;
    if (!rule && rule.error().code != ErrorCode::kNotFound) return rule.error();
    views.push_back(std::move(view));
  }
  return views;
}

Result<CollectionView> CollectionService::get(std::string_view name, const Viewer& viewer) const {
  auto views = list(viewer);
  if (!views) return views.error();
  for (CollectionView& view : *views) {
    if (view.name == name) return std::move(view);
  }
  return make_error(ErrorCode::kNotFound, "no collection '" + std::string(name) + "'");
}

Result<CollectionView> CollectionService::set_access(std::string_view name, Visibility visibility,
                                                     const std::vector<Role>& roles,
                                                     const std::vector<std::string>& accounts,
                                                     std::optional<store::Revision> expected) const {
  if (Status good = check_name(name); !good) return good.error();
  if (visibility != Visibility::kRestricted && !(roles.empty() && accounts.empty())) {
    return invalid_field("visibility", "roles and accounts can be named for a restricted collection only");
  }
  const auto state = rules_.current();
  if (!state) return state.error();
  CollectionAccess access{visibility, roles, {}};
  for (const std::string& person : accounts) {
    const Account* account = (*state)->find_account(person);
    if (account == nullptr) return invalid_field("accounts", "there is no account '" + person + "'");
    access.accounts.push_back(account->id);
  }
  const auto committed =
      library_.store().commit({{collection_access_key(name), encode_collection_access(access), expected}});
  if (!committed) return committed.error();
  return get(name);
}

Result<AccessPolicy> CollectionService::policy() const {
  const auto state = rules_.current();
  if (!state) return state.error();
  return (*state)->policy;
}

Status CollectionService::set_policy(const AccessPolicy& policy) const {
  const auto committed =
      library_.store().commit({{std::string(kAccessPolicyKey), encode_access_policy(policy), std::nullopt}});
  if (!committed) return committed.error();
  return ok_status();
}

}  // namespace fupan::service
