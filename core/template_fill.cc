#include "core/template_fill.h"

#include <algorithm>
#include <charconv>

#include "core/clock.h"
#include "core/text/utf8.h"

namespace fupan {
namespace {

constexpr std::size_t kMostNameBytes = 60;
constexpr std::size_t kMostValueBytes = 50000;
constexpr std::string_view kOpen = "{{", kClose = "}}";

// The name between braces; empty: it is no placeholder.
std::string_view name_in(std::string_view inside) {
  const std::string_view name = text::trim(inside);
  if (name.size() > kMostNameBytes || name.find_first_of("{}\n\r") != std::string_view::npos) return {};
  return name;
}

bool is_number(std::string_view text) {
  double number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  return failure == std::errc{} && end == text.data() + text.size();
}

Status check_value(const TemplateField& field, const std::string& value) {
  if (value.size() > kMostValueBytes) {
    return invalid_field(field.name, "has more than " + std::to_string(kMostValueBytes) + " bytes");
  }
  if (!text::is_valid_utf8(value)) return invalid_field(field.name, "is not UTF-8");
  if (value.empty()) return ok_status();
  if (field.type != FieldType::kLongText && value.find_first_of("\n\r") != std::string::npos) {
    return invalid_field(field.name, "must be one line");
  }
  if (field.type == FieldType::kNumber && !is_number(value)) {
    return invalid_field(field.name, "must be a number, not '" + value + "'");
  }
  if (field.type == FieldType::kDate && !is_date(value)) {
    return invalid_field(field.name, "must be a day as YYYY-MM-DD, not '" + value + "'");
  }
  const bool is_option = std::find(field.options.begin(), field.options.end(), value) != field.options.end();
  if (field.type == FieldType::kChoice && !is_option) {
    std::string options;
    for (const std::string& option : field.options) options += (options.empty() ? "" : ", ") + option;
    return invalid_field(field.name, "must be one of " + options + ", not '" + value + "'");
  }
  return ok_status();
}

// The byte behind the line that begins at `at`.
std::size_t next_line(std::string_view text, std::size_t at) {
  const std::size_t end = text.find('\n', at);
  return end == std::string_view::npos ? text.size() : end + 1;
}

std::string_view line_at(std::string_view text, std::size_t at) {
  std::string_view line = text.substr(at, next_line(text, at) - at);
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  return line;
}

bool is_fence(std::string_view line) { return line == "---" || line == "..."; }

void add_line(std::string& out, std::string_view key, const std::string& value) {
  if (!value.empty()) out += std::string(key) + ": " + yaml_text(value) + "\n";
}

}  // namespace

std::vector<FillPiece> pieces_of(std::string_view line) {
  std::vector<FillPiece> pieces;
  std::size_t begin = 0;  // of text that is not in a piece yet
  for (std::size_t at = line.find(kOpen); at != std::string_view::npos;) {
    const std::string_view inside = line.substr(at + kOpen.size(), 2 * kMostNameBytes);
    const std::size_t length = inside.find(kClose);
    const std::string_view name =
        length == std::string_view::npos ? inside.substr(0, 0) : name_in(inside.substr(0, length));
    if (name.empty()) {
      at = line.find(kOpen, at + 1);
      continue;
    }
    if (at > begin) pieces.push_back({false, line.substr(begin, at - begin)});
    pieces.push_back({true, name});
    begin = at + kOpen.size() + length + kClose.size();
    at = line.find(kOpen, begin);
  }
  if (begin < line.size()) pieces.push_back({false, line.substr(begin)});
  return pieces;
}

std::vector<std::string> placeholders_of(std::string_view text) {
  std::vector<std::string> names;
  for (const FillPiece& piece : pieces_of(text)) {
    if (!piece.is_field || std::find(names.begin(), names.end(), piece.text) != names.end()) continue;
    names.emplace_back(piece.text);
  }
  return names;
}

bool is_table_row(std::string_view line) { return text::trim(line).starts_with('|'); }

std::string value_in_row(std::string_view value) {
  std::string out;
  for (const char c : value) {
    if (c == '|') out += '\\';
    out += c == '\n' || c == '\r' ? ' ' : c;
  }
  return out;
}

std::string value_from_row(std::string_view written) {
  std::string out;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i] == '\\' && i + 1 < written.size() && written[i + 1] == '|') ++i;
    out += written[i];
  }
  return out;
}

