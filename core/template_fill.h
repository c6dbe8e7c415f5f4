// Filling a template: its placeholders, the values for them, and the text of a copy. Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/template.h"

namespace fupan {

// A piece of a template's line: text as it stands, or the field of a placeholder.
struct FillPiece {
  bool is_field = false;
  std::string_view text;  // the text, or the name of the field; a view into the line
};

// "{{name}}" is a placeholder; the name is at most 60 bytes without braces or line ends, blanks around it do not count.
std::vector<FillPiece> pieces_of(std::string_view line);

// Names of all placeholders of a text, in order, each once.
std::vector<std::string> placeholders_of(std::string_view text);

// Whether a line is a row of a table: values in it stay on one line, and their '|' are escaped.
bool is_table_row(std::string_view line);

// What a value is written as in such a row, and back.
std::string value_in_row(std::string_view value);
std::string value_from_row(std::string_view written);

// Adds what the body names and the front matter does not declare, as fields of type text.
void add_undeclared_fields(TemplateText& text);

// The declared default of each field, with `given` over it. Names that are no field are left out.
FieldValues with_defaults(const TemplateText& text, const FieldValues& given);

// Names in `given` that are no field of the template.
std::vector<std::string> unknown_names(const TemplateText& text, const FieldValues& given);

// Required fields that are empty in `values`.
std::vector<std::string> missing_names(const TemplateText& text, const FieldValues& values);

// Errors: invalid_argument  `field` names the first value that is unknown, missing, too long or not of its type
Status check_values(const TemplateText& text, const FieldValues& given);

// `body` with values in the place of placeholders; of a field without a value nothing is left.
std::string fill(std::string_view body, const FieldValues& values);

// Where a copy comes from, as its front matter says.
struct CopyMark {
  std::string template_id, version, copy;
  bool operator==(const CopyMark&) const = default;
};

// "template: {id: …, version: …, copy: …}"
std::string line_of(const CopyMark& mark);

// The source of a copy: front matter with title, kind, lang, project and mark, then `body`.
struct CopyHead {
  std::string title, kind, lang, project;
  CopyMark mark;
};
std::string source_of_copy(const CopyHead& head, std::string_view body);

// `source` with `mark` in its front matter, in the place of the mark that is there; a source without front matter gets
// one. Errors: invalid_argument  its front matter is TOML
Result<std::string> with_mark(std::string_view source, const CopyMark& mark);

// Where the text behind the front matter begins: a byte of `source`, which has LF line ends.
std::size_t body_offset(std::string_view source);

// As a double-quoted YAML text on one line.
std::string yaml_text(std::string_view text);

}  // namespace fupan
