#include "core/learner.h"

#include <gtest/gtest.h>

#include "core/case_study.h"
#include "core/learning.h"

namespace fupan {
namespace {

Learner full_learner() {
  Learner learner;
  learner.account = "a1";
  learner.name = "李四";
  learner.group = "reader";
  learner.paths = {{"first-weeks", {{"abc123", 20000}, {"def456", 20001}}, 20001}, {"empty", {}, 0}};
  learner.labels = {{Facet::kPhase, "planning", 4, 1}, {Facet::kRisk, "supplier", 2, 2}};
  learner.answers = 6;
  learner.right = 3;
  learner.cards = 5;
  learner.first_day = 19990;
  learner.last_day = 20001;
  learner.streak = 2;
  learner.best_streak = 7;
  learner.reviewed = 3;
  return learner;
}

Deck full_deck() {
  const Memory memory = review(review({}, Rating::kGood, 1'800'000'000), Rating::kAgain, 1'800'500'000);
  return {{{"doc.qaaaaa", "digest12", memory, 1, false},
           {"doc.qbbbbb", "digest34", review({}, Rating::kEasy, 1), 0, true}}};
}

TEST(LearnerCodec, RecordsComeBackAsTheyWere) {
  for (const Learner& learner : {Learner{}, full_learner()}) {
    const auto decoded = decode_learner(encode_learner(learner));
    ASSERT_TRUE(decoded) << decoded.error().message;
    EXPECT_EQ(*decoded, learner);
  }
  for (const Deck& deck : {Deck{}, full_deck()}) {
    const auto decoded = decode_deck(encode_deck(deck));
    ASSERT_TRUE(decoded) << decoded.error().message;
    EXPECT_EQ(*decoded, deck);
  }
}

TEST(LearnerCodec, AnyCutIsCorruptOrAnotherRecordButNeverACrash) {
  for (const std::string& bytes : {encode_learner(full_learner()), encode_deck(full_deck())}) {
    for (std::size_t length = 0; length < bytes.size(); ++length) {
      const auto learner = decode_learner(bytes.substr(0, length));
      EXPECT_TRUE(learner || learner.error().code == ErrorCode::kCorrupt);
      const auto deck = decode_deck(bytes.substr(0, length));
      EXPECT_TRUE(deck || deck.error().code == ErrorCode::kCorrupt);
    }
  }
  EXPECT_FALSE(decode_learner(""));
  EXPECT_FALSE(decode_deck("{}"));
}

TEST(LearnerCodec, AMemoryOutOfRangeIsCorrupt) {
  Deck deck = full_deck();
  deck.cards[0].memory.stability = 99999;
  const auto decoded = decode_deck(encode_deck(deck));
  ASSERT_FALSE(decoded);
  EXPECT_EQ(decoded.error().code, ErrorCode::kCorrupt);
  EXPECT_NE(decoded.error().message.find("stability"), std::string::npos);
}

TEST(LearnerCodec, ACardTakesFewBytes) {
  Deck deck;
  deck.cards.assign(10, full_deck().cards[0]);
  EXPECT_LT(encode_deck(deck).size(), 10U * 80U);
}

TEST(Streak, CountsDaysInARowAndEndsWithAGap) {
  Learner learner;
  for (const Day day : {20000, 20000, 20001, 20002}) note_day(learner, day);
  EXPECT_EQ(learner.streak, 3U);
  EXPECT_EQ(streak_on(learner, 20002), 3U);
  EXPECT_EQ(streak_on(learner, 20003), 3U);
  EXPECT_EQ(streak_on(learner, 20004), 0U);
  note_day(learner, 20010);
  EXPECT_EQ(learner.streak, 1U);
  EXPECT_EQ(learner.best_streak, 3U);
  note_day(learner, 20009);  // a day before the last one
  EXPECT_EQ(learner.last_day, 20010);
  EXPECT_EQ(learner.first_day, 20000);
}

TEST(Days, AreDatesAndBack) {
  EXPECT_EQ(day_of_date("1970-01-02"), 1);
  EXPECT_EQ(date_of_day(day_of_date("2026-02-28") + 1), "2026-03-01");
  EXPECT_EQ(day_of_date("2026-02-30"), 0);
  EXPECT_EQ(day_of_date("soon"), 0);
  EXPECT_EQ(date_of_day(0), "");
}

TEST(CaseCodec, ComesBackAsItWasOrIsCorrupt) {
  CaseStudy study{"d.cabcde",
                  {"d.labcde"},
                  "zh",
                  CaseState::kApproved,
                  "怎么做？",
                  "供应商延期",
                  "备选供应商",
                  "延期三周",
                  "digest12",
                  "2026-03-01T08:00:00Z",
                  "2026-03-02T08:00:00Z",
                  "王五"};
  const auto decoded = decode_case(encode_case(study));
  ASSERT_TRUE(decoded) << decoded.error().message;
  EXPECT_EQ(*decoded, study);
  EXPECT_EQ(case_id_of({"d.labcde"}), "d.cabcde");
  EXPECT_TRUE(is_case_id("d.cabcde"));
  EXPECT_FALSE(is_case_id("d.qabcde"));
  for (const char* bytes :
       {"", "{}", R"({"v":2,"id":"a","lesson":"b","state":"draft"})", R"({"v":1,"id":"a","lesson":"b","state":"?"})"}) {
    EXPECT_FALSE(decode_case(bytes)) << bytes;
  }
}

TEST(QuestionDigest, ChangesWithAnythingAsked) {
  Question question;
  question.prompt = "Which?";
  question.options = {{"a", "one", true, ""}, {"b", "two", false, ""}};
  const std::string before = digest_of(question);
  Question other = question;
  other.options[1].is_right = true;
  EXPECT_NE(digest_of(other), before);
  other = question;
  other.feedback = "because";
  EXPECT_NE(digest_of(other), before);
  other = question;
  other.id = "d.qaaaaa";
  other.lines = {4, 9};
  EXPECT_EQ(digest_of(other), before);
}

}  // namespace
}  // namespace fupan
