// What waits for a curator in all documents, kept in memory and brought up to date from the change log at each look.
// The first look reads every document (about 20 microseconds each). Thread-safe.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "server/service/duplicate_pairs.h"
#include "server/service/queue_items.h"

namespace fupan::service {

class QueueIndex {
 public:
  // `store` must outlive it.
  explicit QueueIndex(store::Store& store) : store_(store) {}

  // All items but questions, with near duplicates and with reviews that are not due yet. In order of kind, then target.
  // Errors: as the store
  Result<std::vector<QueueItem>> items();

 private:
  struct Entry {
    std::vector<QueueItem> items;
    std::vector<std::string> lessons;              // that duplicates are looked for of
    std::map<std::string, std::string> assignees;  // of lessons
    std::string collection;
  };
  Status follow();
  Status start();
  Status look_at(const DocumentId& id);
  void take(const StoredDocument& stored);
  void forget(const std::string& id);
  void add_duplicates(std::vector<QueueItem>& items) const;

  store::Store& store_;
  std::mutex mutex_;  // guards what follows
  bool is_started_ = false;
  store::Sequence position_ = 0;
  std::map<std::string, Entry> documents_;
  DuplicatePairs duplicates_;
};

}  // namespace fupan::service
