// Counts the requests being answered, so that a server can stop when the last answer is out. Thread-safe.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace fupan::http {

class DrainGate {
 public:
  // Whether a request may begin. When it may, leave() must follow.
  bool enter();
  void leave();

  // No request may begin from now on.
  void close();

  // Waits until nobody is inside. False when that takes longer than `limit`.
  bool wait_until_empty(std::chrono::milliseconds limit);

 private:
  std::mutex mutex_;
  std::condition_variable empty_;
  std::size_t inside_ = 0;
  bool is_closed_ = false;
};

}  // namespace fupan::http
