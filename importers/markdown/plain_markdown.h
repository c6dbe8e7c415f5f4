// The plain text of a piece of Markdown, as importing it would give. Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>

namespace fupan::importers {

// Paragraphs and items on lines of their own; no comments, tags or addresses of links. Any text gives an answer.
std::string plain_markdown(std::string_view markdown);

}  // namespace fupan::importers
