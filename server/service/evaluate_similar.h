// How well does *similar* find documents about the same topics? Judged by the labels that authors wrote themselves.
#pragma once

#include <cstddef>

#include "server/service/library.h"

namespace fupan::service {

// Means over the pool: documents that have an author's tag, of at most kMostJudged of them as queries. A hit is right
// when it shares a tag; its gain is tags in common over tags of both, linear, divided by log2(rank + 1).
struct SimilarMeasures {
  double precision_at_10 = 0;
  double ndcg_at_10 = 0;
  double median_ms = 0;
};

struct SimilarEvaluation {
  std::size_t documents = 0;  // the pool
  std::size_t queries = 0;    // of these, asked: those that share a tag with another
  double chance = 0;          // share of pairs with a tag in common
  SimilarMeasures ours;
  SimilarMeasures plain;  // Xapian's BM25 over the 20 words with the highest tf-idf
};

inline constexpr std::size_t kMostJudged = 2000;

// On what is stored and indexed. Errors: not_found  fewer than two documents have an author's tag; as store and index
Result<SimilarEvaluation> evaluate_similar(Library& library);

}  // namespace fupan::service
