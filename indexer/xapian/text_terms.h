// Terms and tokens of the texts of one document after the other. A text is analysed once, however often it is needed:
// for the document, for a lesson in it, as a heading of several. What words and terms come to is remembered from one
// document to the next. One thread.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/text/string_hash.h"
#include "indexer/analysis/analyzer.h"
#include "indexer/analysis/tokens.h"
#include "indexer/search_request.h"
#include "indexer/xapian/entry.h"

namespace fupan::indexer::xapian {

// Counts words for the spelling dictionary.
using WordCounts = std::map<std::string, unsigned>;

class TextTerms final : private TermSink {
 public:
  // The number of a term among those of the present document.
  using Number = std::uint32_t;

  // A text's terms, tokens and words, in order: parts of what terms(), tokens() and words() look up.
  struct Text {
    std::uint32_t terms_begin = 0, terms_end = 0;
    std::uint32_t tokens_begin = 0, tokens_end = 0;
    std::uint32_t words_begin = 0, words_end = 0;
  };

  TextTerms();

  // Forgets the texts of the last document.
  void begin_document();

  // `text` must live until the next document begins.
  Text of(std::string_view text);

  std::span<const Number> terms(const Text& text) const;
  std::span<const Token> tokens(const Text& text) const;
  // Counts the words of a text that were not counted for this document yet.
  void count_words(const Text& text);

  // The same term in the field of titles.
  Number title_term(Number number);
  Number exact_term(std::string_view term);
  Number filter_term_of(Field field, std::string_view value);

  void add_to(Entry& entry, Number number, Xapian::termcount frequency) const;

  // All words that were counted since the last call.
  WordCounts take_words();

 private:
  struct Term {
    std::string_view name;
    std::uint64_t hash = 0;
    std::uint32_t serial = 0;
    std::uint32_t document = 0;  // that `number` is of
    Number number = 0;
    Term* title = nullptr;
  };
  struct Word {
    Term* term = nullptr;
    Token token = 0;
    bool is_spelled = false;     // goes into the spelling dictionary
    std::uint32_t document = 0;  // that it was counted for last
    unsigned count = 0;
  };
  template <class T>
  using Map = std::unordered_map<std::string, T, text::StringHash, std::equal_to<>>;

  void add(TermKind kind, std::string_view term) override;
  void add_atom(std::string_view atom, bool joined, WordForm form) override;
  void add_surface(std::string_view word) override;
  void add_word(std::string_view folded_word) override;

  Term& find(std::string_view name);
  Number number_of(Term& term);
  void forget();

  Map<Term> known_;
  Map<Word> words_;
  Map<Term*> filters_;  // by field and value
  Word* learning_ = nullptr;
  WordCounts counted_;             // of words that were forgotten
  std::uint32_t last_serial_ = 0;  // of terms, also of those that were forgotten
  std::uint32_t document_ = 0;
  std::string name_;
  // Of the present document:
  std::vector<Term*> numbered_;
  std::unordered_map<std::string_view, Text> texts_;
  std::vector<Number> text_terms_;
  std::vector<Token> text_tokens_;
  std::vector<Word*> text_words_;
};

// How often each term occurs in an entry.
class TermCounts {
 public:
  void add(TextTerms::Number number, Xapian::termcount frequency);
  // Puts them into `entry`, and begins again.
  void move_to(Entry& entry, const TextTerms& terms);

 private:
  std::vector<Xapian::termcount> counts_;  // by number, one more; 0: it does not occur
  std::vector<TextTerms::Number> present_;
};

}  // namespace fupan::indexer::xapian
