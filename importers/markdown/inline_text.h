// The plain text of the inline content of a cmark node. Only files of this folder include this header.
#pragma once

#include <string>

#include "importers/markdown/parse.h"

namespace fupan::importers {

// Text of everything below `node`. A soft line break becomes a blank, nothing between two Chinese characters, and stays
// a line end before what looks like "Key: value"; a hard one is a line end.
std::string inline_text(cmark_node* node);

}  // namespace fupan::importers
