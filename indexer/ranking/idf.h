// How much a term says: the fewer documents have it, the more (Robertson & Spärck Jones 1976, as Lucene's BM25 has it,
// which never goes below 0). Pure.
#pragma once

#include <cmath>

namespace fupan::indexer {

// Of a term that `found` of `all` documents have.
inline double inverse_document_frequency(double found, double all) {
  return std::log(1 + (all - found + 0.5) / (found + 0.5));
}

}  // namespace fupan::indexer
