// Phrases without positions in the index: entries that hold all terms of a phrase, then those whose tokens hold them in
// order. One thread; throws Xapian's exceptions.
#pragma once

#include <xapian.h>

#include <map>
#include <string>

#include "indexer/analysis/tokens.h"
#include "indexer/query/node.h"
#include "indexer/xapian/database_pool.h"

namespace fupan::indexer::xapian {

class Phrases {
 public:
  // Looks among documents, or among lessons. `index` must outlive the object.
  Phrases(const OpenIndex& index, bool among_lessons) : index_(index), among_lessons_(among_lessons) {}

  // What holds `pattern` in the parts that make up `field`. `terms` is a query that all of these match; its weight is
  // the result's.
  Xapian::Query find(const Xapian::Query& terms, const TokenPattern& pattern, TextField field);

  // A phrase had more candidates than are looked at; the rest counts as not matching.
  bool is_capped() const { return is_capped_; }

 private:
  const OpenDatabase& open() const { return among_lessons_ ? index_.lessons : index_.documents; }
  Xapian::Query look_up(const Xapian::Query& terms, const TokenPattern& pattern, TextField field);
  bool document_holds(Xapian::docid id, const TokenPattern& pattern, TextField field) const;
  bool lesson_holds(Xapian::docid id, const TokenPattern& pattern, TextField field) const;

  const OpenIndex& index_;
  bool among_lessons_;
  std::map<std::string, Xapian::Query> found_;  // by pattern and field: a query may ask for a phrase several times
  bool is_capped_ = false;
};

}  // namespace fupan::indexer::xapian
