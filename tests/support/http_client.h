// A raw HTTP client for tests: sends exactly the bytes it is told to, well formed or not. One thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/headers.h"

namespace fupan::test {

struct ClientResponse {
  int status = 0;
  http::Headers headers;
  std::string body;
};

class HttpClient {
 public:
  // Connects to 127.0.0.1; is_connected() says whether that worked.
  explicit HttpClient(std::uint16_t port);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  bool is_connected() const { return socket_ >= 0; }

  // False when the server has closed the connection.
  bool send(std::string_view bytes);

  // No more bytes will be sent.
  void finish_sending();

  // The next response; nothing when the server closes first or `limit` passes. `is_head`: no body follows.
  std::optional<ClientResponse> receive(bool is_head = false,
                                        std::chrono::milliseconds limit = std::chrono::seconds(20));

  // Everything until the server closes, or `limit` passes.
  std::string receive_all(std::chrono::milliseconds limit = std::chrono::seconds(20));

  // Whether the server closes its side within `limit`, with nothing more sent.
  bool is_closed_by_server(std::chrono::milliseconds limit = std::chrono::seconds(20));

  // send() and receive() of a simple request.
  std::optional<ClientResponse> get(std::string_view target, std::string_view extra_headers = "");

 private:
  bool fill(std::chrono::steady_clock::time_point deadline);

  int socket_ = -1;
  std::string buffer_;
};

}  // namespace fupan::test
