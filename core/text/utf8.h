// Walking over UTF-8. Thread-safe, no state.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fupan::text {

inline constexpr char32_t kReplacement = 0xFFFD;

// One code point and the bytes it takes. Ill-formed bytes give kReplacement, one byte at a time.
struct CodePoint {
  char32_t value = 0;
  std::size_t length = 0;  // bytes; 0 only at the end of the text
};

// As decode_at, for a byte of 0x80 or more.
CodePoint decode_beyond_ascii(std::string_view text, std::size_t offset);

// The code point of `text` that starts at byte `offset`.
inline CodePoint decode_at(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return {};
  const auto byte = static_cast<unsigned char>(text[offset]);
  return byte < 0x80 ? CodePoint{byte, 1} : decode_beyond_ascii(text, offset);
}

void append_utf8(std::string& out, char32_t code_point);

bool is_valid_utf8(std::string_view text);

// `text` with every ill-formed byte replaced by U+FFFD.
std::string to_valid_utf8(std::string_view text);

// The number of code points.
std::size_t count_code_points(std::string_view text);

// The longest prefix of `text` of at most `max_bytes` bytes that does not cut a code point.
std::string_view clip_utf8(std::string_view text, std::size_t max_bytes);

// ASCII white space and U+3000 removed from both ends.
std::string_view trim(std::string_view text);

}  // namespace fupan::text
