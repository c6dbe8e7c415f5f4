// Counts facet values over everything a query matches. One thread.
#pragma once

#include <xapian.h>

#include <memory>
#include <vector>

#include "indexer/index.h"

namespace fupan::indexer::xapian {

class FacetCounter {
 public:
  explicit FacetCounter(const std::vector<Field>& fields);

  // Must stay alive until the match is done.
  void attach(Xapian::Enquire& enquire);

  // Appends one FacetCounts for each facet.
  void collect(std::vector<FacetCounts>& out) const;

 private:
  struct Spy {
    Field field;
    std::unique_ptr<Xapian::ValueCountMatchSpy> counts;
  };
  std::vector<Spy> spies_;
};

}  // namespace fupan::indexer::xapian
