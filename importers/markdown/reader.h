// From Markdown to blocks. Thread-safe, no state.
#pragma once

#include <string_view>
#include <vector>

#include "importers/lines.h"
#include "importers/markdown/block.h"

namespace fupan::importers {

// The top-level blocks of `markdown`, in order; `lines` are its lines. Any text gives an answer. HTML comments, tags
// and the addresses of links are not in any text; link texts and the descriptions of images are. Blocks nested deeper
// than 60 levels come as one paragraph.
std::vector<Block> read_blocks(std::string_view markdown, const Lines& lines);

// The same with links, numbering and task boxes.
std::vector<Block> read_linked_blocks(std::string_view markdown, const Lines& lines);

}  // namespace fupan::importers
