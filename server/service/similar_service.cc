#include "server/service/similar_service.h"

#include <algorithm>
#include <map>
#include <optional>

#include "core/text/utf8.h"
#include "indexer/insight/shingles.h"
#include "server/service/duplicate_rule.h"
#include "server/service/relation_service.h"
#include "server/service/repository.h"

namespace fupan::service {
namespace {

constexpr std::size_t kExcerptCharacters = 240;

std::string excerpt_of(std::string_view text) {
  std::size_t at = 0;
  for (std::size_t characters = 0; at < text.size() && characters < kExcerptCharacters; ++characters) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
  }
  std::string cut(text.substr(0, at));
  std::replace(cut.begin(), cut.end(), '\n', ' ');
  return at < text.size() ? cut + "…" : cut;
}

bool is_hidden(State state) { return state != State::kPublished; }

// Documents that several hits lie in are read once.
class Documents {
 public:
  explicit Documents(const store::Reader& reader) : reader_(reader) {}

  Result<const Document*> find(const std::string& id) {
    const auto known = read_.find(id);
    if (known != read_.end()) return known->second ? &*known->second : nullptr;
    auto stored = find_document(reader_, {id});
    if (!stored) return stored.error();
    auto& place = read_[id];
    if (*stored) place = std::move((*stored)->document);
    return place ? &*place : nullptr;
  }

 private:
  const store::Reader& reader_;
  std::map<std::string, std::optional<Document>> read_;
};

// False: the index is behind, or a curator took the document back.
bool fill(const Document& document, const indexer::SimilarHit& hit, const indexer::insight::ShingleSketch& sketch,
          SimilarItem& item) {
  if (is_hidden(document.state)) return false;
  std::string text;
  if (hit.lesson_id.empty()) {
    text = text_of(document);
  } else {
    const Lesson* lesson = document.find_lesson({hit.lesson_id});
    if (lesson == nullptr || is_hidden(lesson->state)) return false;
    item.lesson = *lesson;
    text = lesson->text;
  }
  item.document = document;
  strip_texts(item.document);
  item.excerpt = excerpt_of(text);
  item.score = hit.score;
  item.matched = hit.matched;
  item.duplicate = indexer::insight::resemblance(sketch, indexer::insight::sketch_shingles(text)) >= kDuplicateFrom;
  return true;
}

}  // namespace

std::string text_of(const Document& document) {
  std::string text;
  for (const Section& section : document.sections) text.append(section.text).append("\n");
  for (const Lesson& lesson : document.lessons) {
    if (!is_hidden(lesson.state)) text.append(lesson.text).append("\n");
  }
  return text;
}

Result<std::vector<SimilarItem>> SimilarService::of_text(const indexer::SimilarRequest& request) const {
  const auto hits = library_.index().similar(request);
  if (!hits) return hits.error();
  const auto sketch = indexer::insight::sketch_shingles(request.text);
  const auto superseded = superseded_lessons(library_.store(), request.hidden_collections);
  if (!superseded) return superseded.error();
  Documents documents(library_.store());
  std::vector<SimilarItem> items;
  for (const indexer::SimilarHit& hit : *hits) {
    const auto document = documents.find(hit.document_id);
    if (!document) return document.error();
    SimilarItem item;
    item.superseded = superseded->contains(hit.lesson_id);
    if (*document != nullptr && fill(**document, hit, sketch, item)) items.push_back(std::move(item));
  }
  return items;
}

Result<std::vector<SimilarItem>> SimilarService::of_lesson(const LessonId& id, std::size_t limit,
                                                           const Viewer& viewer) const {
  auto stored = find_document(library_.store(), id.document());
  if (!stored) return stored.error();
  const Lesson* lesson =
      *stored && viewer.sees((*stored)->document.collection) ? (*stored)->document.find_lesson(id) : nullptr;
  if (lesson == nullptr) return make_error(ErrorCode::kNotFound, "no lesson '" + id.value + "'");
  indexer::SimilarRequest request;
  request.hidden_collections = viewer.hidden_collections;
  if (lesson->text.find(lesson->title) == std::string::npos) request.title = lesson->title;
  request.text = lesson->text;
  request.without = id.value;
  request.limit = limit;
  return of_text(request);
}

Result<std::vector<SimilarItem>> SimilarService::of_document(const DocumentId& id, std::size_t limit,
                                                             const Viewer& viewer) const {
  auto stored = get_document(library_.store(), id, viewer);
  if (!stored) return stored.error();
  indexer::SimilarRequest request;
  request.hidden_collections = viewer.hidden_collections;
  request.title = stored->document.title;
  request.text = text_of(stored->document);
  request.type = indexer::HitType::kDocument;
  request.without = id.value;
  request.limit = limit;
  return of_text(request);
}

}  // namespace fupan::service
