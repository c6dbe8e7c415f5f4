// GB18030 (a superset of GBK and GB2312) for the decoder. Thread-safe, no state.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace fupan::importers {

struct Gb18030Text {
  std::string utf8;              // ill-formed bytes become U+FFFD
  std::size_t replacements = 0;  // how many did
};

// Decodes when the bytes are GB18030 and read like Chinese: nearly all two-byte characters are common Han characters or
// Chinese punctuation, and next to nothing is ill-formed. Nothing otherwise.
std::optional<Gb18030Text> decode_gb18030(std::string_view bytes);

}  // namespace fupan::importers
