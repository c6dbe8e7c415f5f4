#include "server/service/near_duplicates.h"

#include <algorithm>
#include <set>

#include "core/text/utf8.h"
#include "server/service/repository.h"

namespace fupan::service {
namespace {

constexpr std::size_t kLookedAt = 20;

NearDuplicate pair_of(const std::string& path, const Lesson& lesson, const std::string& other_path, const Lesson& other,
                      double resemblance) {
  return {path,        lesson.lines.first, lesson.id.value,   lesson.title, other.id.value,
          other.title, other_path,         other.lines.first, resemblance};
}

}  // namespace

Result<std::vector<NearItem>> near_duplicates(Library& library, const std::string& text, const Viewer& viewer) {
  if (text::trim(text).empty() || !text::is_valid_utf8(text)) {
    return Error{ErrorCode::kInvalidArgument, "text: must be given, in UTF-8", "text"};
  }
  indexer::SimilarRequest request;
  request.text = text;
  request.limit = kLookedAt;
  request.plain = true;  // words that only one document has tell most here
  const auto items = SimilarService(library).of_text(request);
  if (!items) return items.error();
  const auto sketch = indexer::insight::sketch_shingles(text);
  std::vector<NearItem> near;
  for (const SimilarItem& item : *items) {
    if (!viewer.sees(item.document.collection)) continue;
    const double resemblance =
        indexer::insight::resemblance(sketch, indexer::insight::sketch_shingles(item.lesson.text));
    if (resemblance >= kNearFrom) near.push_back({item, resemblance});
  }
  std::stable_sort(near.begin(), near.end(),
                   [](const NearItem& a, const NearItem& b) { return a.resemblance > b.resemblance; });
  if (near.size() > kMostNear) near.resize(kMostNear);
  return near;
}

void NearDuplicateWatch::add(const Document& document, const Document* before) {
  if (gave_up_) return;
  for (const Lesson& lesson : document.lessons) {
    if (before != nullptr && before->find_lesson(lesson.id) != nullptr) continue;
    if (!is_compared(lesson)) continue;
    if (lessons_.size() == kMostWatchedLessons) {
      gave_up_ = true;
      lessons_.clear();
      return;
    }
    lessons_.push_back({document.path, lesson, indexer::insight::sketch_shingles(lesson.text)});
  }
}

void NearDuplicateWatch::compare(std::vector<NearDuplicate>& found) const {
  for (std::size_t i = 0; i < lessons_.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const Watched& one = lessons_[i];
      const Watched& other = lessons_[j];
      if (!may_be_duplicates(one.lesson.id, other.lesson.id)) continue;
      const double resemblance = indexer::insight::resemblance(one.sketch, other.sketch);
      if (resemblance < kDuplicateFrom) continue;
      found.push_back(pair_of(one.path, one.lesson, other.path, other.lesson, resemblance));
      break;  // one is enough to have a look
    }
  }
}

Status NearDuplicateWatch::look_up(Library& library, const Watched& one, std::vector<NearDuplicate>& found) const {
  indexer::SimilarRequest request;
  request.text = one.lesson.text;
  request.plain = true;
  request.without = one.lesson.id.document().value;
  request.limit = kMostNear;
  const auto hits = library.index().similar(request);
  if (!hits) return ok_status();
  for (const indexer::SimilarHit& hit : *hits) {
    const LessonId id{hit.lesson_id};
    const bool is_ours =
        std::any_of(lessons_.begin(), lessons_.end(), [&](const Watched& watched) { return watched.lesson.id == id; });
    if (is_ours) continue;  // compare() has seen it
    const auto stored = find_document(library.store(), id.document());
    if (!stored) return stored.error();
    const Lesson* other = *stored ? (*stored)->document.find_lesson(id) : nullptr;
    if (other == nullptr || !is_compared(*other)) continue;
    const double resemblance =
        indexer::insight::resemblance(one.sketch, indexer::insight::sketch_shingles(other->text));
    if (resemblance < kDuplicateFrom) continue;
    found.push_back(pair_of(one.path, one.lesson, (*stored)->document.path, *other, resemblance));
    return ok_status();
  }
  return ok_status();
}

Result<std::vector<NearDuplicate>> NearDuplicateWatch::find(Library& library) const {
  std::vector<NearDuplicate> found;
  if (gave_up_) return found;
  compare(found);
  std::set<std::string> known;
  for (const NearDuplicate& pair : found) known.insert(pair.lesson);
  for (const Watched& one : lessons_) {
    if (known.contains(one.lesson.id.value)) continue;
    if (Status looked = look_up(library, one, found); !looked) return looked.error();
  }
  std::stable_sort(found.begin(), found.end(), [](const NearDuplicate& a, const NearDuplicate& b) {
    return std::tie(a.path, a.line) < std::tie(b.path, b.line);
  });
  return found;
}

}  // namespace fupan::service
