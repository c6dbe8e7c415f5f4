// Percent-decoding (RFC 3986, and the "+" of HTML forms). Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"

namespace fupan::http {

enum class Plus { kIsPlus, kIsSpace };

// The text that `raw` stands for. Bytes that needed no escape may come unescaped.
//
// Errors: invalid_argument  a "%" without two hexadecimal digits, a NUL, or bytes that are not UTF-8; `field` as given,
//                           position: the character of `raw`
Result<std::string> percent_decode(std::string_view raw, Plus plus, std::string_view field);

}  // namespace fupan::http
