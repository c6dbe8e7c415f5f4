#include "importers/lessons/lesson_title.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "importers/characters.h"

namespace fupan::importers {
namespace {

constexpr std::size_t kMinSentenceBytes = 10;

bool is_wide_end(char32_t c) { return c == U'。' || c == U'！' || c == U'？' || c == U'；' || c == U'．'; }

bool is_abbreviation(std::string_view before) {
  static constexpr std::array<std::string_view, 12> kEnds{"e.g", "i.e", "etc", "dr",  "mr",     "ms",
                                                          "vs",  "no",  "st",  "fig", "approx", "inc"};
  const std::size_t start = before.find_last_of(" (") + 1;
  const std::string word = text::fold(before.substr(start));
  return word.size() == 1 || std::find(kEnds.begin(), kEnds.end(), word) != kEnds.end();
}

// Whether a sentence ends with the ASCII mark at `at`.
bool ends_sentence(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c != '.' && c != '!' && c != '?') return false;
  if (at + 1 == text.size()) return true;
  if (text[at + 1] != ' ' || at + 2 >= text.size()) return false;
  const char next = text[at + 2];
  if (next >= 'a' && next <= 'z') return false;
  return c != '.' || !is_abbreviation(text.substr(0, at));
}

// Bytes of the first sentence without its end mark.
std::size_t sentence_length(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const text::CodePoint c = text::decode_at(text, i);
    if (c.value == '\n' && i > 0) return i;
    if (is_wide_end(c.value) && i >= kMinSentenceBytes) return i;
    if (c.length == 1 && i >= kMinSentenceBytes && ends_sentence(text, i)) return text[i] == '.' ? i : i + 1;
    i += c.length;
  }
  return text.size();
}

// Without ticks, crosses, emoji and arrows at the start: they decorate a list, not a title.
std::string_view without_symbols(std::string_view title) {
  for (;;) {
    title = text::trim(title);
    const text::CodePoint c = text::decode_at(title, 0);
    const auto point = static_cast<UChar32>(c.value);
    const int8_t type = u_charType(point);
    const bool symbol =
        c.value > 0x7F && (type == U_OTHER_SYMBOL || type == U_MODIFIER_SYMBOL || type == U_MATH_SYMBOL ||
                           type == U_NON_SPACING_MARK || c.value == 0x200D || c.value == 0xFE0F);
    if (c.length == 0 || !symbol) return title;
    title.remove_prefix(c.length);
  }
}

std::string_view without_end_marks(std::string_view title) {
  for (bool changed = true; changed;) {
    changed = false;
    title = text::trim(title);
    for (const std::string_view end : {":", "：", "。", "；", ";", "，", ","}) {
      if (title.ends_with(end)) title.remove_suffix(end.size()), changed = true;
    }
    if (title.ends_with('.') && !title.ends_with("..")) title.remove_suffix(1), changed = true;
  }
  return title;
}

// Without "1. ", "5.2 ", "三、" at the start. A bare number ("5 Whys") is part of the title.
std::string_view without_number(std::string_view title) {
  static constexpr std::string_view kChineseDigits = "一二三四五六七八九十";
  std::size_t i = 0;
  bool dotted = false;
  while (i < title.size()) {
    const text::CodePoint c = text::decode_at(title, i);
    const std::string_view character = title.substr(i, c.length);
    const bool digit = (c.value >= '0' && c.value <= '9') || kChineseDigits.find(character) != std::string_view::npos;
    const bool mark = i > 0 && (c.value == '.' || c.value == ')' || c.value == U'、');
    if (!digit && !mark) break;
    dotted = dotted || mark;
    i += c.length;
  }
  const bool ends = i < title.size() && (title[i] == ' ' || title.substr(0, i).ends_with("、"));
  return dotted && ends ? text::trim(title.substr(i)) : title;
}

}  // namespace

std::string heading_title(std::string_view heading) { return clip_title(without_end_marks(without_number(heading))); }

std::string first_sentence(std::string_view text) {
  text = without_symbols(text);
  return clip_title(without_end_marks(text.substr(0, sentence_length(text))));
}

std::string clip_title(std::string_view title) {
  title = without_symbols(title);
  if (text::count_code_points(title) <= kMaxTitleCharacters) return std::string(title);
  std::size_t end = 0;
  std::size_t word_end = 0;
  for (std::size_t n = 0; n + 1 < kMaxTitleCharacters; ++n) {
    const text::CodePoint c = text::decode_at(title, end);
    if (c.value == ' ' || is_han(c.value) || is_wide_punctuation(c.value)) word_end = end;
    end += c.length;
  }
  const text::CodePoint next = text::decode_at(title, end);
  if (next.value == ' ' || is_han(next.value) || word_end * 2 < end) word_end = end;
  return std::string(text::trim(title.substr(0, word_end))) + "…";
}

bool is_telling(std::string_view lead) {
  std::size_t han = 0;
  for (std::size_t i = 0; i < lead.size();) {
    const text::CodePoint c = text::decode_at(lead, i);
    han += is_han(c.value) ? 1 : 0;
    i += c.length;
  }
  return han >= 6 || std::count(lead.begin(), lead.end(), ' ') >= 2;
}

}  // namespace fupan::importers
