// The HTTP server: Pistache carries the bytes, everything that has meaning is ours (connection.h, application.h). This
// file's .cc and pistache_handler.* are the only ones that see <pistache/…>.
//
// Made to stand behind nginx on the same machine: it speaks plain HTTP on a loopback address, and a client that reads
// its answer slowly keeps one worker busy for up to ten seconds.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "core/result.h"
#include "server/http/connection.h"

namespace fupan::http {

struct ServerOptions {
  std::string address = "127.0.0.1";  // IPv4 or IPv6 address, or "localhost"
  std::uint16_t port = 8080;          // 0: any free one
  int threads = 0;                    // workers; 0: two a processor, 4 to 16
  std::size_t max_body_bytes = 1024 * 1024;
  bool allow_network = false;                            // false: only a loopback address is accepted
  std::chrono::milliseconds request_timeout{60'000};     // from the first byte of a request to its last, else closed
  std::chrono::milliseconds keep_alive_timeout{75'000};  // between two requests, then the connection is closed
  std::chrono::milliseconds drain_timeout{5'000};        // how long stop() waits for answers under way
};

// start() and stop() belong to one thread; the handler is called on the workers.
class HttpServer {
 public:
  HttpServer(ServerOptions options, RequestHandler handler);
  ~HttpServer();  // stops
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // Listens and serves in threads of its own; returns the port. Ignores SIGPIPE in the whole process.
  //
  // Errors: invalid_argument  not an address, or one that a network can reach without allow_network
  //         unavailable       the port is taken, or may not be used; the message says what to do
  Result<std::uint16_t> start();

  // New requests get 503, those under way are answered for at most drain_timeout, then all connections are closed. A
  // handler that is still running then is waited for, but its answer may be lost. Does nothing when not running.
  void stop();

 private:
  class Running;
  ServerOptions options_;
  RequestHandler handler_;
  std::unique_ptr<Running> running_;
};

}  // namespace fupan::http
