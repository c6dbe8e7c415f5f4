// The seam to Pistache: its worker threads hand us the bytes of each connection, and we write the answers to its
// sockets ourselves. Only server.cc includes this.
//
// Pistache accepts, waits for bytes, reads and closes. Overriding onInput keeps three of its parts out of the way,
// since each has faults in version 0.0.5 that a client can trigger:
// - The parser answers 500 or 415 to legal headers (Cookie "a=b; c", Cache-Control "immutable", Accept "*") before a
// handler
//   is asked, and its list of typed headers cannot be changed; it keeps one value of a repeated query parameter, drops
//   pipelined requests, and takes quadratic time for a long line.
// - The queue of writes spins for ever on a client that does not read.
// - Timeouts forget a connection while bytes for it may be under way, which throws on a worker and ends the process.
//
// A connection belongs to the worker "descriptor modulo workers".
#pragma once

#include <pistache/http.h>
#include <pistache/peer.h>

#include <atomic>
#include <chrono>
#include <memory>

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
