#include "importers/encoding/gb18030.h"

#include <unicode/ucnv.h>

#include <memory>
#include <vector>

#include "core/text/utf8.h"

namespace fupan::importers {
namespace {

struct ConverterClose {
  void operator()(UConverter* converter) const noexcept { ucnv_close(converter); }
};

struct PairCounts {
  std::size_t pairs = 0;    // two-byte characters
  std::size_t common = 0;   // of them: GB2312 Han or punctuation
  std::size_t invalid = 0;  // bytes that start nothing
};

unsigned byte_at(std::string_view bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); }

// GB2312: punctuation rows A1-A3, Han rows B0-F7, and a trail byte of A1 or more. Chance hits among other bytes mostly
// have a trail byte below that.
bool is_common(unsigned lead, unsigned trail) {
  return trail >= 0xA1 && ((lead >= 0xA1 && lead <= 0xA3) || (lead >= 0xB0 && lead <= 0xF7));
}

PairCounts count_pairs(std::string_view bytes) {
  PairCounts counts;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const unsigned lead = byte_at(bytes, i);
    if (lead < 0x80) continue;
    const unsigned trail = i + 1 < bytes.size() ? byte_at(bytes, i + 1) : 0;
    if (lead == 0x80 || lead == 0xFF || trail < 0x30 || trail == 0x7F || trail == 0xFF ||
        (trail > 0x39 && trail < 0x40)) {
      ++counts.invalid;
    } else if (trail <= 0x39) {
      i += 3;  // a four-byte character
    } else {
      ++counts.pairs;
      counts.common += is_common(lead, trail) ? 1 : 0;
      ++i;
    }
  }
  return counts;
}

// A file cut in the middle of a character has one invalid byte.
bool reads_like_chinese(const PairCounts& counts) {
  return counts.pairs >= 2 && counts.common * 20 >= counts.pairs * 17 && counts.invalid <= 1 + counts.pairs / 200;
}

}  // namespace

std::optional<Gb18030Text> decode_gb18030(std::string_view bytes) {
  if (!reads_like_chinese(count_pairs(bytes))) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, ConverterClose> converter(ucnv_open("gb18030", &status));
  if (U_FAILURE(status)) return std::nullopt;
  std::vector<char16_t> units(bytes.size() + 1);
  const int32_t length = ucnv_toUChars(converter.get(), units.data(), static_cast<int32_t>(units.size()), bytes.data(),
                                       static_cast<int32_t>(bytes.size()), &status);
  if (U_FAILURE(status)) return std::nullopt;
  Gb18030Text out;
  out.utf8.reserve(bytes.size() * 3 / 2);
  for (int32_t i = 0; i < length;) {
    UChar32 point = 0;
    U16_NEXT(units.data(), i, length, point);
    const bool bad = point == static_cast<UChar32>(text::kReplacement) || U_IS_SURROGATE(point);
    out.replacements += bad ? 1 : 0;
    text::append_utf8(out.utf8, bad ? text::kReplacement : static_cast<char32_t>(point));
  }
  return out;
}

}  // namespace fupan::importers
