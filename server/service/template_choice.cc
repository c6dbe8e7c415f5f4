#include "server/service/template_choice.h"

#include <algorithm>
#include <cmath>

#include "core/text/utf8.h"
#include "server/service/audit_trail.h"
#include "server/service/keys.h"
#include "server/service/permission.h"

namespace fupan::service {
namespace {

constexpr std::size_t kMostRules = 200;
constexpr std::size_t kMostBytes = 2000;
constexpr const char* kFull = "full";

Error wrong(std::size_t rule, const std::string& what) {
  return Error{ErrorCode::kInvalidArgument, "rules: rule " + std::to_string(rule + 1) + " " + what, "rules"};
}

// Values by whatever name become the taxonomy's ids. Returns the first that it does not know.
std::string to_ids(const Taxonomy& taxonomy, Facet facet, std::vector<std::string>& values) {
  for (std::string& value : values) {
    const TaxonomyValue* known = taxonomy.find(facet, value);
    if (known == nullptr && facet != Facet::kTag) return value;
    if (known != nullptr) value = known->id;
  }
  return {};
}

bool is_order(std::optional<double> at_least, std::optional<double> below) {
  const auto is_bound = [](std::optional<double> bound) { return !bound || (std::isfinite(*bound) && *bound >= 0); };
  return is_bound(at_least) && is_bound(below) && (!at_least || !below || *at_least < *below);
}

Status check_rule(const Taxonomy& taxonomy, std::size_t number, TemplateRule& rule) {
  rule.family = text::trim(rule.family);
  rule.variant = text::trim(rule.variant);
  if (rule.family.empty()) return wrong(number, "needs a family");
  if (rule.variant.empty()) return wrong(number, "needs a variant");
  for (const std::string* text : {&rule.family, &rule.variant, &rule.reason}) {
    if (text->size() > kMostBytes || !text::is_valid_utf8(*text)) return wrong(number, "has a text that is too long");
  }
  RuleCondition& when = rule.when;
  for (auto [facet, values] : {std::pair(Facet::kPhase, &when.phases), std::pair(Facet::kRisk, &when.risks),
                               std::pair(Facet::kTag, &when.tags)}) {
    const std::string unknown = to_ids(taxonomy, facet, *values);
    if (!unknown.empty()) {
      return wrong(number, "names the " + std::string(name_of(facet)) + " '" + unknown + "', which nobody knows");
    }
  }
  if (!when.lang.empty() && when.lang != "en" && when.lang != "zh")
    return wrong(number, "has a lang that is not en or zh");
  if (!is_order(when.budget_at_least, when.budget_below))
    return wrong(number, "has bounds of the budget that no budget fits");
  if (!is_order(when.months_at_least, when.months_below))
    return wrong(number, "has bounds of months that nothing fits");
  return ok_status();
}

std::string words_without_rule(const std::string& variant, std::string_view lang) {
  if (lang == "zh") return variant.empty() ? "没有适用的规则" : "没有适用的规则，默认用“" + variant + "”版";
  return variant.empty() ? "No rule applies" : "No rule applies; \"" + variant + "\" is the default";
}

}  // namespace

Result<StoredRules> read_template_rules(const store::Reader& reader) {
  const auto record = reader.get(kTemplateRulesKey);
  if (!record && record.error().code == ErrorCode::kNotFound) return StoredRules{};
  if (!record) return record.error();
  auto rules = decode_rules(record->value);
  if (!rules) return rules.error();
  return StoredRules{std::move(*rules), record->revision};
}

TemplateChoice choose_variant(const std::vector<TemplateRule>& rules,
                              const std::vector<std::shared_ptr<const KnownTemplate>>& templates,
                              const std::string& family, const ProjectTraits& traits, std::string_view lang) {
  std::vector<std::shared_ptr<const KnownTemplate>> members;
  for (const auto& one : templates) {
    if (one->newest().text->family == family) members.push_back(one);
  }
  const auto is_other = [&](const auto& one) { return one->document.lang != traits.lang; };
  const bool has_lang = !traits.lang.empty() && !std::all_of(members.begin(), members.end(), is_other);
  if (has_lang) std::erase_if(members, is_other);
  const auto find = [&](const std::string& variant) -> std::shared_ptr<const KnownTemplate> {
    for (const auto& one : members) {
      if (one->newest().text->variant == variant) return one;
    }
    return nullptr;
  };
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (rules[i].family != family || !holds(rules[i].when, traits)) continue;
    if (auto known = find(rules[i].variant)) return {family, rules[i].variant, std::move(known), rules[i].reason, i};
  }
  TemplateChoice choice{family, "", find(kFull), "", std::nullopt};
  if (choice.known == nullptr && !members.empty()) choice.known = members.front();
  if (choice.known != nullptr) choice.variant = choice.known->newest().text->variant;
  choice.reason = words_without_rule(choice.variant, lang);
  return choice;
}

Result<StoredRules> TemplateRules::put(const Viewer& viewer, std::vector<TemplateRule> rules,
                                       std::optional<std::uint64_t> expected) const {
  if (!viewer.is_at_least(Role::kCurator)) return not_allowed("to write the rules of templates", "a curator");
  auto before = get();
  if (!before) return before;
  if (expected && *expected != before->revision) {
    return make_error(ErrorCode::kConflict, "the rules of templates are at revision " +
                                                std::to_string(before->revision) + ", not " +
                                                std::to_string(*expected));
  }
  if (rules.size() > kMostRules) return wrong(kMostRules, "is one too many");
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (Status checked = check_rule(library_.taxonomy(), i, rules[i]); !checked) return checked.error();
  }
  if (rules == before->rules) return before;
  const std::string record = encode_rules(rules);
  AuditEntry entry = audit_entry(viewer, "settings.template_rules");
  entry.changes = {{std::string(kTemplateRulesKey), before->revision == 0 ? "" : encode_rules(before->rules), record}};
  const auto done = AuditTrail(library_).commit(std::move(entry), [&](std::uint64_t) {
    return std::vector<store::Write>{{std::string(kTemplateRulesKey), record, before->revision}};
  });
  if (!done) return done.error();
  return StoredRules{std::move(rules), before->revision + 1};
}

Result<TemplateChoice> TemplateRules::choose(const Viewer& viewer, const std::string& family,
                                             const ProjectTraits& traits, std::string_view lang) const {
  const auto stored = get();
  if (!stored) return stored.error();
  const auto shown = templates_.shown(viewer);
  if (!shown) return shown.error();
  TemplateChoice choice = choose_variant(stored->rules, *shown, family, traits, lang);
  if (choice.known != nullptr) return choice;
  return Error{ErrorCode::kNotFound, "there is no template of the family '" + family + "'", "family"};
}

}  // namespace fupan::service
