#include "importers/glossary_file.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "importers/characters.h"
#include "importers/split.h"

namespace fupan::importers {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::array<std::string_view, 3> kBetweenPhrases{",", "，", "、"};

enum class Language { kEnglish, kChinese };

Error bad_line(int line, const std::string& what) {
  return Error{ErrorCode::kInvalidArgument, "line " + std::to_string(line) + ": " + what, {}, line};
}

bool has_han(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const text::CodePoint c = text::decode_at(text, i);
    if (is_han(c.value)) return true;
    i += c.length;
  }
  return false;
}

// What is wrong with a phrase in that column, or "".
std::string find_fault(const std::string& phrase, Language language) {
  if (phrase.empty()) return "an empty phrase";
  const std::string quoted = "'" + phrase + "' ";
  const std::size_t characters = text::count_code_points(phrase);
  if (characters > kMaxPhraseCharacters) {
    return quoted + "has more than " + std::to_string(kMaxPhraseCharacters) + " characters";
  }
  if (!has_word(phrase)) return quoted + "has no letters";
  if (language == Language::kEnglish) {
    return has_han(phrase) ? quoted + "has Chinese characters and stands before the tab" : std::string{};
  }
  if (!has_han(phrase)) return quoted + "has no Chinese characters and stands behind the tab";
  return characters < 2 ? quoted + "is a single character" : std::string{};
}

Result<std::vector<std::string>> read_phrases(std::string_view column, Language language, int line) {
  std::vector<std::string> phrases;
  std::set<std::string> seen;
  for (const std::string_view piece : split_at(column, kBetweenPhrases)) {
    std::string phrase(text::trim(piece));
    if (const std::string fault = find_fault(phrase, language); !fault.empty()) return bad_line(line, fault);
    if (!seen.insert(text::fold_name(phrase)).second) return bad_line(line, "'" + phrase + "' is there twice");
    phrases.push_back(std::move(phrase));
  }
  return phrases;
}

Status read_removal(std::string_view rest, int line, Glossary& glossary) {
  const std::string phrase(text::trim(rest));
  const bool is_one = phrase.find('\t') == std::string::npos && split_at(phrase, kBetweenPhrases).size() == 1;
  if (!is_one || !has_word(phrase)) return bad_line(line, "'-' takes one phrase");
  glossary.removed.push_back(phrase);
  return ok_status();
}

Status read_group(std::string_view text, int line, Glossary& glossary) {
  const std::size_t tab = text.find('\t');
  if (tab == std::string_view::npos) return bad_line(line, "no tab between English and Chinese phrases");
  if (text.find('\t', tab + 1) != std::string_view::npos) return bad_line(line, "more than one tab");
  auto en = read_phrases(text.substr(0, tab), Language::kEnglish, line);
  if (!en) return en.error();
  auto zh = read_phrases(text.substr(tab + 1), Language::kChinese, line);
  if (!zh) return zh.error();
  glossary.groups.push_back(TermGroup{std::move(*en), std::move(*zh)});
  return ok_status();
}

Status read_line(std::string_view text, int line, Glossary& glossary) {
  if (!text::is_valid_utf8(text)) return bad_line(line, "not UTF-8");
  if (text.ends_with('\r')) text.remove_suffix(1);
  if (text::trim(text).empty() || text.starts_with('#')) return ok_status();
  if (text.starts_with('-')) return read_removal(text.substr(1), line, glossary);
  return read_group(text, line, glossary);
}

}  // namespace

Result<Glossary> parse_glossary(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  Glossary glossary;
  for (int line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const Status read = read_line(text.substr(0, end), line, glossary);
    if (!read) return read.error();
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return glossary;
}

}  // namespace fupan::importers
