#include "server/service/render_json.h"

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "server/service/render_curation_json.h"
#include "server/service/render_relation_json.h"

namespace fupan::service {
namespace {

using Json = nlohmann::ordered_json;  // members in the order of the schemas

struct BuiltInName {
  std::string_view value, en, zh;
};

constexpr std::array kKindLabels{
    BuiltInName{"note", "Note", "笔记"},
    BuiltInName{"retrospective", "Retrospective", "复盘"},
    BuiltInName{"postmortem", "Post-mortem", "事故复盘"},
    BuiltInName{"register", "Lessons register", "经验教训登记册"},
    BuiltInName{"template", "Template", "模板"},
    BuiltInName{"guide", "Guide", "指南"},
    BuiltInName{"path", "Learning path", "学习路径"},
    BuiltInName{"lesson", "Lesson", "经验教训"},
    BuiltInName{"worked", "What worked", "做得好的"},
    BuiltInName{"failed", "What failed", "不足"},
    BuiltInName{"cause", "Cause", "原因"},
    BuiltInName{"recommendation", "Recommendation", "建议"},
    BuiltInName{"action", "Action", "改进措施"},
};

constexpr std::array kStateLabels{
    BuiltInName{"draft", "Draft", "草稿"},           BuiltInName{"in_review", "In review", "审核中"},
    BuiltInName{"published", "Published", "已发布"}, BuiltInName{"retired", "Retired", "已停用"},
    BuiltInName{"rejected", "Rejected", "已驳回"},
};

constexpr std::array kLanguageLabels{BuiltInName{"en", "English", "英文"}, BuiltInName{"zh", "Chinese", "中文"}};

template <std::size_t N>
std::string built_in_label(const std::array<BuiltInName, N>& names, const std::string& value, std::string_view lang) {
  for (const BuiltInName& name : names) {
    if (name.value == value) return std::string(lang == "zh" ? name.zh : name.en);
  }
  return value;
}

std::string taxonomy_label(Facet facet, const std::string& value, const Taxonomy& taxonomy, std::string_view lang) {
  const TaxonomyValue* known = taxonomy.find(facet, value);
  if (known == nullptr) return value;
  const std::string_view label = known->label(lang);
  return label.empty() ? value : std::string(label);
}

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

// JSON knows no infinity.
double finite(double number) { return std::isfinite(number) ? number : 0.0; }

Json render_lines(const LineRange& lines) { return Json::array({lines.first, lines.last}); }

Json render_optional(const std::optional<std::string>& text) { return text ? Json(*text) : Json(nullptr); }

std::vector<std::string> values_of(const std::vector<Label>& labels, Facet facet) {
  std::vector<std::string> values;
  for (const Label& label : labels) {
    if (label.facet == facet) values.push_back(label.value);
  }
  return values;
}

Json render_labels(const std::vector<Label>& labels, const Taxonomy& taxonomy, std::string_view lang) {
  Json list = Json::array();
  for (const Label& label : labels) {
    list.push_back({{"facet", name_of(label.facet)},
                    {"value", label.value},
                    {"label", taxonomy_label(label.facet, label.value, taxonomy, lang)},
                    {"origin", name_of(label.origin)},
                    {"mapped", label.mapped},
                    {"confidence", finite(label.confidence)}});
  }
  return list;
}

Json render_hit_document(const Document& document) {
  return {{"id", document.id.value},     {"title", document.title},    {"kind", name_of(document.kind)},
          {"project", document.project}, {"date", document.date},      {"collection", document.collection},
          {"path", document.path},       {"example", document.example}};
}

Json render_explain(const std::vector<indexer::ScorePart>& parts) {
  Json list = Json::array();
  for (const indexer::ScorePart& part : parts) {
    list.push_back({{"part", part.part}, {"field", part.field}, {"weight", finite(part.weight)}});
  }
  return list;
}

Json render_hit(const Hit& hit) {
  Json json{{"id", hit.id},
            {"type", hit.type},
            {"kind", hit.kind},
            {"title", hit.title_html},
            {"snippet", hit.snippet_html},
            {"score", finite(hit.score)},
            {"translated", hit.translated},
            {"heading_path", hit.heading_path},
            {"lines", render_lines(hit.lines)},
            {"further", hit.further},
            {"document", render_hit_document(hit.document)},
            {"phases", hit.phases},
            {"risks", hit.risks},
            {"tags", hit.tags},
            {"state", name_of(hit.state)},
            {"lang", hit.lang}};
  if (!hit.explain.empty()) json["explain"] = render_explain(hit.explain);
  return json;
}

Json render_facets(const std::vector<indexer::FacetCounts>& facets, const Taxonomy& taxonomy, std::string_view lang) {
  Json json = Json::object();
  for (const indexer::FacetCounts& facet : facets) {
    Json list = Json::array();
    for (const indexer::FacetCount& count : facet.counts) {
      list.push_back({{"value", count.value},
                      {"label", facet_label(facet.field, count.value, taxonomy, lang)},
                      {"count", count.count}});
    }
    json[std::string(indexer::name_of(facet.field))] = std::move(list);
  }
  return json;
}

Json render_source(const Lesson& lesson, const Document& document) {
  return {{"document_id", document.id.value},
          {"document_title", document.title},
          {"document_kind", name_of(document.kind)},
          {"collection", document.collection},
          {"path", document.path},
          {"project", document.project},
          {"date", document.date},
          {"heading_path", lesson.heading_path},
          {"lines", render_lines(lesson.lines)},
          {"example", document.example}};
}

Json render_metadata(const Document& document) {
  Json list = Json::array();
  for (const auto& [key, value] : document.metadata) list.push_back({{"key", key}, {"value", value}});
  return list;
}

Json render_proposal(const Curation& said) {
  if (said.proposal.empty()) return nullptr;
  return {{"by", said.proposed_by}, {"changes", Json::parse(render_edit(said.proposal))}};
}

Json render_facts(const ProjectFacts& facts) {
  Json json = Json::object();
  const auto add_text = [&](const char* name, const std::string& text) {
    if (!text.empty()) json[name] = text;
  };
  const auto add_number = [&](const char* name, const std::optional<double>& number) {
    if (number && std::isfinite(*number)) json[name] = *number;
  };
  add_text("sector", facts.sector);
  add_text("method", facts.method);
  add_text("outcome", facts.outcome);
  add_text("currency", facts.currency);
  add_text("start_date", facts.start_date);
  add_text("end_date", facts.end_date);
  add_number("budget", facts.budget);
  add_number("planned_duration_days", facts.planned_duration_days);
  add_number("actual_duration_days", facts.actual_duration_days);
  add_number("planned_cost", facts.planned_cost);
  add_number("actual_cost", facts.actual_cost);
  add_number("planned_value", facts.planned_value);
  add_number("earned_value", facts.earned_value);
  add_number("health_score", facts.health_score);
  return json;
}

Json render_sections(const Document& document) {
  Json list = Json::array();
  for (std::size_t i = 0; i < document.sections.size(); ++i) {
    const Section& section = document.sections[i];
    list.push_back({{"id", document.section_id(i)},
                    {"heading_path", section.heading_path},
                    {"lines", render_lines(section.lines)},
                    {"text", section.text}});
  }
  return list;
}

Json render_lesson_summaries(const Document& document) {
  Json list = Json::array();
  for (const Lesson& lesson : document.lessons) {
    list.push_back({{"id", lesson.id.value},
                    {"title", lesson.title},
                    {"kind", name_of(lesson.kind)},
                    {"state", name_of(lesson.state)},
                    {"lines", render_lines(lesson.lines)},
                    {"phases", values_of(lesson.labels, Facet::kPhase)},
                    {"risks", values_of(lesson.labels, Facet::kRisk)},
                    {"tags", values_of(lesson.labels, Facet::kTag)}});
  }
  return list;
}

}  // namespace

std::string facet_label(indexer::Field field, const std::string& value, const Taxonomy& taxonomy,
                        std::string_view lang) {
  switch (field) {
    case indexer::Field::kPhase:
      return taxonomy_label(Facet::kPhase, value, taxonomy, lang);
    case indexer::Field::kRisk:
      return taxonomy_label(Facet::kRisk, value, taxonomy, lang);
    case indexer::Field::kTag:
      return taxonomy_label(Facet::kTag, value, taxonomy, lang);
    case indexer::Field::kKind:
      return built_in_label(kKindLabels, value, lang);
    case indexer::Field::kState:
      return built_in_label(kStateLabels, value, lang);
    case indexer::Field::kLang:
      return built_in_label(kLanguageLabels, value, lang);
    default:
      return value;
  }
}

std::string render_search_page(const SearchPage& page, const Taxonomy& taxonomy, std::string_view lang) {
  Json hits = Json::array();
  for (const Hit& hit : page.hits) hits.push_back(render_hit(hit));
  return dump({{"query", page.query},
               {"total", page.total},
               {"took_ms", finite(page.took_ms)},
               {"did_you_mean", render_optional(page.did_you_mean)},
               {"relaxed", page.relaxed},
               {"hits", std::move(hits)},
               {"facets", render_facets(page.facets, taxonomy, lang)},
               {"facets_exact", page.facets_exact}});
}

std::string render_suggestions(const std::vector<indexer::Suggestion>& suggestions) {
  Json items = Json::array();
  for (const indexer::Suggestion& suggestion : suggestions) {
    items.push_back({{"text", suggestion.text},
                     {"type", indexer::kSuggestionTypeNames[static_cast<std::size_t>(suggestion.type)]},
                     {"id", suggestion.id}});
  }
  return dump({{"total", suggestions.size()}, {"items", std::move(items)}});
}

namespace {

Json templates_json(const std::vector<CausedRelease>& templates) {
  Json list = Json::array();
  for (const CausedRelease& one : templates) {
    list.push_back({{"id", one.id}, {"title", one.title}, {"version", one.version}});
  }
  return list;
}

Json relations_json(const std::vector<RelatedLesson>& relations) {
  return Json::parse(render_relations(relations), nullptr, false).at("items");
}

}  // namespace

std::string render_lesson(const LessonView& view, const Taxonomy& taxonomy, std::string_view lang) {
  const Lesson& lesson = view.lesson;
  return dump({{"id", lesson.id.value},
               {"title", lesson.title},
               {"kind", name_of(lesson.kind)},
               {"state", name_of(lesson.state)},
               {"lang", lesson.lang},
               {"markdown", lesson.markdown},
               {"html", view.html},
               {"event", lesson.event},
               {"cause", lesson.cause},
               {"impact", lesson.impact},
               {"recommendation", lesson.recommendation},
               {"applies_when", lesson.applies_when},
               {"owner", lesson.owner},
               {"due_date", lesson.due_date},
               {"reason", view.said.reason},
               {"review_by", view.said.review_by},
               {"assignee", view.said.assignee},
               {"proposal", render_proposal(view.said)},
               {"merged", view.said.merged},
               {"labels", render_labels(lesson.labels, taxonomy, lang)},
               {"source", render_source(lesson, view.document)},
               {"revision", view.revision},
               {"previous", render_optional(view.previous)},
               {"next", render_optional(view.next)},
               {"adoptions",
                {{"helped", view.adoptions.helped},
                 {"not_helped", view.adoptions.not_helped},
                 {"not_applicable", view.adoptions.not_applicable},
                 {"pending", view.adoptions.pending}}},
               {"relations", relations_json(view.relations)},
               {"templates", templates_json(view.templates)}});
}

std::string render_document(const VersionedDocument& versioned, const Taxonomy& taxonomy, std::string_view lang) {
  const Document& document = versioned.document;
  return dump({{"id", document.id.value},
               {"title", document.title},
               {"kind", name_of(document.kind)},
               {"lang", document.lang},
               {"state", name_of(document.state)},
               {"date", document.date},
               {"project", document.project},
               {"example", document.example},
               {"collection", document.collection},
               {"path", document.path},
               {"encoding", document.encoding},
               {"content_hash", document.content_hash},
               {"source_bytes", document.source_bytes},
               {"imported_at", document.imported_at},
               {"revision", versioned.revision},
               {"source_revision", document.source_revision},
               {"metadata", render_metadata(document)},
               {"facts", render_facts(document.facts)},
               {"labels", render_labels(document.labels, taxonomy, lang)},
               {"sections", render_sections(document)},
               {"lessons", render_lesson_summaries(document)}});
}

std::string render_stats(const Stats& stats) {
  return dump({{"documents", stats.documents},
               {"lessons", stats.lessons},
               {"sections", stats.sections},
               {"projects", stats.projects},
               {"collections", stats.collections},
               {"sequence", stats.sequence},
               {"applied_sequence", stats.applied_sequence},
               {"store_bytes", stats.store_bytes},
               {"index_bytes", stats.index_bytes}});
}

}  // namespace fupan::service
