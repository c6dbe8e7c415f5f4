#include "importers/markdown/reader.h"

#include <cmark-gfm-core-extensions.h>

#include <algorithm>

#include "core/text/utf8.h"
#include "importers/characters.h"
#include "importers/markdown/html_text.h"
#include "importers/markdown/inline_text.h"
#include "importers/markdown/parse.h"

namespace fupan::importers {
namespace {

constexpr int kMaxDepth = 60;

// The extension's header with its node types is not installed; a name is all there is.
bool is_table(cmark_node* node) { return std::string_view(cmark_node_get_type_string(node)) == "table"; }

// Links may be inside emphasis.
void read_links(cmark_node* parent, std::vector<BlockLink>& out) {
  for (cmark_node* node = cmark_node_first_child(parent); node != nullptr; node = cmark_node_next(node)) {
    if (cmark_node_get_type(node) == CMARK_NODE_LINK) {
      const char* address = cmark_node_get_url(node);
      out.push_back({inline_text(node), address == nullptr ? "" : address});
    } else {
      read_links(node, out);
    }
  }
}

class BlockReader {
 public:
  BlockReader(const Lines& lines, bool has_links) : lines_(lines), has_links_(has_links) {}

  void read_children(cmark_node* parent, std::vector<Block>& out, int depth) const {
    for (cmark_node* node = cmark_node_first_child(parent); node != nullptr; node = cmark_node_next(node)) {
      out.push_back(read(node, depth));
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
      if (out[i].lines.first == 0) place_between(parent, out, i);
    }
  }

 private:
  // A paragraph directly above a table comes without its place: the extension cuts it off the table.
  void place_between(cmark_node* parent, std::vector<Block>& blocks, std::size_t i) const {
    const int first = i > 0 ? blocks[i - 1].lines.last + 1 : cmark_node_get_start_line(parent);
    const int last = i + 1 < blocks.size() ? blocks[i + 1].lines.first - 1 : cmark_node_get_end_line(parent);
    blocks[i].lines = lines_.trimmed({first, std::max(first, last)});
  }

  Block read(cmark_node* node, int depth) const {
    Block block;
    const int first = cmark_node_get_start_line(node);
    if (first > 0) block.lines = lines_.trimmed({first, cmark_node_get_end_line(node)});
    const cmark_node_type type = cmark_node_get_type(node);
    if (depth > kMaxDepth) {
      block.text = inline_text(node);
    } else if (is_table(node)) {
      block.kind = BlockKind::kTable;
      read_rows(node, block);
    } else {
      read_block(node, type, block, depth);
    }
    if (has_links_) add_links(node, type, block);
    return block;
  }

  static void add_links(cmark_node* node, cmark_node_type type, Block& block) {
    if (block.kind == BlockKind::kParagraph || block.kind == BlockKind::kHeading || block.kind == BlockKind::kTable) {
      read_links(node, block.links);
    }
    if (type == CMARK_NODE_LIST) block.is_ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    if (std::string_view(cmark_node_get_type_string(node)) == "tasklist") {
      block.is_checked = cmark_gfm_extensions_get_tasklist_item_checked(node);
    }
  }

  void read_block(cmark_node* node, cmark_node_type type, Block& block, int depth) const {
    switch (type) {
      case CMARK_NODE_HEADING:
        block.kind = BlockKind::kHeading;
        block.level = cmark_node_get_heading_level(node);
        block.text = one_line(inline_text(node));
        break;
      case CMARK_NODE_LIST:
      case CMARK_NODE_ITEM:
      case CMARK_NODE_BLOCK_QUOTE:
        block.kind = type == CMARK_NODE_LIST   ? BlockKind::kList
                     : type == CMARK_NODE_ITEM ? BlockKind::kItem
                                               : BlockKind::kQuote;
        read_children(node, block.children, depth + 1);
        break;
      case CMARK_NODE_CODE_BLOCK:
        block.kind = BlockKind::kCode;
        block.text = text::trim(cmark_node_get_literal(node));
        break;
      case CMARK_NODE_HTML_BLOCK:
        block.kind = BlockKind::kHtml;
        block.text = without_blank_lines(html_to_text(cmark_node_get_literal(node)));
        break;
      case CMARK_NODE_THEMATIC_BREAK:
        block.kind = BlockKind::kRule;
        break;
      default:
        read_paragraph(node, block);
    }
  }

  // A bold start may have a symbol before it: "✅ **What went well**".
  static void read_paragraph(cmark_node* node, Block& block) {
    block.text = inline_text(node);
    cmark_node* first = cmark_node_first_child(node);
    if (first != nullptr && cmark_node_get_type(first) == CMARK_NODE_TEXT && !has_word(cmark_node_get_literal(first))) {
      first = cmark_node_next(first);
    }
    if (first == nullptr || cmark_node_get_type(first) != CMARK_NODE_STRONG) return;
    block.lead = one_line(inline_text(first));
    const std::size_t start = block.text.find(inline_text(first));
    if (block.lead.empty() || start == std::string::npos) return;
    const std::string_view rest = text::trim(std::string_view(block.text).substr(start + block.lead.size()));
    block.only_lead = rest.empty() || rest == ":" || rest == "：";
  }

  static void read_rows(cmark_node* table, Block& block) {
    for (cmark_node* row = cmark_node_first_child(table); row != nullptr; row = cmark_node_next(row)) {
      TableRow read{{}, cmark_node_get_start_line(row)};
      for (cmark_node* cell = cmark_node_first_child(row); cell != nullptr; cell = cmark_node_next(cell)) {
        read.cells.push_back(one_line(inline_text(cell)));
      }
      block.rows.push_back(std::move(read));
    }
    if (block.rows.empty()) return;
    // The place of the header is that of the paragraph above it, when there is one.
    block.rows[0].line =
        block.rows.size() > 1 ? block.rows[1].line - 2 : std::max(block.lines.first, block.lines.last - 1);
    block.lines.first = std::max(block.lines.first, block.rows[0].line);
  }

  static std::string one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
  }

  static std::string without_blank_lines(std::string_view text) {
    std::string out;
    const Lines lines(text);
    for (int n = 1; n <= lines.count(); ++n) append_line(out, text::trim(lines.at(n)));
    return out;
  }

  const Lines& lines_;
  bool has_links_;
};

std::vector<Block> read(std::string_view markdown, const Lines& lines, bool has_links) {
  const NodePtr root = parse_markdown(markdown);
  std::vector<Block> blocks;
  if (root != nullptr) BlockReader(lines, has_links).read_children(root.get(), blocks, 0);
  return blocks;
}

}  // namespace

std::vector<Block> read_blocks(std::string_view markdown, const Lines& lines) { return read(markdown, lines, false); }

std::vector<Block> read_linked_blocks(std::string_view markdown, const Lines& lines) {
  return read(markdown, lines, true);
}

}  // namespace fupan::importers
