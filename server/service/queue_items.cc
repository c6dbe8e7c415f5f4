#include "server/service/queue_items.h"

#include <algorithm>

#include "core/digest.h"

namespace fupan::service {
namespace {

constexpr std::size_t kValueDigits = 8;

bool has_own_kind(QueueKind kind) { return kind == QueueKind::kUnmappedLabel || kind == QueueKind::kUncertainLabel; }

bool is_open(State state) { return state != State::kRetired && state != State::kRejected; }

bool holds(const std::vector<Label>& labels, const Label& wanted) {
  return std::any_of(labels.begin(), labels.end(),
                     [&](const Label& label) { return label.facet == wanted.facet && label.value == wanted.value; });
}

// Collects the items of one document.
class Items {
 public:
  explicit Items(const StoredDocument& stored) : stored_(stored), document_(stored.document) {}

  std::vector<QueueItem> run() {
    if (!is_open(document_.state)) return {};
    const std::string& id = document_.id.value;
    const bool takes_whole = document_.state == State::kInReview && is_state_of_document();
    if (takes_whole) add(QueueKind::kToReview, id);
    add_labels(id, document_.labels, nullptr);
    for (const Lesson& lesson : document_.lessons) {
      if (is_open(lesson.state)) add_lesson(lesson, takes_whole);
    }
    return std::move(items_);
  }

 private:
  // A lesson written by hand is all of its document, and the document is in its state.
  bool is_state_of_document() const {
    if (!document_.sections.empty() || document_.lessons.empty()) return true;
    return std::none_of(document_.lessons.begin(), document_.lessons.end(), [&](const Lesson& lesson) {
      const Curation* said = stored_.curations.find(lesson.id.value);
      return said != nullptr && said->state == document_.state;
    });
  }

  void add_lesson(const Lesson& lesson, bool takes_whole) {
    const Curation* said = stored_.curations.find(lesson.id.value);
    const bool has_proposal = said != nullptr && !said->proposal.empty() && lesson.state == State::kPublished;
    if (has_proposal || (lesson.state == State::kInReview && !takes_whole)) add(QueueKind::kToReview, lesson.id.value);
    add_labels(lesson.id.value, lesson.labels, &document_.labels);
    if (said != nullptr && !said->review_by.empty() && lesson.state == State::kPublished) {
      add(QueueKind::kOverdueReview, lesson.id.value).due = said->review_by;
    }
  }

  void add_labels(const std::string& target, const std::vector<Label>& labels, const std::vector<Label>* inherited) {
    for (const Label& label : labels) {
      if (inherited != nullptr && holds(*inherited, label)) continue;
      const bool is_free = label.facet == Facet::kTag;
      const bool is_unmapped = !label.mapped && label.origin == LabelOrigin::kAuthor && !is_free;
      if (!is_unmapped && label.origin != LabelOrigin::kModel) continue;
      QueueItem& item = add(is_unmapped ? QueueKind::kUnmappedLabel : QueueKind::kUncertainLabel, target);
      item.facet = label.facet;
      item.value = label.value;
      item.confidence = label.confidence;
    }
  }

  QueueItem& add(QueueKind kind, const std::string& target) {
    QueueItem item;
    item.kind = kind;
    item.target = target;
    item.collection = document_.collection;
    if (const Curation* said = stored_.curations.find(target)) item.assignee = said->assignee;
    items_.push_back(std::move(item));
    return items_.back();
  }

  const StoredDocument& stored_;
  const Document& document_;
  std::vector<QueueItem> items_;
};

}  // namespace

std::string QueueItem::id() const {
  std::string id = std::string(name_of(kind)) + "~" + target;
  if (!other.empty()) id += "~" + other;
  if (has_own_kind(kind)) {
    id += "~" + std::string(name_of(facet)) + "~" + short_digest(value, kValueDigits);
  }
  return id;
}

std::vector<QueueItem> items_of(const StoredDocument& stored) { return Items(stored).run(); }

}  // namespace fupan::service
