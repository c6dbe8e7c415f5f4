#include "core/fsrs.h"

#include <gtest/gtest.h>

#include <fstream>
#include <limits>
#include <sstream>

namespace fupan {
namespace {

struct History {
  std::vector<std::pair<int, std::int64_t>> answers;  // grade and time
  std::vector<int> days;                              // of each interval
  Memory last;
};

// One line of tests/golden/core/fsrs.txt, which the tests of web/ write with ts-fsrs.
History parse_history(const std::string& line) {
  History history;
  std::istringstream in(line);
  for (std::string word; in >> word && word != "|";) {
    const std::size_t at = word.find('@');
    history.answers.emplace_back(std::stoi(word.substr(0, at)), std::stoll(word.substr(at + 1)));
  }
  for (std::string word; in >> word && word != "|";) history.days.push_back(std::stoi(word));
  in >> history.last.stability >> history.last.difficulty >> history.last.reps >> history.last.lapses;
  return history;
}

TEST(Fsrs, EqualsTheReferenceOverAThousandHistories) {
  std::ifstream file(std::string(FUPAN_SOURCE_DIR) + "/tests/golden/core/fsrs.txt");
  ASSERT_TRUE(file);
  int count = 0;
  for (std::string line; std::getline(file, line); ++count) {
    const History history = parse_history(line);
    ASSERT_EQ(history.answers.size(), history.days.size()) << line;
    Memory memory;
    for (std::size_t i = 0; i < history.answers.size(); ++i) {
      const auto [grade, at] = history.answers[i];
      memory = review(memory, static_cast<Rating>(grade), at);
      ASSERT_EQ(memory.scheduled_days, history.days[i]) << "answer " << i + 1 << " of " << line;
      ASSERT_TRUE(check_memory(memory)) << check_memory(memory).error().message << " in " << line;
    }
    ASSERT_EQ(memory.stability, history.last.stability) << line;
    ASSERT_EQ(memory.difficulty, history.last.difficulty) << line;
    ASSERT_EQ(memory.reps, history.last.reps) << line;
    ASSERT_EQ(memory.lapses, history.last.lapses) << line;
    ASSERT_EQ(memory.last_review, history.answers.back().second) << line;
  }
  EXPECT_EQ(count, 1000);
}

TEST(Fsrs, AClockThatWentBackCountsAsTheLastAnswer) {
  const Memory first = review({}, Rating::kGood, 1'800'000'000);
  const Memory back = review(first, Rating::kGood, 1'700'000'000);
  EXPECT_EQ(back, review(first, Rating::kGood, 1'800'000'000));
  EXPECT_EQ(back.last_review, 1'800'000'000);
}

TEST(Fsrs, RefusesWhatNoHistoryLeadsTo) {
  const Memory sound = review({}, Rating::kGood, 1'800'000'000);
  ASSERT_TRUE(check_memory(sound));
  ASSERT_TRUE(check_memory(Memory{}));
  const auto refused = [&](auto change) {
    Memory memory = sound;
    change(memory);
    const Status checked = check_memory(memory);
    return checked ? std::string("nothing") : checked.error().field;
  };
  constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(refused([](Memory& m) { m.stability = 0; }), "stability");
  EXPECT_EQ(refused([](Memory& m) { m.stability = 40000; }), "stability");
  EXPECT_EQ(refused([](Memory& m) { m.stability = kNothing; }), "stability");
  EXPECT_EQ(refused([](Memory& m) { m.difficulty = 0.5; }), "difficulty");
  EXPECT_EQ(refused([](Memory& m) { m.difficulty = kNothing; }), "difficulty");
  EXPECT_EQ(refused([](Memory& m) { m.scheduled_days = 0; }), "scheduled_days");
  EXPECT_EQ(refused([](Memory& m) { m.scheduled_days = 40000; }), "scheduled_days");
  EXPECT_EQ(refused([](Memory& m) { m.lapses = 1; }), "lapses");
  EXPECT_EQ(refused([](Memory& m) { m.lapses = -1; }), "lapses");
  EXPECT_EQ(refused([](Memory& m) { m.reps = -1; }), "reps");
  EXPECT_EQ(refused([](Memory& m) { m.reps = 0; }), "reps");
  EXPECT_EQ(refused([](Memory& m) { m.last_review = -1; }), "last_review");
}

}  // namespace
}  // namespace fupan
