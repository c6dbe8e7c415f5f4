#include "server/service/document_service.h"

#include "importers/encoding/decoder.h"
#include "importers/markdown/html.h"
#include "server/service/learn_links.h"
#include "server/service/repository.h"

namespace fupan::service {

Result<VersionedDocument> DocumentService::get(const DocumentId& id, const Viewer& viewer) const {
  auto stored = get_document(library_.store(), id, viewer);
  if (!stored) return stored.error();
  return VersionedDocument{std::move(stored->document), stored->version()};
}

Result<LessonView> DocumentService::get_lesson(const LessonId& id, const Viewer& viewer) const {
  const Error unknown = make_error(ErrorCode::kNotFound, "no lesson '" + id.value + "'");
  auto stored = get_document(library_.store(), id.document(), viewer);
  if (!stored) return stored.error().code == ErrorCode::kNotFound ? unknown : stored.error();
  Document& document = stored->document;
  LessonView view;
  view.revision = stored->version();
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
  if (const Curation* said = stored->curations.find(id.value)) view.said = *said;
  const auto adoptions = AdoptionService(library_).counts_of(id);
  if (!adoptions) return adoptions.error();
  view.adoptions = *adoptions;
  view.html = importers::render_html(view.lesson.markdown);
  strip_texts(document);
  view.document = std::move(document);
  return view;
}

Result<Source> DocumentService::source(const DocumentId& id, std::optional<int> source_revision,
                                       const Viewer& viewer) const {
  auto stored = get_document(library_.store(), id, viewer);
  if (!stored) return stored.error();
  auto bytes = get_source(library_.store(), *stored, source_revision.value_or(stored->document.source_revision));
  if (!bytes) return bytes.error();
  const std::string& path = stored->document.path;
  return Source{std::move(*bytes), stored->document.encoding, path.substr(path.rfind('/') + 1)};
}

Result<std::string> DocumentService::html(const DocumentId& id, std::optional<int> source_revision,
                                          const Viewer& viewer) const {
  auto stored = get_document(library_.store(), id, viewer);
  if (!stored) return stored.error();
  const auto bytes = get_source(library_.store(), *stored, source_revision.value_or(stored->document.source_revision));
  if (!bytes) return bytes.error();
  const auto decoded = importers::decode(*bytes);
  if (!decoded) return decoded.error();
  return document_html(stored->document, decoded->text);
}

}  // namespace fupan::service
