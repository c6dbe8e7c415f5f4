#include "importers/lessons/placeholder.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "importers/characters.h"
#include "importers/lines.h"

namespace fupan::importers {
namespace {

struct Pair {
  std::string_view open, close;
};

constexpr std::size_t kMaxLabelWidth = 20;
constexpr std::size_t kMaxFieldBytes = 80;
constexpr std::array kBrackets{Pair{"{{", "}}"}, Pair{"[", "]"}, Pair{"【", "】"}, Pair{"<", ">"}, Pair{"{", "}"}};

struct Hidden {
  std::size_t width = 0;
  std::size_t groups = 0;
};

// The line without what is in brackets, in `out` where there are any; `hidden` grows by that.
std::string_view outside_brackets(std::string_view line, std::string& out, Hidden& hidden) {
  static constexpr std::string_view kStarts = "{[<\xE3";  // the first bytes of the opening ones
  if (line.find_first_of(kStarts) == std::string_view::npos) return line;
  out.clear();
  while (!line.empty()) {
    const std::size_t plain = std::min(line.find_first_of(kStarts), line.size());
    out += line.substr(0, plain);
    line.remove_prefix(plain);
    if (line.empty()) break;
    std::size_t skip = 0;
    for (const Pair& pair : kBrackets) {
      if (!line.starts_with(pair.open)) continue;
      const std::size_t close = line.find(pair.close, pair.open.size());
      if (close != std::string_view::npos) skip = close + pair.close.size();
      break;
    }
    if (skip > 0) {
      hidden.width += reading_width(line.substr(0, skip));
      ++hidden.groups;
      line.remove_prefix(skip);
    } else {
      out += line.front();
      line.remove_prefix(1);
    }
  }
  return out;
}

bool is_empty_word(std::string_view folded) {
  static constexpr std::array<std::string_view, 23> kWords{"",
                                                           "tbd",
                                                           "tba",
                                                           "tbc",
                                                           "n a",
                                                           "na",
                                                           "none",
                                                           "nil",
                                                           "todo",
                                                           "to be determined",
                                                           "to be defined",
                                                           "to be completed",
                                                           "not applicable",
                                                           "xxx",
                                                           "xx",
                                                           "待补充",
                                                           "待定",
                                                           "待填写",
                                                           "待完善",
                                                           "暂无",
                                                           "无",
                                                           "略",
                                                           "请填写"};
  return std::find(kWords.begin(), kWords.end(), folded) != kWords.end();
}

// Whether folding `text` as a label leaves more Latin letters or Chinese characters than any of the words above has.
// Of these, folding takes away only what may number a heading.
bool is_longer_than_empty_words(std::string_view text) {
  static constexpr std::u32string_view kNumbering = U"一二三四五六七八九十百第章节部分篇";
  constexpr int kLetters = 14;
  constexpr int kHan = 3;
  int letters = 0;
  int han = 0;
  for (std::size_t i = 0; i < text.size() && letters <= kLetters && han <= kHan;) {
    const text::CodePoint c = text::decode_at(text, i);
    if (c.value < 0x80) {
      letters += (c.value >= 'a' && c.value <= 'z') || (c.value >= 'A' && c.value <= 'Z') ? 1 : 0;
    } else if (c.value >= 0x4E00 && c.value <= 0x9FFF) {
      const std::u32string_view folded = text::fold_code_point(c.value);
      han += folded.size() == 1 && is_han(folded[0]) && kNumbering.find(folded[0]) == kNumbering.npos ? 1 : 0;
    }
    i += c.length;
  }
  return letters > kLetters || han > kHan;
}

bool says_nothing(std::string_view text) {
  return !is_longer_than_empty_words(text) && is_empty_word(text::fold_label(text));
}

// What is left of a line after its label: "Owner: [name]" leaves nothing.
std::string_view after_label(std::string_view line) {
  const std::string_view trimmed = text::trim(line);
  const std::size_t colon = std::min(trimmed.find(':'), trimmed.find("："));
  if (colon == std::string_view::npos) return trimmed;
  if (reading_width(trimmed.substr(0, colon)) > kMaxLabelWidth) return trimmed;
  const std::string_view rest = trimmed.substr(colon + (trimmed[colon] == ':' ? 1 : 3));
  return says_nothing(rest) ? std::string_view{} : trimmed;
}

// Bytes of "[Project name]" at the start of `text`, or 0: not a box to tick, a number or a code in capitals.
std::size_t field_length(std::string_view text) {
  const std::size_t close = text.substr(0, kMaxFieldBytes).find(']');
  if (close == std::string_view::npos || close < 4) return 0;
  const std::string_view name = text.substr(1, close - 1);
  const bool wordy = std::any_of(
      name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; });
  return wordy && name.find('[') == std::string_view::npos ? close + 1 : 0;
}

}  // namespace

std::size_t count_fields_to_fill(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find('['); at != std::string_view::npos; at = text.find('[', at)) {
    const std::size_t length = field_length(text.substr(at));
    count += length > 0 ? 1 : 0;
    at += std::max<std::size_t>(length, 1);
  }
  return count;
}

bool is_placeholder(std::string_view text) {
  if (text.size() > 2000) return false;
  Hidden hidden;
  std::string buffer;
  std::size_t kept = 0;
  const Lines lines(text);
  for (int n = 1; n <= lines.count(); ++n) {
    const std::string_view rest = after_label(outside_brackets(lines.at(n), buffer, hidden));
    if (has_word(rest) && !says_nothing(rest)) kept += reading_width(rest);
  }
  return kept == 0 || (hidden.groups > 1 ? kept < hidden.width : kept * 2 < hidden.width);
}

}  // namespace fupan::importers
