// Numbers in few bytes: 7 bits a byte, lowest first, the high bit set on all but the last (LEB128). Thread-safe, no
// state.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fupan {

void append_varint(std::string& out, std::uint64_t number);

// Reads a number from the front of `bytes` and removes it from there. Nothing, and `bytes` unspecified, when there
// is no complete number of at most 64 bits.
std::optional<std::uint64_t> take_varint(std::string_view& bytes);

}  // namespace fupan
