#include "server/service/duplicate_pairs.h"

#include <algorithm>
#include <utility>

#include "server/service/duplicate_rule.h"

namespace fupan::service {
namespace {

constexpr std::size_t kBands = 8;
constexpr std::size_t kSlotsPerBand = 3;
constexpr std::uint32_t kUnusedSlot = 0xFFFFFFFF;
constexpr std::uint64_t kPrime = 1099511628211ULL;
// A sentence that stands in every document makes a band of its own; looking at some of it finds the same pairs.
constexpr std::size_t kMostCandidates = 200;

}  // namespace

// Short texts use few slots: a band is made of used ones, which are taken in order.
std::vector<std::uint64_t> DuplicatePairs::bands_of(const indexer::insight::ShingleSketch& sketch) const {
  std::vector<std::uint64_t> bands;
  const std::size_t width = sketch.size() / kBands;
  for (std::size_t band = 0; band < kBands && width > 0; ++band) {
    std::uint64_t hash = band + 1;
    std::size_t used = 0;
    for (std::size_t slot = band * width; slot < (band + 1) * width && used < kSlotsPerBand; ++slot) {
      if (sketch[slot] == kUnusedSlot) continue;
      hash = (hash * kPrime ^ slot) * kPrime ^ sketch[slot];
      ++used;
    }
    if (used > 0) bands.push_back(hash);
  }
  return bands;
}

void DuplicatePairs::choose_partner(const std::string& lesson, Entry& entry) const {
  entry.partner.clear();
  entry.likeness = 0;
  std::set<std::string> candidates;
  for (const std::uint64_t band : bands_of(entry.sketch)) {
    const auto found = bands_.find(band);
    if (found == bands_.end()) continue;
    for (const std::string& other : found->second) {
      if (candidates.size() < kMostCandidates) candidates.insert(other);
    }
  }
  for (const std::string& other : candidates) {
    const Entry& known = entries_.at(other);
    if (!may_be_duplicates({lesson}, {other}) || known.order >= entry.order) continue;
    if (entry.apart.contains(other) || known.apart.contains(lesson)) continue;
    const double likeness = indexer::insight::resemblance(entry.sketch, known.sketch);
    if (likeness < kDuplicateFrom || likeness <= entry.likeness) continue;
    entry.partner = other;
    entry.likeness = likeness;
  }
}

void DuplicatePairs::put(const std::string& lesson, std::string_view text, std::set<std::string> apart) {
  indexer::insight::ShingleSketch sketch = indexer::insight::sketch_shingles(text);
  const auto known = entries_.find(lesson);
  if (known != entries_.end() && known->second.sketch == sketch && known->second.apart == apart) return;
  if (known != entries_.end()) remove(lesson);
  if (sketch.empty() || entries_.size() >= kMostSketched) return;
  Entry entry;
  entry.order = next_order_++;
  entry.sketch = std::move(sketch);
  entry.apart = std::move(apart);
  for (const std::uint64_t band : bands_of(entry.sketch)) bands_[band].insert(lesson);
  Entry& placed = entries_[lesson] = std::move(entry);
  choose_partner(lesson, placed);
}

void DuplicatePairs::remove(const std::string& lesson) {
  const auto found = entries_.find(lesson);
  if (found == entries_.end()) return;
  for (const std::uint64_t band : bands_of(found->second.sketch)) {
    const auto members = bands_.find(band);
    members->second.erase(lesson);
    if (members->second.empty()) bands_.erase(members);
  }
  entries_.erase(found);
  for (auto& [other, entry] : entries_) {
    if (entry.partner == lesson) choose_partner(other, entry);
  }
}

std::vector<DuplicatePair> DuplicatePairs::pairs() const {
  std::vector<DuplicatePair> pairs;
  for (const auto& [lesson, entry] : entries_) {
    if (!entry.partner.empty()) pairs.push_back({entry.partner, lesson, entry.likeness});
  }
  return pairs;
}

}  // namespace fupan::service
