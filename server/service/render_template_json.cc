#include "server/service/render_template_json.h"

#include <nlohmann/json.hpp>

#include "importers/markdown/html.h"
#include "server/service/render_json.h"

namespace fupan::service {
namespace {

using Json = nlohmann::ordered_json;  // members in the order of the schemas

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json counts_json(const CopyCounts& counts) {
  Json json{{"total", counts.total()}};
  for (std::size_t i = 0; i < kCopyStateNames.size(); ++i) json[std::string(kCopyStateNames[i])] = counts.of[i];
  return json;
}

Json labels_json(const Document& document, Facet facet, const Taxonomy& taxonomy, std::string_view lang) {
  constexpr std::array kFields{indexer::Field::kPhase, indexer::Field::kRisk, indexer::Field::kTag};
  Json list = Json::array();
  for (const Label& label : document.labels) {
    if (label.facet != facet) continue;
    list.push_back({{"value", label.value},
                    {"label", facet_label(kFields[static_cast<std::size_t>(facet)], label.value, taxonomy, lang)}});
  }
  return list;
}

Json summary_json(const TemplateRow& row, const Taxonomy& taxonomy, std::string_view lang) {
  const KnownTemplate& known = *row.known;
  const ReleasedVersion& newest = known.newest();
  return {{"id", known.document.id.value},
          {"title", known.document.title},
          {"lang", known.document.lang},
          {"collection", known.document.collection},
          {"phases", labels_json(known.document, Facet::kPhase, taxonomy, lang)},
          {"risks", labels_json(known.document, Facet::kRisk, taxonomy, lang)},
          {"tags", labels_json(known.document, Facet::kTag, taxonomy, lang)},
          {"version", newest.release.version},
          {"released_at", newest.release.at},
          {"unreleased", known.is_unreleased},
          {"family", newest.text->family},
          {"variant", newest.text->variant},
          {"fields", newest.text->fields.size()},
          {"copies", counts_json(row.copies)}};
}

Json lessons_json(const std::vector<NamedLesson>& lessons) {
  Json list = Json::array();
  for (const NamedLesson& lesson : lessons) list.push_back({{"id", lesson.id}, {"title", lesson.title}});
  return list;
}

Json release_json(const TemplateView& view, const TemplateRelease& release) {
  const auto copies = view.copies_of.find(release.version);
  const auto lessons = view.lessons.find(release.version);
  return {{"version", release.version},
          {"revision", release.revision},
          {"notes", release.notes},
          {"notes_html", importers::render_html(release.notes)},
          {"lessons", lessons == view.lessons.end() ? Json::array() : lessons_json(lessons->second)},
          {"released_at", release.at},
          {"released_by", release.by},
          {"copies", copies == view.copies_of.end() ? 0 : copies->second}};
}

Json drift_json(const KnownCopy& copy) {
  Json document;
  if (copy.document) {
    document = {
        {"id", copy.document->id.value}, {"title", copy.document->title}, {"revision", copy.document->source_revision}};
  }
  return {{"id", copy.id},
          {"title", copy.title},
          {"version", copy.mark.version},
          {"state", name_of(copy.state)},
          {"guessed", copy.is_guessed},
          {"project", copy.project},
          {"document", std::move(document)},
          {"copied_at", copy.at},
          {"copied_by", copy.by}};
}

Json when_json(const RuleCondition& when) {
  Json json = Json::object();
  const auto add_list = [&](const char* name, const std::vector<std::string>& values) {
    if (!values.empty()) json[name] = values;
  };
  const auto add_bound = [&](const char* name, std::optional<double> bound) {
    if (bound) json[name] = *bound;
  };
  add_list("phases", when.phases);
  add_list("risks", when.risks);
  add_list("tags", when.tags);
  add_list("methods", when.methods);
  if (!when.lang.empty()) json["lang"] = when.lang;
  add_bound("budget_below", when.budget_below);
  add_bound("budget_at_least", when.budget_at_least);
  add_bound("months_below", when.months_below);
  add_bound("months_at_least", when.months_at_least);
  return json;
}

}  // namespace

std::string render_templates(const TemplatePage& page, const Taxonomy& taxonomy, std::string_view lang) {
  Json items = Json::array();
  for (const TemplateRow& row : page.items) items.push_back(summary_json(row, taxonomy, lang));
  return dump({{"total", page.total}, {"items", std::move(items)}});
}

std::string render_template(const TemplateView& view, const Taxonomy& taxonomy, std::string_view lang) {
  Json json = summary_json(view.row, taxonomy, lang);
  const KnownTemplate& known = *view.row.known;
  json["description"] = known.description;
  json["revision"] = known.version;
  json["releases"] = Json::array();
  for (auto version = known.versions.rbegin(); version != known.versions.rend(); ++version) {
    json["releases"].push_back(release_json(view, version->release));
  }
  json["variants"] = Json::array();
  for (const auto& one : view.variants) {
    json["variants"].push_back({{"id", one->document.id.value},
                                {"title", one->document.title},
                                {"variant", one->newest().text->variant},
                                {"lang", one->document.lang}});
  }
  return dump(json);
}

std::string render_template_fields(const TemplateVersion& version) {
  Json fields = Json::array();
  for (const TemplateField& field : version.version->text->fields) {
    fields.push_back({{"name", field.name},
                      {"type", name_of(field.type)},
                      {"label", field.label},
                      {"default", field.initial},
                      {"help", field.help},
                      {"options", field.options},
                      {"required", field.is_required}});
  }
  return dump({{"id", version.known->document.id.value},
               {"title", version.version->text->title},
               {"version", version.version->release.version},
               {"lang", version.known->document.lang},
               {"fields", std::move(fields)}});
}

std::string render_template_preview(const TemplatePreview& preview) {
  return dump({{"markdown", preview.markdown},
               {"html", preview.html},
               {"missing", preview.missing},
               {"unknown", preview.unknown}});
}

std::string render_copy(const CopyView& copy) {
  return dump({{"id", copy.id},
               {"template", {{"id", copy.template_id}, {"title", copy.template_title}}},
               {"version", copy.version},
               {"title", copy.title},
               {"project", copy.project},
               {"document", copy.document.empty() ? Json() : Json(copy.document)},
               {"markdown", copy.markdown}});
}

std::string render_release(const TemplateView& view, std::string_view version) {
  const ReleasedVersion* found = view.row.known->find(version);
  return dump(release_json(view, found == nullptr ? TemplateRelease{} : found->release));
}

std::string render_drift(const DriftView& view) {
  Json items = Json::array();
  for (const KnownCopy& copy : view.items) items.push_back(drift_json(copy));
  return dump({{"template",
                {{"id", view.known->document.id.value},
                 {"title", view.known->document.title},
                 {"version", view.known->newest().release.version}}},
               {"counts", counts_json(view.counts)},
               {"total", view.total},
               {"items", std::move(items)}});
}

std::string render_update(const CopyUpdate& update) {
  Json changes = Json::array();
  for (const text::DiffPart& part : update.changes) {
    changes.push_back({{"kind", name_of(part.kind)}, {"text", part.text}});
  }
  Json conflicts = Json::array();
  for (const text::MergeConflict& one : update.conflicts) {
    conflicts.push_back({{"line", one.line}, {"base", one.base}, {"yours", one.yours}, {"template", one.theirs}});
  }
  Json notes = Json::array();
  for (const UpdateNote& note : update.notes) {
    notes.push_back({{"version", note.release.version},
                     {"notes", note.release.notes},
                     {"notes_html", importers::render_html(note.release.notes)},
                     {"lessons", lessons_json(note.lessons)}});
  }
  return dump({{"id", update.id},
               {"from_version", update.from},
               {"to_version", update.to},
               {"state", name_of(update.state)},
               {"changes", std::move(changes)},
               {"conflicts", std::move(conflicts)},
               {"markdown", update.markdown},
               {"notes", std::move(notes)}});
}

std::string render_rules(const StoredRules& stored) {
  Json rules = Json::array();
  for (const TemplateRule& rule : stored.rules) {
    rules.push_back(
        {{"family", rule.family}, {"variant", rule.variant}, {"when", when_json(rule.when)}, {"reason", rule.reason}});
  }
  return dump({{"rules", std::move(rules)}, {"revision", stored.revision}});
}

std::string render_choice(const TemplateChoice& choice) {
  Json known;
  if (choice.known != nullptr) {
    known = {{"id", choice.known->document.id.value}, {"title", choice.known->document.title}};
  }
  return dump({{"family", choice.family},
               {"variant", choice.variant},
               {"template", std::move(known)},
               {"reason", choice.reason},
               {"rule", choice.rule ? Json(*choice.rule) : Json()}});
}

}  // namespace fupan::service
