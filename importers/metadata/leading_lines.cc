#include "importers/metadata/leading_lines.h"

#include <algorithm>
#include <optional>
#include <string>

#include "core/text/utf8.h"

namespace fupan::importers {
namespace {

constexpr int kMaxLeadingLines = 80;
constexpr std::size_t kMaxKeyCharacters = 30;
constexpr std::size_t kMaxValueCharacters = 200;
constexpr std::string_view kWideColon = "：";

struct KeyValue {
  std::string_view key;
  std::string_view value;
};

bool consume(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool consume_colon(std::string_view& text) { return consume(text, ":") || consume(text, kWideColon); }

bool is_short(std::string_view key) {
  return !key.empty() && text::count_code_points(key) <= kMaxKeyCharacters &&
         std::count(key.begin(), key.end(), ' ') <= 3;
}

// `**Key**: value` or `**Key:** value`.
std::optional<KeyValue> parse_bold(std::string_view line) {
  if (!consume(line, "**")) return std::nullopt;
  const std::size_t close = line.find("**");
  if (close == std::string_view::npos) return std::nullopt;
  std::string_view key = text::trim(line.substr(0, close));
  std::string_view rest = line.substr(close + 2);
  bool colon = consume_colon(rest);
  if (key.ends_with(':')) key.remove_suffix(1), colon = true;
  if (key.ends_with(kWideColon)) key.remove_suffix(kWideColon.size()), colon = true;
  key = text::trim(key);
  if (!colon || !is_short(key)) return std::nullopt;
  return KeyValue{key, text::trim(rest)};
}

std::optional<KeyValue> parse_plain(std::string_view line) {
  std::size_t colon = line.find(':');
  std::size_t length = 1;
  const std::size_t wide = line.find(kWideColon);
  if (wide < colon) colon = wide, length = kWideColon.size();
  if (colon == std::string_view::npos || line.substr(colon).starts_with("://")) return std::nullopt;
  const std::string_view key = text::trim(line.substr(0, colon));
  if (!is_short(key) || key.find_first_of("*`[<|") != std::string_view::npos) return std::nullopt;
  return KeyValue{key, text::trim(line.substr(colon + length))};
}

// `[#]: key: "value"`, `[//]: # (key: value)`, `[//]: # "key: value"`.
std::optional<KeyValue> parse_invisible(std::string_view line) {
  const bool slashes = consume(line, "[//]:") || consume(line, "[comment]:");
  if (!slashes && !consume(line, "[#]:")) return std::nullopt;
  line = text::trim(line);
  if (slashes) {
    if (!consume(line, "#")) consume(line, "<>");
    line = text::trim(line);
    if (line.size() < 2) return std::nullopt;
    line = text::trim(line.substr(1, line.size() - 2));
  }
  std::optional<KeyValue> found = parse_plain(line);
  if (!found) return std::nullopt;
  std::string_view& value = found->value;
  if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front()) {
    value = value.substr(1, value.size() - 2);
  }
  return found;
}

// The value as a reader sees it: without emphasis, code marks, a hard break, or the address of a link.
std::string plain_value(std::string_view value) {
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const std::string_view rest = value.substr(i);
    if (rest.starts_with("**") || rest.starts_with("__")) {
      ++i;
    } else if (rest.starts_with("](") && rest.find(')') != std::string_view::npos) {
      i += rest.find(')');
    } else if (rest.front() != '`' && !(rest.front() == '[' && rest.find("](") != std::string_view::npos)) {
      out += rest.front();
    }
  }
  std::string_view plain = text::trim(out);
  for (const std::string_view end : {"\\", "<br>", "<br/>", "<br />", "|", "｜"}) {
    if (plain.ends_with(end)) plain = text::trim(plain.substr(0, plain.size() - end.size()));
  }
  const bool is_emphasis = plain.size() > 2 && (plain.front() == '*' || plain.front() == '_') &&
                           plain.find(plain.front(), 1) == plain.size() - 1;
  if (is_emphasis) plain = plain.substr(1, plain.size() - 2);
  return std::string(text::trim(plain));
}

class LeadingReader {
 public:
  LeadingReader(const Lines& lines, const Taxonomy& taxonomy) : lines_(lines), taxonomy_(taxonomy) {}

