// The versions of a template, from its source revisions and its record of releases.
#include <algorithm>

#include "core/text/utf8.h"
#include "importers/markdown/plain_markdown.h"
#include "importers/template_reader.h"
#include "server/service/keys.h"
#include "server/service/template_index.h"

namespace fupan::service {
namespace {

constexpr const char* kFirstVersion = "1.0.0";
constexpr const char* kByImport = "import";
constexpr std::size_t kDescriptionBytes = 300;

// The first paragraph or guidance of a text, plain.
std::string description_of(std::string_view body) {
  std::string paragraph;
  while (!body.empty()) {
    const std::size_t end = std::min(body.find('\n'), body.size());
    std::string_view line = text::trim(body.substr(0, end));
    body.remove_prefix(std::min(end + 1, body.size()));
    const bool is_other = line.empty() || line.front() == '#' || line.front() == '|' || line.starts_with("---");
    if (is_other && !paragraph.empty()) break;
    if (is_other) continue;
    if (line.front() == '>') line = text::trim(line.substr(1));
    paragraph += (paragraph.empty() ? "" : " ") + std::string(line);
  }
  return std::string(text::clip_utf8(importers::plain_markdown(paragraph), kDescriptionBytes));
}

struct Sources {
  std::vector<std::string> bytes;  // by source revision, from 1
  std::vector<std::shared_ptr<const TemplateText>> texts;
};

Result<Sources> sources_of(const store::Reader& reader, const StoredDocument& stored) {
  Sources sources;
  for (int revision = 1; revision <= stored.document.source_revision; ++revision) {
    auto bytes = get_source(reader, stored, revision);
    if (!bytes) return bytes.error();
    auto text = importers::read_template(stored.document, *bytes);
    sources.texts.push_back(std::make_shared<const TemplateText>(text ? std::move(*text) : TemplateText{}));
    sources.bytes.push_back(std::move(*bytes));
  }
  return sources;
}

// Each revision whose source names a version higher than all before it releases that version.
void add_named_versions(const StoredDocument& stored, const Sources& sources, KnownTemplate& known) {
  for (std::size_t i = 0; i < sources.texts.size(); ++i) {
    TemplateRelease release;
    release.version = sources.texts[i]->version.empty() ? kFirstVersion : sources.texts[i]->version;
    release.revision = static_cast<int>(i) + 1;
    release.by = kByImport;
    if (release.revision == stored.document.source_revision) release.at = stored.document.imported_at;
    const bool is_new = known.versions.empty() || compare_versions(release.version, known.newest().release.version) > 0;
    if (is_new) known.versions.push_back({std::move(release), sources.texts[i]});
  }
}

void add_released(const std::vector<TemplateRelease>& releases, const Sources& sources, KnownTemplate& known) {
  for (const TemplateRelease& release : releases) {
    std::erase_if(known.versions, [&](const ReleasedVersion& one) { return one.release.version == release.version; });
    const auto revision = static_cast<std::size_t>(std::max(release.revision, 1));
    const auto& text = sources.texts[std::min(revision, sources.texts.size()) - 1];
    known.versions.push_back({release, text});
  }
  std::stable_sort(known.versions.begin(), known.versions.end(), [](const auto& a, const auto& b) {
    return compare_versions(a.release.version, b.release.version) < 0;
  });
}

}  // namespace

Result<KnownTemplate> known_template(const store::Reader& reader, const StoredDocument& stored) {
  const auto sources = sources_of(reader, stored);
  if (!sources) return sources.error();
  KnownTemplate known;
  known.document = stored.document;
  strip_texts(known.document);
  add_named_versions(stored, *sources, known);
  const auto record = reader.get(template_key(stored.document.id));
  if (!record && record.error().code != ErrorCode::kNotFound) return record.error();
  if (record) {
    const auto releases = decode_releases(record->value);
    if (!releases) return make_error(releases.error().code, record->key + ": " + releases.error().message);
    add_released(*releases, *sources, known);
    known.releases = record->revision;
  }
  known.version = stored.version() + known.releases;
  const auto newest = static_cast<std::size_t>(std::max(known.newest().release.revision, 1));
  known.is_unreleased = sources->bytes[std::min(newest, sources->bytes.size()) - 1] != sources->bytes.back();
  known.description = description_of(known.newest().text->body);
  return known;
}

}  // namespace fupan::service
