#include "server/service/render_curation_json.h"

#include <nlohmann/json.hpp>

#include "core/text/utf8.h"
#include "server/service/render_json.h"

namespace fupan::service {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kExcerptBytes = 4000;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string clipped(const std::string& text) { return std::string(text::clip_utf8(text, kExcerptBytes)); }

indexer::Field field_of(Facet facet) {
  constexpr std::array kFields{indexer::Field::kPhase, indexer::Field::kRisk, indexer::Field::kTag};
  return kFields[static_cast<std::size_t>(facet)];
}

Json render_labels(const std::vector<Label>& labels, const Taxonomy& taxonomy, std::string_view lang) {
  Json list = Json::array();
  for (const Label& label : labels) {
    list.push_back({{"facet", name_of(label.facet)},
                    {"value", label.value},
                    {"label", facet_label(field_of(label.facet), label.value, taxonomy, lang)},
                    {"origin", name_of(label.origin)},
                    {"mapped", label.mapped},
                    {"confidence", label.confidence}});
  }
  return list;
}

Json render_edit_json(const LessonEdit& edit) {
  Json json = Json::object();
  if (edit.kind) json["kind"] = name_of(*edit.kind);
  for (const EditField& field : kEditFields) {
    if (const auto& text = edit.*field.edited) json[std::string(field.name)] = *text;
  }
  return json;
}

Json render_parts(const std::vector<text::DiffPart>& parts) {
  Json list = Json::array();
  for (const text::DiffPart& part : parts) list.push_back({{"kind", name_of(part.kind)}, {"text", part.text}});
  return list;
}

// A subject of an item: a lesson, or a document as a whole.
Json render_lesson_subject(const LessonView& view, const Taxonomy& taxonomy, std::string_view lang) {
  const Lesson& lesson = view.lesson;
  return {{"id", lesson.id.value},
          {"type", "lesson"},
          {"title", lesson.title},
          {"text", clipped(lesson.markdown)},
          {"kind", name_of(lesson.kind)},
          {"state", name_of(lesson.state)},
          {"lang", lesson.lang},
          {"document_title", view.document.title},
          {"project", view.document.project},
          {"date", view.document.date},
          {"labels", render_labels(lesson.labels, taxonomy, lang)}};
}

Json render_document_subject(const Document& document, const std::string& excerpt, const Taxonomy& taxonomy,
                             std::string_view lang) {
  return {{"id", document.id.value},
          {"type", "document"},
          {"title", document.title},
          {"text", excerpt},
          {"kind", name_of(document.kind)},
          {"state", name_of(document.state)},
          {"lang", document.lang},
          {"document_title", document.title},
          {"project", document.project},
          {"date", document.date},
          {"labels", render_labels(document.labels, taxonomy, lang)}};
}

Json actions_of(QueueKind kind) {
  Json actions = Json::array();
  for (std::size_t i = 0; i < kQueueActionNames.size(); ++i) {
    if (is_possible(kind, static_cast<QueueAction>(i))) actions.push_back(kQueueActionNames[i]);
  }
  return actions;
}

// Of a proposal the words that differ from what is shown, text by text.
Json render_changes(const Lesson& before, const Lesson& after) {
  Json list = Json::array();
  for (const EditField& field : kEditFields) {
    const std::string& old_text = before.*field.shown;
    const std::string& new_text = after.*field.shown;
    if (old_text == new_text) continue;
    list.push_back({{"field", field.name}, {"parts", render_parts(text::word_diff(old_text, new_text))}});
  }
  return list;
}

Lesson with(const LessonEdit& edit, Lesson lesson) {
  if (edit.kind) lesson.kind = *edit.kind;
  for (const EditField& field : kEditFields) {
    if (const auto& text = edit.*field.edited) lesson.*field.shown = *text;
  }
  return lesson;
}

Json counts_json(const CopyCounts& counts) {
  Json json{{"total", counts.total()}};
  for (std::size_t i = 0; i < kCopyStateNames.size(); ++i) json[std::string(kCopyStateNames[i])] = counts.of[i];
  return json;
}

Json render_item(const ShownItem& shown, const Taxonomy& taxonomy, std::string_view lang) {
  const QueueItem& item = shown.item;
  Json json{{"id", item.id()},           {"kind", name_of(item.kind)},       {"target", item.target},
            {"assignee", item.assignee}, {"actions", actions_of(item.kind)}, {"revision", shown.revision}};
  if (shown.lesson) json["subject"] = render_lesson_subject(*shown.lesson, taxonomy, lang);
  if (shown.document) json["subject"] = render_document_subject(*shown.document, shown.excerpt, taxonomy, lang);
  if (shown.other) json["other"] = render_lesson_subject(*shown.other, taxonomy, lang);
  if (shown.lesson && !shown.proposal.empty()) {
    const Lesson& lesson = shown.lesson->lesson;
    json["proposal"] = {{"by", shown.proposed_by}, {"changes", render_changes(lesson, with(shown.proposal, lesson))}};
  }
  if (item.kind == QueueKind::kUnmappedLabel || item.kind == QueueKind::kUncertainLabel) {
    json["label"] = {{"facet", name_of(item.facet)},
                     {"value", item.value},
                     {"label", facet_label(field_of(item.facet), item.value, taxonomy, lang)},
                     {"confidence", item.confidence}};
  }
  if (item.kind == QueueKind::kNearDuplicate) json["likeness"] = item.confidence;
  if (item.kind == QueueKind::kOverdueReview) json["due"] = item.due;
  if (item.kind == QueueKind::kDrift) {
    json["drift"] = {{"counts", counts_json(shown.copies)}, {"link", "/templates/" + item.target}};
  }
  if (item.kind == QueueKind::kUnanswered) json["question"] = {{"text", item.value}, {"asked", item.count}};
  return json;
}

Json render_entry(const AuditEntry& entry) {
  Json changes = Json::array();
  for (const AuditedChange& change : entry.changes) {
    changes.push_back({{"target", change.target}, {"before", change.before}, {"after", change.after}});
  }
  Json json{{"number", entry.number}, {"at", entry.at},         {"account", entry.account},
            {"name", entry.name},     {"action", entry.action}, {"reason", entry.reason}};
  json["undoes"] = entry.undoes;
  json["previous"] = entry.previous;
  json["changes"] = std::move(changes);
  return json;
}

Json render_label_names(const std::vector<Label>& labels) {
  Json list = Json::array();
  for (const Label& label : labels) list.push_back(std::string(name_of(label.facet)) + ":" + label.value);
  return list;
}

Json render_step(const LessonStep& step) {
  return {{"change", step.entry.number},
          {"at", step.entry.at},
          {"name", step.entry.name},
          {"action", step.entry.action},
          {"reason", step.entry.reason},
          {"undoes", step.entry.undoes},
          {"is_proposal", step.is_proposal},
          {"state", {{"before", name_of(step.before.state)}, {"after", name_of(step.after.state)}}},
          {"labels",
           {{"before", render_label_names(step.before.labels)}, {"after", render_label_names(step.after.labels)}}},
          {"changes", render_changes(step.before, step.after)}};
}

}  // namespace

