// The one analyser: text to atoms, atoms to terms. Indexing, queries, suggestions and highlighting all use it, so what
// is indexed is what is asked for and what is marked.
//
// An atom is a word (letters and digits of scripts with spaces between words) or one character of a script without
// (Han, kana, Hangul, Thai …). Consecutive characters form a run. Terms, at positions that count words and characters:
//   word            its stem                                         position p        "schedul"
//   run of 1        the character                                    position p        "第"
//   run of n >= 2   each overlapping pair                            p .. p+n-2        "项目" "目延" "延期"
//                   the first and the last character                 p, p+n-1          (for phrases across run borders)
//                   every character, prefix kCharacterPrefix         none              for one-character queries
//                   dictionary words of 3+ characters, kWordPrefix   none              "供应商"
// Folding (core/text/fold.h) comes first; English is stemmed (Snowball "english", also known as Porter 2).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace fupan::indexer {

// Raise when the same text gives other terms than before; stored in the index, a mismatch rebuilds it.
inline constexpr int kAnalyzerVersion = 1;

// "1.<dictionary>": equal exactly when this program makes the same terms.
std::string analyzer_id();

inline constexpr std::string_view kCharacterPrefix = "XU";
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

// The stem of a folded word. Thread-safe.
std::string stem(std::string_view folded_word);

enum class TermKind { kPositional, kCharacter, kDictionaryWord };

struct TermSink {
  virtual ~TermSink() = default;
  // `position` counts from the start of this text; meaningless unless kPositional.
  virtual void add(TermKind kind, std::string_view term, std::uint32_t position) = 0;
  // Each distinct unstemmed word with letters, for the spelling dictionary.
  virtual void add_surface(std::string_view) {}
};

// Sends all terms of `text` to `sink`. Returns the number of positions used.
std::uint32_t analyze(std::string_view text, TermSink& sink);

// Whether a folded word or a Chinese word says too little to be asked for alone ("the", "如何").
bool is_stop_word(std::string_view folded);

}  // namespace fupan::indexer
