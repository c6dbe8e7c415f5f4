// Keeps the index up to date: applies the store's change log in order. At most one projector per data directory writes,
// in whatever process; the others wait for it.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "core/result.h"
#include "indexer/index.h"
#include "server/service/library.h"

namespace fupan::service {

struct ProjectorOptions {
  std::size_t documents_per_commit = 50000;
  // How long a change may wait in memory for more changes before it is made visible.
  std::chrono::milliseconds max_delay{500};
};

// A thread that follows the log as long as the object lives. When another process has the index's writer lock it tries
// again now and then, so that the index goes on when that process ends.
class Projector {
 public:
  // `library` must outlive the projector.
  explicit Projector(Library& library, ProjectorOptions options = {});
  // Applies what is left of a batch, then stops.
  ~Projector();

  // Returns when the index holds `sequence`, whichever process applied it. `progress` (may be empty) is called with the
  // applied sequence about ten times a second.
  //
  // Errors: unavailable  nothing was applied for `patience`; else what applying failed with
  Status wait_for(std::uint64_t sequence, std::chrono::seconds patience,
                  const std::function<void(std::uint64_t)>& progress = {});

  // Tells that something was committed.
  void wake();

  // From now on what is applied is made visible as soon as the log's end is reached.
  void finish_soon();

 private:
  void run();
  Status follow();
  Status step(indexer::IndexWriter& writer, bool& did_something);
  Status apply_moved_labels(indexer::IndexWriter& writer);
  bool is_due(bool is_at_end) const;
  void report(Status status);

  Library& library_;
  ProjectorOptions options_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Error> error_;
  std::atomic<bool> stopping_ = false;
  std::atomic<bool> hurrying_ = false;
  std::uint64_t taken_ = 0;  // the last sequence handed to the writer
  std::size_t pending_documents_ = 0;
  std::chrono::steady_clock::time_point pending_since_;
  std::chrono::steady_clock::duration commit_took_{};  // the last one
  std::thread thread_;
};

// Makes the index anew from a snapshot of the store while readers go on with the present one.
// Errors: unavailable  another process writes the index; else as store and index.
Status reindex(Library& library, const std::function<void(std::size_t documents)>& progress);

}  // namespace fupan::service
