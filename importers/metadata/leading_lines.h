// Metadata written as visible or invisible lines at the top of a document. Const after construction; no state of its
// own.
#pragma once

#include <vector>

#include "core/taxonomy.h"
#include "importers/lines.h"
#include "importers/metadata/entry.h"

namespace fupan::importers {

struct LeadingLines {
  // From `[#]: key: "value"`, `[//]: # (key: value)` and a blockquote of `key: value`: the author meant metadata.
  std::vector<MetadataEntry> stated;
  // From `**Key**: value`, list items and `key: value` lines: the author wrote them for readers.
  std::vector<MetadataEntry> shown;
  std::vector<int> invisible_lines;  // of the `[#]:` kind; they are no text
};

// Reads from line `first` on, past the title, up to the first prose. Keys that the taxonomy does not know are kept
// where the form is unmistakable.
LeadingLines read_leading_lines(const Lines& lines, int first, const Taxonomy& taxonomy);

}  // namespace fupan::importers
