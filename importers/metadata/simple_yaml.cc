#include <algorithm>

#include "core/text/utf8.h"
#include "importers/metadata/yaml.h"

namespace fupan::importers {
namespace {

constexpr std::size_t kMaxBytes = 16 * 1024;
constexpr std::size_t kMaxKeyBytes = 100;
constexpr int kMaxLines = 200;

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

// Inside a list, where more characters have a meaning.
bool is_list_character(char c) {
  return is_letter_or_digit(c) || c == ' ' || c == '-' || c == '_' || c == '.' || c == '/' || c == '(' || c == ')';
}

bool is_key_character(char c) { return is_letter_or_digit(c) || c == ' ' || c == '-' || c == '_' || c == '.'; }

// Words that YAML takes for no value.
bool is_null(std::string_view text) {
  return text.empty() || text == "null" || text == "Null" || text == "NULL" || text == "~";
}

std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// What stands between the quotes of `text`, when that means itself.
std::optional<std::string_view> read_quoted(std::string_view text) {
  const char quote = text.front();
  if (text.size() < 2 || text.back() != quote) return std::nullopt;
  const std::string_view inside = text.substr(1, text.size() - 2);
  if (inside.find(quote) != std::string_view::npos || inside.find('\\') != std::string_view::npos) return std::nullopt;
  return inside;
}

bool is_quote(char c) { return c == '"' || c == '\''; }

std::optional<std::string_view> read_value(std::string_view text) {
  if (is_quote(text.front())) return read_quoted(text);
  if (!is_letter_or_digit(text.front()) || is_null(text)) return std::nullopt;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '#' || (text[i] == ':' && (i + 1 == text.size() || text[i + 1] == ' '))) return std::nullopt;
  }
  return text;
}

std::optional<std::string_view> read_item(std::string_view text) {
  text = without_blanks(text);
  if (text.empty()) return std::nullopt;
  if (is_quote(text.front())) return read_quoted(text);
  const bool plain = is_letter_or_digit(text.front()) && std::all_of(text.begin(), text.end(), is_list_character);
  return plain && !is_null(text) ? std::optional(text) : std::nullopt;
}

// The items of "[a, b]". A quoted item with a comma in it is none: its halves have one quote each.
bool read_list(std::string_view text, std::vector<std::string>& items) {
  if (text.size() < 2 || text.back() != ']') return false;
  text = text.substr(1, text.size() - 2);
  for (;;) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const auto item = read_item(text.substr(0, comma));
    if (!item) return false;
    items.emplace_back(*item);
    if (comma == text.size()) return true;
    text.remove_prefix(comma + 1);
  }
}

std::optional<MetadataEntry> read_line(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > kMaxKeyBytes) return std::nullopt;
  const std::string_view key = line.substr(0, colon);
  if (!is_letter_or_digit(key.front()) || key.back() == ' ' || is_null(key) ||
      !std::all_of(key.begin(), key.end(), is_key_character)) {
    return std::nullopt;
  }
  MetadataEntry entry{std::string(key), {}, 0, false};
  const std::string_view rest = line.substr(colon + 1);
  if (!rest.empty() && rest.front() != ' ') return std::nullopt;
  const std::string_view text = without_blanks(rest);
  if (text.empty()) return entry;
  if (text.front() == '[') {
    entry.is_list = true;
    return read_list(text, entry.values) ? std::optional(std::move(entry)) : std::nullopt;
  }
  const auto value = read_value(text);
  if (!value) return std::nullopt;
  entry.values.emplace_back(*value);
  return entry;
}

}  // namespace

std::optional<std::vector<MetadataEntry>> parse_simple_yaml(std::string_view yaml, int first_line) {
  const bool may_start_with_mark = yaml.starts_with('\xEF');  // a byte order mark
  if (yaml.empty() || yaml.size() > kMaxBytes || may_start_with_mark || !text::is_valid_utf8(yaml)) return std::nullopt;
  std::vector<MetadataEntry> entries;
  int number = 0;
  for (std::size_t at = 0; at <= yaml.size(); ++number) {
    const std::size_t end = std::min(yaml.find('\n', at), yaml.size());
    const std::string_view line = yaml.substr(at, end - at);
    at = end + 1;
    if (line.empty()) continue;
    if (number > kMaxLines || std::any_of(line.begin(), line.end(), is_control)) return std::nullopt;
    std::optional<MetadataEntry> entry = read_line(line);
    if (!entry) return std::nullopt;
    entry->line = first_line + number;
    add_entry(entries, std::move(*entry));
  }
  if (entries.empty()) return std::nullopt;
  return entries;
}

}  // namespace fupan::importers
