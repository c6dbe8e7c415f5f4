#include "server/service/document_service.h"

#include "importers/encoding/decoder.h"
#include "importers/markdown/html.h"
#include "server/service/keys.h"
#include "server/service/repository.h"

namespace fupan::service {

Result<VersionedDocument> DocumentService::get(const DocumentId& id) const {
  auto stored = get_document(library_.store(), id);
  if (!stored) return stored.error();
  return VersionedDocument{std::move(stored->document), stored->revision};
}

Result<LessonView> DocumentService::get_lesson(const LessonId& id) const {
  const Error unknown = make_error(ErrorCode::kNotFound, "no lesson '" + id.value + "'");
  auto stored = get_document(library_.store(), id.document());
  if (!stored) return stored.error().code == ErrorCode::kNotFound ? unknown : stored.error();
  Document& document = stored->document;
  LessonView view;
  view.revision = stored->revision;
  for (std::size_t i = 0; i < document.lessons.size(); ++i) {
    if (document.lessons[i].id != id) continue;
    view.lesson = document.lessons[i];
    if (i > 0) view.previous = document.lessons[i - 1].id.value;
    if (i + 1 < document.lessons.size()) view.next = document.lessons[i + 1].id.value;
  }
  for (const Lesson& gone : document.gone) {
    if (gone.id != id) continue;
    view.lesson = gone;
    view.lesson.state = State::kRetired;  // the source no longer holds it
  }
  if (view.lesson.id.value.empty()) return unknown;
  view.html = importers::render_html(view.lesson.markdown);
  document.sections.clear();
  document.lessons.clear();
  document.gone.clear();
  document.metadata.clear();
  view.document = std::move(document);
  return view;
}

Result<Source> DocumentService::source(const DocumentId& id, std::optional<int> source_revision) const {
  auto stored = get_document(library_.store(), id);
  if (!stored) return stored.error();
  const int revision = source_revision.value_or(stored->document.source_revision);
  auto record = library_.store().get(source_key(id, revision));
  if (!record && record.error().code == ErrorCode::kNotFound) {
    return Error{ErrorCode::kNotFound, "document '" + id.value + "' has no source revision " + std::to_string(revision),
                 "revision"};
  }
  if (!record) return record.error();
  const std::string& path = stored->document.path;
  return Source{std::move(record->value), stored->document.encoding, path.substr(path.rfind('/') + 1)};
}

Result<std::string> DocumentService::html(const DocumentId& id, std::optional<int> source_revision) const {
  auto bytes = source(id, source_revision);
  if (!bytes) return bytes.error();
  auto decoded = importers::decode(bytes->bytes);
  if (!decoded) return decoded.error();
  return importers::render_html(decoded->text);
}

}  // namespace fupan::service
