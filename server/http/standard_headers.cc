#include "server/http/standard_headers.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>

namespace fupan::http {
namespace {

constexpr std::size_t kMaxIdLength = 64;

bool is_usable_id(std::string_view id) {
  const auto is_allowed = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_' ||
           c == '-';
  };
  return !id.empty() && id.size() <= kMaxIdLength && std::all_of(id.begin(), id.end(), is_allowed);
}

// The finaliser of SplitMix64: a bijection, so different counts give different ids.
constexpr std::uint64_t scramble(std::uint64_t x) {
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31U);
}

}  // namespace

void add_standard_headers(Response& response, std::string_view request_id) {
  Headers& headers = response.headers;
  headers.set("X-Request-Id", std::string(request_id));
  headers.set("X-Content-Type-Options", "nosniff");
  headers.set("Referrer-Policy", "same-origin");
  headers.set("Content-Security-Policy", std::string(kContentSecurityPolicy));
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
}

RequestIds::RequestIds() {
  std::random_device random;
  seed_ = (std::uint64_t{random()} << 32U) | random();
}

std::string RequestIds::make_id() {
  return fmt::format("{:016x}", scramble(seed_ + count_.fetch_add(1, std::memory_order_relaxed)));
}

std::string RequestIds::id_of(const Request& request) {
  const std::string_view given = request.headers.get("X-Request-Id");
  return is_usable_id(given) ? std::string(given) : make_id();
}

}  // namespace fupan::http
