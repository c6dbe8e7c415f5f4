#include "server/service/template_copies.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/codec.h"
#include "core/digest.h"
#include "core/governance.h"
#include "core/secrets.h"
#include "core/text/utf8.h"
#include "importers/encoding/decoder.h"
#include "importers/markdown/html.h"
#include "importers/template_reader.h"
#include "server/service/access_rules.h"
#include "server/service/curation_draft.h"
#include "server/service/keys.h"
#include "server/service/pandoc.h"
#include "server/service/permission.h"
#include "server/service/settings_service.h"

namespace fupan::service {
namespace {

constexpr int kIdTries = 20;
constexpr std::size_t kRandomBytes = 16;
constexpr std::size_t kIdLength = 13;
constexpr std::size_t kMostTitleBytes = 400;
constexpr std::size_t kMostNameBytes = 80;  // of a part of a path

Status check_line(const std::string& field, const std::string& text) {
  if (text.size() > kMostTitleBytes)
    return invalid_field(field, "has more than " + std::to_string(kMostTitleBytes) + " bytes");
  if (text.find_first_of("\n\r") != std::string::npos) return invalid_field(field, "must be one line");
  return ok_status();
}

// A part of a path from words; `otherwise` when nothing is left of them.
std::string name_of_path(const std::string& words, const char* otherwise) {
  std::string name(text::clip_utf8(importers::heading_slug(words), kMostNameBytes));
  return name.empty() || name.find_first_not_of("-.") == std::string::npos ? otherwise : name;
}

std::string title_of(const TemplateText& text, const CopyOrder& order) {
  if (!order.title.empty()) return order.title;
  return order.project.empty() ? text.title : text.title + " – " + order.project;
}

// Where the document of a copy is written: what not everybody sees stays among those who see it.
Result<std::string> collection_of(const store::Reader& reader, const std::string& collection) {
  const auto rule = reader.get(collection_access_key(collection));
  if (!rule && rule.error().code != ErrorCode::kNotFound) return rule.error();
  if (!rule) return std::string(kCopiesCollection);
  const auto access = decode_collection_access(rule->value);
  if (!access) return access.error();
  return access->visibility == Visibility::kRestricted ? collection : std::string(kCopiesCollection);
}

CopyView view_of(const TemplateCopy& copy, const std::string& template_title) {
  return {copy.id, copy.template_id, template_title, copy.version, copy.title, copy.project, copy.lang,
          "",      copy.markdown};
}

}  // namespace

Result<std::vector<store::Write>> TemplateCopies::document_of(const Viewer& viewer, const TemplateCopy& copy,
                                                              const KnownTemplate& known, Document& document) const {
  if (!viewer.is_at_least(Role::kContributor)) {
    return not_allowed("to write a copy into the library", "a contributor", "into_library");
  }
  const auto collection = collection_of(library_.store(), known.document.collection);
  if (!collection) return collection.error();
  const std::string path =
      name_of_path(copy.project, "general") + "/" + name_of_path(copy.title, "copy") + "-" + copy.id + ".md";
  auto parsed = importer_.get()->parse({*collection, path, copy.markdown}, nullptr);
  if (!parsed) return parsed.error();
  document = std::move(parsed->document);
  document.imported_at = copy.at;
  return std::vector<store::Write>{
      {document_key(document.id), encode_document(document, copy.markdown), store::Revision{0}},
      {collection_key(*collection), encode_collection({*collection, ""}), std::nullopt}};
}

Result<CopyView> TemplateCopies::make(const Viewer& viewer, const CopyOrder& order) const {
  const auto found = templates_.version(viewer, order.template_id, order.version);
  if (!found) return found.error();
  const TemplateText& text = *found->version->text;
  if (Status checked = check_values(text, order.fields); !checked) return checked.error();
  if (Status checked = check_line("title", order.title); !checked) return checked.error();
  if (Status checked = check_line("project", order.project); !checked) return checked.error();
  TemplateCopy copy;
  copy.template_id = order.template_id;
  copy.version = found->version->release.version;
  copy.title = title_of(text, order);
  copy.project = order.project;
  copy.lang = found->known->document.lang;
  copy.fields = with_defaults(text, order.fields);
  copy.at = to_rfc3339(library_.clock().now());
  copy.account = viewer.account;
  copy.by = viewer.name;
  for (int attempt = 0; attempt < kIdTries; ++attempt) {
    copy.id = short_digest(random_hex(kRandomBytes), kIdLength);
    const CopyHead head{copy.title, text.makes, copy.lang, copy.project, {copy.template_id, copy.version, copy.id}};
    copy.markdown = source_of_copy(head, fill(text.body, copy.fields));
    std::vector<store::Write> writes{{copy_key(copy.id), encode_copy(copy), store::Revision{0}}};
    CopyView view = view_of(copy, found->known->document.title);
    Result<AuditEntry> done = AuditEntry{};
    if (order.is_for_library) {
      done = write_document(viewer, copy, *found->known, std::move(writes), view);
    } else if (const auto committed = library_.store().commit(writes); !committed) {
      done = committed.error();
    }
    if (done) return view;
    if (done.error().code != ErrorCode::kConflict) return done.error();
  }
  return make_error(ErrorCode::kUnavailable, "the copy could not be written; try again");
}

// Where authors do not publish by themselves, it waits for review.
Result<AuditEntry> TemplateCopies::write_document(const Viewer& viewer, const TemplateCopy& copy,
                                                  const KnownTemplate& known, std::vector<store::Write> writes,
                                                  CopyView& view) const {
  Document document;
  auto more = document_of(viewer, copy, known, document);
  if (!more) return more.error();
  writes.insert(writes.end(), more->begin(), more->end());
  const auto settings = read_settings(library_.store());
  if (!settings) return settings.error();
  const bool publishes = settings->settings.governance == Governance::kSupportive &&
                         may_publish(document.labels, settings->settings, viewer);
  CurationDraft draft(library_);
  if (!publishes) {
    const auto said = draft.of(document.id.value);
    if (!said) return said.error();
    (*said)->state = State::kInReview;
  }
  view.document = document.id.value;
  AuditEntry entry = audit_entry(viewer, "document.copy");
  const nlohmann::ordered_json after{{"source_revision", document.source_revision},
                                     {"hash", document.content_hash},
                                     {"bytes", document.source_bytes},
                                     {"template", copy.template_id},
                                     {"version", copy.version}};
  entry.changes.push_back({document.id.value, "", after.dump()});
  return draft.commit(std::move(entry), std::move(writes));
}

Result<CopyView> TemplateCopies::get(const Viewer& viewer, const std::string& id) const {
  const Error unknown = make_error(ErrorCode::kNotFound, "no copy '" + id + "'");
  const auto catalogue = templates_.index().current();
  if (!catalogue) return catalogue.error();
  const auto known = std::find_if((*catalogue)->copies.begin(), (*catalogue)->copies.end(), [&](const KnownCopy& one) {
    return one.id == id || (one.document && one.document->id.value == id);
  });
  if (known == (*catalogue)->copies.end() || !is_shown(viewer, *known)) return unknown;
  const auto its = (*catalogue)->templates.find(known->mark.template_id);
  const bool is_there = its != (*catalogue)->templates.end();
  if (is_there && !is_shown(viewer, its->second->document)) return unknown;
  CopyView view{known->id,
                known->mark.template_id,
                is_there ? its->second->document.title : "",
                known->mark.version,
                known->title,
                known->project,
                "",
                "",
                ""};
  if (known->document) {
    const auto stored = get_document(library_.store(), known->document->id, viewer);
    if (!stored) return stored.error();
    const auto source = source_of(stored->record);
    if (!source) return source.error();
    auto decoded = importers::decode(*source);
    if (!decoded) return decoded.error();
    view.document = known->document->id.value;
    view.lang = known->document->lang;
    view.markdown = std::move(decoded->text);
    return view;
  }
  const auto record = library_.store().get(copy_key(id));
  if (!record) return record.error().code == ErrorCode::kNotFound ? unknown : record.error();
  auto copy = decode_copy(record->value);
  if (!copy) return copy.error();
  view.lang = copy->lang;
  view.markdown = std::move(copy->markdown);
  return view;
}

Result<std::string> docx_of(const CopyView& copy) {
  const auto body = importers::body_of(copy.markdown);
  if (!body) return body.error();
  return markdown_to_docx(*body, copy.lang);
}

}  // namespace fupan::service
