#include "importers/template_reader.h"

#include <charconv>
#include <map>
#include <string>

#include "core/label.h"
#include "core/template_fill.h"
#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "importers/encoding/decoder.h"
#include "importers/lines.h"
#include "importers/metadata/front_matter.h"

namespace fupan::importers {
namespace {

constexpr std::string_view kFieldPrefix = "fields.";

// "person", and whatever an author thinks of else, is a text.
FieldType type_of(std::string_view written) {
  return enum_of<FieldType>(kFieldTypeNames, text::fold(text::trim(written))).value_or(FieldType::kText);
}

void read_member(const MetadataEntry& entry, std::string_view key, TemplateField& field) {
  const std::string value = entry.joined();
  if (key == "name") field.name = text::trim(value);
  if (key == "type") field.type = type_of(value);
  if (key == "label") field.label = value;
  if (key == "default") field.initial = value;
  if (key == "help") field.help = value;
  if (key == "options") field.options = entry.values;
  if (key == "required") field.is_required = value == "true" || value == "yes";
}

// "fields.3.label" is the label of the fourth.
void read_field(const MetadataEntry& entry, std::map<int, TemplateField>& fields) {
  const std::string_view rest = std::string_view(entry.key).substr(kFieldPrefix.size());
  int index = 0;
  const auto [end, failure] = std::from_chars(rest.data(), rest.data() + rest.size(), index);
  if (failure != std::errc{} || end == rest.data() + rest.size() || *end != '.') return;
  read_member(entry, rest.substr(static_cast<std::size_t>(end - rest.data()) + 1), fields[index]);
}

void add_declared(std::map<int, TemplateField> fields, TemplateText& text) {
  for (auto& [index, field] : fields) {
    if (field.name.empty() || text.find(field.name) != nullptr) continue;
    if (field.label.empty()) field.label = field.name;
    if (field.type == FieldType::kChoice && field.options.empty()) field.type = FieldType::kText;
    text.fields.push_back(std::move(field));
  }
}

std::string body_behind(std::string_view text, const FrontMatter& front) {
  const Lines lines(text);
  const std::string_view body = lines.slice(lines.trimmed({front.lines.last + 1, lines.count()}));
  return body.empty() ? std::string() : std::string(body) + "\n";
}

}  // namespace

Result<TemplateText> read_template(const Document& document, std::string_view source) {
  const auto decoded = decode(source);
  if (!decoded) return decoded.error();
  const FrontMatter front = read_front_matter(Lines(decoded->text));
  TemplateText text;
  text.title = document.title;
  text.lang = document.lang;
  text.makes = name_of(DocumentKind::kNote);
  std::map<int, TemplateField> fields;
  int plain = 0;
  for (const MetadataEntry& entry : front.entries) {
    const std::string value(text::trim(entry.joined()));
    if (entry.key == "version") text.version = value;
    if (entry.key == "family") text.family = value;
    if (entry.key == "variant") text.variant = value;
    const auto kind = enum_of<DocumentKind>(kDocumentKindNames, value);
    if (entry.key == "makes" && kind && *kind != DocumentKind::kTemplate) text.makes = value;
    if (entry.key == "title" && !value.empty()) text.title = value;
    if (entry.key.starts_with(kFieldPrefix)) read_field(entry, fields);
    if (entry.key == "fields") {
      for (const std::string& name : entry.values) fields[plain++].name = text::trim(name);
    }
  }
  text.body = body_behind(decoded->text, front);
  add_declared(std::move(fields), text);
  add_undeclared_fields(text);
  return text;
}

CopyMark mark_of(std::string_view source) {
  const auto decoded = decode(source);
  CopyMark mark;
  if (!decoded) return mark;
  for (const MetadataEntry& entry : read_front_matter(Lines(decoded->text)).entries) {
    if (entry.key == "template.id") mark.template_id = entry.joined();
    if (entry.key == "template.version") mark.version = entry.joined();
    if (entry.key == "template.copy") mark.copy = entry.joined();
  }
  return mark;
}

Result<std::string> body_of(std::string_view source) {
  const auto decoded = decode(source);
  if (!decoded) return decoded.error();
  return body_behind(decoded->text, read_front_matter(Lines(decoded->text)));
}

}  // namespace fupan::importers
