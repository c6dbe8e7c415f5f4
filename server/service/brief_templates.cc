#include "server/service/brief_templates.h"

#include <set>

#include "server/service/template_choice.h"

namespace fupan::service {
namespace {

constexpr double kDaysOfMonth = 365.25 / 12;

ProjectTraits traits_of(const BriefProfile& profile) {
  ProjectTraits traits{profile.phases, profile.risks,  profile.tags, profile.method,
                       profile.lang,   profile.budget, std::nullopt};
  if (profile.duration_days) traits.months = *profile.duration_days / kDaysOfMonth;
  return traits;
}

bool is_offered(const Viewer& viewer, const Document& document) {
  return document.state == State::kPublished && viewer.sees(document.collection);
}

}  // namespace

Status choose_variants(Library& library, TemplateIndex& index, const Viewer& viewer, BriefView& view) {
  const auto templates = index.templates();
  if (!templates) return templates.error();
  const auto rules = read_template_rules(library.store());
  if (!rules) return rules.error();
  std::vector<std::shared_ptr<const KnownTemplate>> all;
  for (const auto& [id, known] : *templates) {
    if (is_offered(viewer, known->document)) all.push_back(known);
  }
  const ProjectTraits traits = traits_of(view.brief.profile);
  std::set<std::string> seen;
  std::vector<BriefTemplate> chosen;
  for (BriefTemplate& one : view.templates) {
    const auto known = templates->find(one.document.id.value);
    const std::string family = known == templates->end() ? std::string() : known->second->newest().text->family;
    if (family.empty()) {
      chosen.push_back(std::move(one));
      continue;
    }
    if (!seen.insert(family).second) continue;
    ProjectTraits own = traits;
    if (own.lang.empty()) own.lang = one.document.lang;
    TemplateChoice choice = choose_variant(rules->rules, all, family, own, own.lang);
    if (choice.known == nullptr) continue;
    chosen.push_back({choice.known->document, family, choice.variant, choice.reason});
  }
  view.templates = std::move(chosen);
  return ok_status();
}

}  // namespace fupan::service
