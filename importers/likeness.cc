#include "importers/likeness.h"

#include <algorithm>
#include <string>

#include "core/text/fold.h"
#include "core/text/utf8.h"

namespace fupan::importers {

std::vector<std::uint64_t> pairs_of(std::string_view text) {
  const std::string folded = text::fold_label(text);
  std::vector<std::uint64_t> pairs;
  char32_t before = 0;
  for (std::size_t i = 0; i < folded.size();) {
    const text::CodePoint c = text::decode_at(folded, i);
    if (before != 0) pairs.push_back(std::uint64_t{before} << 32U | c.value);
    before = c.value;
    i += c.length;
  }
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

double likeness(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  const std::size_t total = a.size() + b.size();
  if (total == 0 || 4 * std::min(a.size(), b.size()) < total) return 0;  // cannot reach one half
  std::size_t common = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) {
      ++common, ++i, ++j;
    } else if (a[i] < b[j]) {
      ++i;
    } else {
      ++j;
    }
  }
  return 2.0 * static_cast<double>(common) / static_cast<double>(total);
}

}  // namespace fupan::importers
