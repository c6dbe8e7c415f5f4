#include "server/service/webhooks/webhook_events.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "core/digest.h"
#include "server/service/keys.h"
#include "server/service/render_brief_json.h"
#include "server/service/render_project_json.h"
#include "server/service/repository.h"

namespace fupan::service {
namespace {

using Json = nlohmann::ordered_json;
using Data = Result<std::optional<std::string>>;

constexpr std::size_t kIdLength = 20;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Data of_document(Library& library, const DocumentId& id) {
  const auto stored = find_document(library.store(), id);
  if (!stored) return stored.error();
  if (!*stored) return std::optional<std::string>();
  const Document& document = (*stored)->document;
  return std::optional<std::string>(dump({{"id", document.id.value},
                                          {"title", document.title},
                                          {"kind", name_of(document.kind)},
                                          {"state", name_of(document.state)},
                                          {"project", document.project},
                                          {"collection", document.collection},
                                          {"path", document.path},
                                          {"lessons", document.lessons.size()}}));
}

// "gate/<project>/<number>"
Data of_gate(Library& library, const ProjectService& projects, std::string_view key) {
  key.remove_prefix(kDeliveryPrefix.size());
  const std::size_t slash = key.find('/');
  if (slash == std::string_view::npos) return std::optional<std::string>();
  const std::string_view digits = key.substr(slash + 1);
  std::uint64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const auto gate = projects.gate(key.substr(0, slash), number, Viewer{});
  if (!gate) {
    if (gate.error().code != ErrorCode::kNotFound) return gate.error();
    return std::optional<std::string>();
  }
  return std::optional<std::string>(render_gate(*gate, library.taxonomy(), "en"));
}

template <class Record, class Decode, class Render>
Data of_record(Library& library, const std::string& key, Decode decode, Render render) {
  const auto record = library.store().get(key);
  if (!record) {
    if (record.error().code != ErrorCode::kNotFound) return record.error();
    return std::optional<std::string>();
  }
  const Result<Record> decoded = decode(record->value);
  if (!decoded) return decoded.error();
  return std::optional<std::string>(render(*decoded));
}

std::string brief_data(const Brief& brief) {
  const auto open = std::count_if(brief.lessons.begin(), brief.lessons.end(),
                                  [](const BriefLesson& lesson) { return lesson.decision == Decision::kOpen; });
  return dump({{"id", brief.id},
               {"title", brief.title},
               {"project", brief.profile.project},
               {"lessons", brief.lessons.size()},
               {"open", open},
               {"updated_at", brief.updated_at}});
}

}  // namespace

std::optional<WebhookEvent> event_of(const store::Change& change) {
  const auto is_below = [&](std::string_view prefix) { return std::string_view(change.key).starts_with(prefix); };
  if (is_below(kDocumentPrefix)) {
    return change.removed ? WebhookEvent::kDocumentRemoved : WebhookEvent::kDocumentWritten;
  }
  if (is_below(kCurationPrefix)) return WebhookEvent::kDocumentWritten;  // what people say of it changes what is shown
  if (change.removed) return std::nullopt;
  if (is_below(kDeliveryPrefix)) return WebhookEvent::kGatePassed;
  if (is_below(kBriefPrefix)) return WebhookEvent::kBriefWritten;
  if (is_below(kAdoptionPrefix)) return WebhookEvent::kAdoptionWritten;
  return std::nullopt;
}

std::string delivery_id(const std::string& webhook, std::uint64_t sequence, std::uint64_t place) {
  return short_digest(webhook + " " + std::to_string(sequence) + " " + std::to_string(place), kIdLength);
}

Data event_data(Library& library, const ProjectService& projects, const store::Change& change) {
  const auto event = event_of(change);
  if (!event) return std::optional<std::string>();
  switch (*event) {
    case WebhookEvent::kGatePassed:
      return of_gate(library, projects, change.key);
    case WebhookEvent::kBriefWritten:
      return of_record<Brief>(library, change.key, decode_brief, brief_data);
    case WebhookEvent::kAdoptionWritten:
      return of_record<Adoption>(library, change.key, decode_adoption, render_adoption);
    case WebhookEvent::kDocumentWritten:
      return of_document(library, *document_of_key(change.key));
    case WebhookEvent::kDocumentRemoved:
      return std::optional<std::string>(dump({{"id", document_of_key(change.key)->value}}));
  }
  return std::optional<std::string>();
}

std::string render_event(const std::string& delivery, WebhookEvent event, std::uint64_t sequence,
                         const std::string& data) {
  return dump({{"id", delivery},
               {"event", name_of(event)},
               {"sequence", sequence},
               {"data", Json::parse(data, nullptr, false)}});
}

}  // namespace fupan::service
