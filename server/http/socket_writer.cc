#include "server/http/socket_writer.h"

#include <poll.h>
#include <sys/socket.h>

#include <cerrno>

namespace fupan::http {
namespace {

constexpr int kPollMilliseconds = 100;  // how soon a cancellation is noticed

bool is_worth_a_wait(int failure) { return failure == EAGAIN || failure == EWOULDBLOCK; }

}  // namespace

bool send_all(int socket, std::string_view bytes, std::chrono::milliseconds limit,
              const std::atomic<bool>& is_cancelled) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
      continue;
    }
    if (errno == EINTR) continue;
    if (!is_worth_a_wait(errno) || is_cancelled.load() || std::chrono::steady_clock::now() >= deadline) return false;
    pollfd waiting{socket, POLLOUT, 0};
    ::poll(&waiting, 1, kPollMilliseconds);
  }
  return true;
}

}  // namespace fupan::http
