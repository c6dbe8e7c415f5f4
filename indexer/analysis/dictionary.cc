#include "indexer/analysis/dictionary.h"

#include <algorithm>
#include <limits>

#include "indexer/analysis/word_hash.h"

namespace fupan::indexer {

// Defined in the generated word_table.cc; see make_dictionary.cc.
extern const std::uint64_t kWordTableVersion;
extern const std::size_t kWordTableSlots;
extern const std::uint64_t kWordTable[];

namespace {

bool contains(std::uint64_t hash) {
  if (hash == 0) hash = 1;
  const std::size_t mask = kWordTableSlots - 1;
  for (std::size_t slot = hash & mask; kWordTable[slot] != 0; slot = (slot + 1) & mask) {
    if (kWordTable[slot] == hash) return true;
  }
  return false;
}

// The best way to cut the rest of a run.
struct Cut {
  std::size_t pieces = std::numeric_limits<std::size_t>::max();
  std::size_t singles = 0;
  std::size_t first = 0;  // length of the first piece

  bool better_than(const Cut& other) const {
    if (pieces != other.pieces) return pieces < other.pieces;
    if (singles != other.singles) return singles < other.singles;
    return first < other.first;
  }
};

}  // namespace

std::uint64_t dictionary_version() { return kWordTableVersion; }

bool is_dictionary_word(std::u32string_view word) {
  return word.size() >= 2 && word.size() <= kMaxWordCharacters && contains(word_hash(word));
}

void words_at(std::u32string_view run, std::vector<std::size_t>& lengths) {
  lengths.clear();
  std::uint64_t hash = kWordHashStart;
  for (std::size_t i = 0; i < run.size() && i < kMaxWordCharacters; ++i) {
    hash = add_to_word_hash(hash, run[i]);
    if (i >= 2 && contains(hash)) lengths.push_back(i + 1);
  }
}

namespace {

std::vector<std::size_t> segment_up_to(std::u32string_view run, std::size_t max_length) {
  std::vector<Cut> best(run.size() + 1);
  best[run.size()] = {0, 0, 0};
  for (std::size_t i = run.size(); i-- > 0;) {
    const Cut& after = best[i + 1];
    best[i] = {after.pieces + 1, after.singles + 1, 1};
    std::uint64_t hash = add_to_word_hash(kWordHashStart, run[i]);
    for (std::size_t length = 2; length <= max_length && i + length <= run.size(); ++length) {
      hash = add_to_word_hash(hash, run[i + length - 1]);
      if (!contains(hash)) continue;
      const Cut& rest = best[i + length];
      const Cut cut{rest.pieces + 1, rest.singles, length};
      if (cut.better_than(best[i])) best[i] = cut;
    }
  }
  std::vector<std::size_t> lengths;
  for (std::size_t i = 0; i < run.size(); i += best[i].first) lengths.push_back(best[i].first);
  return lengths;
}

}  // namespace

std::vector<std::size_t> segment(std::u32string_view run) { return segment_up_to(run, kMaxWordCharacters); }

std::vector<std::size_t> segment_finely(std::u32string_view run) {
  constexpr std::size_t kMinCompound = 4;
  std::vector<std::size_t> lengths;
  std::size_t at = 0;
  for (const std::size_t length : segment(run)) {
    const std::u32string_view piece = run.substr(at, length);
    at += length;
    std::vector<std::size_t> parts{length};
    if (length >= kMinCompound) parts = segment_up_to(piece, length - 1);
    if (std::find(parts.begin(), parts.end(), 1U) != parts.end()) parts = {length};
    lengths.insert(lengths.end(), parts.begin(), parts.end());
  }
  return lengths;
}

}  // namespace fupan::indexer
