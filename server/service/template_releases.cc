#include "server/service/template_releases.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/codec.h"
#include "core/governance.h"
#include "core/text/utf8.h"
#include "importers/template_reader.h"
#include "server/service/audit_trail.h"
#include "server/service/keys.h"
#include "server/service/permission.h"
#include "server/service/settings_service.h"

namespace fupan::service {
namespace {

constexpr std::size_t kMostNotesBytes = 50000;
constexpr std::size_t kMostLessons = 50;
constexpr std::size_t kMostSourceBytes = std::size_t{4} << 20U;

Status check_version(const KnownTemplate& known, const std::string& version) {
  if (!is_version(version)) return invalid_field("version", "is numbers joined by dots, such as 1.2.0");
  const std::string& newest = known.newest().release.version;
  if (compare_versions(version, newest) > 0) return ok_status();
  return invalid_field("version", "must be higher than the newest, " + newest);
}

Status check_expected(const KnownTemplate& known, std::optional<std::uint64_t> expected) {
  if (!expected || *expected == known.version) return ok_status();
  return make_error(ErrorCode::kConflict, "template '" + known.document.id.value +
                                              "' was changed meanwhile: it has version " +
                                              std::to_string(known.version) + ", not " + std::to_string(*expected));
}

// A version in the source that is neither the one that is released nor an earlier one would release itself.
Status check_named_version(const KnownTemplate& known, const std::string& named, const std::string& version) {
  if (named.empty() || named == version || known.find(named) != nullptr) return ok_status();
  return invalid_field("source", "its front matter says version " + named + ", not " + version);
}

std::string describe(const TemplateRelease& release, const std::string& hash) {
  nlohmann::ordered_json json{{"version", release.version}, {"lessons", release.lessons}, {"notes", release.notes}};
  json[hash.empty() ? "revision" : "source_revision"] = release.revision;
  if (!hash.empty()) json["hash"] = hash;
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace

Result<TemplateReleases::NewSource> TemplateReleases::source_of_release(const Viewer& viewer,
                                                                        const ReleaseOrder& order) const {
  const DocumentId id{order.template_id};
  const auto stored = get_imported_document(library_.store(), id);
  if (!stored) return stored.error();
  NewSource fresh;
  fresh.revision = stored->document.source_revision;
  const auto before = fupan::source_of(stored->record);
  if (!before) return before.error();
  const std::string source = order.source.value_or(std::string(*before));
  if (source == *before) return fresh;
  const auto settings = read_settings(library_.store());
  if (!settings) return settings.error();
  if (!may_publish(stored->document.labels, settings->settings, viewer)) {
    return not_allowed("to change a published document", "somebody who may approve it");
  }
  auto parsed = importer_.get()->parse({stored->document.collection, stored->document.path, source}, &stored->document);
  if (!parsed) return invalid_field("source", parsed.error().message);
  Document& document = parsed->document;
  if (document.kind != DocumentKind::kTemplate) return invalid_field("source", "is no template: say kind: template");
  document.imported_at = to_rfc3339(library_.clock().now());
  document.source_revision = ++fresh.revision;
  fresh.hash = document.content_hash;
  std::string record = encode_document(document, source);
  if (record.size() > kMostSourceBytes) return invalid_field("source", "is too long");
  fresh.writes = {{document_key(id), std::move(record), stored->revision},
                  {source_key(id, fresh.revision - 1), std::string(*before), std::nullopt}};
  return fresh;
}

Result<TemplateRelease> TemplateReleases::release(const Viewer& viewer, const ReleaseOrder& order) const {
  if (!viewer.is_at_least(Role::kCurator)) return not_allowed("to release a template", "a curator");
  const auto found = templates_.version(viewer, order.template_id, "");
  if (!found) return found.error();
  const KnownTemplate& known = *found->known;
  if (Status same = check_expected(known, order.expected); !same) return same.error();
  if (Status checked = check_version(known, order.version); !checked) return checked.error();
  if (text::trim(order.notes).empty()) return invalid_field("notes", "say what is new, for those who have copies");
  if (order.notes.size() > kMostNotesBytes) return invalid_field("notes", "is too long");
  if (order.lessons.size() > kMostLessons) return invalid_field("lessons", "at most " + std::to_string(kMostLessons));
  for (const std::string& id : order.lessons) {
    const auto lesson = templates_.lessons(viewer, {id});
    if (!lesson) return lesson.error();
    if (lesson->empty()) return invalid_field("lessons", "there is no lesson '" + id + "'");
  }
  if (order.source) {
    const auto text = importers::read_template(known.document, *order.source);
    if (!text) return invalid_field("source", text.error().message);
    Status checked = check_named_version(known, text->version, order.version);
    if (!checked) return checked.error();
  }
  auto source = source_of_release(viewer, order);
  if (!source) return source.error();
  TemplateRelease release{
      order.version, source->revision, order.notes, order.lessons, to_rfc3339(library_.clock().now()), viewer.name};
  std::vector<TemplateRelease> releases;
  if (known.releases > 0) {
    const auto record = library_.store().get(template_key(known.document.id));
    if (!record) return record.error();
    auto before = decode_releases(record->value);
    if (!before) return before.error();
    releases = std::move(*before);
  }
  releases.push_back(release);
  source->writes.push_back({template_key(known.document.id), encode_releases(releases), known.releases});
  AuditEntry entry = audit_entry(viewer, "document.release");
  const TemplateRelease& newest = known.newest().release;
  entry.changes.push_back({order.template_id, describe(newest, ""), describe(release, source->hash)});
  const auto done = AuditTrail(library_).commit(std::move(entry), [&](std::uint64_t) { return source->writes; });
  if (!done) return done.error();
  return release;
}

}  // namespace fupan::service