  LeadingLines read(int first) {
    const int last = std::min(lines_.count(), first + kMaxLeadingLines);
    for (int n = first; n <= last && read_line(n); ++n) {
    }
    return std::move(out_);
  }

 private:
  // False at the first line that is neither metadata nor title nor blank.
  bool read_line(int n) {
    std::string_view line = text::trim(lines_.at(n));
    if (line.empty() || is_rule(line) || line.starts_with("[![")) return true;
    if (const auto entry = parse_invisible(line)) {
      out_.invisible_lines.push_back(n);
      add(out_.stated, *entry, n);
      return true;
    }
    if (line.front() == '#') return ++headings_ <= 2;
    if (is_setext_underline(n + 1)) return ++headings_ <= 2;
    if (consume(line, ">")) return read_quoted(text::trim(line), n);
    const bool item = consume(line, "- ") || consume(line, "* ") || consume(line, "+ ");
    return read_shown(text::trim(line), n, item);
  }

  static bool is_rule(std::string_view line) {
    return line.size() >= 3 && line.find_first_not_of(line.front()) == std::string_view::npos &&
           (line.front() == '-' || line.front() == '*' || line.front() == '_' || line.front() == '=');
  }

  bool is_setext_underline(int n) const {
    const std::string_view line = text::trim(lines_.at(n));
    return !line.empty() && (line.find_first_not_of('=') == std::string_view::npos ||
                             (line.size() >= 2 && line.find_first_not_of('-') == std::string_view::npos));
  }

  // A line of prose in a quotation is skipped; the quotation may still hold metadata.
  bool read_quoted(std::string_view line, int n) {
    consume(line, "- ");
    std::optional<KeyValue> entry = parse_bold(line);
    if (!entry) entry = parse_plain(line);
    if (entry && is_value(entry->value)) add_split(out_.stated, *entry, n);
    return true;
  }

  bool read_shown(std::string_view line, int n, bool item) {
    const std::optional<KeyValue> bold = parse_bold(line);
    const std::optional<KeyValue> entry = bold ? bold : parse_plain(line);
    if (!entry || !is_value(entry->value)) return false;
    const bool known = !taxonomy_.metadata_key(entry->key).empty();
    if (!known && (!bold || item || headings_ > 1)) return item && bold.has_value();
    add_split(out_.shown, *entry, n);
    return true;
  }

  static bool is_value(std::string_view value) {
    return !value.empty() && text::count_code_points(value) <= kMaxValueCharacters;
  }

  // `**版本**: 1.0 | **日期**: 2026-01-01` is two entries.
  void add_split(std::vector<MetadataEntry>& to, KeyValue entry, int n) {
    for (std::size_t at = entry.value.find("**", 1); at != std::string_view::npos;
         at = entry.value.find("**", at + 2)) {
      const std::optional<KeyValue> next = parse_bold(entry.value.substr(at));
      if (!next || next->value.empty()) continue;
      entry.value = text::trim(entry.value.substr(0, at));
      add(to, entry, n);
      add_split(to, *next, n);
      return;
    }
    add(to, entry, n);
  }

  void add(std::vector<MetadataEntry>& to, const KeyValue& entry, int n) {
    std::string value = plain_value(entry.value);
    if (!value.empty()) add_entry(to, {std::string(entry.key), {std::move(value)}, n, false});
  }

  const Lines& lines_;
  const Taxonomy& taxonomy_;
  LeadingLines out_;
  int headings_ = 0;
};

}  // namespace

LeadingLines read_leading_lines(const Lines& lines, int first, const Taxonomy& taxonomy) {
  return LeadingReader(lines, taxonomy).read(first);
}

}  // namespace fupan::importers
