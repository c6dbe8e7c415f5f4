// The part of ProjectService that reads what gates delivered.
#include <algorithm>

#include "server/service/keys.h"
#include "server/service/project_service.h"
#include "server/service/relation_service.h"
#include "server/service/repository.h"

namespace fupan::service {
namespace {

bool is_hidden(State state) { return state != State::kPublished; }

// Who passed the gate may have seen more than who looks at it.
void drop_hidden_names(const ShownProjects& shown, BriefLesson& lesson) {
  std::erase_if(lesson.reasons, [&](BriefReason& reason) {
    if (reason.kind != ReasonKind::kProject) return false;
    std::erase_if(reason.values, [&](const std::string& name) { return !shown.shows_name(name); });
    return reason.values.empty();
  });
}

std::string gate_title(const Gate& gate, const Taxonomy& taxonomy, std::string_view lang) {
  const TaxonomyValue* phase = taxonomy.find(Facet::kPhase, gate.to);
  const std::string label = phase == nullptr ? gate.to : std::string(phase->label(lang));
  return lang == "zh" ? "项目进入阶段：" + label : "The project entered the phase " + label;
}

std::string gate_summary(std::size_t lessons, std::string_view lang) {
  if (lang == "zh") return "本阶段送来 " + std::to_string(lessons) + " 条经验。";
  return std::to_string(lessons) + (lessons == 1 ? " lesson" : " lessons") + " for this phase.";
}

NewsItem gate_item(const ProjectView& view, const DeliveryView& delivered, const Taxonomy& taxonomy,
                   std::string_view lang) {
  NewsItem item;
  item.id = "gate " + delivered.delivery.id;
  item.path = "/projects/" + view.project.id;
  const std::size_t place = delivered.delivery.gate - 1;
  if (place < view.project.gates.size()) item.title = gate_title(view.project.gates[place], taxonomy, lang);
  item.summary = gate_summary(delivered.delivery.lessons.size(), lang);
  item.lang = lang;
  item.updated = delivered.delivery.created_at;
  item.project = view.project.name;
  return item;
}

NewsItem delivered_item(const DeliveryView& delivered, const BriefLesson& chosen) {
  const Lesson& lesson = delivered.lessons.at(chosen.id.value);
  NewsItem item;
  item.id = "gate " + delivered.delivery.id + " " + chosen.id.value;
  item.path = "/lessons/" + chosen.id.value;
  item.title = lesson.title;
  item.summary = lesson.text;
  item.lang = lesson.lang;
  item.updated = delivered.delivery.created_at;
  item.project = delivered.documents.at(chosen.id.document().value).project;
  item.labels = lesson.labels;
  return item;
}

}  // namespace

Result<DeliveryView> ProjectService::delivery_view(Delivery delivery, const std::set<std::string>& superseded,
                                                   const ShownProjects& shown, const Viewer& viewer) const {
  DeliveryView view;
  std::vector<BriefLesson> kept;
  for (BriefLesson& chosen : delivery.lessons) {
    auto stored = find_document(library_.store(), chosen.id.document());
    if (!stored) return stored.error();
    if (!*stored || superseded.contains(chosen.id.value)) continue;
    Document& document = (*stored)->document;
    const Lesson* lesson = document.find_lesson(chosen.id);
    if (lesson == nullptr || is_hidden(lesson->state) || is_hidden(document.state)) continue;
    if (!viewer.sees(document.collection)) continue;
    view.lessons.emplace(chosen.id.value, *lesson);
    strip_texts(document);
    view.documents.emplace(document.id.value, std::move(document));
    drop_hidden_names(shown, chosen);
    kept.push_back(std::move(chosen));
  }
  delivery.lessons = std::move(kept);
  view.delivery = std::move(delivery);
  return view;
}

Result<std::vector<DeliveryView>> ProjectService::deliveries_of(const std::string& project_id,
                                                                const Viewer& viewer) const {
  const auto superseded = superseded_lessons(library_.store(), viewer.hidden_collections);
  if (!superseded) return superseded.error();
  const auto shown = briefs_.shown_projects(viewer);
  if (!shown) return shown.error();
  std::vector<DeliveryView> views;
  const Status read =
      for_each_record(library_.store(), delivery_prefix(project_id), [&](const store::Record& record) -> Status {
        auto delivery = decode_delivery(record.value);
        if (!delivery) return delivery.error();
        auto view = delivery_view(std::move(*delivery), *superseded, *shown, viewer);
        if (!view) return view.error();
        views.push_back(std::move(*view));
        return ok_status();
      });
  if (!read) return read.error();
  std::reverse(views.begin(), views.end());
  return views;
}

Result<GateView> ProjectService::gate(std::string_view project_id, std::uint64_t gate, const Viewer& viewer) const {
  const auto shown = briefs_.shown_projects(viewer);
  if (!shown) return shown.error();
  auto stored = find(project_id, *shown);
  if (!stored) return stored.error();
  const auto record = library_.store().get(delivery_key(project_id, gate));
  if (!record) {
    if (record.error().code != ErrorCode::kNotFound) return record.error();
    return make_error(ErrorCode::kNotFound,
                      "project '" + std::string(project_id) + "' has no gate " + std::to_string(gate));
  }
  auto delivery = decode_delivery(record->value);
  if (!delivery) return delivery.error();
  const auto superseded = superseded_lessons(library_.store(), viewer.hidden_collections);
  if (!superseded) return superseded.error();
  auto delivered = delivery_view(std::move(*delivery), *superseded, *shown, viewer);
  if (!delivered) return delivered.error();
  Gate passed;
  if (gate > 0 && gate <= stored->project.gates.size()) passed = stored->project.gates[gate - 1];
  return GateView{std::move(stored->project), std::move(passed), std::move(*delivered)};
}

std::vector<NewsItem> ProjectService::news(const ProjectView& view, std::string_view lang) const {
  std::vector<NewsItem> items;
  for (const DeliveryView& delivered : view.deliveries) {
    items.push_back(gate_item(view, delivered, library_.taxonomy(), lang));
    for (const BriefLesson& chosen : delivered.delivery.lessons) items.push_back(delivered_item(delivered, chosen));
    if (items.size() >= kMostNews) break;
  }
  if (items.size() > kMostNews) items.resize(kMostNews);
  return items;
}

}  // namespace fupan::service
