// The character classes of HTTP (RFC 9110, section 5.6). Thread-safe, no state.
#pragma once

#include <algorithm>
#include <string_view>

namespace fupan::http {

constexpr bool is_token_character(char c) {
  if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return true;
  return std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

// Neither a control character (tab excepted) nor DEL; bytes beyond ASCII are allowed.
constexpr bool is_field_character(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte == '\t' || (byte >= 0x20 && byte != 0x7F);
}

constexpr bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

constexpr bool is_field_value(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_field_character);
}

// White space of header fields (space and tab) removed from both ends.
constexpr std::string_view trim_field(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

// Calls `visit(item)` for each non-empty item of a comma-separated field value, trimmed. Quoted strings are not looked
// into.
template <class Visit>
constexpr void for_each_item(std::string_view list, Visit visit) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    const std::string_view item = trim_field(list.substr(0, comma));
    if (!item.empty()) visit(item);
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
}

}  // namespace fupan::http
