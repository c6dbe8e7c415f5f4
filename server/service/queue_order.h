// What an action does with one item of the queue: the table of kinds and actions, and the rules behind it. One thread.
#pragma once

#include "server/service/queue_service.h"

namespace fupan::service {

// Who acts, on what.
struct QueueDesk {
  Taxonomy taxonomy;
  const Viewer& viewer;
  const Settings& settings;
  std::string today;  // "YYYY-MM-DD"
  CurationDraft& draft;
};

// Puts what `order` says of `item` into the draft. Errors: as QueueService::act
Status carry_out(const QueueItem& item, const QueueOrder& order, QueueDesk& desk);

}  // namespace fupan::service
