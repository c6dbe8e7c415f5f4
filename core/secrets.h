// Passwords and random secrets, by libsodium. Thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/result.h"

namespace fupan {

// What one Argon2id hash costs. The default is libsodium's "interactive": two passes over 64 MiB, about 0.1 s.
struct PasswordCost {
  unsigned long long passes = 2;
  std::size_t bytes = std::size_t{64} << 20U;
};

// The least that libsodium accepts; for tests.
inline constexpr PasswordCost kLeastPasswordCost{1, 8192};

// At most so many hashes are made at once, in the whole process: each needs PasswordCost::bytes of memory.
inline constexpr std::ptrdiff_t kMostHashesAtOnce = 2;

// Argon2id with a salt of its own, as the text that libsodium's crypto_pwhash_str makes ("$argon2id$…").
//
// Errors: unavailable  not enough memory
Result<std::string> hash_password(std::string_view password, const PasswordCost& cost);

// Takes as long as the hash cost when it was made. A text that is no such hash verifies nothing.
bool verify_password(std::string_view hash, std::string_view password);

// `bytes` random bytes as lower-case hexadecimal digits.
std::string random_hex(std::size_t bytes);

// In a time that depends on the lengths only.
bool equal_secrets(std::string_view a, std::string_view b);

}  // namespace fupan
