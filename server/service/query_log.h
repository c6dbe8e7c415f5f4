// What do people ask without finding an answer? Counts queries and whether somebody opened a hit; for the curators.
//
// Kept are the folded text and days, nothing about who asked: no name, no address, no time of day. Texts that look like
// secrets or personal data (query_privacy.h) are not kept at all. New counts are held in memory and added to the one
// record in the store by a thread of its own, in one commit at most every `flush_every`, and by the destructor; so
// several processes may count, and a crash loses a few seconds of counts.
//
// Thread-safe.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "core/access.h"
#include "core/query_counts.h"
#include "server/service/library.h"

namespace fupan::service {

inline constexpr std::size_t kMostQueries = 10'000;       // above: the rarest go, of those the oldest
inline constexpr std::size_t kMostQueryCharacters = 200;  // longer texts are cut

struct UnansweredQuery {
  std::string id;     // names the query for dismiss(); 13 characters [0-9a-v]
  std::string query;  // folded
  QueryCount count;
};

struct UnansweredQueries {
  std::size_t total = 0;
  std::vector<UnansweredQuery> items;
};

class QueryLog {
 public:
  // `library` must outlive it. The thread starts with the first count.
  explicit QueryLog(Library& library, std::chrono::milliseconds flush_every = std::chrono::seconds(10));
  ~QueryLog();
  QueryLog(const QueryLog&) = delete;
  QueryLog& operator=(const QueryLog&) = delete;

  // An answer was shown to a person: so many hits, with fewer words than asked for or not. Empty queries do not count.
  void asked(std::string_view query, std::size_t total, bool relaxed, const Viewer& viewer = {});

  // A hit of that answer was opened. Counts only for queries that were asked.
  void opened(std::string_view query);

  // Adds the counts to the store now. On an error they stay in memory. Errors: as the store.
  Status flush();

  // The queries that nobody opened a hit of, or that had no result more often than a hit was opened; most often
  // unanswered first, then by text. Counts in memory included. What only people asked who see a restricted collection
  // is left out for a viewer from whom something is hidden. Errors: as the store.
  Result<UnansweredQueries> unanswered(std::size_t limit, std::size_t offset, const Viewer& viewer = {}) const;

  // Forgets a query until it is asked again. Errors: not_found, also when unanswered() leaves it out; as the store.
  Status dismiss(std::string_view id, const Viewer& viewer = {});

 private:
  struct Stored {
    QueryCounts counts;
    store::Revision revision = 0;
  };
  Result<Stored> read() const;
  Status add_to_store(const QueryCounts& news);
  QueryCount* count_of(std::string_view query);
  void run();

  Library& library_;
  const std::chrono::milliseconds flush_every_;
  mutable std::mutex mutex_;
  std::condition_variable stop_;
  bool is_stopping_ = false;  // guarded by mutex_, as what follows
  QueryCounts news_;          // not in the store yet
  std::mutex store_mutex_;    // one writer at a time; taken before mutex_
  std::thread thread_;
};

}  // namespace fupan::service
