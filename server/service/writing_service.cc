#include "server/service/writing_service.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/codec.h"
#include "core/digest.h"
#include "core/secrets.h"
#include "core/text/utf8.h"
#include "importers/encoding/decoder.h"
#include "importers/lines.h"
#include "importers/markdown/plain_markdown.h"
#include "server/service/keys.h"
#include "server/service/permission.h"
#include "server/service/settings_service.h"
#include "server/service/written_lesson.h"

namespace fupan::service {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostSourceBytes = std::size_t{4} << 20U;
constexpr std::size_t kMostTextBytes = 4000;
constexpr int kIdTries = 20;
constexpr std::size_t kNameBytes = 4;

// What the audit trail says of a source.
std::string describe(const Document& document, int restored = 0) {
  Json json{
      {"source_revision", document.source_revision}, {"hash", document.content_hash}, {"bytes", document.source_bytes}};
  if (restored != 0) json["restored"] = restored;
  return json.dump();
}

Status check_texts(const NewLesson& lesson) {
  for (const EditField& field : kEditFields) {
    const auto& text = lesson.text.*field.edited;
    const bool is_needed = field.name == "title" || field.name == "markdown";
    if (is_needed && (!text || text::trim(*text).empty())) return invalid_field(field.name, "must not be empty");
    const std::size_t most = field.name == "markdown" ? kMostSourceBytes : kMostTextBytes;
    if (text && text->size() > most)
      return invalid_field(field.name, "has more than " + std::to_string(most) + " bytes");
  }
  if (lesson.text.due_date && !lesson.text.due_date->empty() && !is_date(*lesson.text.due_date)) {
    return invalid_field("due_date", "must be a day as YYYY-MM-DD");
  }
  if (lesson.text.title->find('\n') != std::string::npos) return invalid_field("title", "must be one line");
  return ok_status();
}

Status check_values(const Taxonomy& taxonomy, Facet facet, const std::vector<std::string>& values, const char* field) {
  for (const std::string& value : values) {
    if (taxonomy.find(facet, value) == nullptr)
      return invalid_field(field, "the taxonomy does not know '" + value + "'");
  }
  return ok_status();
}

// By whatever name a value was given, its id; tags that the taxonomy does not know are free words.
void add_labels(const Taxonomy& taxonomy, Facet facet, const std::vector<std::string>& values,
                std::vector<Label>& labels) {
  for (const std::string& value : values) {
    const TaxonomyValue* known = taxonomy.find(facet, value);
    const Label label{facet, known != nullptr ? known->id : value, LabelOrigin::kAuthor, known != nullptr, 1};
    if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(label);
  }
}

// What the writer said, whether or not the taxonomy knows the keys of the front matter that says it too.
void state_facts(const Taxonomy& taxonomy, const NewLesson& lesson, Document& document) {
  document.title = *lesson.text.title;
  document.project = lesson.project;
  document.date = lesson.date;
  document.labels.clear();
  add_labels(taxonomy, Facet::kPhase, lesson.phases, document.labels);
  add_labels(taxonomy, Facet::kRisk, lesson.risks, document.labels);
  add_labels(taxonomy, Facet::kTag, lesson.tags, document.labels);
}

// The writer's labels, then those that the words of the text give.
std::vector<Label> labels_of(const Document& document, const Lesson& found) {
  std::vector<Label> labels = document.labels;
  for (const Label& label : found.labels) {
    const bool is_said = std::any_of(labels.begin(), labels.end(), [&](const Label& one) {
      return one.facet == label.facet && one.value == label.value;
    });
    if (label.origin == LabelOrigin::kRule && !is_said) labels.push_back(label);
  }
  return labels;
}

// The document as one lesson, whatever the importer made of lists and headings in its text.
void make_one_lesson(Document& document, const NewLesson& lesson, std::string_view source) {
  Lesson only;
  if (!document.lessons.empty()) only = document.lessons.front();
  only.kind = lesson.text.kind.value_or(LessonKind::kLesson);
  only.title = *lesson.text.title;
  only.markdown = *lesson.text.markdown;
  only.text = importers::plain_markdown(only.markdown);
  only.heading_path = {document.title};
  for (const EditField& field : kEditFields) {
    if (const auto& text = lesson.text.*field.edited) only.*field.shown = *text;
  }
  if (only.id.value.empty()) only.id = make_lesson_id(document.id, only.text);
  if (only.lang.empty()) only.lang = document.lang;
  only.labels = labels_of(document, only);
  const importers::Lines lines(source);
  const auto text_lines = static_cast<int>(std::count(only.markdown.begin(), only.markdown.end(), '\n'));
  only.lines = lines.trimmed({std::max(1, lines.count() - text_lines), lines.count()});
  document.sections.clear();
  document.lessons = {std::move(only)};
}

}  // namespace

