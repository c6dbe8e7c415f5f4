#include "importers/encoding/utf16.h"

#include <algorithm>

#include "core/text/utf8.h"

namespace fupan::importers {
namespace {

constexpr std::size_t kSampleBytes = 8192;

char32_t unit_at(std::string_view bytes, std::size_t index, ByteOrder order) {
  const auto first = static_cast<unsigned char>(bytes[2 * index]);
  const auto second = static_cast<unsigned char>(bytes[2 * index + 1]);
  return order == ByteOrder::kLittle ? static_cast<char32_t>(first | second << 8U)
                                     : static_cast<char32_t>(first << 8U | second);
}

bool is_high_surrogate(char32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool is_low_surrogate(char32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

// Characters that project documents are made of: ASCII, Latin, general and Chinese punctuation, kana, common Han,
// symbols.
bool is_usual(char32_t unit) {
  return unit == '\t' || unit == '\n' || unit == '\r' || (unit >= 0x20 && unit < 0x7F) ||
         (unit >= 0xA0 && unit < 0x250) || (unit >= 0x2010 && unit < 0x2040) || (unit >= 0x2190 && unit < 0x2800) ||
         (unit >= 0x3000 && unit < 0x3100) || (unit >= 0x4E00 && unit < 0xA000) || (unit >= 0xFF00 && unit < 0xFFF0) ||
         is_high_surrogate(unit) || is_low_surrogate(unit);
}

// Share of usual characters, and whether any of them is ASCII: text has spaces or line ends.
bool is_plausible(std::string_view bytes, ByteOrder order) {
  const std::size_t units = std::min(bytes.size(), kSampleBytes) / 2;
  std::size_t usual = 0;
  std::size_t ascii = 0;
  for (std::size_t i = 0; i < units; ++i) {
    const char32_t unit = unit_at(bytes, i, order);
    if (unit == 0) return false;
    usual += is_usual(unit) ? 1 : 0;
    ascii += unit < 0x80 ? 1 : 0;
  }
  return ascii > 0 && usual * 20 >= units * 19;
}

}  // namespace

Utf16Text decode_utf16(std::string_view bytes, ByteOrder order) {
  Utf16Text out;
  out.utf8.reserve(bytes.size() * 3 / 2);
  const std::size_t units = bytes.size() / 2;
  for (std::size_t i = 0; i < units; ++i) {
    char32_t unit = unit_at(bytes, i, order);
    const char32_t next = i + 1 < units ? unit_at(bytes, i + 1, order) : 0;
    if (is_high_surrogate(unit) && is_low_surrogate(next)) {
      unit = 0x10000 + ((unit - 0xD800) << 10U) + (next - 0xDC00);
      ++i;
    } else if (is_high_surrogate(unit) || is_low_surrogate(unit)) {
      unit = text::kReplacement;
      ++out.replacements;
    }
    text::append_utf8(out.utf8, unit);
  }
  if (bytes.size() % 2 != 0) {
    text::append_utf8(out.utf8, text::kReplacement);
    ++out.replacements;
  }
  return out;
}

std::optional<ByteOrder> guess_utf16(std::string_view bytes) {
  if (bytes.size() < 4 || bytes.size() % 2 != 0) return std::nullopt;
  if (is_plausible(bytes, ByteOrder::kLittle)) return ByteOrder::kLittle;
  if (is_plausible(bytes, ByteOrder::kBig)) return ByteOrder::kBig;
  return std::nullopt;
}

}  // namespace fupan::importers
