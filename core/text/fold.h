// Folding: when are two spellings the same? Case, width and compatibility forms (Unicode NFKC with case folding, UAX
// #15) and traditional against simplified Chinese (OpenCC t2s, character by character) are folded away. Folding is what
// search, the taxonomy and heading recognition share; the original text is always what is shown.
//
// Thread-safe. The first call loads a table (about 20 ms).
#pragma once

#include <string>
#include <string_view>

namespace fupan::text {

// The folded form of one code point, as code points; usually one. Never empty for a letter or digit, may be empty for
// characters that carry no meaning (zero-width space, variation selector, soft hyphen).
std::u32string_view fold_code_point(char32_t code_point);

// Every code point folded in turn: full-width becomes ASCII, case goes, 開 becomes 开.
std::string fold(std::string_view text);

// Folded for comparing names of projects and people: as `fold`, then every run of white space, '-', '_' and '/' becomes
// one space, none at the ends. Numbers and marks stay: "2.0 平台" and "3.0 平台" are two.
std::string fold_name(std::string_view text);

// Folded for comparing labels, headings and names: as `fold`, then every run of white space, '-', '_' and '/' becomes
// one space, and leading and trailing punctuation, symbols, emoji and heading numbers ("1.2", "三、", "（2）", "①",
// "第一章 ", "3：") go. A number goes only when a word is left.
// "## 🎯 1.2 Root_Cause：" and "root cause" give the same.
std::string fold_label(std::string_view text);

}  // namespace fupan::text
