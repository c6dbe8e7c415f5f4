// Counts facet values over everything a query matches, from columns. One thread.
#pragma once

#include <xapian.h>

#include <vector>

#include "indexer/index.h"
#include "indexer/xapian/append_database.h"
#include "indexer/xapian/columns.h"

namespace fupan::indexer::xapian {

class FacetCounter {
 public:
  // `database` must outlive the object.
  FacetCounter(const std::vector<Field>& fields, const Xapian::Database& database, Columns& columns);

  void count(const DocIds& matches);

  // Appends one FacetCounts for each facet.
  void collect(std::vector<FacetCounts>& out) const;

 private:
  struct Facet {
    Field field;
    Column::View values;
    std::vector<std::uint32_t> counts;  // by number of value
  };
  const Xapian::Database& database_;
  std::vector<Facet> facets_;
};

}  // namespace fupan::indexer::xapian
