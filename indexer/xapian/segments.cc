#include "indexer/xapian/segments.h"

#include "core/text/utf8.h"
#include "indexer/analysis/dictionary.h"

namespace fupan::indexer::xapian {
namespace {

// Marks that make one thing of two words: "v2.3.1", "err_5", "client-server", "and/or", "a@b.c".
bool is_compound_mark(std::string_view between) {
  return between.size() == 1 && std::string_view("._-/:@+&\\~=").find(between[0]) != std::string_view::npos;
}

bool belongs_together(std::string_view text, const Atom& before, const Atom& atom) {
  if (atom.joined) return true;
  if (!atom.joined_by_mark || atom.is_character || before.is_character) return false;
  return is_compound_mark(text.substr(before.end, atom.begin - before.end));
}

std::u32string code_points(const std::vector<Atom>& atoms) {
  std::u32string run;
  for (const Atom& atom : atoms) run += text::decode_at(atom.folded, 0).value;
  return run;
}

}  // namespace

std::vector<Segment> segments_of(std::string_view text) {
  std::vector<Segment> segments;
  for (Atom& atom : atomize(text)) {
    if (segments.empty() || !belongs_together(text, segments.back().atoms.back(), atom)) segments.emplace_back();
    Segment& segment = segments.back();
    (atom.is_character ? segment.has_characters : segment.has_words) = true;
    segment.atoms.push_back(std::move(atom));
  }
  return segments;
}

std::vector<std::vector<Atom>> units_of(const std::vector<Atom>& atoms) {
  std::vector<std::vector<Atom>> units;
  bool takes_word = false;  // the last unit is a lone character that waits for its word
  for (std::size_t i = 0; i < atoms.size();) {
    std::size_t end = i + 1;
    while (atoms[i].is_character && end < atoms.size() && atoms[end].is_character) ++end;
    const bool is_lone = atoms[i].is_character && end - i == 1;
    const bool after_word = !units.empty() && !units.back().back().is_character;
    if (takes_word || (is_lone && after_word)) {
      units.back().insert(units.back().end(), atoms.begin() + static_cast<long>(i),
                          atoms.begin() + static_cast<long>(end));
      takes_word = false;
    } else {
      units.emplace_back(atoms.begin() + static_cast<long>(i), atoms.begin() + static_cast<long>(end));
      takes_word = is_lone;
    }
    i = end;
  }
  return units;
}

std::vector<std::string> pattern_atoms(const std::vector<Atom>& atoms) {
  std::vector<std::string> out;
  for (const Atom& atom : atoms) out.push_back(atom.is_character ? atom.folded : stem(atom.folded));
  return out;
}

std::vector<std::string> words_of_run(const std::vector<Atom>& run) {
  std::vector<std::string> words;
  std::size_t at = 0;
  for (const std::size_t length : segment_finely(code_points(run))) {
    std::string word;
    for (std::size_t k = 0; k < length; ++k) word += run[at + k].folded;
    words.push_back(std::move(word));
    at += length;
  }
  return words;
}

std::vector<std::string> loose_words(const std::vector<Atom>& run) {
  std::vector<std::string> words;
  std::vector<std::string> dull;
  std::size_t at = 0;
  for (const std::size_t length : segment_finely(code_points(run))) {
    std::string word;
    for (std::size_t k = 0; k < length; ++k) word += run[at + k].folded;
    if (is_stop_word(word)) {
      dull.push_back(word);
    } else if (length > 1) {
      words.push_back(word);
    } else if (at > 0 && !is_stop_word(run[at - 1].folded)) {
      words.push_back(run[at - 1].folded + word);
    } else if (at + 1 < run.size()) {
      words.push_back(word + run[at + 1].folded);
    }
    at += length;
  }
  return words.empty() ? dull : words;
}

std::vector<std::string> phrase_terms(const std::vector<Atom>& atoms) {
  std::vector<std::string> terms;
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    const Atom& atom = atoms[i];
    if (!atom.is_character) {
      terms.push_back(stem(atom.folded));
      continue;
    }
    const bool joins_next = i + 1 < atoms.size() && atoms[i + 1].is_character && atoms[i + 1].joined;
    const bool joins_last = i > 0 && atoms[i - 1].is_character && atom.joined;
    const bool beside_word =
        (i > 0 && !atoms[i - 1].is_character) || (i + 1 < atoms.size() && !atoms[i + 1].is_character);
    if (joins_next) terms.push_back(atom.folded + atoms[i + 1].folded);
    if (!joins_next && !joins_last && beside_word) terms.push_back(atom.folded);
  }
  return terms;
}

std::vector<std::string> characters_of(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < text.size();) {
    const text::CodePoint c = text::decode_at(text, i);
    out.emplace_back(text.substr(i, c.length));
    i += c.length;
  }
  return out;
}

}  // namespace fupan::indexer::xapian
