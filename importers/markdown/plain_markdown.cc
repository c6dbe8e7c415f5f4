#include "importers/markdown/plain_markdown.h"

#include "importers/lines.h"
#include "importers/markdown/comment.h"
#include "importers/markdown/reader.h"

namespace fupan::importers {

std::string plain_markdown(std::string_view markdown) {
  const std::string text = remove_comments(markdown).text;
  std::string out;
  for (const Block& block : read_blocks(text, Lines(text))) append_line(out, plain_text(block));
  return out;
}

}  // namespace fupan::importers
