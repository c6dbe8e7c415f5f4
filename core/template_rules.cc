#include "core/template_rules.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "core/template.h"
#include "core/text/fold.h"

namespace fupan {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::pair<const char*, std::vector<std::string> RuleCondition::*>, 4> kLists{{
    {"phases", &RuleCondition::phases},
    {"risks", &RuleCondition::risks},
    {"tags", &RuleCondition::tags},
    {"methods", &RuleCondition::methods},
}};
constexpr std::array<std::pair<const char*, std::optional<double> RuleCondition::*>, 4> kBounds{{
    {"budget_below", &RuleCondition::budget_below},
    {"budget_at_least", &RuleCondition::budget_at_least},
    {"months_below", &RuleCondition::months_below},
    {"months_at_least", &RuleCondition::months_at_least},
}};

bool has_one(const std::vector<std::string>& wanted, const std::vector<std::string>& given) {
  return wanted.empty() || std::any_of(given.begin(), given.end(), [&](const std::string& value) {
           return std::find(wanted.begin(), wanted.end(), value) != wanted.end();
         });
}

bool is_within(std::optional<double> number, std::optional<double> at_least, std::optional<double> below) {
  if (!at_least && !below) return true;
  return number && (!at_least || *number >= *at_least) && (!below || *number < *below);
}

bool is_method(const std::vector<std::string>& wanted, const std::string& method) {
  return wanted.empty() || std::any_of(wanted.begin(), wanted.end(), [&](const std::string& one) {
           return text::fold_label(one) == text::fold_label(method);
         });
}

Json when_json(const RuleCondition& when) {
  Json json = Json::object();
  for (const auto& [key, member] : kLists) {
    if (!(when.*member).empty()) json[key] = when.*member;
  }
  for (const auto& [key, member] : kBounds) {
    if (when.*member) json[key] = *(when.*member);
  }
  if (!when.lang.empty()) json["lang"] = when.lang;
  return json;
}

RuleCondition when_of(const Json& json) {
  RuleCondition when;
  for (const auto& [key, member] : kLists) when.*member = json.value(key, std::vector<std::string>());
  for (const auto& [key, member] : kBounds) {
    if (json.contains(key)) when.*member = json.at(key).get<double>();
  }
  when.lang = json.value("lang", std::string());
  return when;
}

}  // namespace

bool holds(const RuleCondition& when, const ProjectTraits& traits) {
  return has_one(when.phases, traits.phases) && has_one(when.risks, traits.risks) && has_one(when.tags, traits.tags) &&
         is_method(when.methods, traits.method) && (when.lang.empty() || when.lang == traits.lang) &&
         is_within(traits.budget, when.budget_at_least, when.budget_below) &&
         is_within(traits.months, when.months_at_least, when.months_below);
}

std::string encode_rules(const std::vector<TemplateRule>& rules) {
  Json list = Json::array();
  for (const TemplateRule& rule : rules) {
    list.push_back(
        {{"family", rule.family}, {"variant", rule.variant}, {"when", when_json(rule.when)}, {"reason", rule.reason}});
  }
  return Json{{"v", kTemplateFormat}, {"rules", std::move(list)}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<std::vector<TemplateRule>> decode_rules(std::string_view bytes) {
  try {
    const Json json = Json::parse(bytes);
    if (json.at("v").get<int>() > kTemplateFormat) throw std::runtime_error("it is newer than this program");
    std::vector<TemplateRule> rules;
    for (const Json& rule : json.at("rules")) {
      rules.push_back({rule.at("family").get<std::string>(), rule.at("variant").get<std::string>(),
                       when_of(rule.at("when")), rule.value("reason", std::string())});
    }
    return rules;
  } catch (const std::exception& e) {
    return make_error(ErrorCode::kCorrupt, std::string("decode rules of templates: ") + e.what());
  }
}

}  // namespace fupan
