#include "server/service/learn_service.h"

#include <algorithm>
#include <chrono>
#include <limits>

#include "indexer/insight/proportion.h"
#include "server/service/keys.h"
#include "server/service/repository.h"

namespace fupan::service {
namespace {

constexpr std::int64_t kSecondsPerDay = 86400;
constexpr int kConflictTries = 5;
constexpr std::uint32_t kFewestAnswers = 3;
constexpr std::string_view kCaseDeck = "cases";
constexpr std::size_t kMostPaths = 100;  // of one learner
constexpr std::size_t kMostLabels = 200;

// Who reads without being signed in has no record: the one without an account is the owner's.
bool is_anonymous(const Viewer& viewer) { return !viewer.is_signed_in() && !viewer.is_owner(); }

Status check_learner(const Viewer& viewer) {
  if (!is_anonymous(viewer)) return ok_status();
  return make_error(ErrorCode::kUnauthenticated, "what is learnt is kept for those who are signed in");
}

Day day_of(std::int64_t seconds) { return static_cast<Day>(seconds / kSecondsPerDay); }

std::string source_of_question(std::string_view id) {
  return std::string(is_case_id(id) ? kCaseDeck : id.substr(0, id.find('.')));
}

Card* find_card(Deck& deck, std::string_view question) {
  const auto found =
      std::find_if(deck.cards.begin(), deck.cards.end(), [&](const Card& card) { return card.question == question; });
  return found == deck.cards.end() ? nullptr : &*found;
}

bool is_due(const Card& card, const std::string& digest, Day day) {
  return card.digest != digest || day_of(card.memory.due()) <= day;
}

PathProgress* find_progress(Learner& learner, std::string_view path) {
  const auto found = std::find_if(learner.paths.begin(), learner.paths.end(),
                                  [&](const PathProgress& progress) { return progress.path == path; });
  return found == learner.paths.end() ? nullptr : &*found;
}

void count_labels(const std::vector<Label>& labels, bool is_right, std::vector<LabelAnswers>& counts) {
  for (const Label& label : labels) {
    auto found = std::find_if(counts.begin(), counts.end(), [&](const LabelAnswers& known) {
      return known.facet == label.facet && known.value == label.value;
    });
    if (found == counts.end()) {
      if (counts.size() >= kMostLabels) continue;
      counts.push_back({label.facet, label.value, 0, 0});
      found = counts.end() - 1;
    }
    ++found->asked;
    if (!is_right) ++found->wrong;
  }
}

void sign(const Viewer& viewer, Learner& learner) {
  learner.account = viewer.account;
  learner.name = viewer.name;
  learner.group = name_of(viewer.role);
}

const StepView* find_step(const PathView& view, std::string_view id) {
  for (const auto& module : view.steps) {
    for (const StepView& step : module) {
      if (step.id == id) return &step;
    }
  }
  return nullptr;
}

// Adds the step to what is done of its path, or takes it away.
void set_done(Learner& learner, const PathView& view, const std::string& step, bool is_done, Day day) {
  PathProgress* progress = find_progress(learner, view.path.slug);
  if (progress == nullptr) {
    if (!is_done) return;
    progress = &learner.paths.emplace_back(PathProgress{view.path.slug, {}, 0});
  }
  const auto same = [&](const StepDone& done) { return done.step == step; };
  const bool was_done = std::any_of(progress->done.begin(), progress->done.end(), same);
  if (is_done && !was_done) progress->done.push_back({step, day});
  if (!is_done) std::erase_if(progress->done, same);
  if (is_done) note_day(learner, day);
  if (progress->completed == 0 && done_steps(view, learner).size() == view.step_count) progress->completed = day;
}

}  // namespace

std::vector<WeakArea> weak_areas(const std::vector<LabelAnswers>& labels) {
  std::vector<std::pair<double, WeakArea>> order;
  for (const LabelAnswers& label : labels) {
    if (label.asked < kFewestAnswers || label.wrong == 0) continue;
    const auto share = indexer::insight::wilson_interval(label.wrong, label.asked);
    const double least = share ? share->lower : 0;
    order.push_back({least, {label.facet, label.value, label.asked, label.wrong}});
  }
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<WeakArea> areas;
  areas.reserve(order.size());
  for (auto& [least, area] : order) areas.push_back(std::move(area));
  return areas;
}

std::vector<std::string> done_steps(const PathView& view, const Learner& learner) {
  std::vector<std::string> done;
  for (const PathProgress& progress : learner.paths) {
    if (progress.path != view.path.slug) continue;
    for (const StepDone& step : progress.done) {
      if (find_step(view, step.step) != nullptr) done.push_back(step.step);
    }
  }
  return done;
}

std::int64_t LearnService::now() const {
  return std::chrono::duration_cast<std::chrono::seconds>(library_.clock().now().time_since_epoch()).count();
}

Result<Day> LearnService::checked_day(const std::string& day) const {
  const Day today = day_of(now());
  if (day.empty()) return today;
  const Day given = day_of_date(day);
  if (given == 0) return invalid_field("day", "must be a date, not '" + day + "'");
  if (std::abs(given - today) <= 1) return given;
  return invalid_field("day", "is more than a day away from today, " + date_of_day(today) + " in UTC");
}

Result<LearnService::Stored> LearnService::read(const Viewer& viewer) const {
  Stored stored;
  if (is_anonymous(viewer)) return stored;
  const auto record = library_.store().get(learner_key(viewer.account));
  if (!record && record.error().code != ErrorCode::kNotFound) return record.error();
  if (record) {
    auto learner = decode_learner(record->value);
    if (!learner) return learner.error();
    stored = {std::move(*learner), record->revision};
  }
  sign(viewer, stored.learner);
  return stored;
}

Result<LearnService::StoredDeck> LearnService::read_deck(const Viewer& viewer, std::string_view source) const {
  if (is_anonymous(viewer)) return StoredDeck{};
  const auto record = library_.store().get(deck_key(viewer.account, source));
  if (!record && record.error().code != ErrorCode::kNotFound) return record.error();
  if (!record) return StoredDeck{};
  auto deck = decode_deck(record->value);
  if (!deck) return deck.error();
  return StoredDeck{std::move(*deck), record->revision};
}

PathStanding LearnService::standing_of(PathView view, const Learner& learner) const {
  PathStanding standing;
  standing.done = done_steps(view, learner);
  for (const PathProgress& progress : learner.paths) {
    if (progress.path != view.path.slug) continue;
    Day first = std::numeric_limits<Day>::max();
    for (const StepDone& done : progress.done) first = std::min(first, done.day);
    if (!progress.done.empty()) standing.started = date_of_day(first);
    standing.completed = date_of_day(progress.completed);
  }
  standing.view = std::move(view);
  return standing;
}

Result<PathStanding> LearnService::standing(const Viewer& viewer, std::string_view path, std::string_view lang) const {
  auto view = content_.path(viewer, path, lang);
  if (!view) return view.error();
  const auto stored = read(viewer);
  if (!stored) return stored.error();
  return standing_of(std::move(*view), stored->learner);
}

Status LearnService::check_quiz(const Viewer& viewer, const Link& link) const {
  const auto quiz = content_.quiz(viewer, link.document);
  if (!quiz) return quiz.error().code == ErrorCode::kNotFound ? ok_status() : Status(quiz.error());
  auto stored = read_deck(viewer, link.document.value);
  if (!stored) return stored.error();
  std::size_t open = 0, right = 0;
  for (const SourcedQuestion& question : quiz->questions) {
    const Card* card = find_card(stored->deck, question.question.id);
    if (card == nullptr) ++open;
    if (card != nullptr && card->was_right) ++right;
  }
  const std::string of_all = " of " + std::to_string(quiz->questions.size()) + " questions of the quiz ";
  if (open > 0) return invalid_field("step", std::to_string(open) + of_all + "are not answered yet");
  const std::size_t needed = needed_right(quiz->questions.size());
  if (right >= needed) return ok_status();
  return invalid_field(
      "step", std::to_string(right) + of_all + "were right the last time, " + std::to_string(needed) + " must be");
}

Result<PathStanding> LearnService::mark_step(const Viewer& viewer, std::string_view path, std::string_view lang,
                                             const std::string& step, bool is_done, const std::string& day) const {
  if (Status checked = check_learner(viewer); !checked) return checked.error();
  const auto today = checked_day(day);
  if (!today) return today.error();
  auto view = content_.path(viewer, path, lang);
  if (!view) return view.error();
  const StepView* found = find_step(*view, step);
  if (found == nullptr) return invalid_field("step", "the path has no step '" + step + "'");
  if (is_done && found->link.kind == LinkKind::kQuiz) {
    if (Status answered = check_quiz(viewer, found->link); !answered) return answered.error();
  }
  for (int attempt = 1;; ++attempt) {
    auto stored = read(viewer);
    if (!stored) return stored.error();
    if (stored->learner.paths.size() >= kMostPaths && find_progress(stored->learner, view->path.slug) == nullptr) {
      return invalid_field("path", "nobody can follow more than " + std::to_string(kMostPaths) + " paths");
    }
    set_done(stored->learner, *view, step, is_done, *today);
    const auto committed =
        library_.store().commit({{learner_key(viewer.account), encode_learner(stored->learner), stored->revision}});
    if (committed) return standing_of(std::move(*view), stored->learner);
    if (committed.error().code != ErrorCode::kConflict || attempt == kConflictTries) return committed.error();
  }
}

Result<Graded> LearnService::graded(const Viewer& viewer, const Answer& answer) const {
  auto question = content_.question(viewer, answer.question);
  if (!question) return question.error();
  auto grade = grade_answer(question->question, answer.given);
  if (!grade) return grade.error();
  auto stored = read_deck(viewer, source_of_question(answer.question));
  if (!stored) return stored.error();
  const Card* card = find_card(stored->deck, answer.question);
  return Graded{std::move(*question), std::move(*grade), card == nullptr ? Memory{} : card->memory, std::nullopt};
}

Result<Graded> LearnService::look(const Viewer& viewer, const Answer& answer) const { return graded(viewer, answer); }

Status LearnService::record(const Viewer& viewer, const Answer& answer, Rating rating, Day day, Graded& graded) const {
  const std::string source = source_of_question(answer.question);
  auto stored = read(viewer);
  if (!stored) return stored.error();
  auto deck = read_deck(viewer, source);
  if (!deck) return deck.error();
  Learner& learner = stored->learner;
  note_day(learner, day);
  Card* card = find_card(deck->deck, answer.question);
  if (card == nullptr) {
    card = &deck->deck.cards.emplace_back();
    card->question = answer.question;
    ++learner.cards;
  } else if (is_due(*card, graded.question.digest, day)) {
    ++learner.reviewed;
  }
  const bool is_right = rating != Rating::kAgain;
  graded.before = card->memory;
  graded.after = card->memory = review(card->memory, rating, now());
  card->digest = graded.question.digest;
  card->was_right = is_right;
  ++learner.answers;
  ++(is_right ? learner.right : card->wrong);
  count_labels(graded.question.labels, is_right, learner.labels);
  const auto committed =
      library_.store().commit({{learner_key(viewer.account), encode_learner(learner), stored->revision},
                               {deck_key(viewer.account, source), encode_deck(deck->deck), deck->revision}});
  if (!committed) return committed.error();
  return ok_status();
}

Result<Graded> LearnService::answer(const Viewer& viewer, const Answer& answer) const {
  if (Status checked = check_learner(viewer); !checked) return checked.error();
  const auto day = checked_day(answer.day);
  if (!day) return day.error();
  auto result = graded(viewer, answer);
  if (!result) return result;
  if (result->grade.is_self_rated && !answer.rating) {
    return invalid_field("rating", "must be given: only you can say how good your answer was");
  }
  const Rating rating = result->grade.is_right ? answer.rating.value_or(Rating::kGood) : Rating::kAgain;
  for (int attempt = 1;; ++attempt) {
    const Status recorded = record(viewer, answer, rating, *day, *result);
    if (recorded) return result;
    if (recorded.error().code != ErrorCode::kConflict || attempt == kConflictTries) return recorded.error();
  }
}

Status LearnService::add_due(const Viewer& viewer, const std::string& source, const Deck& deck, Day day,
                             std::vector<DueCard>& due, Day& next) const {
  std::vector<SourcedQuestion> questions;
  if (source == kCaseDeck) {
    for (const Card& card : deck.cards) {
      auto question = content_.question(viewer, card.question);
      if (question)
        questions.push_back(std::move(*question));
      else if (question.error().code != ErrorCode::kNotFound)
        return question.error();
    }
  } else {
    auto quiz = content_.quiz(viewer, {source});
    if (!quiz) return quiz.error().code == ErrorCode::kNotFound ? ok_status() : Status(quiz.error());
    questions = std::move(quiz->questions);
  }
  for (const Card& card : deck.cards) {
    const auto asked = std::find_if(questions.begin(), questions.end(), [&](const SourcedQuestion& question) {
      return question.question.id == card.question;
    });
    if (asked == questions.end()) continue;  // its source no longer asks it
    if (is_due(card, asked->digest, day)) {
      due.push_back({*asked, card.memory, card.digest != asked->digest});
    } else {
      next = std::min(next, day_of(card.memory.due()));
    }
  }
  return ok_status();
}

Result<std::vector<DueCard>> LearnService::due_cards(const Viewer& viewer, Day day, Day& next) const {
  std::vector<DueCard> due;
  if (is_anonymous(viewer)) return due;
  const std::string prefix = deck_prefix(viewer.account);
  const Status read = for_each_record(library_.store(), prefix, [&](const store::Record& record) -> Status {
    const auto deck = decode_deck(record.value);
    if (!deck) return deck.error();
    return add_due(viewer, record.key.substr(prefix.size()), *deck, day, due, next);
  });
  if (!read) return read.error();
  std::stable_sort(due.begin(), due.end(),
                   [](const DueCard& a, const DueCard& b) { return a.memory.due() < b.memory.due(); });
  return due;
}

Result<DueCards> LearnService::due(const Viewer& viewer, const std::string& day) const {
  const auto today = checked_day(day);
  if (!today) return today.error();
  const auto stored = read(viewer);
  if (!stored) return stored.error();
  Day next = std::numeric_limits<Day>::max();
  auto cards = due_cards(viewer, *today, next);
  if (!cards) return cards.error();
  DueCards due;
  due.total = cards->size();
  due.reviewed = stored->learner.last_day == *today ? stored->learner.reviewed : 0;
  const std::size_t room = kCardsPerDay - std::min<std::size_t>(due.reviewed, kCardsPerDay);
  if (cards->empty() && next != std::numeric_limits<Day>::max()) due.next = date_of_day(next);
  cards->erase(cards->begin() + static_cast<std::ptrdiff_t>(std::min(room, cards->size())), cards->end());
  due.items = std::move(*cards);
  return due;
}

Result<LearnerView> LearnService::learner(const Viewer& viewer, std::string_view lang, const std::string& day) const {
  const auto today = checked_day(day);
  if (!today) return today.error();
  auto stored = read(viewer);
  if (!stored) return stored.error();
  auto cards = due(viewer, day);
  if (!cards) return cards.error();
  auto paths = content_.paths(viewer, lang);
  if (!paths) return paths.error();
  LearnerView view;
  for (PathView& path : *paths) view.paths.push_back(standing_of(std::move(path), stored->learner));
  view.streak = streak_on(stored->learner, *today);
  view.reviewed = cards->reviewed;
  view.due = std::min(cards->total, cards->items.size());
  view.weak = weak_areas(stored->learner.labels);
  view.learner = std::move(stored->learner);
  return view;
}

Result<Certificate> LearnService::certificate(const Viewer& viewer, std::string_view path,
                                              std::string_view lang) const {
  auto standing_now = standing(viewer, path, lang);
  if (!standing_now) return standing_now.error();
  if (standing_now->completed.empty()) {
    return invalid_field("path", std::to_string(standing_now->view.step_count - standing_now->done.size()) + " of " +
                                     std::to_string(standing_now->view.step_count) + " steps are open");
  }
  const auto is_quiz = [&](const std::string& step) {
    return find_step(standing_now->view, step)->link.kind == LinkKind::kQuiz;
  };
  const auto quizzes = std::count_if(standing_now->done.begin(), standing_now->done.end(), is_quiz);
  return Certificate{viewer.name, std::move(standing_now->view), standing_now->completed,
                     static_cast<std::size_t>(quizzes)};
}

}  // namespace fupan::service
