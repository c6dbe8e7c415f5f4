// What does the source of a template say? Thread-safe, no state.
#pragma once

#include <string_view>

#include "core/document.h"
#include "core/result.h"
#include "core/template_fill.h"

namespace fupan::importers {

// Fields as the front matter declares them, then those that only the text names. Title and language are the document's
// where the front matter says nothing. `source`: the bytes as imported.
//
// Errors: invalid_argument  the bytes are no text
Result<TemplateText> read_template(const Document& document, std::string_view source);

// The mark in the front matter of a copy; empty members where there is none.
CopyMark mark_of(std::string_view source);

// The decoded text of a document behind its front matter, without blank lines before it. Errors: as read_template
Result<std::string> body_of(std::string_view source);

}  // namespace fupan::importers