Result<WrittenLesson> WritingService::create_lesson(const Viewer& viewer, const NewLesson& lesson) const {
  if (!viewer.is_at_least(Role::kContributor)) return not_allowed("to write a lesson", "a contributor");
  if (Status checked = check_texts(lesson); !checked) return checked.error();
  const Taxonomy taxonomy = library_.taxonomy();
  if (Status known = check_values(taxonomy, Facet::kPhase, lesson.phases, "phases"); !known) return known.error();
  if (Status known = check_values(taxonomy, Facet::kRisk, lesson.risks, "risks"); !known) return known.error();
  const auto settings = read_settings(library_.store());
  if (!settings) return settings.error();
  const std::string now = to_rfc3339(library_.clock().now());
  const std::string source = source_of_lesson(lesson);
  for (int attempt = 0; attempt < kIdTries; ++attempt) {
    const std::string path = now.substr(0, 10) + "-" + random_hex(kNameBytes) + ".md";
    auto parsed = importer_.get()->parse({kWrittenCollection, path, source}, nullptr);
    if (!parsed) return parsed.error();
    Document document = std::move(parsed->document);
    document.imported_at = now;
    document.kind = DocumentKind::kNote;
    state_facts(taxonomy, lesson, document);
    make_one_lesson(document, lesson, source);
    const Lesson& only = document.lessons.front();
    const bool may = may_publish(only.labels, settings->settings, viewer);
    const bool publishes = settings->settings.governance == Governance::kSupportive && may;
    const State state = lesson.state.value_or(publishes ? State::kPublished : State::kInReview);
    if (state == State::kRetired || state == State::kRejected)
      return invalid_field("state", "a new lesson is none of these");
    if (state == State::kPublished && !may) return not_allowed("to publish it", "somebody who may approve it", "state");
    CurationDraft draft(library_);
    const auto said = draft.of(only.id.value);
    if (!said) return said.error();
    (*said)->state = state;
    auto entry =
        draft.commit(audit_entry(viewer, "lesson.create"),
                     {{document_key(document.id), encode_document(document, source), store::Revision{0}},
                      {collection_key(kWrittenCollection), encode_collection({kWrittenCollection, ""}), std::nullopt}});
    if (entry) return WrittenLesson{only.id, std::move(*entry)};
    if (entry.error().code != ErrorCode::kConflict) return entry.error();
  }
  return make_error(ErrorCode::kUnavailable, "the lesson could not be written; try again");
}

Result<AuditEntry> WritingService::put_document(const Viewer& viewer, const DocumentId& id, const std::string& markdown,
                                                std::optional<std::uint64_t> expected) const {
  if (text::trim(markdown).empty()) return invalid_field("markdown", "must not be empty");
  return replace(viewer, id, {markdown, "document.edit", 0}, expected);
}

Result<AuditEntry> WritingService::restore_document(const Viewer& viewer, const DocumentId& id, int revision,
                                                    std::optional<std::uint64_t> expected) const {
  const auto stored = get_imported_document(library_.store(), id);
  if (!stored) return stored.error();
  auto bytes = get_source(library_.store(), *stored, revision);
  if (!bytes) return bytes.error();
  return replace(viewer, id, {std::move(*bytes), "document.restore", revision}, expected);
}

