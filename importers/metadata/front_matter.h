// The block of metadata at the very start of a source: YAML between `---`, TOML between `+++`. Thread-safe, no state.
#pragma once

#include <string_view>
#include <vector>

#include "importers/importer.h"
#include "importers/lines.h"
#include "importers/metadata/entry.h"

namespace fupan::importers {

struct FrontMatter {
  // Lines of the block with both fences; {0, 0} when the source has none. A rule (`---`) at the top of a page is none.
  LineRange lines;
  bool broken = false;  // it could not be read; `notes` says where and why, and there are no entries
  std::vector<MetadataEntry> entries;
  std::vector<Note> notes;
};

// Any text gives an answer. When a block is broken, `lines` ends before its first heading, so that no text is lost.
FrontMatter read_front_matter(const Lines& lines);

// The entries of a YAML mapping or TOML document that starts on line `first_line` of the source.
// Errors: invalid_argument  not well-formed, not a mapping, or too big; `position` is the line in the source
Result<std::vector<MetadataEntry>> parse_yaml_entries(std::string_view yaml, int first_line);
Result<std::vector<MetadataEntry>> parse_toml_entries(std::string_view toml, int first_line);

}  // namespace fupan::importers
