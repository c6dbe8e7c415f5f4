// A learning path as its document says it; docs/formats.md ("Learning paths") has the form. Thread-safe, no state.
#pragma once

#include <string_view>
#include <vector>

#include "core/learning.h"
#include "importers/importer.h"

namespace fupan::importers {

// `markdown` has LF line ends and no metadata (SourceText::body); role, level and the like come from
// `document.metadata`. What is wrong is noted, with its line.
LearningPath read_path(const Document& document, std::string_view markdown, std::vector<Note>& notes);

// The same of the newest source of `document`. Errors: corrupt  the source cannot be decoded
Result<LearningPath> path_of(const Document& document, std::string_view source);

// The addresses of all links of a source, with their lines.
struct SourceLink {
  std::string address;
  int line = 0;
};
Result<std::vector<SourceLink>> links_of(std::string_view source);

}  // namespace fupan::importers
