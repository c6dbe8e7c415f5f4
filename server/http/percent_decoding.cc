#include "server/http/percent_decoding.h"

#include <vector>

#include "core/text/utf8.h"

namespace fupan::http {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Error bad_text(std::string_view raw, std::size_t offset, std::string_view field, std::string_view what) {
  Error error{ErrorCode::kInvalidArgument, std::string(what), std::string(field), -1};
  error.position = static_cast<long>(text::count_code_points(raw.substr(0, offset)));
  return error;
}

// Where in `decoded` the first ill-formed UTF-8 or NUL is; its size when there is none.
std::size_t first_bad_byte(std::string_view decoded) {
  for (std::size_t i = 0; i < decoded.size();) {
    const text::CodePoint next = text::decode_at(decoded, i);
    if (next.value == 0 || (next.value == text::kReplacement && next.length == 1)) return i;
    i += next.length;
  }
  return decoded.size();
}

}  // namespace

Result<std::string> percent_decode(std::string_view raw, Plus plus, std::string_view field) {
  std::string decoded;
  decoded.reserve(raw.size());
  std::vector<std::size_t> origins;  // of each decoded byte in `raw`
  origins.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    origins.push_back(i);
    if (raw[i] != '%') {
      decoded += raw[i] == '+' && plus == Plus::kIsSpace ? ' ' : raw[i];
      continue;
    }
    const bool is_whole = i + 2 < raw.size();
    const int high = is_whole ? hex_digit(raw[i + 1]) : -1;
    const int low = is_whole ? hex_digit(raw[i + 2]) : -1;
    if (high < 0 || low < 0) return bad_text(raw, i, field, "\"%\" must be followed by two hexadecimal digits");
    decoded += static_cast<char>(high * 16 + low);
    i += 2;
  }
  const std::size_t bad = first_bad_byte(decoded);
  if (bad == decoded.size()) return decoded;
  return bad_text(raw, origins[bad], field, decoded[bad] == '\0' ? "NUL is not allowed" : "not UTF-8");
}

}  // namespace fupan::http
