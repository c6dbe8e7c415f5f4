#include "importers/characters.h"

#include <unicode/uchar.h>

#include "core/text/utf8.h"

namespace fupan::importers {

char32_t last_code_point(std::string_view text) {
  if (text.empty()) return 0;
  std::size_t start = text.size() - 1;
  while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80U) --start;
  return text::decode_at(text, start).value;
}

bool has_word(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const text::CodePoint c = text::decode_at(text, i);
    if (c.value < 0x80 ? is_latin_word(c.value) : u_isalnum(static_cast<UChar32>(c.value)) != 0) return true;
    i += c.length;
  }
  return false;
}

bool starts_with_symbol(std::string_view line) {
  const text::CodePoint c = text::decode_at(line, 0);
  const bool symbol = c.value > 0x7F && u_charType(static_cast<UChar32>(c.value)) == U_OTHER_SYMBOL;
  return symbol || c.value == U'•' || c.value == U'·';
}

std::size_t reading_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const text::CodePoint c = text::decode_at(text, i);
    width += is_han(c.value) ? 5 : 2;
    i += c.length;
  }
  return width / 2;
}

std::string_view guess_language(std::string_view text) {
  std::size_t han = 0;
  std::size_t words = 0;
  bool in_word = false;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const text::CodePoint c = byte < 0x80 ? text::CodePoint{byte, 1} : text::decode_at(text, i);
    const bool letter = is_latin_word(c.value) && !(c.value >= '0' && c.value <= '9');
    words += letter && !in_word ? 1 : 0;
    in_word = letter;
    han += is_han(c.value) ? 1 : 0;
    i += c.length;
  }
  if (han == 0 && words == 0) return {};
  return han * 2 >= words ? "zh" : "en";
}

}  // namespace fupan::importers
