// How much two texts have in common, whatever their language. Pure functions; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace fupan::indexer::insight {

// One-permutation minwise sketch (Li, Owen & Zhang 2012): every shingle's hash falls into one of kSketchSize slots,
// each slot keeps the smallest. Two sketches are compared slot by slot, about 0.1 microseconds.
using ShingleSketch = std::vector<std::uint32_t>;

inline constexpr std::size_t kShingleLength = 4;  // letters and digits
inline constexpr std::size_t kSketchSize =
    256;  // slots; 1 kB; standard error of the estimate at most 1/(2 √256) = 0.03

// Shingles are runs of kShingleLength letters and digits of the folded text (core/text/fold.h; everything else counts
// as one space), so Chinese and English serve alike and case, width, punctuation, traditional and simplified do not
// matter. A shorter text is one shingle. Empty for a text without letters and digits. Ill-formed bytes count as spaces.
ShingleSketch sketch_shingles(std::string_view text);

// Estimated Jaccard similarity 0 .. 1 of the two sets of shingles: slots that agree / slots in use in either. Exact
// where no slot has two shingles, as in texts of a few words. 0 when one sketch is empty: nothing is known to be alike.
double resemblance(const ShingleSketch& a, const ShingleSketch& b);

}  // namespace fupan::indexer::insight
