// Finds many phrases in a text at once. Const methods are thread-safe.
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace fupan::importers {

// A text made ready for matching: every code point folded (core/text/fold.h), each run of blanks, line ends, '-', '_'
// and
// '/' one blank.
std::u32string fold_for_matching(std::string_view text);

class PhraseMatcher {
 public:
  struct Match {
    std::size_t begin = 0;  // code points of the folded text
    std::size_t end = 0;
    std::uint32_t value = 0;
  };

  // Adds a phrase of two or more characters that stands for `value`; a phrase that is there already keeps its value.
  void add(std::string_view phrase, std::uint32_t value);

  // From left to right, at each place the longest phrase, none overlapping another. A phrase whose first or last
  // character is a Latin letter or digit must start or end at the end of a word; Chinese phrases match anywhere.
  std::vector<Match> find(std::u32string_view folded) const;

 private:
  struct Phrase {
    std::u32string text;
    std::uint32_t value;
  };
  static constexpr std::size_t kFilterBits = 1U << 16U;

  // Of the first four characters; of all of a shorter phrase.
  static std::uint64_t key_of(std::u32string_view start);
  const Phrase* find_start(std::u32string_view folded, std::size_t at, std::uint64_t key) const;
  const Phrase* find_at(std::u32string_view folded, std::size_t at) const;

  std::bitset<kFilterBits> filter_;  // which starts occur: most places of a text fail here
  std::unordered_map<std::uint64_t, std::vector<Phrase>> by_start_;  // longest first
};

}  // namespace fupan::importers
