#include "indexer/insight/shingles.h"

#include <algorithm>

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "indexer/insight/split_mix.h"

namespace fupan::indexer::insight {
namespace {

constexpr std::uint32_t kUnused = 0xFFFFFFFF;

bool is_word_character(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const bool is_punctuation = (c >= 0x80 && c <= 0xBF) || (c >= 0x2000 && c <= 0x2BFF) ||
                              (c >= 0x3000 && c <= 0x303F) || (c >= 0xFE10 && c <= 0xFE6F) ||
                              (c >= 0xFF00 && c <= 0xFF0F) || c == 0x30FB;
  return !is_punctuation && c != text::kReplacement;
}

std::u32string plain(std::string_view text) {
  const std::string folded = text::fold(text);
  std::u32string result;
  for (std::size_t i = 0; i < folded.size();) {
    const text::CodePoint point = text::decode_at(folded, i);
    i += std::max<std::size_t>(point.length, 1);
    if (is_word_character(point.value)) {
      result.push_back(point.value);
    } else if (!result.empty() && result.back() != U' ') {
      result.push_back(U' ');
    }
  }
  if (!result.empty() && result.back() == U' ') result.pop_back();
  return result;
}

std::uint64_t hash(std::u32string_view shingle) {
  std::uint64_t value = shingle.size();
  for (const char32_t c : shingle) value = mix_bits(value * 0x9e3779b97f4a7c15ULL + c);
  return value;
}

}  // namespace

ShingleSketch sketch_shingles(std::string_view text) {
  const std::u32string letters = plain(text);
  if (letters.empty()) return {};
  ShingleSketch sketch(kSketchSize, kUnused);
  const std::size_t length = std::min(kShingleLength, letters.size());
  for (std::size_t i = 0; i + length <= letters.size(); ++i) {
    const std::uint64_t value = hash(std::u32string_view(letters).substr(i, length));
    std::uint32_t& slot = sketch[value % kSketchSize];
    slot = std::min(slot, static_cast<std::uint32_t>(value >> 32) & (kUnused - 1));
  }
  return sketch;
}

double resemblance(const ShingleSketch& a, const ShingleSketch& b) {
  if (a.size() != kSketchSize || b.size() != kSketchSize) return 0;
  std::uint32_t equal = 0;
  std::uint32_t unused = 0;
  for (std::size_t i = 0; i < kSketchSize; ++i) {
    equal += a[i] == b[i] ? 1u : 0u;
    unused += (a[i] & b[i]) == kUnused ? 1u : 0u;  // in neither
  }
  const double either = static_cast<double>(kSketchSize - unused);
  return static_cast<double>(equal - unused) / either;
}

}  // namespace fupan::indexer::insight
