// The question: what is like this text? Plain values.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "indexer/search_request.h"

namespace fupan::indexer {

struct SimilarRequest {
  std::string title;                            // words in it count twice
  std::string text;                             // plain text, either language
  HitType type = HitType::kLesson;              // kLesson or kDocument
  std::vector<FieldFilter> filters;             // all must hold. Published ones only, whatever a filter says
  std::vector<std::string> documents;           // only these documents, or lessons of these, by id; empty: all
  std::vector<std::string> hidden_collections;  // none of their documents or lessons is a hit
  std::string without;     // a document (with its lessons) or a lesson that is no hit; may be empty
  std::size_t limit = 10;  // at most kMostSimilar
  bool plain = false;      // for comparison: Xapian's BM25 over the 20 words with the highest tf-idf, and nothing else
};

inline constexpr std::size_t kMostSimilar = 300;

struct SimilarHit {
  std::string document_id;
  std::string lesson_id;             // empty in a search for documents
  double score = 0;                  // 0 .. 1; of a plain one BM25's
  std::vector<std::string> matched;  // the pieces of the text that say most for it, as written, at most 4
};

}  // namespace fupan::indexer
