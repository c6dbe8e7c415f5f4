// The curators' queue: what waits, and what may be done with it. Thread-safe.
//
// An action on several items is one change: one batch, one audit record, undone in one step (CurationService::undo).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/service/curation_service.h"
#include "server/service/document_service.h"
#include "server/service/query_log.h"
#include "server/service/queue_index.h"
#include "server/service/template_catalogue.h"

namespace fupan::service {

class TemplateIndex;

inline constexpr std::size_t kMostItemsOfAction = 100;

enum class QueueAction { kApprove, kReject, kRelabel, kMerge, kDismiss, kAssign };
inline constexpr std::array<std::string_view, 6> kQueueActionNames{"approve", "reject",  "relabel",
                                                                   "merge",   "dismiss", "assign"};
constexpr std::string_view name_of(QueueAction action) { return kQueueActionNames[static_cast<std::size_t>(action)]; }

// Whether the queue knows this action for items of this kind.
bool is_possible(QueueKind kind, QueueAction action);

struct QueueRequest {
  std::optional<QueueKind> kind;        // nothing: all
  std::optional<std::string> assignee;  // a name; "" those of nobody; nothing: all
  std::size_t limit = 20;
  std::size_t offset = 0;
};

// An item with what is needed to decide about it.
struct ShownItem {
  QueueItem item;
  std::optional<LessonView> lesson, other;  // without html; of a lesson, and of the other one of a pair
  std::optional<Document> document;         // of a document: without sections and lessons
  std::string excerpt;                      // of a document
  LessonEdit proposal;                      // that waits for approval
  std::string proposed_by;
  std::uint64_t revision = 0;  // of the target's document
  CopyCounts copies;           // of a template: its copies in the library that the viewer may see
};

struct QueuePage {
  std::size_t total = 0;
  std::array<std::size_t, kQueueKindNames.size()> counts{};  // by kind, whatever kind was asked for
  std::vector<ShownItem> items;
};

struct QueueOrder {
  QueueAction action = QueueAction::kApprove;
  std::vector<std::string> items;
  std::string reason;     // reject: must be given
  std::string value;      // relabel: the taxonomy's value
  std::string into;       // merge: which of the two stays; empty: the first
  std::string assignee;   // assign; empty: nobody
  std::string review_by;  // approve of overdue_review; empty: in a year
};

class QueueService {
 public:
  // Both must outlive it. `templates`: one that is there already, so that it is not made twice.
  QueueService(Library& library, const QueryLog& queries, std::shared_ptr<TemplateIndex> templates = nullptr);

  // Items of collections that the viewer does not see are not there. Errors: invalid_argument  the viewer is no
  // contributor; as the store
  Result<QueuePage> list(const Viewer& viewer, const QueueRequest& request) const;

  // Does it with all items, or with none.
  //
  // - approve: publishes; keeps a label; says that two are no duplicates; sets the next review; settles a question
  // - reject: rejects with the reason; takes a label away; retires what is overdue
  // - relabel: puts `value` in the place of a label
  // - merge: the lesson that stays takes the place of the other, which is retired and answers with the one that stays
  // - dismiss: says that two are no duplicates; settles a question
  //
  // Errors: not_found         an item is not in the queue (any more)
  //         invalid_argument  the action is not possible, needs a reason or value, or the viewer may not; the message
  //                           names the item
  //         conflict          somebody was quicker
  Result<AuditEntry> act(const Viewer& viewer, const QueueOrder& order) const;

 private:
  Result<std::vector<QueueItem>> open_items(const Viewer& viewer) const;
  Status add_questions(const Viewer& viewer, std::vector<QueueItem>& items) const;
  Status add_drift(const Viewer& viewer, std::vector<QueueItem>& items) const;
  Result<CopyCounts> copies_of(const Viewer& viewer, const QueueItem& item) const;
  Result<ShownItem> shown(const Viewer& viewer, QueueItem item) const;

  Library& library_;
  const QueryLog& queries_;
  std::unique_ptr<QueueIndex> index_;
  std::shared_ptr<TemplateIndex> templates_;
};

}  // namespace fupan::service
