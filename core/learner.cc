#include "core/learner.h"

#include <algorithm>
#include <chrono>
#include <concepts>
#include <cstdio>
#include <optional>
#include <string>
#include <utility>

#include "core/clock.h"
#include "core/fields.h"

namespace fupan {
namespace {

// What is wrong with a record. Thrown inside this file only.
struct Damage {
  std::string what;
};

// Each record lists its fields once, in fields_of(); Put and Take both walk that list. Zeros and empty texts are left
// out: reading starts from them.
struct Put {
  FieldWriter& out;

  void operator()(unsigned tag, const std::string& value) {
    if (!value.empty()) out.text(tag, value);
  }
  void operator()(unsigned tag, std::integral auto value) {
    if (value != 0) out.number(tag, static_cast<std::uint64_t>(value));
  }
  void operator()(unsigned tag, double value) { out.real(tag, value); }
  template <class Record>
  void operator()(unsigned tag, std::vector<Record>& values) {
    for (Record& value : values) {
      out.record(tag, [&](FieldWriter& inner) {
        Put put{inner};
        fields_of(put, value);
      });
    }
  }
};

// Takes one field that was read: the call with its tag gets it.
struct Take {
  const Field& field;

  std::string_view bytes() const {
    if (field.is_number) throw Damage{"field " + std::to_string(field.tag) + " is a number, expected bytes"};
    return field.bytes;
  }
  void operator()(unsigned tag, std::string& value) const {
    if (tag == field.tag) value = bytes();
  }
  template <std::integral Number>
  void operator()(unsigned tag, Number& value) const {
    if (tag != field.tag) return;
    if (!field.is_number || !std::in_range<Number>(field.number)) {
      throw Damage{"field " + std::to_string(tag) + " is no number of its range"};
    }
    value = static_cast<Number>(field.number);
  }
  void operator()(unsigned tag, double& value) const {
    if (tag != field.tag) return;
    const auto number = real_of(bytes());
    if (!number) throw Damage{"field " + std::to_string(tag) + " is no number"};
    value = *number;
  }
  template <class Record>
  void operator()(unsigned tag, std::vector<Record>& values) const {
    if (tag == field.tag) read_fields(bytes(), values.emplace_back());
  }

  template <class Record>
  static void read_fields(std::string_view bytes, Record& record) {
    FieldReader fields(bytes);
    while (const std::optional<Field> next = fields.next()) {
      Take take{*next};
      fields_of(take, record);
    }
    if (fields.is_damaged()) throw Damage{"the fields are cut short"};
  }
};

template <class Walk>
void fields_of(Walk& walk, StepDone& done) {
  walk(1, done.step);
  walk(2, done.day);
}

template <class Walk>
void fields_of(Walk& walk, PathProgress& progress) {
  walk(1, progress.path);
  walk(2, progress.completed);
  walk(3, progress.done);
}

template <class Walk>
void fields_of(Walk& walk, LabelAnswers& answers) {
  auto facet = static_cast<unsigned>(answers.facet);
  walk(1, facet);
  if (facet >= kFacetCount) throw Damage{"unknown facet " + std::to_string(facet)};
  answers.facet = static_cast<Facet>(facet);
  walk(2, answers.value);
  walk(3, answers.asked);
  walk(4, answers.wrong);
}

template <class Walk>
void fields_of(Walk& walk, Learner& learner) {
  walk(2, learner.account);
  walk(3, learner.name);
  walk(4, learner.group);
  walk(5, learner.paths);
  walk(6, learner.labels);
  walk(7, learner.answers);
  walk(8, learner.right);
  walk(9, learner.cards);
  walk(10, learner.first_day);
  walk(11, learner.last_day);
  walk(12, learner.streak);
  walk(13, learner.best_streak);
  walk(14, learner.reviewed);
}

template <class Walk>
void fields_of(Walk& walk, Card& card) {
  auto was_right = card.was_right ? 1U : 0U;
  walk(1, card.question);
  walk(2, card.digest);
  walk(3, card.memory.last_review);
  walk(4, card.memory.stability);
  walk(5, card.memory.difficulty);
  walk(6, card.memory.scheduled_days);
  walk(7, card.memory.reps);
  walk(8, card.memory.lapses);
  walk(9, card.wrong);
  walk(10, was_right);
  card.was_right = was_right != 0;
}

template <class Walk>
void fields_of(Walk& walk, Deck& deck) {
  walk(2, deck.cards);
}

constexpr unsigned kFormatTag = 1;

template <class Record>
std::string encode(const Record& record, int format) {
  FieldWriter out{std::string()};
  out.number(kFormatTag, static_cast<std::uint64_t>(format));
  Put put{out};
  Record copy = record;
  fields_of(put, copy);
  return out.take();
}

template <class Record>
Result<Record> decode(const char* name, int format, std::string_view bytes) {
  try {
    FieldReader head(bytes);
    const std::optional<Field> first = head.next();
    if (!first || first->tag != kFormatTag || !first->is_number) throw Damage{"the format is missing"};
    if (first->number > static_cast<std::uint64_t>(format)) throw Damage{"it is newer than this program"};
    Record record;
    Take::read_fields(bytes, record);
    return record;
  } catch (const Damage& damage) {
    return make_error(ErrorCode::kCorrupt, std::string("decode ") + name + ": " + damage.what);
  }
}

}  // namespace

void note_day(Learner& learner, Day day) {
  day = std::max(day, learner.last_day);
  if (day == learner.last_day) return;
  learner.streak = learner.last_day > 0 && day == learner.last_day + 1 ? learner.streak + 1 : 1;
  learner.best_streak = std::max(learner.best_streak, learner.streak);
  learner.last_day = day;
  learner.reviewed = 0;
  if (learner.first_day == 0) learner.first_day = day;
}

std::uint32_t streak_on(const Learner& learner, Day day) { return learner.last_day + 1 >= day ? learner.streak : 0; }

std::string encode_learner(const Learner& learner) { return encode(learner, kLearnerFormat); }

std::string encode_deck(const Deck& deck) { return encode(deck, kDeckFormat); }

Result<Learner> decode_learner(std::string_view bytes) { return decode<Learner>("learner", kLearnerFormat, bytes); }

Result<Deck> decode_deck(std::string_view bytes) {
  auto deck = decode<Deck>("deck", kDeckFormat, bytes);
  if (!deck) return deck;
  for (const Card& card : deck->cards) {
    const Status sound = check_memory(card.memory);
    if (!sound) return make_error(ErrorCode::kCorrupt, "decode deck: " + card.question + ": " + sound.error().message);
  }
  return deck;
}

Day day_of_date(std::string_view date) {
  if (!is_date(std::string(date))) return 0;
  const auto number = [&](std::size_t at, std::size_t length) {
    return static_cast<unsigned>(std::stoul(std::string(date.substr(at, length))));
  };
  const std::chrono::year_month_day day{std::chrono::year(static_cast<int>(number(0, 4))),
                                        std::chrono::month(number(5, 2)), std::chrono::day(number(8, 2))};
  return static_cast<Day>(std::chrono::sys_days(day).time_since_epoch().count());
}

std::string date_of_day(Day day) {
  if (day == 0) return {};
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return text;
}

}  // namespace fupan
