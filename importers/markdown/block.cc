#include "importers/markdown/block.h"

namespace fupan::importers {
namespace {

std::string row_text(const TableRow& row) {
  std::string out;
  for (const std::string& cell : row.cells) {
    if (cell.empty()) continue;
    if (!out.empty()) out += " | ";
    out += cell;
  }
  return out;
}

void append_text(std::string& out, const Block& block) {
  append_line(out, block.text);
  for (const TableRow& row : block.rows) append_line(out, row_text(row));
  for (const Block& child : block.children) append_text(out, child);
}

}  // namespace

std::string plain_text(const Block& block) {
  std::string out;
  append_text(out, block);
  return out;
}

}  // namespace fupan::importers
