#include "core/text/utf8.h"

#include <unicode/utf8.h>

namespace fupan::text {

CodePoint decode_beyond_ascii(std::string_view text, std::size_t offset) {
  const std::string_view tail = text.substr(offset, 4);
  int position = 0;
  const int length = static_cast<int>(tail.size());
  UChar32 value = 0;
  const auto* start = reinterpret_cast<const unsigned char*>(tail.data());
  U8_NEXT(start, position, length, value);
  if (value < 0) return {kReplacement, 1};
  return {static_cast<char32_t>(value), static_cast<std::size_t>(position)};
}

void append_utf8(std::string& out, char32_t code_point) {
  if (code_point < 0x80) {
    out += static_cast<char>(code_point);
    return;
  }
  unsigned char buffer[4];
  int length = 0;
  UBool failed = 0;
  U8_APPEND(buffer, length, 4, static_cast<UChar32>(code_point), failed);
  if (failed == 0) out.append(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(length));
}

bool is_valid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint next = decode_at(text, i);
    if (next.value == kReplacement && next.length == 1) return false;
    i += next.length;
  }
  return true;
}

std::string to_valid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint next = decode_at(text, i);
    if (next.value == kReplacement) {
      append_utf8(out, kReplacement);
    } else {
      out.append(text.substr(i, next.length));
    }
    i += next.length;
  }
  return out;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

std::string_view clip_utf8(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  while (max_bytes > 0 && (static_cast<unsigned char>(text[max_bytes]) & 0xC0U) == 0x80U) --max_bytes;
  return text.substr(0, max_bytes);
}

std::string_view trim(std::string_view text) {
  static constexpr std::string_view kIdeographicSpace = "\xE3\x80\x80";
  for (bool changed = true; changed;) {
    changed = false;
    while (!text.empty() && (text.front() == ' ' || (text.front() >= '\t' && text.front() <= '\r'))) {
      text.remove_prefix(1);
    }
    while (!text.empty() && (text.back() == ' ' || (text.back() >= '\t' && text.back() <= '\r'))) {
      text.remove_suffix(1);
    }
    if (text.starts_with(kIdeographicSpace)) text.remove_prefix(3), changed = true;
    if (text.ends_with(kIdeographicSpace)) text.remove_suffix(3), changed = true;
  }
  return text;
}

}  // namespace fupan::text
