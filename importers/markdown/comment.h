// HTML comments, which no reader of the page sees. Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>

namespace fupan::importers {

struct CommentFree {
  std::string text;       // as many lines as before
  int unclosed_line = 0;  // where a comment starts that never ends (it is still there), or 0
};

// Removes HTML comments outside code, in any position and over any number of lines.
CommentFree remove_comments(std::string_view markdown);

}  // namespace fupan::importers
