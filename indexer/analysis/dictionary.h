// Chinese dictionary words: which substrings of a run are words, and how a run is best cut into words.
//
// The words come from two lists that are compiled in at build time: the lexicon of Debian's friso-dict, and
// starter/terms.lex, our list of project terms. Thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace fupan::indexer {

inline constexpr std::size_t kMaxWordCharacters = 8;

// Changes whenever the set of words changes.
std::uint64_t dictionary_version();

// Whether folded `word` (2 to kMaxWordCharacters characters) is in the dictionary.
bool is_dictionary_word(std::u32string_view word);

// The dictionary words of at least 3 characters that start at `run[0]`, as lengths.
void words_at(std::u32string_view run, std::vector<std::size_t>& lengths);

// Cuts a folded run into dictionary words and single characters: fewest pieces, then fewest single characters, then the
// longest pieces last (modifiers come first in Chinese). Returns the length of each piece.
std::vector<std::size_t> segment(std::u32string_view run);

// The same, but a word of four or more characters that is made of words ("项目延期", "灰度发布") is cut into those.
std::vector<std::size_t> segment_finely(std::u32string_view run);

}  // namespace fupan::indexer
