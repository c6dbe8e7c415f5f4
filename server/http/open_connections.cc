#include "server/http/open_connections.h"

#include <sys/socket.h>

namespace fupan::http {

void OpenConnections::add(const OpenSocket& socket) {
  const std::lock_guard lock(mutex_);
  sockets_.insert(&socket);
}

void OpenConnections::remove(const OpenSocket& socket) {
  const std::lock_guard lock(mutex_);
  sockets_.erase(&socket);
  removed_.notify_all();
}

void OpenConnections::shut_down_overdue() {
  const std::lock_guard lock(mutex_);
  for (const OpenSocket* socket : sockets_) {
    if (socket->is_overdue()) ::shutdown(socket->descriptor(), SHUT_RDWR);
  }
}

void OpenConnections::shut_down_all() {
  const std::lock_guard lock(mutex_);
  for (const OpenSocket* socket : sockets_) ::shutdown(socket->descriptor(), SHUT_RDWR);
}

bool OpenConnections::wait_until_none(std::chrono::milliseconds limit) {
  std::unique_lock lock(mutex_);
  return removed_.wait_for(lock, limit, [this] { return sockets_.empty(); });
}

}  // namespace fupan::http
