#include "server/http/listen_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <optional>

namespace fupan::http {
namespace {

constexpr std::uint32_t kLoopbackNetwork = 127;  // the first byte of 127.0.0.0/8

struct Parsed {
  bool is_ipv6;
  bool is_loopback;
};

std::optional<Parsed> parse_numeric(const std::string& text) {
  in_addr v4{};
  if (inet_pton(AF_INET, text.c_str(), &v4) == 1) return Parsed{false, ntohl(v4.s_addr) >> 24U == kLoopbackNetwork};
  in6_addr v6{};
  if (inet_pton(AF_INET6, text.c_str(), &v6) == 1) return Parsed{true, IN6_IS_ADDR_LOOPBACK(&v6) != 0};
  return std::nullopt;
}

Error not_loopback(const std::string& host) {
  return Error{ErrorCode::kInvalidArgument,
               "cannot listen on " + host +
                   ": the server speaks plain HTTP and must not face a network. Listen on 127.0.0.1 and put nginx "
                   "in front of it",
               "listen"};
}

}  // namespace

Result<ListenAddress> parse_listen_address(std::string_view text, bool allow_network) {
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  const std::string host(text == "localhost" ? "127.0.0.1" : text);
  const std::optional<Parsed> parsed = parse_numeric(host);
  if (!parsed) {
    return Error{ErrorCode::kInvalidArgument, "cannot listen on \"" + host + "\": not an IP address", "listen"};
  }
  if (!parsed->is_loopback && !allow_network) return not_loopback(host);
  return ListenAddress{host, parsed->is_ipv6};
}

}  // namespace fupan::http
