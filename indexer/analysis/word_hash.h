// The hash by which dictionary words are looked up; shared by the program and by make_dictionary.cc. FNV-1a over code
// points, so that a word's hash is computed one character at a time.
#pragma once

#include <cstdint>
#include <string_view>

namespace fupan::indexer {

inline constexpr std::uint64_t kWordHashStart = 14695981039346656037ULL;

constexpr std::uint64_t add_to_word_hash(std::uint64_t hash, char32_t c) {
  return (hash ^ c) * 1099511628211ULL * 0x9E3779B97F4A7C15ULL;
}

constexpr std::uint64_t word_hash(std::u32string_view word) {
  std::uint64_t hash = kWordHashStart;
  for (const char32_t c : word) hash = add_to_word_hash(hash, c);
  return hash == 0 ? 1 : hash;  // 0 marks a free slot
}

}  // namespace fupan::indexer
