// Phrases without positions in the index: entries that hold all terms of a phrase, then those whose tokens hold them in
// order. One thread; throws Xapian's exceptions.
#pragma once

#include <xapian.h>

#include <map>
#include <string>

#include "indexer/analysis/tokens.h"
#include "indexer/query/node.h"
#include "indexer/xapian/database_pool.h"
#include "indexer/xapian/matcher.h"

namespace fupan::indexer::xapian {

class Phrases {
 public:
  // Looks among documents, or among lessons, which `matcher` matches. All must outlive the object.
  Phrases(const OpenIndex& index, bool among_lessons, Matcher& matcher)
      : index_(index), among_lessons_(among_lessons), matcher_(matcher) {}

  // Other entries count as not matching; of these, dead ones may match. `entries` must outlive the object.
  void look_only_among(const DocIds& entries) { entries_ = &entries; }

  // What holds `pattern` in the parts that make up `field`. `terms` is a query that all of these match; its weight is
  // the result's.
  Query find(const Query& terms, const TokenPattern& pattern, TextField field);

  // A phrase had more candidates than are looked at; the rest counts as not matching.
  bool is_capped() const { return is_capped_; }

 private:
  const OpenDatabase& open() const { return among_lessons_ ? index_.lessons : index_.documents; }
  Query look_up(const Query& terms, const TokenPattern& pattern, TextField field);
  DocIds look_in_documents(const DocIds& candidates, const TokenPattern& pattern, TextField field) const;
  bool lesson_holds(Xapian::docid id, const TokenPattern& pattern, TextField field) const;

  const OpenIndex& index_;
  bool among_lessons_;
  Matcher& matcher_;
  const DocIds* entries_ = nullptr;     // null: among all that are not dead
  std::map<std::string, Query> found_;  // by pattern and field: a query may ask for a phrase several times
  bool is_capped_ = false;
};

}  // namespace fupan::indexer::xapian
