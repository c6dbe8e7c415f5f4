// What waits for a curator: the kinds of items, and which a document has. Pure; thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/service/repository.h"

namespace fupan::service {

// In the order in which the queue shows them. A new kind is a row here, items_of or QueueIndex that find its items, and
// a row of kQueueRules (queue_service.cc) that says what may be done with them.
enum class QueueKind {
  kToReview,
  kOverdueReview,
  kUnmappedLabel,
  kUncertainLabel,
  kNearDuplicate,
  kUnanswered,
  kDrift
};
inline constexpr std::array<std::string_view, 7> kQueueKindNames{
    "to_review", "overdue_review", "unmapped_label", "uncertain_label", "near_duplicate", "unanswered", "drift"};
constexpr std::string_view name_of(QueueKind kind) { return kQueueKindNames[static_cast<std::size_t>(kind)]; }

struct QueueItem {
  QueueKind kind = QueueKind::kToReview;
  std::string target;            // id of the lesson or document; of a question "question.<id>"
  std::string other;             // near_duplicate: the other lesson
  Facet facet = Facet::kTag;     // of labels
  std::string value;             // of labels: the value; of a question: the folded text
  double confidence = 0;         // of an uncertain label; of a near duplicate how alike the two are
  std::string due;               // overdue_review: the day
  std::string assignee;          // name; empty: nobody
  std::string collection;        // of the target
  std::string other_collection;  // of the other lesson; empty: there is none
  std::uint64_t count = 0;       // unanswered: how often it was asked

  // "<kind>~<target>", and what tells it from others of the same target. The characters are [0-9a-z._~].
  std::string id() const;
};

// The items that a document has by itself, without near_duplicate. An overdue_review stands there before it is due.
//
// - to_review: a document, else its lessons, in review; a published lesson with a proposal
// - unmapped_label: an author's phase or risk that the taxonomy does not know, once for a document and the lessons that
//   have it from there; tags are free words
// - uncertain_label: a label that a model predicted
std::vector<QueueItem> items_of(const StoredDocument& stored);

}  // namespace fupan::service
