// Which documents were written last? Follows the change log of the store in memory. Thread-safe.
//
// Bounded: the kMostRecent documents that were written last. The first call reads the log backwards until it has them,
// at most kMostLogEntries entries; later calls read what was added.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/id.h"
#include "core/result.h"
#include "store/store.h"

namespace fupan::service {

inline constexpr std::size_t kMostRecent = 1000;
inline constexpr std::size_t kMostLogEntries = 200'000;

class RecentDocuments {
 public:
  // `store` must outlive it.
  explicit RecentDocuments(const store::Store& store) : store_(store) {}

  // The documents written after change `after`, the last written first. Removed documents are left out.
  // Errors: as Store::changes.
  Result<std::vector<DocumentId>> written_after(store::Sequence after);

 private:
  Status follow();
  Status read_back(store::Sequence last);
  Result<std::vector<store::Change>> changes_between(store::Sequence after, store::Sequence last) const;
  void take(const store::Change& change);
  void drop_oldest();

  const store::Store& store_;
  std::mutex mutex_;
  bool is_started_ = false;
  store::Sequence position_ = 0;                                 // the log is read up to here
  std::map<std::string, store::Sequence, std::less<>> written_;  // the last change of each document
  std::set<std::pair<store::Sequence, std::string>> order_;
};

}  // namespace fupan::service
