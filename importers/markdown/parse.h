// cmark-gfm with the extensions that Fupan reads, as an owned tree. Only files of this folder include this header.
#pragma once

#include <cmark-gfm.h>

#include <memory>
#include <string_view>

namespace fupan::importers {

struct NodeFree {
  void operator()(cmark_node* node) const noexcept { cmark_node_free(node); }
};
using NodePtr = std::unique_ptr<cmark_node, NodeFree>;

inline constexpr int kCmarkOptions = CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_SOURCEPOS;

// Parses GitHub Flavored Markdown: tables (unless they ask for more than half a million cells), strikethrough,
// autolinks, task lists. Never null. Thread-safe, and without a lock unless the text has a '~': parse.cc says what
// cmark-gfm shares between parsers. No other part of the program may parse with inline extensions of cmark-gfm.
NodePtr parse_markdown(std::string_view markdown);

}  // namespace fupan::importers
