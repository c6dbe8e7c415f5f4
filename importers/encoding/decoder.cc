#include "importers/encoding/decoder.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/text/utf8.h"
#include "importers/encoding/gb18030.h"
#include "importers/encoding/utf16.h"

namespace fupan::importers {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16LittleMark = "\xFF\xFE";
constexpr std::string_view kUtf16BigMark = "\xFE\xFF";

// What a scan of the bytes as UTF-8 finds.
struct ByteSurvey {
  std::size_t multibyte = 0;   // well-formed characters of two bytes or more
  std::size_t ill_formed = 0;  // bytes that belong to no character
  std::size_t control = 0;     // control characters that text does not have, NUL among them
  std::size_t nul = 0;
  std::size_t first_ill_formed = std::string_view::npos;
  std::size_t first_control = std::string_view::npos;
};

bool is_text_control(unsigned char c) { return (c >= '\t' && c <= '\r') || c == 0x1B || c == '\b'; }

ByteSurvey survey(std::string_view bytes) {
  ByteSurvey found;
  for (std::size_t i = 0; i < bytes.size();) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (byte >= 0x80) {
      const text::CodePoint next = text::decode_at(bytes, i);
      const bool bad = next.value == text::kReplacement && next.length == 1;
      found.multibyte += bad ? 0 : 1;
      found.ill_formed += bad ? 1 : 0;
      if (bad) found.first_ill_formed = std::min(found.first_ill_formed, i);
      i += next.length;
      continue;
    }
    if (byte < 0x20 && !is_text_control(byte)) {
      ++found.control;
      found.nul += byte == 0 ? 1 : 0;
      found.first_control = std::min(found.first_control, i);
    }
    ++i;
  }
  return found;
}

std::string hex_byte(char byte) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(byte);
  return {'0', 'x', kDigits[value >> 4U], kDigits[value & 15U]};
}

Error binary_error(std::string_view bytes, std::size_t offset) {
  Error error = make_error(ErrorCode::kInvalidArgument, "looks like binary data: byte " + hex_byte(bytes[offset]) +
                                                            " at offset " + std::to_string(offset));
  error.position = static_cast<long>(offset);
  return error;
}

// A stray NUL or two in a page of text is damage; more is another kind of file.
bool is_mostly_text(const ByteSurvey& found, std::size_t size) { return found.control * 100 <= size; }

// Broken characters in UTF-8 text, or a few bytes of an old one-byte encoding in ASCII text. One broken byte is
// forgiven even in a short text.
bool is_mostly_utf8(const ByteSurvey& found, std::size_t size) {
  return found.ill_formed <= 1 || found.ill_formed * 5 <= found.multibyte || found.ill_formed * 15 <= size;
}

std::string unify_line_ends(std::string text) {
  if (text.find('\r') == std::string::npos) return text;
  std::size_t out = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '\r') {
      c = '\n';
      if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
    }
    text[out++] = c;
  }
  text.resize(out);
  return text;
}

std::string replace_bad_bytes(std::string_view bytes) {
  std::string out = text::to_valid_utf8(bytes);
  if (out.find('\0') == std::string::npos) return out;
  std::string without_nul;
  for (const char c : out) {
    if (c == '\0') {
      text::append_utf8(without_nul, text::kReplacement);
    } else {
      without_nul += c;
    }
  }
  return without_nul;
}

// U+FFFD in the decoded text: put there just now (`replaced`), or by whatever damaged the file before.
void note_replacements(DecodedText& out, std::size_t replaced) {
  static constexpr std::string_view kMark = "\xEF\xBF\xBD";
  std::size_t marks = 0;
  const std::size_t first = out.text.find(kMark);
  for (std::size_t at = first; at != std::string::npos; at = out.text.find(kMark, at + kMark.size())) ++marks;
  if (marks == 0) return;
  const int line =
      1 + static_cast<int>(std::count(out.text.begin(), out.text.begin() + static_cast<long>(first), '\n'));
  if (replaced > 0) {
    out.notes.push_back({line, std::to_string(replaced) + (replaced == 1 ? " byte is" : " bytes are") + " not valid " +
                                   out.encoding + " and became U+FFFD, the first on line " + std::to_string(line)});
  } else {
    out.notes.push_back({line, "the text was damaged before the import: " + std::to_string(marks) +
                                   (marks == 1 ? " character is" : " characters are") + " U+FFFD, the first on line " +
                                   std::to_string(line)});
  }
}

Result<DecodedText> finish(std::string text, std::string encoding, std::size_t replaced) {
  DecodedText out{unify_line_ends(std::move(text)), std::move(encoding), {}};
  if (text::trim(out.text).empty()) return make_error(ErrorCode::kInvalidArgument, "the file is empty");
  note_replacements(out, replaced);
  return out;
}

Result<DecodedText> decode_marked_utf16(std::string_view bytes, ByteOrder order) {
  bytes.remove_prefix(2);
  Utf16Text decoded = decode_utf16(bytes, order);
  const std::size_t nul = decoded.utf8.find('\0');
  if (nul != std::string::npos) return binary_error(decoded.utf8, nul);
  return finish(std::move(decoded.utf8), order == ByteOrder::kLittle ? "UTF-16LE" : "UTF-16BE", decoded.replacements);
}

Result<DecodedText> decode_utf8(std::string_view bytes, const ByteSurvey& found, std::string encoding) {
  if (found.ill_formed == 0 && found.nul == 0) return finish(std::string(bytes), std::move(encoding), 0);
  return finish(replace_bad_bytes(bytes), std::move(encoding), found.ill_formed + found.nul);
}

}  // namespace

Result<DecodedText> decode(std::string_view bytes) {
  if (bytes.starts_with(kUtf16LittleMark)) return decode_marked_utf16(bytes, ByteOrder::kLittle);
  if (bytes.starts_with(kUtf16BigMark)) return decode_marked_utf16(bytes, ByteOrder::kBig);
  const bool marked = bytes.starts_with(kUtf8Mark);
  if (marked) bytes.remove_prefix(kUtf8Mark.size());

  const ByteSurvey found = survey(bytes);
  if (found.nul > 0 && !marked) {
    if (const std::optional<ByteOrder> order = guess_utf16(bytes)) {
      Utf16Text decoded = decode_utf16(bytes, *order);
      return finish(std::move(decoded.utf8), *order == ByteOrder::kLittle ? "UTF-16LE" : "UTF-16BE",
                    decoded.replacements);
    }
  }
  if (!is_mostly_text(found, bytes.size())) return binary_error(bytes, found.first_control);
  if (found.ill_formed * 5 > found.multibyte && found.nul == 0 && !marked) {
    if (std::optional<Gb18030Text> decoded = decode_gb18030(bytes)) {
      return finish(std::move(decoded->utf8), "GB18030", decoded->replacements);
    }
  }
  if (!is_mostly_utf8(found, bytes.size())) return binary_error(bytes, found.first_ill_formed);
  return decode_utf8(bytes, found, marked ? "UTF-8-BOM" : "UTF-8");
}

}  // namespace fupan::importers
