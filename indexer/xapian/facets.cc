#include "indexer/xapian/facets.h"

#include <algorithm>
#include <map>

#include "indexer/xapian/schema.h"

namespace fupan::indexer::xapian {
namespace {

// A slot holds several values; Xapian counts each combination, which is then split: there are far fewer combinations
// than documents.
std::vector<FacetCount> split_counts(const Xapian::ValueCountMatchSpy& spy) {
  std::map<std::string, std::size_t> by_value;
  for (auto i = spy.values_begin(); i != spy.values_end(); ++i) {
    const std::string combination = *i;
    for (std::size_t begin = 0; begin <= combination.size() && !combination.empty();) {
      const std::size_t end = std::min(combination.find(kValueSeparator, begin), combination.size());
      by_value[combination.substr(begin, end - begin)] += i.get_termfreq();
      begin = end + 1;
    }
  }
  std::vector<FacetCount> counts;
  for (const auto& [value, count] : by_value) counts.push_back({value, count});
  std::stable_sort(counts.begin(), counts.end(),
                   [](const FacetCount& a, const FacetCount& b) { return a.count > b.count; });
  return counts;
}

}  // namespace

FacetCounter::FacetCounter(const std::vector<Field>& fields) {
  for (const Field field : fields) {
    spies_.push_back({field, std::make_unique<Xapian::ValueCountMatchSpy>(row_of(field).slot)});
  }
}

void FacetCounter::attach(Xapian::Enquire& enquire) {
  for (Spy& spy : spies_) enquire.add_matchspy(spy.counts.get());
}

void FacetCounter::collect(std::vector<FacetCounts>& out) const {
  for (const Spy& spy : spies_) out.push_back({spy.field, split_counts(*spy.counts)});
}

}  // namespace fupan::indexer::xapian
