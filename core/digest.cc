#include "core/digest.h"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace fupan {
namespace {

std::array<unsigned char, crypto_hash_sha256_BYTES> sha256(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  return digest;
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const unsigned char byte : sha256(bytes)) {
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 15U];
  }
  return hex;
}

std::string short_digest(std::string_view bytes, std::size_t length) {
  const auto digest = sha256(bytes);
  std::string text;
  unsigned buffer = 0;
  unsigned bits = 0;
  for (const unsigned char byte : digest) {
    buffer = (buffer << 8U) | byte;
    bits += 8;
    while (bits >= 5 && text.size() < length) {
      bits -= 5;
      text += kBase32Digits[(buffer >> bits) & 31U];
    }
  }
  return text;
}

}  // namespace fupan
