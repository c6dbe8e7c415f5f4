// One client's connection: bytes in, answers out, one request after the other. Knows nothing of sockets, so tests drive
// it with strings. One thread at a time.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "server/http/drain_gate.h"
#include "server/http/request.h"
#include "server/http/request_reader.h"
#include "server/http/response.h"

namespace fupan::http {

using RequestHandler = std::function<Response(const Request&)>;

// What all connections of a server share. Must outlive them.
struct ConnectionHost {
  RequestHandler handle;  // thread-safe; whatever it throws becomes a 500
  ReaderLimits limits;
  DrainGate gate;
};

class Connection {
 public:
  // Sends bytes to the client; false when that failed.
  using Send = std::function<bool(std::string_view)>;

  // `peer`: numeric address of the client.
  explicit Connection(ConnectionHost& host, std::string peer = {})
      : host_(host), reader_(host.limits), peer_(std::move(peer)) {}

  // Takes what arrived and answers every request that is complete, pipelined ones too, in order. False: nothing further
  // will be read or answered here; close the sending side, so that the client has time to read the last answer.
  bool receive(std::string_view bytes, const Send& send);

  // Whether the client is between requests.
  bool is_idle() const { return reader_.is_idle(); }

 private:
  bool answer(const Send& send);
  bool refuse(const Send& send, int status, std::string_view detail);

  ConnectionHost& host_;
  RequestReader reader_;
  std::string peer_;
  bool is_open_ = true;
};

}  // namespace fupan::http
