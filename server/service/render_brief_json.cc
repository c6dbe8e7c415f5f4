#include "server/service/render_brief_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "server/service/reasons_json.h"
#include "server/service/render_brief.h"
#include "server/service/render_json.h"
#include "server/service/risk_register.h"

namespace fupan::service {
namespace {

using Json = nlohmann::ordered_json;  // members in the order of the schemas

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

double finite(double number) { return std::isfinite(number) ? number : 0.0; }

Json number_or_null(const std::optional<double>& number) {
  return number && std::isfinite(*number) ? Json(*number) : Json(nullptr);
}

std::vector<std::string> values_of(const std::vector<Label>& labels, Facet facet) {
  std::vector<std::string> values;
  for (const Label& label : labels) {
    if (label.facet == facet) values.push_back(label.value);
  }
  return values;
}

Json document_json(const Document& document) {
  return {{"id", document.id.value},     {"title", document.title},    {"kind", name_of(document.kind)},
          {"project", document.project}, {"date", document.date},      {"collection", document.collection},
          {"path", document.path},       {"example", document.example}};
}

Json similar_json(const SimilarItem& item) {
  const bool is_lesson = !item.lesson.id.value.empty();
  const std::vector<Label>& labels = is_lesson ? item.lesson.labels : item.document.labels;
  return {{"id", is_lesson ? item.lesson.id.value : item.document.id.value},
          {"type", is_lesson ? "lesson" : "document"},
          {"kind", is_lesson ? name_of(item.lesson.kind) : name_of(item.document.kind)},
          {"title", is_lesson ? item.lesson.title : item.document.title},
          {"text", item.excerpt},
          {"score", finite(item.score)},
          {"duplicate", item.duplicate},
          {"superseded", item.superseded},
          {"matched", item.matched},
          {"document", document_json(item.document)},
          {"phases", values_of(labels, Facet::kPhase)},
          {"risks", values_of(labels, Facet::kRisk)},
          {"tags", values_of(labels, Facet::kTag)},
          {"state", name_of(is_lesson ? item.lesson.state : item.document.state)},
          {"lang", is_lesson ? item.lesson.lang : item.document.lang}};
}

Json profile_json(const BriefProfile& profile) {
  return {{"project", profile.project},   {"lang", profile.lang},
          {"phases", profile.phases},     {"risks", profile.risks},
          {"tags", profile.tags},         {"sector", profile.sector},
          {"method", profile.method},     {"budget", number_or_null(profile.budget)},
          {"currency", profile.currency}, {"duration_days", number_or_null(profile.duration_days)}};
}

// What became of an accepted lesson; null: it is not accepted.
Json adoption_json(const BriefView& view, const BriefLesson& chosen) {
  const auto found = view.adoptions.find(chosen.id.value);
  if (found == view.adoptions.end()) return nullptr;
  const FollowUp& item = found->second;
  return {{"id", item.adoption.id},     {"state", name_of(item.adoption.state)},
          {"due", item.is_due},         {"follow_up", item.adoption.follow_up},
          {"note", item.adoption.note}, {"revision", item.revision}};
}

Json lesson_json(const BriefView& view, const BriefLesson& chosen, const Taxonomy& taxonomy, std::string_view lang) {
  const Lesson& lesson = view.lessons.at(chosen.id.value);
  const Document& document = view.documents.at(chosen.id.document().value);
  const auto adoption = view.adoptions.find(chosen.id.value);
  return {{"lesson",
           {{"id", lesson.id.value},
            {"title", lesson.title},
            {"kind", name_of(lesson.kind)},
            {"text", lesson.text},
            {"applies_when", lesson.applies_when},
            {"lang", lesson.lang},
            {"state", name_of(lesson.state)},
            {"phases", values_of(lesson.labels, Facet::kPhase)},
            {"risks", values_of(lesson.labels, Facet::kRisk)},
            {"tags", values_of(lesson.labels, Facet::kTag)},
            {"lines", Json::array({lesson.lines.first, lesson.lines.last})},
            {"document", document_json(document)}}},
          {"score", finite(chosen.score)},
          {"phase", phase_of(view, chosen)},
          {"risk", risk_of(view, chosen)},
          {"reasons", reasons_json(chosen.reasons, taxonomy, lang)},
          {"folded", chosen.folded},
          {"decision", name_of(chosen.decision)},
          {"note", chosen.note},
          {"decided_at", chosen.decided_at},
          {"follow_up", adoption == view.adoptions.end() ? std::string() : adoption->second.adoption.follow_up},
          {"adoption", adoption_json(view, chosen)}};
}

Json risk_json(const BriefRisk& risk, const Taxonomy& taxonomy, std::string_view lang) {
  const auto rate = [](std::uint64_t hits, std::uint64_t n) {
    return n == 0 ? Json(nullptr) : Json(static_cast<double>(hits) / static_cast<double>(n));
  };
  return {{"risk", risk.risk},
          {"label", facet_label(indexer::Field::kRisk, risk.risk, taxonomy, lang)},
          {"hit", risk.hit},
          {"similar", risk.similar},
          {"rate", rate(risk.hit, risk.similar)},
          {"interval", Json::array({finite(risk.lower), finite(risk.upper)})},
          {"all_hit", risk.all_hit},
          {"all", risk.all},
          {"base_rate", rate(risk.all_hit, risk.all)},
          {"comparison", risk.comparison},
          {"verdict", risk.verdict},
          {"likelihood", number_or_null(risk.likelihood)},
          {"text", risk_text(risk, lang)}};
}

Json spread_json(const BriefSpread& spread) {
  return {{"n", spread.n},
          {"p20", number_or_null(spread.p20)},
          {"p50", number_or_null(spread.p50)},
          {"p80", number_or_null(spread.p80)}};
}

Json earned_value_json(const BriefProject& project) {
  const auto figures = earned_value_of(project);
  if (!figures) return nullptr;
  return {{"planned_value", number_or_null(project.planned_value)},
          {"earned_value", number_or_null(project.earned_value)},
          {"actual_cost", number_or_null(project.actual_cost)},
          {"schedule_variance", number_or_null(figures->schedule_variance)},
          {"cost_variance", number_or_null(figures->cost_variance)},
          {"spi", number_or_null(figures->schedule_performance_index)},
          {"cpi", number_or_null(figures->cost_performance_index)}};
}

Json reference_json(const Brief& brief) {
  Json projects = Json::array();
  for (const BriefProject& project : brief.projects) {
    projects.push_back({{"id", project.id},
                        {"name", project.name},
                        {"score", finite(project.score)},
                        {"reasons", project.reasons},
                        {"schedule_overrun", number_or_null(project.schedule_overrun)},
                        {"cost_overrun", number_or_null(project.cost_overrun)},
                        {"earned_value", earned_value_json(project)}});
  }
  return {{"projects", std::move(projects)},
          {"schedule_overrun", spread_json(brief.schedule)},
          {"cost_overrun", spread_json(brief.cost)}};
}

Json patterns_json(const Brief& brief) {
  Json list = Json::array();
  for (const BriefPattern& pattern : brief.patterns) {
    list.push_back({{"items", pattern.items},
                    {"support", pattern.support},
                    {"failures", pattern.failures},
                    {"lift", finite(pattern.lift)},
                    {"examples", pattern.examples}});
  }
  return list;
}

Json register_json(const BriefView& view) {
  Json list = Json::array();
  for (const RegisterRow& row : register_of(view)) {
    list.push_back({{"category", row.risk},
                    {"cause", row.cause},
                    {"event", row.event},
                    {"effect", row.effect},
                    {"likelihood", row.likelihood < 0 ? Json(nullptr) : Json(row.likelihood)},
                    {"response", row.response},
                    {"owner", ""},
                    {"sources", row.sources}});
  }
  return list;
}

Json adoption_json(const Adoption& adoption) {
  return {{"id", adoption.id},       {"lesson_id", adoption.lesson.value}, {"project", adoption.project},
          {"brief", adoption.brief}, {"state", name_of(adoption.state)},   {"follow_up", adoption.follow_up},
          {"note", adoption.note},   {"created_at", adoption.created_at},  {"updated_at", adoption.updated_at}};
}

}  // namespace

std::string render_similar(const std::vector<SimilarItem>& items) {
  Json list = Json::array();
  for (const SimilarItem& item : items) list.push_back(similar_json(item));
  return dump({{"total", items.size()}, {"items", std::move(list)}});
}

std::string render_profile(const BriefProfile& profile) { return dump(profile_json(profile)); }

std::string render_charter(const Charter& charter) {
  return dump({{"title", charter.title}, {"description", charter.description}});
}

std::string render_brief(const BriefView& view, const Taxonomy& taxonomy, std::string_view lang) {
  const Brief& brief = view.brief;
  Json lessons = Json::array();
  for (const BriefLesson& chosen : brief.lessons) lessons.push_back(lesson_json(view, chosen, taxonomy, lang));
  Json risks = Json::array();
  for (const BriefRisk& risk : brief.risks) risks.push_back(risk_json(risk, taxonomy, lang));
  Json templates = Json::array();
  for (const BriefTemplate& one : view.templates) {
    Json json = document_json(one.document);
    json["family"] = one.family;
    json["variant"] = one.variant;
    json["reason"] = one.reason;
    templates.push_back(std::move(json));
  }
  return dump({{"id", brief.id},
               {"title", brief.title},
               {"description", brief.description},
               {"profile", profile_json(brief.profile)},
               {"lessons", std::move(lessons)},
               {"refused", brief.refused},
               {"risks", std::move(risks)},
               {"reference_class", reference_json(brief)},
               {"patterns", patterns_json(brief)},
               {"templates", std::move(templates)},
               {"register", register_json(view)},
               {"created_at", brief.created_at},
               {"updated_at", brief.updated_at},
               {"revision", view.revision}});
}

std::string render_briefs(const BriefPage& page) {
  Json items = Json::array();
  for (const Brief& brief : page.items) {
    std::size_t open = 0;
    for (const BriefLesson& chosen : brief.lessons) open += chosen.decision == Decision::kOpen ? 1 : 0;
    items.push_back({{"id", brief.id},
                     {"title", brief.title},
                     {"project", brief.profile.project},
                     {"lessons", brief.lessons.size()},
                     {"open", open},
                     {"created_at", brief.created_at},
                     {"updated_at", brief.updated_at}});
  }
  return dump({{"total", page.total}, {"items", std::move(items)}});
}

std::string render_adoption(const Adoption& adoption) { return dump(adoption_json(adoption)); }

std::string render_adoptions(const AdoptionPage& page) {
  Json items = Json::array();
  for (const Adoption& adoption : page.items) items.push_back(adoption_json(adoption));
  return dump({{"total", page.total}, {"items", std::move(items)}});
}

}  // namespace fupan::service