void add_undeclared_fields(TemplateText& text) {
  for (std::string& name : placeholders_of(text.body)) {
    if (text.find(name) != nullptr) continue;
    TemplateField field;
    field.label = name;
    field.name = std::move(name);
    text.fields.push_back(std::move(field));
  }
}

FieldValues with_defaults(const TemplateText& text, const FieldValues& given) {
  FieldValues values;
  for (const TemplateField& field : text.fields) {
    const auto said = given.find(field.name);
    values[field.name] = said == given.end() ? field.initial : said->second;
  }
  return values;
}

std::vector<std::string> unknown_names(const TemplateText& text, const FieldValues& given) {
  std::vector<std::string> names;
  for (const auto& [name, value] : given) {
    if (text.find(name) == nullptr) names.push_back(name);
  }
  return names;
}

std::vector<std::string> missing_names(const TemplateText& text, const FieldValues& values) {
  std::vector<std::string> names;
  for (const TemplateField& field : text.fields) {
    const auto value = values.find(field.name);
    const bool is_empty = value == values.end() || text::trim(value->second).empty();
    if (field.is_required && is_empty) names.push_back(field.name);
  }
  return names;
}

Status check_values(const TemplateText& text, const FieldValues& given) {
  const std::vector<std::string> unknown = unknown_names(text, given);
  if (!unknown.empty()) return invalid_field(unknown.front(), "is no field of the template '" + text.title + "'");
  for (const TemplateField& field : text.fields) {
    const auto value = given.find(field.name);
    if (value == given.end()) continue;
    if (Status checked = check_value(field, value->second); !checked) return checked;
  }
  const std::vector<std::string> missing = missing_names(text, with_defaults(text, given));
  return missing.empty() ? ok_status() : Status(invalid_field(missing.front(), "must be given"));
}

std::string fill(std::string_view body, const FieldValues& values) {
  std::string out;
  for (std::size_t at = 0; at < body.size(); at = next_line(body, at)) {
    const std::string_view line = body.substr(at, next_line(body, at) - at);
    const bool is_row = is_table_row(line);
    for (const FillPiece& piece : pieces_of(line)) {
      if (!piece.is_field) {
        out += piece.text;
        continue;
      }
      const auto value = values.find(std::string(piece.text));
      if (value != values.end()) out += is_row ? value_in_row(value->second) : value->second;
    }
  }
  return out;
}

std::string yaml_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out + "\"";
}

std::string line_of(const CopyMark& mark) {
  return "template: {id: " + yaml_text(mark.template_id) + ", version: " + yaml_text(mark.version) +
         ", copy: " + yaml_text(mark.copy) + "}\n";
}

std::string source_of_copy(const CopyHead& head, std::string_view body) {
  std::string out = "---\n";
  add_line(out, "title", head.title);
  add_line(out, "kind", head.kind);
  add_line(out, "lang", head.lang);
  add_line(out, "project", head.project);
  out += line_of(head.mark) + "---\n\n";
  return out.append(body);
}

std::size_t body_offset(std::string_view source) {
  const std::string_view first = line_at(source, 0);
  if (first != "---" && first != "+++") return 0;
  std::size_t at = next_line(source, 0);
  while (at < source.size()) {
    const std::string_view line = line_at(source, at);
    at = next_line(source, at);
    if (first == "+++" ? line == "+++" : is_fence(line)) break;
    if (at >= source.size()) return 0;  // never closed: a rule at the top of a page
  }
  while (at < source.size() && text::trim(line_at(source, at)).empty()) at = next_line(source, at);
  return at;
}

Result<std::string> with_mark(std::string_view source, const CopyMark& mark) {
  const std::size_t body = body_offset(source);
  if (body == 0) return "---\n" + line_of(mark) + "---\n\n" + std::string(source);
  if (source.starts_with("+++")) {
    return Error{ErrorCode::kInvalidArgument, "the front matter is TOML; lineage is kept in YAML", "markdown"};
  }
  std::string out(source.substr(0, next_line(source, 0)));
  bool is_written = false, is_in_mark = false;
  std::size_t at = next_line(source, 0);
  for (; !is_fence(line_at(source, at)); at = next_line(source, at)) {
    const std::string_view line = line_at(source, at);
    is_in_mark = line.starts_with("template:") || (is_in_mark && line.starts_with(' '));
    if (!is_in_mark) {
      out += source.substr(at, next_line(source, at) - at);
    } else if (!is_written) {
      out += line_of(mark);
      is_written = true;
    }
  }
  if (!is_written) out += line_of(mark);
  return out.append(source.substr(at));
}

}  // namespace fupan
