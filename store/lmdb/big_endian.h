// Numbers as 8 bytes, highest first: the order of the bytes is the order of the numbers. Thread-safe, no state.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fupan::store {

std::string big_endian(std::uint64_t number);

// Nothing when `bytes` are not exactly 8.
std::optional<std::uint64_t> from_big_endian(std::string_view bytes);

}  // namespace fupan::store
