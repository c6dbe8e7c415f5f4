// Marks what a query looks for in any text: the same analysis as indexing, so what was found is what is marked.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fupan::indexer {

// A sequence of atoms (indexer/analysis/analyzer.h) that follow each other: one word stem, a phrase, a run of Chinese.
struct Pattern {
  std::vector<std::string> atoms;  // stems of words, folded single characters of Chinese
  bool is_prefix = false;          // the last atom need only begin like this
};

// Const methods are thread-safe.
class Highlighter {
 public:
  Highlighter() = default;
  explicit Highlighter(std::vector<Pattern> patterns);

  // Bytes of `text` that match, half open, in order, not overlapping; touching matches are one.
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  std::vector<Range> find(std::string_view text) const;

  // `text` as HTML: escaped, matches in <mark>.
  std::string mark(std::string_view text) const;

  // The part of `text` of about `max_characters` code points that says most about the query, as mark() gives it, with
  // "…" where something was left out. White space is collapsed. At most the first 200 kB of the text are looked at.
  std::string snippet(std::string_view text, std::size_t max_characters) const;

  // How many different patterns occur in `text`: for choosing among passages.
  std::size_t coverage(std::string_view text) const;

  bool empty() const { return patterns_.empty(); }

 private:
  struct Match {
    Range range;
    std::size_t pattern = 0;
  };
  std::vector<Match> matches(std::string_view text) const;

  std::vector<Pattern> patterns_;
};

// `text` with &, <, >, " and ' escaped.
std::string escape_html(std::string_view text);

}  // namespace fupan::indexer
