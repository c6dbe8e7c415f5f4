// When is something that was learnt asked again? FSRS-6 (Free Spaced Repetition Scheduler) with its default parameters,
// retention 0.9, whole days and no random spread: number for number what ts-fsrs computes with `enable_short_term:
// false` and `enable_fuzz: false` (decision 0040). Thread-safe, no state.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/result.h"

namespace fupan {

// How an answer came. By the numbers of the algorithm.
enum class Rating { kAgain = 1, kHard = 2, kGood = 3, kEasy = 4 };
inline constexpr std::array<std::string_view, 4> kRatingNames{"again", "hard", "good", "easy"};

// What is remembered of one question. Times are seconds since 1970-01-01 UTC.
struct Memory {
  std::int64_t last_review = 0;
  double stability = 0;   // days until the chance to remember has fallen to 0.9
  double difficulty = 0;  // 1 to 10
  int scheduled_days = 0;
  int reps = 0;  // 0: never answered, and then all else is 0
  int lapses = 0;

  std::int64_t due() const { return last_review + std::int64_t{scheduled_days} * 86400; }
  bool operator==(const Memory&) const = default;
};

inline constexpr int kLongestInterval = 36500;  // days

// `before` after an answer at `now`, which is not before its last one: an earlier `now` counts as that.
Memory review(const Memory& before, Rating rating, std::int64_t now);

// Errors: invalid_argument  a number that no history of answers leads to; the message names it and its bounds
Status check_memory(const Memory& memory);

}  // namespace fupan
