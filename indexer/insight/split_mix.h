// Deterministic random numbers for permutation tests and folds: SplitMix64 (Steele, Lea & Flood 2014). The same seed
// gives the same numbers on every machine, which std::shuffle and the standard distributions do not promise.
#pragma once

#include <cstdint>

namespace fupan::indexer::insight {

// The output function of SplitMix64: spreads every bit of `value` over all bits of the answer.
constexpr std::uint64_t mix_bits(std::uint64_t value) {
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
  return value ^ (value >> 31);
}

// One thread.
class SplitMix {
 public:
  explicit constexpr SplitMix(std::uint64_t seed) : state_(seed) {}

  constexpr std::uint64_t next() { return mix_bits(state_ += 0x9e3779b97f4a7c15ULL); }

  // 0 .. bound - 1, bound 1 .. 2^32; the bias of the multiplication is below 2^-32.
  constexpr std::uint64_t below(std::uint64_t bound) { return ((next() >> 32) * bound) >> 32; }

 private:
  std::uint64_t state_;
};

}  // namespace fupan::indexer::insight
