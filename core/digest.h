// Content digests. Thread-safe, no state.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace fupan {

// SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

inline constexpr std::string_view kBase32Digits = "0123456789abcdefghijklmnopqrstuv";

// The first `length` (at most 51) base-32 digits [0-9a-v] of the SHA-256 of `bytes`: 5 bits each.
std::string short_digest(std::string_view bytes, std::size_t length);

// 64-bit FNV-1a; for tables and fingerprints inside one process or index, not against an adversary.
constexpr std::uint64_t fnv1a(std::string_view bytes) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : bytes) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 1099511628211ULL;
  }
  return hash;
}

}  // namespace fupan
