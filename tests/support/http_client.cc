#include "tests/support/http_client.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace fupan::test {
namespace {

using Clock = std::chrono::steady_clock;

int milliseconds_until(Clock::time_point deadline) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
  return static_cast<int>(std::max<std::int64_t>(left, 0));
}

ClientResponse parse_head(std::string_view head) {
  ClientResponse response;
  std::size_t end = head.find("\r\n");
  const std::string_view status_line = head.substr(0, end);
  if (status_line.starts_with("HTTP/1.1 ")) response.status = std::atoi(std::string(status_line.substr(9, 3)).c_str());
  while (end < head.size()) {
    const std::size_t begin = end + 2;
    end = std::min(head.find("\r\n", begin), head.size());
    const std::string_view line = head.substr(begin, end - begin);
    const std::size_t colon = line.find(": ");
    if (colon != std::string_view::npos) {
      response.headers.add(std::string(line.substr(0, colon)), std::string(line.substr(colon + 2)));
    }
  }
  return response;
}

}  // namespace

HttpClient::HttpClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return;
  ::close(socket_);
  socket_ = -1;
}

HttpClient::~HttpClient() {
  if (socket_ >= 0) ::close(socket_);
}

bool HttpClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void HttpClient::finish_sending() { ::shutdown(socket_, SHUT_WR); }

bool HttpClient::fill(Clock::time_point deadline) {
  pollfd waiting{socket_, POLLIN, 0};
  if (::poll(&waiting, 1, milliseconds_until(deadline)) <= 0) return false;
  char chunk[16384];
  const ssize_t received = ::recv(socket_, chunk, sizeof chunk, 0);
  if (received <= 0) return false;
  buffer_.append(chunk, static_cast<std::size_t>(received));
  return true;
}

std::optional<ClientResponse> HttpClient::receive(bool is_head, std::chrono::milliseconds limit) {
  const auto deadline = Clock::now() + limit;
  while (buffer_.find("\r\n\r\n") == std::string::npos) {
    if (!fill(deadline)) return std::nullopt;
  }
  const std::size_t head_size = buffer_.find("\r\n\r\n");
  ClientResponse response = parse_head(std::string_view(buffer_).substr(0, head_size));
  buffer_.erase(0, head_size + 4);
  const std::string length(response.headers.get("Content-Length"));
  const std::size_t body_size = is_head || length.empty() ? 0 : std::strtoul(length.c_str(), nullptr, 10);
  while (buffer_.size() < body_size) {
    if (!fill(deadline)) return std::nullopt;
  }
  response.body = buffer_.substr(0, body_size);
  buffer_.erase(0, body_size);
  return response;
}

std::string HttpClient::receive_all(std::chrono::milliseconds limit) {
  const auto deadline = Clock::now() + limit;
  while (fill(deadline)) {
  }
  return std::exchange(buffer_, {});
}

bool HttpClient::is_closed_by_server(std::chrono::milliseconds limit) {
  pollfd waiting{socket_, POLLIN, 0};
  if (::poll(&waiting, 1, static_cast<int>(limit.count())) <= 0) return false;
  char byte = 0;
  return ::recv(socket_, &byte, 1, MSG_PEEK) <= 0;
}

std::optional<ClientResponse> HttpClient::get(std::string_view target, std::string_view extra_headers) {
  const std::string request =
      "GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(extra_headers) + "\r\n";
  if (!send(request)) return std::nullopt;
  return receive();
}

}  // namespace fupan::test
