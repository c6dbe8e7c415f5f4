// The blocks of a Markdown document as plain text with source lines: what the finders of lessons and sections work on.
// Plain data.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/document.h"

namespace fupan::importers {

enum class BlockKind { kParagraph, kHeading, kList, kItem, kTable, kCode, kQuote, kHtml, kRule };

struct BlockLink {
  std::string text;     // plain
  std::string address;  // as written, without escapes
};

struct TableRow {
  std::vector<std::string> cells;  // plain text, one for each column
  int line = 0;
};

struct Block {
  BlockKind kind = BlockKind::kParagraph;
  int level = 0;  // of a heading, 1..6
  LineRange lines;
  std::string text;             // of a paragraph, heading, code or HTML block: plain text; lines separated by '\n'
  std::string lead;             // the bold text with which a paragraph starts, or ""
  bool only_lead = false;       // the paragraph is that bold text and at most a colon
  std::vector<Block> children;  // of a list: items; of an item or quote: blocks
  std::vector<TableRow> rows;   // of a table; the first is the header
  // Only read_linked_blocks() fills these:
  std::vector<BlockLink> links;    // of a paragraph, heading or table, in order
  bool is_ordered = false;         // of a list: numbered
  std::optional<bool> is_checked;  // of an item of a task list
};

// All text of the block: paragraphs and items on lines of their own, table cells separated by " | ".
std::string plain_text(const Block& block);

// Adds `text` on a line of its own unless it is empty.
inline void append_line(std::string& out, std::string_view text) {
  if (text.empty()) return;
  if (!out.empty()) out += '\n';
  out += text;
}

}  // namespace fupan::importers
