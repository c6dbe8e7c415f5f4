// Counts facet values over everything a query matches. One thread.
#pragma once

#include <xapian.h>

#include <vector>

#include "indexer/index.h"
#include "indexer/xapian/columns.h"

namespace fupan::indexer::xapian {

// Sees every match once: counts matches, and their values from columns.
class FacetCounter final : public Xapian::MatchSpy {
 public:
  // `database` must outlive the object.
  FacetCounter(const std::vector<Field>& fields, const Xapian::Database& database, Columns& columns);

  void operator()(const Xapian::Document& document, double weight) override;

  std::size_t matches() const { return matches_; }

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
  std::size_t matches_ = 0;
};

}  // namespace fupan::indexer::xapian
