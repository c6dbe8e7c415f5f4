// Numbers in few bytes: 7 bits a byte, lowest first, the high bit set on all but the last (LEB128). And the 8-byte
// big-endian form, whose byte order is the order of the numbers. Thread-safe, no state.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fupan::store {

void append_varint(std::string& out, std::uint64_t number);

// Reads a number from the front of `bytes` and removes it from there. Nothing, and `bytes` unspecified, when there
// is no complete number of at most 64 bits.
std::optional<std::uint64_t> take_varint(std::string_view& bytes);

std::string big_endian(std::uint64_t number);

// Nothing when `bytes` are not exactly 8.
std::optional<std::uint64_t> from_big_endian(std::string_view bytes);

}  // namespace fupan::store
