// Sends bytes on a non-blocking socket within a deadline. Thread-safe for different sockets.
#pragma once

#include <atomic>
#include <chrono>
#include <string_view>

namespace fupan::http {

// Sends all of `bytes` and returns true, or false when the peer has gone, `limit` has passed, or `is_cancelled` became
// true while waiting. Never raises SIGPIPE. After false the socket is in an unknown state and must be shut down.
bool send_all(int socket, std::string_view bytes, std::chrono::milliseconds limit,
              const std::atomic<bool>& is_cancelled);

}  // namespace fupan::http