std::string render_edit(const LessonEdit& edit) { return dump(render_edit_json(edit)); }

std::string render_queue(const QueuePage& page, const Taxonomy& taxonomy, std::string_view lang) {
  Json counts = Json::object();
  for (std::size_t i = 0; i < kQueueKindNames.size(); ++i) counts[std::string(kQueueKindNames[i])] = page.counts[i];
  Json items = Json::array();
  for (const ShownItem& item : page.items) items.push_back(render_item(item, taxonomy, lang));
  return dump({{"total", page.total}, {"counts", std::move(counts)}, {"items", std::move(items)}});
}

std::string render_done(const AuditEntry& entry) {
  return dump({{"change", entry.number},
               {"action", entry.action},
               {"changed", entry.number == 0 ? 0 : entry.changes.size()},
               {"undoes", entry.undoes}});
}

std::string render_audit(const AuditPage& page) {
  Json items = Json::array();
  for (const AuditEntry& entry : page.items) items.push_back(render_entry(entry));
  return dump({{"total", page.total}, {"items", std::move(items)}});
}

std::string render_history(const std::vector<LessonStep>& steps) {
  Json items = Json::array();
  for (const LessonStep& step : steps) items.push_back(render_step(step));
  return dump({{"total", steps.size()}, {"items", std::move(items)}});
}

std::string render_revisions(const std::vector<SourceRevision>& revisions) {
  Json items = Json::array();
  for (const SourceRevision& revision : revisions) {
    items.push_back({{"revision", revision.revision},
                     {"bytes", revision.bytes},
                     {"hash", revision.hash},
                     {"at", revision.at},
                     {"by", revision.by},
                     {"action", revision.action},
                     {"restored", revision.restored}});
  }
  return dump({{"total", revisions.size()}, {"items", std::move(items)}});
}

std::string render_diff(const SourceDiff& diff) {
  return dump({{"from", diff.from}, {"to", diff.to}, {"parts", render_parts(diff.parts)}});
}

}  // namespace fupan::service
