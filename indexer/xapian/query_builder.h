// From what a query means (indexer/query/node.h) to queries of terms (query.h) and the patterns that are marked.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/thesaurus.h"
#include "indexer/highlight/highlighter.h"
#include "indexer/query/node.h"
#include "indexer/ranking/rescore.h"
#include "indexer/xapian/passages.h"
#include "indexer/xapian/query.h"

namespace fupan::indexer::xapian {

// A part of the query whose weight can be asked for alone, for explain.
struct QueryPart {
  std::string name;   // as typed or as analysed
  std::string field;  // "text", "title", …
  Query query;
};

// A word of the query that the spelling dictionary can judge.
struct SpellingCandidate {
  std::string term;                // the term that is looked for
  std::string word;                // folded, not stemmed
  std::size_t begin = 0, end = 0;  // bytes of the query text
};

struct BuiltQuery {
  Query strict;                          // all words
  Query translated;                      // all words, each as typed or in the other language; holds what strict holds
  bool has_translations = false;         // strict and translated differ
  Query relaxed;                         // any of the words; best first is what most and rarest of them are in
  bool is_relaxable = false;             // strict and relaxed differ
  std::size_t content_words = 0;         // words that are not stop words
  std::vector<Pattern> patterns;         // for the highlighter
  std::vector<PassagePattern> passages;  // for the choice of passages
  std::vector<QueryPart> parts;
  std::vector<RankingTerm> ranking;  // for the second stage; words of the text field only
  bool has_alternatives = false;     // OR: not all of the words must be there
  bool has_other_fields = false;     // phrases, prefixes, or words of other fields were asked for
  bool has_characters = false;       // Chinese
  std::vector<SpellingCandidate> candidates;
};

// What the builder asks of the index that is searched.
struct Index {
  const Thesaurus* thesaurus = nullptr;  // null: no translations
  std::function<Query(const Query& terms, const TokenPattern&, TextField)> phrase;
  std::function<Query(const std::string& id)> with_id;
  // The terms of all tags, or projects, that hold a pattern.
  std::function<std::vector<Query>(TextField, const Pattern&)> values_with;
  std::function<double(const std::string& term)> rarity;                          // inverse document frequency
  std::function<std::vector<std::string>(const std::string& run)> variants;       // other words for a run of Chinese
  std::function<std::vector<std::string>(const std::string& prefix)> words_with;  // known words with this beginning
};

BuiltQuery build_query(const Node& node, const Index& index);

// What lifts an exact run above every loose match: more than all other weights of a document can add up to.
inline constexpr double kExactTier = 1e5;

// What lifts a match of the words as typed above every match of a translation.
inline constexpr double kDirectTier = 1e7;

}  // namespace fupan::indexer::xapian
