// A decoded source with what is not its text taken out. Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "importers/importer.h"
#include "importers/metadata/entry.h"

namespace fupan::importers {

struct SourceText {
  std::string body;                    // Markdown with as many lines as the source; what is left out leaves blank lines
  int body_first_line = 1;             // the first line after the front matter
  std::vector<MetadataEntry> entries;  // of the front matter, in order
  std::vector<Note> notes;
};

// `text` has LF line ends. Front matter and HTML comments go; a front matter that cannot be read stays, as a code
// block.
SourceText separate_metadata(std::string_view text);

// `body` without its lines `numbers`, which become blank.
std::string blank_lines(std::string_view body, const std::vector<int>& numbers);

}  // namespace fupan::importers
