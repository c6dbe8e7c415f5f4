// What one person has learnt so far. Plain values, and their stored form (docs/formats.md, "Learners"). Two kinds of
// records, so that an answer writes little: the learner, small enough to be read of everybody for the report of a PMO,
// and a deck of cards for each document that questions come from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/fsrs.h"
#include "core/label.h"
#include "core/result.h"

namespace fupan {

inline constexpr int kLearnerFormat = 1;
inline constexpr int kDeckFormat = 1;

using Day = std::int32_t;  // since 1970-01-01; 0: none

struct StepDone {
  std::string step;  // the id of the step in its path
  Day day = 0;
  bool operator==(const StepDone&) const = default;
};

struct PathProgress {
  std::string path;  // slug
  std::vector<StepDone> done;
  Day completed = 0;  // when every step of it was done for the first time
  bool operator==(const PathProgress&) const = default;
};

// Answers to questions whose source carries a label.
struct LabelAnswers {
  Facet facet = Facet::kPhase;
  std::string value;
  std::uint32_t asked = 0;
  std::uint32_t wrong = 0;
  bool operator==(const LabelAnswers&) const = default;
};

struct Learner {
  std::string account;  // id; empty: the owner of an installation without accounts
  std::string name;     // as it was with the last answer
  std::string group;    // name of the account's role, likewise
  std::vector<PathProgress> paths;
  std::vector<LabelAnswers> labels;
  std::uint32_t answers = 0, right = 0;
  std::uint32_t cards = 0;
  Day first_day = 0, last_day = 0;            // with a step or an answer
  std::uint32_t streak = 0, best_streak = 0;  // days in a row up to last_day
  std::uint32_t reviewed = 0;                 // due cards answered on last_day
  bool operator==(const Learner&) const = default;
};

// Notes that something was done on `day`; a day before the last one counts as that.
void note_day(Learner& learner, Day day);

// The days in a row that still count on `day`: up to today or yesterday.
std::uint32_t streak_on(const Learner& learner, Day day);

struct Card {
  std::string question;  // id
  std::string digest;    // of what was learnt; another one now: the question changed
  Memory memory;
  std::uint32_t wrong = 0;
  bool was_right = false;  // the last time
  bool operator==(const Card&) const = default;
};

struct Deck {
  std::vector<Card> cards;
  bool operator==(const Deck&) const = default;
};

std::string encode_learner(const Learner& learner);
std::string encode_deck(const Deck& deck);

// Errors: corrupt  not what encode_… wrote, a newer format, or a memory that check_memory() refuses
Result<Learner> decode_learner(std::string_view bytes);
Result<Deck> decode_deck(std::string_view bytes);

// "2026-03-01" and back; nothing (0) when it is no date.
Day day_of_date(std::string_view date);
std::string date_of_day(Day day);

}  // namespace fupan
