// UTF-16 for the decoder. Thread-safe, no state.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace fupan::importers {

enum class ByteOrder { kLittle, kBig };

struct Utf16Text {
  std::string utf8;              // unpaired surrogates and an odd last byte become U+FFFD
  std::size_t replacements = 0;  // how many did
};

Utf16Text decode_utf16(std::string_view bytes, ByteOrder order);

// The byte order in which `bytes`, which carry no byte order mark, read as plausible text; nothing when neither does.
std::optional<ByteOrder> guess_utf16(std::string_view bytes);

}  // namespace fupan::importers
