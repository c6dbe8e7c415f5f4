// Which lessons say the same (duplicate_rule.h)? Kept up to date lesson by lesson, so that one change costs one
// comparison with the few lessons that may be alike, not with all. One thread.
//
// Candidates share one of eight bands of three slots of their sketches (locality-sensitive hashing): at 0.8 a pair is
// missed 3 times in 1,000, at 0.9 once in 100,000. Held are at most kMostSketched lessons, 1.2 kB each; later ones are
// not compared.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/id.h"
#include "indexer/insight/shingles.h"

namespace fupan::service {

inline constexpr std::size_t kMostSketched = 100'000;

struct DuplicatePair {
  std::string first, second;  // ids of lessons; `first` was known before
  double likeness = 0;
};

class DuplicatePairs {
 public:
  // Of a lesson that is compared. `apart`: lessons that somebody decided are no duplicates of it. Replaces what was
  // known of the lesson.
  void put(const std::string& lesson, std::string_view text, std::set<std::string> apart);
  void remove(const std::string& lesson);

  // Each lesson with the one it is most like among those that were known before it, so that ten copies are nine pairs.
  std::vector<DuplicatePair> pairs() const;

 private:
  struct Entry {
    std::uint64_t order = 0;
    indexer::insight::ShingleSketch sketch;
    std::set<std::string> apart;
    std::string partner;  // empty: none
    double likeness = 0;
  };
  void choose_partner(const std::string& lesson, Entry& entry) const;
  std::vector<std::uint64_t> bands_of(const indexer::insight::ShingleSketch& sketch) const;

  std::map<std::string, Entry> entries_;
  std::unordered_map<std::uint64_t, std::set<std::string>> bands_;
  std::uint64_t next_order_ = 0;
};

}  // namespace fupan::service
