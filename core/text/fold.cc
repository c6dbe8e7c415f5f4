#include "core/text/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <memory>
#include <opencc/SimpleConverter.hpp>
#include <unordered_map>
#include <vector>

#include "core/text/utf8.h"

namespace fupan::text {
namespace {

constexpr char32_t kTableEnd = 0x32400;  // planes 0 to 2 and the ideographs of plane 3; nothing that folds is above

// For every code point the one it folds to (mostly itself), or a mark: it vanishes, or expansion n.
class FoldTable {
 public:
  FoldTable() : single_(kTableEnd) {
    for (char32_t c = 0; c < kTableEnd; ++c) single_[c] = c;
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCCasefoldInstance(status);
    if (U_FAILURE(status)) return;
    const std::unordered_map<char32_t, char32_t> simplified = load_simplified();
    for (char32_t c = 0x20; c < kTableEnd; ++c) {  // control characters stay what they are: separators
      if (c >= 0xAC00 && c <= 0xDFFF) continue;    // Hangul syllables fold to themselves; no surrogates
      const icu::UnicodeString in(static_cast<UChar32>(c));
      UErrorCode ok = U_ZERO_ERROR;
      const icu::UnicodeString out = nfkc->normalize(in, ok);
      if (U_SUCCESS(ok)) store(c, out, simplified);
    }
  }

  std::u32string_view find(char32_t c) const {
    if (c >= 0xE0000 && c <= 0xE0FFF) return {};  // tags and variation selectors
    const char32_t& entry = single_[c < kTableEnd ? c : kReplacement];
    if (entry == kVanishes) return {};
    if (entry >= kExpansion) return expansions_[entry - kExpansion];
    return {&entry, 1};
  }

 private:
  static constexpr char32_t kVanishes = 0x110000;
  static constexpr char32_t kExpansion = 0x110001;

  static std::unordered_map<char32_t, char32_t> load_simplified() {
    std::unordered_map<char32_t, char32_t> table;
    const opencc::SimpleConverter converter("t2s.json");
    static constexpr std::array<std::pair<char32_t, char32_t>, 4> kRanges{
        {{0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xF900, 0xFAFF}, {0x20000, 0x2A6DF}}};
    for (const auto& [first, last] : kRanges) {
      for (char32_t c = first; c <= last; ++c) {
        std::string utf8;
        append_utf8(utf8, c);
        const std::string converted = converter.Convert(utf8);
        const CodePoint out = decode_at(converted, 0);
        if (out.length == converted.size() && out.value != c) table.emplace(c, out.value);
      }
    }
    return table;
  }

  // To the end of the chain: 薴 becomes 苧, which itself becomes 苎.
  static char32_t simplify(char32_t c, const std::unordered_map<char32_t, char32_t>& simplified) {
    for (int steps = 0; steps < 4; ++steps) {
      const auto next = simplified.find(c);
      if (next == simplified.end()) break;
      c = next->second;
    }
    return c;
  }

  void store(char32_t c, const icu::UnicodeString& normalized,
             const std::unordered_map<char32_t, char32_t>& simplified) {
    std::u32string folded;
    for (int32_t i = 0; i < normalized.length(); i = normalized.moveIndex32(i, 1)) {
      const auto point = static_cast<char32_t>(normalized.char32At(i));
      folded += simplify(point, simplified);
    }
    if (folded.size() == 1) {
      single_[c] = folded[0];
    } else if (folded.empty()) {
      single_[c] = kVanishes;
    } else {
      single_[c] = kExpansion + static_cast<char32_t>(expansions_.size());
      expansions_.push_back(std::move(folded));
    }
  }

