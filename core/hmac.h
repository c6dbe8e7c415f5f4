// Signatures that prove who sent a message to somebody who knows the same key. Thread-safe, no state.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fupan {

// HMAC-SHA256 (RFC 2104) of `bytes` under a key of any length: 32 bytes.
std::string hmac_sha256(std::string_view key, std::string_view bytes);

// Base 64 with padding (RFC 4648, section 4).
std::string to_base64(std::string_view bytes);

// Nothing when `text` is no such base 64.
std::optional<std::string> from_base64(std::string_view text);

// `count` bytes from the system's source of randomness; none when it has no such source.
std::string random_bytes(std::size_t count);

}  // namespace fupan
