// The sockets that clients hold open, and until when they may. The transport library has timeouts of its own, but they
// can end the process: it forgets a connection that timed out and throws on a worker when bytes for it are already
// under way. Here an overdue socket is only shut down, which its worker sees as a client that went away.
//
// Thread-safe.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <limits>
#include <mutex>
#include <set>

namespace fupan::http {

// Until when one socket may stay open. The worker of the connection sets it, the reaper reads it.
class OpenSocket {
 public:
  using Clock = std::chrono::steady_clock;

  explicit OpenSocket(int descriptor) : descriptor_(descriptor) {}

  int descriptor() const { return descriptor_; }
  void expire_at(Clock::time_point time) { deadline_ = time.time_since_epoch().count(); }
  void expire_after(std::chrono::milliseconds time) { expire_at(Clock::now() + time); }
  void expire_never() { deadline_ = kNever; }
  bool is_overdue() const { return Clock::now().time_since_epoch().count() > deadline_; }

 private:
  static constexpr Clock::rep kNever = std::numeric_limits<Clock::rep>::max();
  int descriptor_;
  std::atomic<Clock::rep> deadline_{kNever};
};

class OpenConnections {
 public:
  // `socket` must stay until it is removed, and be removed before its descriptor is closed.
  void add(const OpenSocket& socket);
  void remove(const OpenSocket& socket);

  // Shuts the overdue ones down, or all; their workers then close them.
  void shut_down_overdue();
  void shut_down_all();

  // False when some are still there after `limit`.
  bool wait_until_none(std::chrono::milliseconds limit);

 private:
  std::mutex mutex_;
  std::condition_variable removed_;
  std::set<const OpenSocket*> sockets_;
};

}  // namespace fupan::http
