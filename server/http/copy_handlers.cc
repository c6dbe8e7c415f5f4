// The calls of releases, of drift and updates of copies, and of the rules.
#include <array>

#include "server/http/entity_tag.h"
#include "server/http/handlers.h"
#include "server/http/json_body.h"
#include "server/http/template_handlers.h"
#include "server/service/render_curation_json.h"
#include "server/service/render_template_json.h"

namespace fupan::http {
namespace {

constexpr long kMostMoney = 1'000'000'000'000'000;
constexpr std::array kReleaseBody{
    ParameterSpec{"version"},
    ParameterSpec{"notes", ParameterType::kLongText},
    ParameterSpec{"lessons", ParameterType::kList},
    ParameterSpec{"source", ParameterType::kLongText},
};
constexpr std::array kDriftParameters{
    ParameterSpec{"state", ParameterType::kChoice, service::kCopyStateNames},
    ParameterSpec{"limit", ParameterType::kInteger, {}, 1, 100},
    ParameterSpec{"offset", ParameterType::kInteger, {}, 0, 10000},
};
constexpr std::array kUpdateBody{ParameterSpec{"markdown", ParameterType::kLongText}};
constexpr std::array kRulesBody{ParameterSpec{"rules", ParameterType::kObjects, {}, 0, 0, true}};
constexpr std::array kRule{
    ParameterSpec{"family"},
    ParameterSpec{"variant"},
    ParameterSpec{"when", ParameterType::kObject},
    ParameterSpec{"reason"},
};
constexpr std::array kWhen{
    ParameterSpec{"phases", ParameterType::kList},
    ParameterSpec{"risks", ParameterType::kList},
    ParameterSpec{"tags", ParameterType::kList},
    ParameterSpec{"methods", ParameterType::kList},
    ParameterSpec{"lang"},
    ParameterSpec{"budget_below", ParameterType::kNumber, {}, 0, kMostMoney},
    ParameterSpec{"budget_at_least", ParameterType::kNumber, {}, 0, kMostMoney},
    ParameterSpec{"months_below", ParameterType::kNumber, {}, 0},
    ParameterSpec{"months_at_least", ParameterType::kNumber, {}, 0},
};
constexpr std::array kChoiceParameters{
    ParameterSpec{"family"},
    ParameterSpec{"phase", ParameterType::kList},
    ParameterSpec{"risk", ParameterType::kList},
    ParameterSpec{"tag", ParameterType::kList},
    ParameterSpec{"method"},
    ParameterSpec{"budget", ParameterType::kNumber, {}, 0, kMostMoney},
    ParameterSpec{"months", ParameterType::kNumber, {}, 0},
    ParameterSpec{"lang"},
};

std::string tag_of(std::uint64_t revision) { return entity_tag("r" + std::to_string(revision)); }

Error in_rule(std::size_t number, const Error& error) {
  return Error{error.code, "rules: rule " + std::to_string(number) + ": " + error.message, "rules"};
}

Result<TemplateRule> rule_of(const std::string& json) {
  const auto rule = parse_body(kRule, json);
  if (!rule) return rule.error();
  const auto when = parse_body(kWhen, rule->text("when"));
  if (!when) return when.error();
  TemplateRule out{rule->text("family"), rule->text("variant"), {}, rule->text("reason")};
  out.when.phases = when->list("phases");
  out.when.risks = when->list("risks");
  out.when.tags = when->list("tags");
  out.when.methods = when->list("methods");
  out.when.lang = when->text("lang");
  out.when.budget_below = when->real("budget_below");
  out.when.budget_at_least = when->real("budget_at_least");
  out.when.months_below = when->real("months_below");
  out.when.months_at_least = when->real("months_at_least");
  return out;
}

Result<Response> show_rules(const Result<service::StoredRules>& rules) {
  if (!rules) return rules.error();
  return with_tag(make_response(200, kJsonType, service::render_rules(*rules)), tag_of(rules->revision));
}

}  // namespace

std::span<const ParameterSpec> release_body() { return kReleaseBody; }
std::span<const ParameterSpec> drift_parameters() { return kDriftParameters; }
std::span<const ParameterSpec> update_body() { return kUpdateBody; }
std::span<const ParameterSpec> rules_body() { return kRulesBody; }
std::span<const ParameterSpec> choice_parameters() { return kChoiceParameters; }

Result<Response> handle_release_template(const Services& services, const Call& call) {
  const auto expected = expected_revision(call.request);
  if (!expected) return expected.error();
  service::ReleaseOrder order{
      call.id, call.body.text("version"), call.body.text("notes"), call.body.list("lessons"), std::nullopt, *expected};
  if (call.body.has("source")) order.source = call.body.text("source");
  const auto release = services.templates->releases.release(call.viewer, order);
  if (!release) return release.error();
  const auto view = services.templates->gallery.get(call.viewer, call.id);
  if (!view) return view.error();
  return with_tag(make_response(201, kJsonType, service::render_release(*view, release->version)),
                  tag_of(view->row.known->version));
}

Result<Response> handle_template_drift(const Services& services, const Call& call) {
  const service::DriftFilter filter{
      enum_of<service::CopyState>(service::kCopyStateNames, call.parameters.text("state")), limit_of(call),
      offset_of(call)};
  const auto drift = services.templates->updates.drift(call.viewer, call.id, filter);
  if (!drift) return drift.error();
  return make_response(200, kJsonType, service::render_drift(*drift));
}

Result<Response> handle_propose_update(const Services& services, const Call& call) {
  const auto update = services.templates->updates.propose(call.viewer, call.id);
  if (!update) return update.error();
  Response response = make_response(200, kJsonType, service::render_update(*update));
  if (update->document_version == 0) return response;
  return with_tag(std::move(response), tag_of(update->document_version));
}

Result<Response> handle_update_copy(const Services& services, const Call& call) {
  const auto expected = expected_revision(call.request);
  if (!expected) return expected.error();
  if (!call.body.has("markdown")) return missing("markdown");
  const auto done = services.templates->updates.apply(call.viewer, call.id, call.body.text("markdown"), *expected);
  if (!done) return done.error();
  return make_response(200, kJsonType, service::render_done(*done));
}

Result<Response> handle_get_template_rules(const Services& services, const Call&) {
  return show_rules(services.templates->rules.get());
}

Result<Response> handle_put_template_rules(const Services& services, const Call& call) {
  const auto expected = expected_revision(call.request);
  if (!expected) return expected.error();
  if (!call.body.has("rules")) return missing("rules");
  std::vector<TemplateRule> rules;
  for (const std::string& json : call.body.list("rules")) {
    auto rule = rule_of(json);
    if (!rule) return in_rule(rules.size() + 1, rule.error());
    rules.push_back(std::move(*rule));
  }
  return show_rules(services.templates->rules.put(call.viewer, std::move(rules), *expected));
}

Result<Response> handle_choose_template(const Services& services, const Call& call) {
  if (!call.parameters.has("family")) return missing("family");
  const ProjectTraits traits{call.parameters.list("phase"), call.parameters.list("risk"),
                             call.parameters.list("tag"),   call.parameters.text("method"),
                             call.parameters.text("lang"),  call.parameters.real("budget"),
                             call.parameters.real("months")};
  const auto choice = services.templates->rules.choose(call.viewer, call.parameters.text("family"), traits, call.lang);
  if (!choice) return choice.error();
  return json_in_language(service::render_choice(*choice));
}

}  // namespace fupan::http
