#include "core/digest.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <new>

namespace fupan {
namespace {

constexpr std::size_t kDigestBytes = 32;

// OpenSSL uses the processor's instructions for it, libsodium does not: five times as quick.
std::array<unsigned char, kDigestBytes> sha256(std::string_view bytes) {
  static const EVP_MD* const kAlgorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);  // once: looking it up takes longer
  std::array<unsigned char, kDigestBytes> digest{};
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, kAlgorithm, nullptr) != 1) throw std::bad_alloc();
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
