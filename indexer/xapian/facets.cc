#include "indexer/xapian/facets.h"

#include <algorithm>
#include <map>

#include "indexer/xapian/schema.h"
#include "indexer/xapian/value_codes.h"

namespace fupan::indexer::xapian {
namespace {

// A slot holds several values; each combination was counted, and is split here: there are far fewer combinations than
// documents.
void add_split(const std::string& combination, std::size_t count, std::map<std::string, std::size_t>& by_value) {
  for (std::size_t begin = 0; begin <= combination.size() && !combination.empty();) {
    const std::size_t end = std::min(combination.find(kValueSeparator, begin), combination.size());
    by_value[combination.substr(begin, end - begin)] += count;
    begin = end + 1;
  }
}

}  // namespace

FacetCounter::FacetCounter(const std::vector<Field>& fields, const Xapian::Database& database, Columns& columns)
    : database_(database) {
  for (const Field field : fields) {
    Column::View values = columns[row_of(field).slot].view(database, row_of(field).slot);
    std::vector<std::uint32_t> counts(values.end());
    facets_.push_back({field, std::move(values), std::move(counts)});
  }
}

void FacetCounter::count(const DocIds& matches) {
  for (Facet& facet : facets_) {
    for (const Xapian::docid id : matches) ++facet.counts[facet.values.at(id)];
  }
}

void FacetCounter::collect(std::vector<FacetCounts>& out) const {
  for (const Facet& facet : facets_) {
    std::map<std::string, std::size_t> by_value;
    for (std::uint32_t number = 1; number < facet.counts.size(); ++number) {
      if (facet.counts[number] == 0) continue;
      add_split(text_of_code(database_, row_of(facet.field).slot, number), facet.counts[number], by_value);
    }
    std::vector<FacetCount> counts;
    for (const auto& [value, count] : by_value) counts.push_back({value, count});
    std::stable_sort(counts.begin(), counts.end(),
                     [](const FacetCount& a, const FacetCount& b) { return a.count > b.count; });
    out.push_back({facet.field, std::move(counts)});
  }
}

}  // namespace fupan::indexer::xapian
