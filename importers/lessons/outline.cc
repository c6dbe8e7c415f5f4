#include "importers/lessons/outline.h"

namespace fupan::importers {
namespace {

class OutlineReader {
 public:
  explicit OutlineReader(std::span<const Block> blocks) : blocks_(blocks) {}

  // Reads the blocks and deeper headings that belong to `part`; its last line is the one before the next heading.
  void read(Part& part, int last_line) {
    const std::size_t start = at_;
    while (at_ < blocks_.size() && blocks_[at_].kind != BlockKind::kHeading) ++at_;
    part.blocks = blocks_.subspan(start, at_ - start);
    while (at_ < blocks_.size() && blocks_[at_].level > part.level) {
      const Block& heading = blocks_[at_++];
      Part child{heading.text, heading.level, heading.lines, {}, {}};
      read(child, last_line);
      part.children.push_back(std::move(child));
    }
    part.lines.last = at_ < blocks_.size() ? blocks_[at_].lines.first - 1 : last_line;
  }

 private:
  std::span<const Block> blocks_;
  std::size_t at_ = 0;
};

}  // namespace

Part make_outline(std::span<const Block> blocks, int line_count) {
  Part root;
  root.lines = {1, line_count};
  OutlineReader(blocks).read(root, line_count);
  return root;
}

}  // namespace fupan::importers
