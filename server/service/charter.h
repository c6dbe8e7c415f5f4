// From an uploaded charter to what a brief is asked with. Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"

namespace fupan::service {

struct Charter {
  std::string title;        // the first heading, else the first line; empty where that is longer than a title
  std::string description;  // UTF-8, Markdown or plain text, the heading included
};

// Markdown or plain text in any encoding that an import reads, or DOCX (told by its first bytes; needs pandoc).
//
// Errors: invalid_argument  no text in it, neither text nor DOCX, or longer than a charter can be
// (kMostDescriptionBytes)
//         unavailable       DOCX, and pandoc is not installed or took too long; io  as docx_to_markdown
Result<Charter> read_charter(std::string_view bytes);

}  // namespace fupan::service
