#include "indexer/xapian/work_queue.h"

namespace fupan::indexer::xapian {

WorkQueue::WorkQueue(std::size_t max_waiting) : max_waiting_(max_waiting), thread_([this] { run(); }) {}

WorkQueue::~WorkQueue() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void WorkQueue::add(std::function<Status()> task) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return tasks_.size() < max_waiting_; });
  tasks_.push_back(std::move(task));
  changed_.notify_all();
}

Status WorkQueue::wait() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return tasks_.empty() && !is_busy_; });
  if (error_) return *error_;
  return ok_status();
}

void WorkQueue::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] { return is_ending_ || !tasks_.empty(); });
    if (tasks_.empty()) return;
    const std::function<Status()> task = std::move(tasks_.front());
    tasks_.pop_front();
    is_busy_ = true;
    const bool skip = error_.has_value();
    lock.unlock();
    Status done = skip ? ok_status() : task();
    lock.lock();
    if (!done) error_ = done.error();
    is_busy_ = false;
    changed_.notify_all();
  }
}

}  // namespace fupan::indexer::xapian
