// One thread that does tasks in order: the two databases of an index are filled side by side.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "core/result.h"

namespace fupan::indexer::xapian {

// add() and wait() from one thread. After a task has failed the others are passed over.
class WorkQueue {
 public:
  explicit WorkQueue(std::size_t max_waiting);
  // Waits for the tasks.
  ~WorkQueue();
  WorkQueue(const WorkQueue&) = delete;
  WorkQueue& operator=(const WorkQueue&) = delete;

  // Blocks while `max_waiting` tasks wait.
  void add(std::function<Status()> task);

  // Until all tasks are done. The error of the first that failed.
  Status wait();

 private:
  void run();

  const std::size_t max_waiting_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<Status()>> tasks_;
  std::optional<Error> error_;
  bool is_busy_ = false;
  bool is_ending_ = false;
  std::thread thread_;
};

}  // namespace fupan::indexer::xapian
