#include "server/service/webhooks/address_guard.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace fupan::service {
namespace {

constexpr std::uint32_t ipv4(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return a << 24U | b << 16U | c << 8U | d;
}

bool is_forbidden_v4(std::uint32_t address) {
  const bool is_link_local = (address & 0xFFFF0000U) == ipv4(169, 254, 0, 0);
  return is_link_local || address == ipv4(100, 100, 100, 200) || address == ipv4(192, 0, 0, 192);
}

using Bytes = std::array<std::uint8_t, 16>;

// ::ffff:a.b.c.d, ::a.b.c.d and 64:ff9b::a.b.c.d
bool holds_v4(const Bytes& bytes) {
  constexpr std::array<std::uint8_t, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  constexpr std::array<std::uint8_t, 12> kCompatible{};
  constexpr std::array<std::uint8_t, 12> kTranslated{0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0};
  const auto starts_with = [&](const auto& prefix) { return std::equal(prefix.begin(), prefix.end(), bytes.begin()); };
  return starts_with(kMapped) || starts_with(kCompatible) || starts_with(kTranslated);
}

bool is_forbidden_v6(const Bytes& bytes) {
  if (holds_v4(bytes)) return is_forbidden_v4(ipv4(bytes[12], bytes[13], bytes[14], bytes[15]));
  constexpr Bytes kMetadata{0xFD, 0, 0x0E, 0xC2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54};
  const bool is_link_local = bytes[0] == 0xFE && (bytes[1] & 0xC0U) == 0x80U;
  return is_link_local || bytes == kMetadata;
}

}  // namespace

bool is_forbidden_address(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    return is_forbidden_v4(ntohl(in.sin_addr.s_addr));
  }
  if (address.sa_family != AF_INET6) return true;
  sockaddr_in6 in{};
  std::memcpy(&in, &address, sizeof in);
  Bytes bytes;
  std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
  return is_forbidden_v6(bytes);
}

}  // namespace fupan::service
