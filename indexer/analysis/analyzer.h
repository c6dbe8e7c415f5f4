// The one analyser: text to atoms, atoms to terms. Indexing, queries, suggestions and highlighting all use it, so what
// is indexed is what is asked for and what is marked.
//
// An atom is a word (letters and digits of scripts with spaces between words) or one character of a script without
// (Han, kana, Hangul, Thai …). Consecutive characters form a run. Terms:
//   word            the stem of its one spelling (spelling.h)        "schedul"
//   run             each overlapping pair                            "项目" "目延" "延期"
//                   its first and its last character                 "项" "期"
//                   dictionary words of 3+ characters, kWordPrefix   "供应商"
// so a character that is asked for alone is a term, or the beginning of one.
// Terms carry no positions: phrases are looked up in the tokens of a text (indexer/analysis/tokens.h), one for each
// atom. Folding (core/text/fold.h) comes first; English is stemmed (Snowball "english", also known as Porter 2).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fupan::indexer {

// Raise when the same text gives other terms than before; stored in the index, a mismatch rebuilds it.
inline constexpr int kAnalyzerVersion = 3;

// "<kAnalyzerVersion>.<dictionary>": equal exactly when this program makes the same terms.
std::string analyzer_id();

inline constexpr std::string_view kWordPrefix = "XW";

struct Atom {
  std::size_t begin = 0;  // bytes of the text, half open
  std::size_t end = 0;
  bool is_character = false;    // one character of a run; else a word
  bool joined = false;          // nothing, not even a space, between the previous atom and this one
  bool joined_by_mark = false;  // only punctuation without white space between: "v2.3", "err_5", "and/or"
  std::string folded;           // of a word: not stemmed
};

// Words are cut at 64 bytes. Control and ill-formed bytes separate.
std::vector<Atom> atomize(std::string_view text);

// The stem of a folded word, of its American spelling (spelling.h). Thread-safe.
std::string stem(std::string_view folded_word);

// How a word differs from its stem: by nothing, "e" or "y"; by an ending on "s"; on "g" ("ing"); by another one.
enum class WordForm : std::uint8_t { kBare, kS, kIng, kOther };
WordForm form_of(std::string_view folded_word, std::string_view stem);

enum class TermKind { kTerm, kDictionaryWord };

struct TermSink {
  virtual ~TermSink() = default;
  virtual void add(TermKind kind, std::string_view term) = 0;
  // Each atom in order: the stem of a word, or a character. `joined`: a character right behind another one.
  virtual void add_atom(std::string_view atom, bool joined, WordForm form) = 0;
  // Each unstemmed word with letters, for the spelling dictionary.
  virtual void add_surface(std::string_view) {}
  // Each folded word. Sends what comes of it to the functions above; a sink that remembers words may do better.
  virtual void add_word(std::string_view folded_word);
};

// Sends all terms and atoms of `text` to `sink`.
void analyze(std::string_view text, TermSink& sink);

// Whether a folded word or a Chinese word says too little to be asked for alone ("the", "如何").
bool is_stop_word(std::string_view folded);

std::span<const std::string_view> english_stop_words();

// Whether a word of a Chinese question only asks ("属于", "叫做"): it says nothing about the answer.
bool is_question_word(std::string_view folded);

}  // namespace fupan::indexer
