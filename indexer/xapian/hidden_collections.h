// Which entries lie in collections that must not be shown? One database, one thread. Throws Xapian's exceptions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/xapian/columns.h"
#include "indexer/xapian/database_pool.h"

namespace fupan::indexer::xapian {

class HiddenCollections {
 public:
  // `open` must outlive the object.
  HiddenCollections(const OpenDatabase& open, const std::vector<std::string>& names);

  bool empty() const { return numbers_.empty(); }
  bool hides(Xapian::docid id) const { return !empty() && numbers_[values_.at(id)]; }

  // In how many entries that are shown the term is, at most `most`.
  std::size_t count(const std::string& term, std::size_t most) const;
  bool shows(const std::string& term) const { return count(term, 1) > 0; }

  // As count() without a bound, and the number of all entries shown; estimated from the first kMostLookedAt postings.
  double frequency(const std::string& term) const;
  double size() const;

  // Of the documents shown. May be somewhat older than the database.
  std::shared_ptr<const TokenStatistics> statistics() const;
  std::shared_ptr<const FeatureStatistics> features() const;

 private:
  static constexpr std::size_t kMostLookedAt = 2000;
  SharedStatistics::Veil veil() const;

  const OpenDatabase& open_;
  std::vector<std::string> names_;
  Column::View values_;
  std::vector<bool> numbers_;  // of the collections that are hidden; empty when none is
};

// The words of the spelling dictionary within two edits of `word`, nearest first, of these those in most entries shown.
std::vector<std::string> nearest_words(const OpenDatabase& open, const HiddenCollections& hidden,
                                       std::string_view word);

}  // namespace fupan::indexer::xapian
