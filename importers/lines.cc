#include "importers/lines.h"

#include <algorithm>

#include "core/text/utf8.h"

namespace fupan::importers {
namespace {

constexpr std::size_t kUsualLineBytes = 40;

}  // namespace

Lines::Lines(std::string_view text) : text_(text) {
  starts_.reserve(2 + text.size() / kUsualLineBytes);
  starts_.push_back(0);
  if (text.empty()) return;
  for (std::size_t end = text.find('\n'); end < text.size() - 1; end = text.find('\n', end + 1)) {
    starts_.push_back(end + 1);
  }
  starts_.push_back(text.size());
}

std::string_view Lines::at(int number) const {
  if (number < 1 || number > count()) return {};
  return slice({number, number});
}

std::string_view Lines::slice(LineRange range) const {
  const int first = std::max(range.first, 1);
  const int last = std::min(range.last, count());
  if (first > last) return {};
  const std::size_t begin = starts_[static_cast<std::size_t>(first) - 1];
  const std::size_t end = starts_[static_cast<std::size_t>(last)];
  std::string_view lines = text_.substr(begin, end - begin);
  if (lines.ends_with('\n')) lines.remove_suffix(1);
  return lines;
}

LineRange Lines::trimmed(LineRange range) const {
  range.first = std::clamp(range.first, 1, std::max(count(), 1));
  range.last = std::clamp(range.last, range.first, std::max(count(), 1));
  while (range.last > range.first && text::trim(at(range.last)).empty()) --range.last;
  while (range.first < range.last && text::trim(at(range.first)).empty()) ++range.first;
  return range;
}

}  // namespace fupan::importers
