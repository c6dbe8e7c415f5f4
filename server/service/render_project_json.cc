#include "server/service/render_project_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "server/service/reasons_json.h"
#include "server/service/render_brief.h"
#include "server/service/render_json.h"

namespace fupan::service {
namespace {

using Json = nlohmann::ordered_json;  // members in the order of the schemas

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json facts_json(const ProjectFacts& facts) {
  Json json = Json::object();
  for (const auto& [name, member] : kTextFacts) {
    if (!(facts.*member).empty()) json[std::string(name)] = facts.*member;
  }
  for (const auto& [name, member] : kNumberFacts) {
    const auto& value = facts.*member;
    if (value && std::isfinite(*value)) json[std::string(name)] = *value;
  }
  return json;
}

Json corrected_names(const ProjectFacts& corrections) {
  Json names = Json::array();
  for (const auto& [name, member] : kTextFacts) {
    if (!(corrections.*member).empty()) names.push_back(name);
  }
  for (const auto& [name, member] : kNumberFacts) {
    if (corrections.*member) names.push_back(name);
  }
  return names;
}

std::string phase_label(const std::string& phase, const Taxonomy& taxonomy, std::string_view lang) {
  return phase.empty() ? std::string() : facet_label(indexer::Field::kPhase, phase, taxonomy, lang);
}

Json gate_json(const Gate& gate) {
  return {{"at", gate.at}, {"who", gate.who}, {"from", gate.from}, {"to", gate.to}, {"note", gate.note}};
}

Json delivered_json(const DeliveryView& view, const BriefLesson& chosen, const Taxonomy& taxonomy,
                    std::string_view lang) {
  const Lesson& lesson = view.lessons.at(chosen.id.value);
  const Document& document = view.documents.at(chosen.id.document().value);
  return {{"id", lesson.id.value},
          {"title", lesson.title},
          {"kind", name_of(lesson.kind)},
          {"text", lesson.text},
          {"lang", lesson.lang},
          {"applies_when", lesson.applies_when},
          {"project", document.project},
          {"document_id", document.id.value},
          {"document_title", document.title},
          {"lines", Json::array({lesson.lines.first, lesson.lines.last})},
          {"reasons", reasons_json(chosen.reasons, taxonomy, lang)},
          {"folded", chosen.folded}};
}

Json delivery_json(const DeliveryView& view, const Taxonomy& taxonomy, std::string_view lang) {
  Json lessons = Json::array();
  for (const BriefLesson& chosen : view.delivery.lessons) {
    lessons.push_back(delivered_json(view, chosen, taxonomy, lang));
  }
  return {{"id", view.delivery.id},
          {"gate", view.delivery.gate},
          {"phase", view.delivery.phase},
          {"label", phase_label(view.delivery.phase, taxonomy, lang)},
          {"created_at", view.delivery.created_at},
          {"lessons", std::move(lessons)}};
}

Json item_json(const ProjectItem& item, const Taxonomy& taxonomy, std::string_view lang) {
  const Project& project = item.project;
  return {{"id", project.id},
          {"name", project.name},
          {"phase", project.phase},
          {"label", phase_label(project.phase, taxonomy, lang)},
          {"facts", facts_json(corrected(project.facts, project.corrections))},
          {"gates", project.gates.size()},
          {"moved_at", project.gates.empty() ? "" : project.gates.back().at},
          {"pending", item.adoptions.pending},
          {"due", item.adoptions.due}};
}

Json follow_up_json(const FollowUp& item) {
  const Adoption& adoption = item.adoption;
  return {{"id", adoption.id},
          {"lesson_id", adoption.lesson.value},
          {"title", item.title},
          {"project", adoption.project},
          {"brief", adoption.brief},
          {"state", name_of(adoption.state)},
          {"due", item.is_due},
          {"follow_up", adoption.follow_up},
          {"note", adoption.note},
          {"created_at", adoption.created_at},
          {"updated_at", adoption.updated_at},
          {"revision", item.revision}};
}

}  // namespace

std::string project_feed_path(std::string_view id) { return "/feeds/projects/" + std::string(id) + ".atom"; }

std::string render_projects(const ProjectPage& page, const Taxonomy& taxonomy, std::string_view lang) {
  Json items = Json::array();
  for (const ProjectItem& item : page.items) items.push_back(item_json(item, taxonomy, lang));
  return dump({{"total", page.total}, {"items", std::move(items)}});
}

std::string render_project(const ProjectView& view, const Taxonomy& taxonomy, std::string_view lang) {
  const Project& project = view.project;
  Json gates = Json::array();
  for (const Gate& gate : project.gates) gates.push_back(gate_json(gate));
  Json briefs = Json::array();
  for (const ProjectBrief& brief : view.briefs) {
    briefs.push_back({{"id", brief.id},
                      {"title", brief.title},
                      {"lessons", brief.lessons},
                      {"open", brief.open},
                      {"created_at", brief.created_at}});
  }
  Json deliveries = Json::array();
  for (const DeliveryView& delivery : view.deliveries) deliveries.push_back(delivery_json(delivery, taxonomy, lang));
  return dump({{"id", project.id},
               {"name", project.name},
               {"phase", project.phase},
               {"label", phase_label(project.phase, taxonomy, lang)},
               {"facts", facts_json(corrected(project.facts, project.corrections))},
               {"corrected", corrected_names(project.corrections)},
               {"gates", std::move(gates)},
               {"briefs", std::move(briefs)},
               {"deliveries", std::move(deliveries)},
               {"pending", view.adoptions.pending},
               {"due", view.adoptions.due},
               {"governance", name_of(view.governance)},
               {"refusal", view.refusal},
               {"feed", project_feed_path(project.id)},
               {"revision", view.revision}});
}

std::string render_gate(const GateView& view, const Taxonomy& taxonomy, std::string_view lang) {
  return dump({{"project", {{"id", view.project.id}, {"name", view.project.name}}},
               {"gate", gate_json(view.gate)},
               {"delivery", delivery_json(view.delivered, taxonomy, lang)}});
}

std::string render_follow_ups(const FollowUpPage& page) {
  Json items = Json::array();
  for (const FollowUp& item : page.items) items.push_back(follow_up_json(item));
  return dump({{"total", page.total}, {"items", std::move(items)}});
}

std::string render_follow_up(const FollowUp& item) { return dump(follow_up_json(item)); }

std::string render_settings(const StoredSettings& settings) {
  Json authority = Json::array();
  for (const AuthorityTier& tier : settings.settings.authority) {
    authority.push_back({{"facet", name_of(tier.facet)},
                         {"value", tier.value},
                         {"role", name_of(tier.role)},
                         {"accounts", tier.accounts}});
  }
  return dump({{"governance", name_of(settings.settings.governance)},
               {"authority", std::move(authority)},
               {"revision", settings.revision}});
}

}  // namespace fupan::service
