// Kinds of characters that matter when reading documents. Thread-safe, no state.
#pragma once

#include <string_view>

namespace fupan::importers {

// Han ideographs of planes 0 and 2.
constexpr bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x2FA1F);
}

// Chinese punctuation and full-width forms.
constexpr bool is_wide_punctuation(char32_t c) { return (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFF65); }

// Letters and digits of scripts that put blanks between words, as far as ASCII and Latin go.
constexpr bool is_latin_word(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

// Whether two lines that end and start with these characters are one run of text when joined without a blank.
constexpr bool joins_without_blank(char32_t before, char32_t after) {
  return (is_han(before) || is_wide_punctuation(before)) && (is_han(after) || is_wide_punctuation(after));
}

// The last code point of `text`, 0 when it is empty.
char32_t last_code_point(std::string_view text);

// Whether `text` has a letter, a digit or a Han character.
bool has_word(std::string_view text);

// Whether `line` starts with a mark that makes a list of lines: "✅ …", "• …".
bool starts_with_symbol(std::string_view line);

// How much text this is, in Latin letters: a Han character says as much as about two and a half.
std::size_t reading_width(std::string_view text);

// "zh" when Han characters make up enough of the text beside Latin words, "en" when not, "" when there are neither.
std::string_view guess_language(std::string_view text);

}  // namespace fupan::importers
