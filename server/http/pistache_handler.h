// The seam to Pistache: its worker threads hand us the bytes of each connection, and we write the answers to its sockets
// ourselves. Only server.cc includes this.
//
// Overriding onInput keeps Pistache's own HTTP parser, timeouts and queue of writes out of the way; each has faults that a
// client can trigger (docs/decisions/http-transport.md). Pistache still accepts, waits for bytes, reads and closes.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>

#include <pistache/http.h>
#include <pistache/peer.h>

#include "server/http/connection.h"
#include "server/http/open_connections.h"

namespace fupan::http {

// What all workers of one server share. Thread-safe. Must outlive the endpoint.
struct SharedState {
  ConnectionHost host;
  OpenConnections connections;
  std::atomic<bool> is_giving_up{false};  // a send that has to wait fails
  std::chrono::milliseconds request_timeout{};
  std::chrono::milliseconds keep_alive_timeout{};
};

// One a worker, cloned by Pistache from the first.
class PistacheHandler final : public Pistache::Http::Handler {
 public:
  HTTP_PROTOTYPE(PistacheHandler)

  explicit PistacheHandler(SharedState& shared) : shared_(&shared) {}

  // Not called: requests do not pass through Pistache's parser.
  void onRequest(const Pistache::Http::Request& request, Pistache::Http::ResponseWriter response) override;

  void onConnection(const std::shared_ptr<Pistache::Tcp::Peer>& peer) override;
  void onInput(const char* bytes, std::size_t length, const std::shared_ptr<Pistache::Tcp::Peer>& peer) override;
  void onDisconnection(const std::shared_ptr<Pistache::Tcp::Peer>& peer) override;

 private:
  SharedState* shared_;
};

}  // namespace fupan::http
