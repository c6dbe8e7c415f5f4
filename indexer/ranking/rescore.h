// The second stage of ranking: the best hits of the first stage are weighed again by what the order of their words
// says, and by what the best of them have in common. Pure; thread-safe. What each part brings, and why the constants
// are what they are: docs/decisions/0015-ranking.md.
//
//   f(x; k, b) = (k + 1) x / (x + k (1 - b + b len / avglen))                            BM25 (Robertson 1994)
//   B = sum over terms  weight * idf * (0.8 g(tf) + 0.2 g(tf of words in the very form that was asked for)),
//       g(x) = (f(x; 0.6, b) + f(x; k, b + c)) / 2, b = 0.6, of characters 0.8: the first occurrence counts much, and
//       the tenth still something, which is near to the best k and b of short texts and of long ones.
//       A long text among short ones says more, among long ones it speaks of more things, and often:
//       c = 0.2 + 0.1 log2(avglen / 150), so that b <= b + c <= 1
//       k = 2 max(1, avglen / 150), of characters 250 instead of 150, at most 4
//   O = sum over words a b that follow each other in the query  (idf a + idf b) n / (n + K),
//       n = how often b follows a, stop words skipped;  K = 1.4 (0.35 + 0.65 len / avglen)
//   T = sum over pairs of words  min(idf) x / (x + K),  x = sum of 1 / d^2 over occurrences at most 5 apart
//                                                                        (after Rasolofo & Savoy 2003)
//   s = B + 0.5 O + 0.5 T
//   A query that is a text (verbosity v = 1) has many words that say nothing of what it is about: idf^(1 + 0.6 v),
//   k 0.6 + 0.3 v and (2 + 0.25 v) k / 2, b more by 0.05 v; O and T count 1 - 0.5 v.
//   P = sum over the 30 words that mark the best ten hits, weighed by exp(16 (s / s_1 - 1))        (pseudo-relevance
//       feedback after Rocchio 1971; one hit that stands out expands the query alone)
//   E = the same weights' mean of w / (w + 6), w = words of the hit: a line or two are little evidence
//   score = s / max s + 0.4 E P / max P + 0.1 for a hit that holds all words
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/analysis/tokens.h"

namespace fupan::indexer {

// How often tokens occur in a collection: exact up to a few thousand documents, else from a sample.
struct TokenStatistics {
  static constexpr std::size_t kTokens = 1U << 15U;
  std::vector<std::uint32_t> documents = std::vector<std::uint32_t>(kTokens);  // of the sample, by token / 2
  std::size_t sampled = 0;                                                     // documents looked at
  double total_length = 0;

  void add(const Tokens& tokens);
  double average_length() const { return sampled == 0 ? 1 : total_length / static_cast<double>(sampled); }
  double idf(std::uint16_t token) const;
};

// One thing that a query asks for.
struct RankingTerm {
  std::string name;  // for people
  TokenPattern tokens;
  double weight = 1;
  double idf = -1;               // below 0: by TokenStatistics, for single tokens
  bool is_word = false;          // a word, whose neighbours matter; else characters
  std::optional<WordForm> form;  // of a word whose form counts
  std::string index_term;        // of a word: the term of the index that says which entries hold it
};

struct RescoreRequest {
  std::vector<RankingTerm> terms;  // in the order of the query; words that say nothing are left out
  bool has_characters = false;     // Chinese, of which each character is a token
  double verbosity = 0;            // 0 a few words .. 1 a text
  bool feedback = false;
};

struct PoolEntry {
  Tokens tokens;
  bool is_full = false;  // holds all that the query asks for
  // Words that it does not hold, by number of the term, whatever its tokens look like; empty: none.
  std::vector<bool> lacks = {};
};

struct Rescored {
  double score = 0;           // the sum of the others
  std::vector<double> terms;  // as RescoreRequest::terms
  double proximity = 0;
  double feedback = 0;
  double full = 0;
};

std::vector<Rescored> rescore(const RescoreRequest& request, const std::vector<PoolEntry>& pool,
                              const TokenStatistics& statistics);

}  // namespace fupan::indexer
