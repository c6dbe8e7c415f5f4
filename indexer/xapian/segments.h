// A chunk of typed text cut into the pieces that are asked for: words, compounds, runs of Chinese.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/analyzer.h"

namespace fupan::indexer::xapian {

struct Segment {
  std::vector<Atom> atoms;
  bool has_characters = false;  // some atom is a character of a run
  bool has_words = false;

  bool is_run() const { return has_characters && !has_words; }
};

// Cuts at white space and at marks between them, but keeps together what belongs together: a run, "K8s集群", "v2.3.1".
std::vector<Segment> segments_of(std::string_view text);

// The atoms as the highlighter and phrases know them: stems of words, characters as they are.
std::vector<std::string> pattern_atoms(const std::vector<Atom>& atoms);

// The units of a segment that has words and characters: each word, each run, and a lone character with the word beside
// it, because neither says much alone: "2024年3月供应商" gives 2024年, 3, 月供应商; "第3期" gives 第3期.
std::vector<std::vector<Atom>> units_of(const std::vector<Atom>& atoms);

// The run cut into words by the dictionary.
std::vector<std::string> words_of_run(const std::vector<Atom>& run);

// What a run asks for loosely: its dictionary words; a character that belongs to none is asked for together with its
// neighbour ("第一|篇" asks for 第一 and 一篇), never alone. Stop words are left out unless nothing else is there.
std::vector<std::string> loose_words(const std::vector<Atom>& run);

// The terms that everything holds that holds `atoms` in this order.
// Lone characters are among them only beside a word, where they begin or end a run of the text too.
std::vector<std::string> phrase_terms(const std::vector<Atom>& atoms);

// The characters of folded UTF-8 text.
std::vector<std::string> characters_of(std::string_view text);

}  // namespace fupan::indexer::xapian
