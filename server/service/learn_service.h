// What a person learns: steps of paths, answers to questions, and the daily review. Thread-safe.
//
// The server alone computes when a card comes back (core/fsrs.h); nobody can send it a state. A learner is
// `viewer.account`; without accounts there is one.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/learner.h"
#include "server/service/learn_content.h"
#include "server/service/learn_grade.h"

namespace fupan::service {

inline constexpr std::size_t kCardsPerDay = 10;

struct Answer {
  std::string question;
  std::vector<std::string> given;  // as grade_answer() takes them
  std::optional<Rating> rating;    // how it felt; needed where only the person can say, and again when it was wrong
  std::string day;                 // of the person's calendar, "YYYY-MM-DD"; empty: UTC's
};

struct Graded {
  SourcedQuestion question;
  Grade grade;
  Memory before;                // reps 0: never answered
  std::optional<Memory> after;  // nothing: only looked at, not recorded
};

struct DueCard {
  SourcedQuestion question;
  Memory memory;
  bool is_changed = false;  // since it was learnt
};

struct DueCards {
  std::size_t total = 0;            // due today, with those for which today has no room
  std::uint32_t reviewed = 0;       // today
  std::vector<DueCard> items;       // at most kCardsPerDay less what was reviewed; longest due first
  std::optional<std::string> next;  // "YYYY-MM-DD": when nothing is due, the day on which something is
};

struct PathStanding {
  PathView view;
  std::vector<std::string> done;   // ids of steps that the path has
  std::string started, completed;  // "YYYY-MM-DD" or empty
};

struct WeakArea {
  Facet facet = Facet::kPhase;
  std::string value;
  std::uint32_t asked = 0, wrong = 0;
};

struct LearnerView {
  Learner learner;
  std::uint32_t streak = 0;  // as it stands today
  std::uint32_t reviewed = 0;
  std::size_t due = 0;
  std::vector<WeakArea> weak;  // of three answers and more with one wrong: weakest first
  std::vector<PathStanding> paths;
};

struct Certificate {
  std::string name;  // of the person; empty: the installation has no accounts
  PathView view;
  std::string completed;    // "YYYY-MM-DD"
  std::size_t quizzes = 0;  // of the path: each was passed
};

// Weakest first: by the lower bound of what share of answers is wrong, so that one slip is no weakness.
std::vector<WeakArea> weak_areas(const std::vector<LabelAnswers>& labels);

// How many questions of a quiz must have been right the last time for the quiz to be done.
inline constexpr std::size_t kPassPercent = 80;
constexpr std::size_t needed_right(std::size_t questions) { return (questions * kPassPercent + 99) / 100; }

// Those of the done steps that the path has.
std::vector<std::string> done_steps(const PathView& view, const Learner& learner);

// Who reads without being signed in may look at everything and has no progress; what would record some is
// unauthenticated.
class LearnService {
 public:
  // `library` must outlive it.
  explicit LearnService(Library& library) : library_(library), content_(library) {}

  const LearnContent& content() const { return content_; }

  // Errors: invalid_argument  `day` is more than a day away from UTC's; as store and index
  Result<LearnerView> learner(const Viewer& viewer, std::string_view lang, const std::string& day) const;
  Result<PathStanding> standing(const Viewer& viewer, std::string_view path, std::string_view lang) const;

  // Errors: not_found  no such path; invalid_argument  it has no such step, or questions of its quiz are open or too
  // few
  //         were right (field "step"); day as above; as store and index
  Result<PathStanding> mark_step(const Viewer& viewer, std::string_view path, std::string_view lang,
                                 const std::string& step, bool is_done, const std::string& day) const;

  // What is right, and why. look() records nothing.
  //
  // Errors: not_found  no such question; invalid_argument  the answer cannot be one (field "answer"), a rating is
  // missing
  //         (field "rating"); day as above; as the store
  Result<Graded> look(const Viewer& viewer, const Answer& answer) const;
  Result<Graded> answer(const Viewer& viewer, const Answer& answer) const;

  // Errors: day as above; as the store
  Result<DueCards> due(const Viewer& viewer, const std::string& day) const;

  // Errors: not_found  no such path; invalid_argument  it is not completed; as store and index
  Result<Certificate> certificate(const Viewer& viewer, std::string_view path, std::string_view lang) const;

 private:
  struct Stored {
    Learner learner;
    store::Revision revision = 0;
  };
  struct StoredDeck {
    Deck deck;
    store::Revision revision = 0;
  };
  Result<Stored> read(const Viewer& viewer) const;
  Result<StoredDeck> read_deck(const Viewer& viewer, std::string_view source) const;
  Result<Day> checked_day(const std::string& day) const;
  Result<Graded> graded(const Viewer& viewer, const Answer& answer) const;
  Status check_quiz(const Viewer& viewer, const Link& link) const;
  Status record(const Viewer& viewer, const Answer& answer, Rating rating, Day day, Graded& graded) const;
  Result<std::vector<DueCard>> due_cards(const Viewer& viewer, Day day, Day& next) const;
  Status add_due(const Viewer& viewer, const std::string& source, const Deck& deck, Day day, std::vector<DueCard>& due,
                 Day& next) const;
  PathStanding standing_of(PathView view, const Learner& learner) const;
  std::int64_t now() const;

  Library& library_;
  LearnContent content_;
};

}  // namespace fupan::service