Result<AuditEntry> WritingService::replace(const Viewer& viewer, const DocumentId& id, Replacement replacement,
                                           std::optional<std::uint64_t> expected) const {
  const auto settings = read_settings(library_.store());
  if (!settings) return settings.error();
  if (!viewer.is_at_least(Role::kContributor)) return not_allowed("to edit a document", "a contributor");
  CurationDraft draft(library_, viewer);
  const auto shown = draft.document(id);
  if (!shown) return shown.error();
  if (expected && *expected != (*shown)->version()) {
    return make_error(ErrorCode::kConflict, "document '" + id.value + "' was changed meanwhile: it has version " +
                                                std::to_string((*shown)->version()) + ", not " +
                                                std::to_string(*expected));
  }
  const bool is_published = (*shown)->document.state == State::kPublished;
  if (is_published && !may_publish((*shown)->document.labels, settings->settings, viewer)) {
    return not_allowed("to change a published document", "somebody who may approve it");
  }
  const auto before = decode_document((*shown)->record);
  if (!before) return before.error();
  auto parsed = importer_.get()->parse({before->collection, before->path, replacement.bytes}, &*before);
  if (!parsed) {
    Error error = parsed.error();
    error.field = "markdown";
    return error;
  }
  Document& document = parsed->document;
  if (document.content_hash == before->content_hash) return audit_entry(viewer, replacement.action);
  document.imported_at = to_rfc3339(library_.clock().now());
  document.source_revision = before->source_revision + 1;
  std::string record = encode_document(document, replacement.bytes);
  if (record.size() > kMostSourceBytes) return invalid_field("markdown", "is too long");
  const auto old_source = source_of((*shown)->record);
  if (!old_source) return old_source.error();
  const store::Revision revision = (*shown)->revision;
  AuditEntry entry = audit_entry(viewer, replacement.action);
  entry.changes.push_back({id.value, describe(*before), describe(document, replacement.restored)});
  return draft.commit(std::move(entry),
                      {{document_key(id), std::move(record), revision},
                       {source_key(id, before->source_revision), std::string(*old_source), std::nullopt}});
}

Result<std::vector<SourceRevision>> WritingService::revisions(const DocumentId& id) const {
  const auto stored = get_imported_document(library_.store(), id);
  if (!stored) return stored.error();
  std::vector<SourceRevision> revisions;
  for (int number = stored->document.source_revision; number > 0; --number) {
    const auto bytes = get_source(library_.store(), *stored, number);
    if (!bytes) return bytes.error();
    SourceRevision revision;
    revision.revision = number;
    revision.bytes = bytes->size();
    revision.hash = sha256_hex(*bytes);
    revisions.push_back(std::move(revision));
  }
  if (!revisions.empty()) revisions.front().at = stored->document.imported_at;
  const auto written = AuditTrail(library_).list({"document", "", id.value, "", ""}, revisions.size(), 0);
  if (!written) return written.error();
  for (const AuditEntry& entry : written->items) {
    for (const AuditedChange& change : entry.changes) {
      const Json after = Json::parse(change.after, nullptr, false);
      if (change.target != id.value || !after.is_object()) continue;
      const int number = after.value("source_revision", 0);
      for (SourceRevision& revision : revisions) {
        if (revision.revision != number) continue;
        revision.at = entry.at;
        revision.by = entry.name;
        revision.action = entry.action;
        revision.restored = after.value("restored", 0);
      }
    }
  }
  return revisions;
}

Result<SourceDiff> WritingService::diff(const DocumentId& id, int from, int to) const {
  const auto stored = get_imported_document(library_.store(), id);
  if (!stored) return stored.error();
  std::string texts[2];
  const std::pair<const char*, int> wanted[] = {{"from", from}, {"to", to}};
  for (std::size_t i = 0; i < 2; ++i) {
    const auto bytes = get_source(library_.store(), *stored, wanted[i].second);
    if (!bytes) return Error{bytes.error().code, bytes.error().message, wanted[i].first};
    auto decoded = importers::decode(*bytes);
    if (!decoded) return decoded.error();
    texts[i] = std::move(decoded->text);
  }
  return SourceDiff{from, to, text::word_diff(texts[0], texts[1])};
}

}  // namespace fupan::service
