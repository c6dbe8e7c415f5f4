#include "server/http/drain_gate.h"

namespace fupan::http {

bool DrainGate::enter() {
  const std::lock_guard lock(mutex_);
  if (is_closed_) return false;
  ++inside_;
  return true;
}

void DrainGate::leave() {
  const std::lock_guard lock(mutex_);
  if (--inside_ == 0) empty_.notify_all();
}

void DrainGate::close() {
  const std::lock_guard lock(mutex_);
  is_closed_ = true;
}

bool DrainGate::wait_until_empty(std::chrono::milliseconds limit) {
  std::unique_lock lock(mutex_);
  return empty_.wait_for(lock, limit, [this] { return inside_ == 0; });
}

}  // namespace fupan::http
