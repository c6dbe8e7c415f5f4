// From what a query means (indexer/query/node.h) to Xapian queries and to the patterns that the highlighter marks.
#pragma once

#include <xapian.h>

#include <functional>
#include <string>
#include <vector>

#include "indexer/highlight/highlighter.h"
#include "indexer/query/node.h"

namespace fupan::indexer::xapian {

// A part of the query whose weight can be asked for alone, for explain.
struct QueryPart {
  std::string name;   // as typed or as analysed
  std::string field;  // "text", "title", …
  Xapian::Query query;
};

// A word of the query that the spelling dictionary can judge.
struct SpellingCandidate {
  std::string term;                // the term that is looked for
  std::string word;                // folded, not stemmed
  std::size_t begin = 0, end = 0;  // bytes of the query text
};

struct BuiltQuery {
  Xapian::Query strict;           // all words
  Xapian::Query relaxed;          // any of the words; best first is what most and rarest of them are in
  bool is_relaxable = false;      // strict and relaxed differ
  std::size_t content_words = 0;  // words that are not stop words
  std::vector<Pattern> patterns;
  std::vector<QueryPart> parts;
  std::vector<SpellingCandidate> candidates;
};

// What a query may be widened by.
struct Widening {
  std::function<std::vector<std::string>(const std::string& run)> variants;       // other words for a run of Chinese
  std::function<std::vector<std::string>(const std::string& prefix)> words_with;  // known words with this beginning
};

BuiltQuery build_query(const Node& node, const Widening& widening);

// What `query` matches, weighing `weight` whatever `query` weighs.
Xapian::Query lifted(const Xapian::Query& query, double weight);

// What lifts an exact run above every loose match: more than all other weights of a document can add up to.
inline constexpr double kExactTier = 1000.0;

}  // namespace fupan::indexer::xapian