  std::vector<char32_t> single_;
  std::vector<std::u32string> expansions_;
};

const FoldTable& table() {
  static const FoldTable instance;
  return instance;
}

bool is_joiner(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r') || c == '-' || c == '_' || c == '/';
  return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

bool is_word(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  return u_isalnum(static_cast<UChar32>(c)) != 0;
}

bool has_word(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode_at(text, i);
    if (is_word(c.value)) return true;
    i += c.length;
  }
  return false;
}

// "章", "节", "部分" or "篇" at the start of `text`, before something that is no part of the word ("第三节点" is not
// the third section): its bytes, or 0.
std::size_t chapter_unit_length(std::string_view text) {
  for (const std::string_view unit : {"章", "节", "部分", "篇"}) {
    if (text.starts_with(unit) && !is_word(decode_at(text, unit.size()).value)) return unit.size();
  }
  return 0;
}

// Whether `c`, which stands before `rest`, ends a heading number. "10:30" is a time.
bool is_number_mark(char32_t c, std::string_view rest) {
  constexpr char32_t kKeycap = 0x20E3;
  if (c == ':') return !(decode_at(rest, 0).value >= '0' && decode_at(rest, 0).value <= '9');
  return c == '.' || c == ')' || c == U'、' || c == U'。' || c == kKeycap;
}

// Bytes of a heading number at the start of `text`: "1.", "1.2.3 ", "3)", "三、", "(2) ", "第一章", or 0. A bare number
// that is followed by a word ("5 whys") is no heading number.
std::size_t heading_number_length(std::string_view text) {
  static constexpr std::u32string_view kChineseDigits = U"一二三四五六七八九十百第";
  std::size_t i = 0;
  bool digits = false;
  bool dotted = false;
  while (i < text.size()) {
    const CodePoint c = decode_at(text, i);
    const bool digit = (c.value >= '0' && c.value <= '9') || kChineseDigits.find(c.value) != kChineseDigits.npos;
    const bool mark = is_number_mark(c.value, text.substr(i + c.length));
    if (digit && !(digits && dotted && c.value > 0x7F)) {
      digits = true;
    } else if (mark && digits) {
      dotted = true;
    } else {
      break;
    }
    i += c.length;
  }
  if (digits && !dotted && text.starts_with("第")) {
    const std::size_t unit = chapter_unit_length(text.substr(i));
    return unit == 0 ? 0 : i + unit;
  }
  return digits && dotted ? i : 0;
}

std::string collapse_joiners(std::string_view folded) {
  std::string out;
  out.reserve(folded.size());
  for (std::size_t i = 0; i < folded.size();) {
    const CodePoint c = decode_at(folded, i);
    if (!is_joiner(c.value)) {
      if (c.length == 1) {
        out += folded[i];
      } else {
        out.append(folded.substr(i, c.length));
      }
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
    i += c.length;
  }
  return out;
}

std::string_view strip_front(std::string_view text) {
  while (!text.empty()) {
    const CodePoint c = decode_at(text, 0);
    if (is_word(c.value)) {
      const std::size_t number = heading_number_length(text);
      if (number == 0 || !has_word(text.substr(number))) return text;
      text.remove_prefix(number);
    } else {
      text.remove_prefix(c.length);
    }
  }
  return text;
}

// Marks that folding would turn into digits and letters: "①", "㈠", "Ⅳ", keycaps of emoji keep their digit.
std::string_view strip_marks(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size() && !is_word(decode_at(text, i).value)) i += decode_at(text, i).length;
  return i < text.size() ? text.substr(i) : text;
}

// `text` is well-formed.
std::string_view strip_back(std::string_view text) {
  while (!text.empty()) {
    std::size_t start = text.size() - 1;
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80U) --start;
    if (is_word(decode_at(text, start).value)) break;
    text = text.substr(0, start);
  }
  return text;
}

}  // namespace

std::u32string_view fold_code_point(char32_t code_point) { return table().find(code_point); }

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      out += static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
      ++i;
      continue;
    }
    const CodePoint c = decode_at(text, i);
    for (const char32_t folded : fold_code_point(c.value)) append_utf8(out, folded);
    i += c.length;
  }
  return out;
}

std::string fold_name(std::string_view text) { return std::string(trim(collapse_joiners(fold(text)))); }

std::string fold_label(std::string_view text) {
  const std::string joined = collapse_joiners(fold(strip_marks(text)));
  return std::string(strip_back(strip_front(joined)));
}

}  // namespace fupan::text
