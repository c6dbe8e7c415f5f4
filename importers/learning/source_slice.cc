#include "importers/learning/source_slice.h"

#include <algorithm>

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "importers/lines.h"

namespace fupan::importers {
namespace {

constexpr std::string_view kWideColon = "：";
constexpr std::size_t kLongestWord = 40;  // bytes, with emphasis

std::string_view without_emphasis(std::string_view text) {
  const std::size_t first = text.find_first_not_of("*_ ");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of("*_ ") - first + 1);
}

}  // namespace

std::string without_quote_marks(std::string_view quote) {
  const Lines lines(quote);
  std::string out;
  for (int number = 1; number <= lines.count(); ++number) {
    std::string_view line = lines.at(number);
    const std::size_t mark = line.find_first_not_of(" \t");
    if (mark != std::string_view::npos && line[mark] == '>') {
      line.remove_prefix(mark + 1);
      if (line.starts_with(' ')) line.remove_prefix(1);
    }
    if (number > 1) out += '\n';
    out += line;
  }
  return std::string(text::trim(out));
}

std::optional<std::string> after_word(std::string_view paragraph, std::span<const std::string_view> words) {
  const std::size_t narrow = paragraph.find(':');
  const std::size_t wide = paragraph.find(kWideColon);
  const std::size_t colon = std::min(narrow, wide);
  if (colon == std::string_view::npos || colon > kLongestWord) return std::nullopt;
  const std::string word = text::fold(without_emphasis(paragraph.substr(0, colon)));
  if (std::find(words.begin(), words.end(), word) == words.end()) return std::nullopt;
  std::string_view rest = paragraph.substr(colon + (narrow < wide ? 1 : kWideColon.size()));
  const std::size_t opened = paragraph.find_first_not_of("*_");
  // "**Answer:** yes" closes behind the colon what it opened before the word.
  if (opened > 0 && opened != std::string_view::npos && rest.starts_with(paragraph.substr(0, opened))) {
    rest.remove_prefix(opened);
  }
  return std::string(text::trim(rest));
}

}  // namespace fupan::importers
