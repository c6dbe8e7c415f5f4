#include "server/http/content_disposition.h"

#include "core/text/utf8.h"

namespace fupan::http {
namespace {

constexpr std::size_t kMaxNameBytes = 200;

bool is_control_or_separator(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == '/' || c == '\\'; }

std::string safe_name(std::string_view file_name) {
  const std::string valid = text::to_valid_utf8(file_name);
  std::string safe;
  for (std::size_t i = 0; i < valid.size();) {
    const text::CodePoint next = text::decode_at(valid, i);
    text::append_utf8(safe, is_control_or_separator(next.value) ? U'_' : next.value);
    i += next.length;
  }
  safe.resize(text::clip_utf8(safe, kMaxNameBytes).size());
  return safe.empty() ? "download" : safe;
}

std::string ascii_name(std::string_view name) {
  std::string ascii;
  for (std::size_t i = 0; i < name.size();) {
    const text::CodePoint next = text::decode_at(name, i);
    const bool is_plain = next.value < 0x80 && next.value != '"' && next.value != '%';
    ascii += is_plain ? static_cast<char>(next.value) : '_';
    i += next.length;
  }
  return ascii;
}

// As RFC 8187 wants it: everything but letters, digits and a few marks escaped.
std::string extended_name(std::string_view name) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  static constexpr std::string_view kPlain = "-._~!#$&+^`|";
  std::string escaped;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (is_alphanumeric || kPlain.find(c) != std::string_view::npos) {
      escaped += c;
    } else {
      escaped += '%';
      escaped += kHex[byte >> 4U];
      escaped += kHex[byte & 0xFU];
    }
  }
  return escaped;
}

}  // namespace

std::string attachment(std::string_view file_name) {
  const std::string name = safe_name(file_name);
  return "attachment; filename=\"" + ascii_name(name) + "\"; filename*=UTF-8''" + extended_name(name);
}

}  // namespace fupan::http
