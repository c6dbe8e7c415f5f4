// Is this text a filled template? Pure; thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/template.h"

namespace fupan {

// The values that make `copy` (a body) of the template; nothing when its fixed text was edited.
//
// Blank lines, blanks at the end of lines and the kind of line ends do not count. Guidance ("> …") may have been
// deleted; where it is missing, a value beside it that begins with ">" is taken for guidance that was edited. A field
// of several lines takes any lines, any other what stands on its line. A field that stands several times and has
// several values gives the first.
std::optional<FieldValues> match_template(const TemplateText& text, std::string_view copy);

// The values that can be read from a text whose fixed parts were edited: those of lines, and stretches of lines, that
// stand between fixed lines which are still there.
FieldValues read_values(const TemplateText& text, std::string_view copy);

// Whether a line of a body says enough to tell a text by: not blank, no guidance, no rule of a table, no placeholder.
bool is_telling_line(std::string_view line);

// Digests of the different telling lines of a body, sorted.
std::vector<std::uint64_t> telling_lines(std::string_view body);

}  // namespace fupan
