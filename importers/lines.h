// The lines of a text, numbered from 1 as editors do. Thread-safe for reading.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"

namespace fupan::importers {

// Views into a text with LF line ends, which must outlive it.
class Lines {
 public:
  explicit Lines(std::string_view text);

  // The number of lines; an LF at the very end starts no further line.
  int count() const { return static_cast<int>(starts_.size()) - 1; }

  // Line `number` (1..count) without its line end; "" for any other number.
  std::string_view at(int number) const;

  // Lines first..last with the line ends between them.
  std::string_view slice(LineRange range) const;

  // `range` without blank lines at its end and start, and inside 1..count.
  LineRange trimmed(LineRange range) const;

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;  // and one past the end
};

}  // namespace fupan::importers
