#include "core/fsrs.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace fupan {
namespace {

// The names and numbers of the algorithm's description: github.com/open-spaced-repetition, "The Algorithm", FSRS-6.
constexpr std::array<double, 21> kW{0.212,  1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194,
                                    0.001,  1.8722, 0.1666, 0.796,  1.4835, 0.0614, 0.2629,
                                    1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542};
constexpr double kRetention = 0.9;
constexpr double kLeastStability = 0.001;
constexpr double kMostStability = 36500;
constexpr double kLeastFirstStability = 0.1;
constexpr std::int64_t kDay = 86400;
constexpr std::int64_t kLastSecond = 253402300799;  // 9999-12-31
constexpr int kMostReps = 1'000'000;

// To eight decimals, as the reference keeps every number.
double rounded(double value) {
  std::array<char, 512> text{};
  std::snprintf(text.data(), text.size(), "%.8f", value);
  return std::strtod(text.data(), nullptr);
}

double factor() {
  static const double value = rounded(std::exp(std::pow(-kW[20], -1) * std::log(0.9)) - 1);
  return value;
}

double interval_modifier() {
  static const double value = rounded((std::pow(kRetention, 1 / -kW[20]) - 1) / factor());
  return value;
}

double retrievability(double days, double stability) {
  return rounded(std::pow(1 + factor() * days / stability, -kW[20]));
}

double first_difficulty(int grade) { return rounded(kW[4] - std::exp((grade - 1) * kW[5]) + 1); }

double next_difficulty(double difficulty, int grade) {
  const double change = -kW[6] * (grade - 3);
  const double damped = difficulty + rounded(change * (10 - difficulty) / 9);
  return std::clamp(rounded(kW[7] * first_difficulty(4) + (1 - kW[7]) * damped), 1.0, 10.0);
}

double after_recall(const Memory& memory, double recall, int grade) {
  const double penalty = grade == 2 ? kW[15] : 1;
  const double bonus = grade == 4 ? kW[16] : 1;
  const double stability =
      memory.stability * (1 + std::exp(kW[8]) * (11 - memory.difficulty) * std::pow(memory.stability, -kW[9]) *
                                  (std::exp((1 - recall) * kW[10]) - 1) * penalty * bonus);
  return rounded(std::clamp(stability, kLeastStability, kMostStability));
}

double after_lapse(const Memory& memory, double recall) {
  const double stability = kW[11] * std::pow(memory.difficulty, -kW[12]) *
                           (std::pow(memory.stability + 1, kW[13]) - 1) * std::exp((1 - recall) * kW[14]);
  return std::min(std::max(memory.stability, kLeastStability),
                  rounded(std::clamp(stability, kLeastStability, kMostStability)));
}

// The stability after each of the four grades.
std::array<double, 4> stabilities(const Memory& before, double recall) {
  std::array<double, 4> all{};
  for (int grade = 1; grade <= 4; ++grade) {
    double& stability = all[static_cast<std::size_t>(grade - 1)];
    if (before.reps == 0) {
      stability = std::max(kW[static_cast<std::size_t>(grade - 1)], kLeastFirstStability);
    } else {
      stability = grade == 1 ? after_lapse(before, recall) : after_recall(before, recall, grade);
    }
  }
  return all;
}

// Rounds halves up, as JavaScript does; stabilities are positive.
int days_of(double stability) {
  const double days = std::floor(stability * interval_modifier() + 0.5);
  return static_cast<int>(std::clamp(days, 1.0, double{kLongestInterval}));
}

// A better grade never comes back earlier.
int scheduled_days(const std::array<double, 4>& stability, int grade) {
  const int hard_days = days_of(stability[1]);
  const int again = std::min(days_of(stability[0]), hard_days);
  const int hard = std::max(hard_days, again + 1);
  const int good = std::max(days_of(stability[2]), hard + 1);
  const int easy = std::max(days_of(stability[3]), good + 1);
  return std::array{again, hard, good, easy}[static_cast<std::size_t>(grade - 1)];
}

Error out_of_range(std::string_view name, double value, std::string_view bounds) {
  return Error{ErrorCode::kInvalidArgument,
               std::string(name) + ": must be " + std::string(bounds) + ", not " + std::to_string(value),
               std::string(name)};
}

}  // namespace

Memory review(const Memory& before, Rating rating, std::int64_t now) {
  const int grade = static_cast<int>(rating);
  now = std::max(now, before.last_review);
  const auto elapsed = static_cast<double>(now / kDay - before.last_review / kDay);  // calendar days, in UTC
  const double recall = before.reps == 0 ? 1 : retrievability(elapsed, before.stability);
  const std::array<double, 4> stability = stabilities(before, recall);
  Memory after;
  after.last_review = now;
  after.stability = stability[static_cast<std::size_t>(grade - 1)];
  after.difficulty =
      before.reps == 0 ? std::clamp(first_difficulty(grade), 1.0, 10.0) : next_difficulty(before.difficulty, grade);
  after.scheduled_days = scheduled_days(stability, grade);
  after.reps = before.reps + 1;
  after.lapses = before.lapses + (before.reps > 0 && rating == Rating::kAgain ? 1 : 0);
  return after;
}

Status check_memory(const Memory& memory) {
  if (memory.reps < 0 || memory.reps > kMostReps) return out_of_range("reps", memory.reps, "0 to 1000000");
  if (memory.reps == 0) {
    if (memory == Memory{}) return ok_status();
    return out_of_range("reps", 0, "1 or more where something is remembered");
  }
  if (!(memory.stability >= kLeastStability && memory.stability <= kMostStability)) {
    return out_of_range("stability", memory.stability, "0.001 to 36500");
  }
  if (!(memory.difficulty >= 1 && memory.difficulty <= 10)) {
    return out_of_range("difficulty", memory.difficulty, "1 to 10");
  }
  if (memory.scheduled_days < 1 || memory.scheduled_days > kLongestInterval + 3) {
    return out_of_range("scheduled_days", memory.scheduled_days, "1 to 36503");
  }
  if (memory.lapses < 0 || memory.lapses >= memory.reps) return out_of_range("lapses", memory.lapses, "less than reps");
  if (memory.last_review < 0 || memory.last_review > kLastSecond) {
    return out_of_range("last_review", static_cast<double>(memory.last_review), "a time from 1970 to 9999");
  }
  return ok_status();
}

}  // namespace fupan
