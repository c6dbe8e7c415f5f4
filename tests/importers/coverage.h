// Is all text of a document in exactly one section or lesson?
#pragma once

#include <string>

#include "core/document.h"

namespace fupan::importers {

// "" when the line ranges of sections and lessons do not overlap and cover every line of `source` (LF line ends) that
// holds text; else what is wrong. Not counted as text: blank lines, front matter, comments, rules, tables' headers,
// headings and bold lines that may be one, link definitions and lines of nothing but marks.
std::string find_coverage_fault(const Document& document, const std::string& source);

}  // namespace fupan::importers
