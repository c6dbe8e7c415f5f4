// Which encoding are these bytes in, and what text do they hold? Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "importers/importer.h"

namespace fupan::importers {

struct DecodedText {
  std::string text;      // valid UTF-8 without byte order mark; every line end (CRLF, CR, LF) is LF
  std::string encoding;  // as in Document::encoding
  std::vector<Note> notes;
};

// Reads UTF-8 with and without byte order mark, UTF-16 of both byte orders with and without it, and GB18030 (hence GBK
// and GB2312). Text that is mostly UTF-8 with some broken bytes, or with a stray NUL, is accepted: each such byte
// becomes U+FFFD, and a note says how many and where the first is.
//
// Errors: invalid_argument  there is no text but white space, or the bytes are no text; the message names the first
// byte
//                           that says so and its 0-based offset
Result<DecodedText> decode(std::string_view bytes);

}  // namespace fupan::importers
