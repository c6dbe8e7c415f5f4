// The headings of a document as a tree. Plain data; points into the blocks that it was made from.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "importers/markdown/block.h"

namespace fupan::importers {

// A heading with what stands under it, or (level 0) the document.
struct Part {
  std::string heading;
  int level = 0;
  LineRange lines;                // heading and everything under it
  std::span<const Block> blocks;  // up to the next heading
  std::vector<Part> children;     // deeper headings
};

// Blocks that are not at the top level of the document (a heading in a quotation) start no part.
Part make_outline(std::span<const Block> blocks, int line_count);

}  // namespace fupan::importers
