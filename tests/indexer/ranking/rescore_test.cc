#include "indexer/ranking/rescore.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace fupan::indexer {
namespace {

Tokens text(const std::vector<std::string>& words, const std::vector<std::string>& title = {}) {
  Tokens tokens;
  tokens.begin_part(PartKind::kTitle);
  for (const std::string& word : title) tokens.add(stem(word), false);
  tokens.begin_part(PartKind::kSection);
  for (const std::string& word : words) {
    const std::string stemmed = stem(word);
    tokens.add(stemmed, false, form_of(word, stemmed));
  }
  return tokens;
}

RankingTerm term(const std::string& word) {
  RankingTerm out;
  out.name = word;
  out.tokens.add(stem(word), false);
  out.is_word = true;
  out.form = form_of(word, stem(word));
  return out;
}

class RescoreTest : public testing::Test {
 protected:
  std::vector<Rescored> ask(const std::vector<std::string>& words, bool feedback = false) {
    RescoreRequest request;
    for (const std::string& word : words) request.terms.push_back(term(word));
    request.feedback = feedback;
    TokenStatistics statistics;
    for (const PoolEntry& entry : pool_) statistics.add(entry.tokens);
    for (int i = 0; i < 20; ++i) statistics.add(text({"filler", "filler" + std::to_string(i)}));
    return rescore(request, pool_, statistics);
  }

  std::vector<PoolEntry> pool_;
};

TEST_F(RescoreTest, TermsInTitlesCountMore) {
  pool_ = {{text({"rollback", "x", "y"}), false}, {text({"x", "y", "z"}, {"rollback"}), false}};
  const auto scored = ask({"rollback", "nothing"});
  EXPECT_GT(scored[1].score, scored[0].score);
}

TEST_F(RescoreTest, WordsInOrderBeatWordsNearBeatWordsApart) {
  const std::vector<std::string> gap(12, "gap");
  std::vector<std::string> apart{"risk"};
  apart.insert(apart.end(), gap.begin(), gap.end());
  std::vector<std::string> in_order{"risk", "register"};
  in_order.insert(in_order.end(), gap.begin(), gap.end());
  std::vector<std::string> near{"register", "gap", "risk"};
  near.insert(near.end(), gap.begin() + 1, gap.end());
  apart.push_back("register");
  pool_ = {{text(apart), true}, {text(near), true}, {text(in_order), true}};
  const auto scored = ask({"risk", "register"});
  EXPECT_EQ(scored[0].proximity, 0);
  EXPECT_GT(scored[1].proximity, 0);
  EXPECT_GT(scored[2].proximity, scored[1].proximity);
  EXPECT_GT(scored[2].score, scored[1].score);
}

TEST_F(RescoreTest, TheFormThatWasAskedForCountsMore) {
  pool_ = {{text({"schedules", "x"}), true}, {text({"scheduling", "x"}), true}, {text({"schedule", "x"}), true}};
  const auto scored = ask({"scheduling"});
  EXPECT_GT(scored[1].score, scored[0].score);
  EXPECT_GT(scored[0].score, 0.7 * scored[1].score) << "but others count nearly as much";
  EXPECT_DOUBLE_EQ(scored[0].score, scored[2].score);
}

TEST_F(RescoreTest, WhatAnEntryLacksDoesNotCountWhateverItsTokens) {
  pool_ = {{text({"risk", "register"}), false, {true, false}}, {text({"risk", "register"}), false}};
  const auto scored = ask({"risk", "register"});
  EXPECT_EQ(scored[0].terms[0], 0);
  EXPECT_EQ(scored[0].proximity, 0);
  EXPECT_DOUBLE_EQ(scored[0].terms[1], scored[1].terms[1]);
  EXPECT_GT(scored[1].proximity, 0);
}

TEST_F(RescoreTest, InATextRareWordsCountMore) {
  pool_ = {{text({"rare", "x", "y"}), false}, {text({"common", "usual", "y"}), false}};
  for (int i = 0; i < 8; ++i) pool_.push_back({text({"common", "usual", "filler"}), false});
  const auto share = [&](double verbosity) {
    RescoreRequest request;
    for (const char* word : {"rare", "common", "usual"}) request.terms.push_back(term(word));
    request.verbosity = verbosity;
    TokenStatistics statistics;
    for (const PoolEntry& entry : pool_) statistics.add(entry.tokens);
    const auto scored = rescore(request, pool_, statistics);
    return scored[1].score / scored[0].score;
  };
  EXPECT_LT(share(1), share(0));
}

TEST_F(RescoreTest, NearnessDoesNotCrossParts) {
  pool_ = {{text({"register", "x"}, {"risk"}), true}, {text({"x"}, {"risk", "register"}), true}};
  const auto scored = ask({"risk", "register"});
  EXPECT_EQ(scored[0].proximity, 0);
  EXPECT_GT(scored[1].proximity, 0);
}

TEST_F(RescoreTest, FeedbackLiftsWhatResemblesTheBest) {
  pool_ = {{text({"outage", "dns", "resolver", "cache"}, {"outage"}), true},
           {text({"outage", "dns", "resolver", "cache"}, {"outage"}), true},
           {text({"outage", "dns", "resolver", "p", "q", "r"}), true},
           {text({"outage", "a", "b", "p", "q", "r"}), true}};
  const auto without = ask({"outage"}, false);
  const auto with = ask({"outage"}, true);
  EXPECT_DOUBLE_EQ(without[2].score, without[3].score);
  EXPECT_GT(with[2].score, with[3].score);
  EXPECT_LE(with[2].feedback, 0.4);
}

TEST_F(RescoreTest, FeedbackOfALineOrTwoIsLittleEvidence) {
  const auto most = [&](std::size_t words) {
    std::vector<std::string> with_words{"outage"};
    for (std::size_t i = 1; i < words; ++i) with_words.push_back("word" + std::to_string(i));
    pool_ = {{text(with_words), true}, {text(with_words), true}};
    return ask({"outage"}, true)[0].feedback;
  };
  EXPECT_DOUBLE_EQ(most(6), 0.4 * 6 / (6 + 6));
  EXPECT_DOUBLE_EQ(most(60), 0.4 * 60 / (60 + 6));
}

// What a text gets for a word that it has `frequency` times, by the average length of texts, which is its own.
double value_of(int frequency, int average, int length, bool has_characters = false) {
  const auto with = [](int times, int words) {
    std::vector<std::string> out(static_cast<std::size_t>(words), "filler");
    std::fill_n(out.begin(), times, "rollback");
    return text(out);
  };
  RescoreRequest request;
  request.terms.push_back(term("rollback"));
  request.has_characters = has_characters;
  TokenStatistics statistics;
  for (int i = 0; i < 9; ++i) statistics.add(with(0, average));
  const std::vector<PoolEntry> pool{{with(frequency, length)}, {with(average, average)}};
  return rescore(request, pool, statistics)[0].score;  // the second one's is 1
}

TEST_F(RescoreTest, AmongLongTextsAWordMustOccurMoreOften) {
  EXPECT_GT(value_of(3, 150, 150), value_of(3, 1200, 1200));
  EXPECT_LT(value_of(3, 1200, 1200), 0.75);
  EXPECT_GT(value_of(3, 300, 300, true), value_of(3, 300, 300)) << "of characters a text has more";
}

TEST_F(RescoreTest, AmongLongTextsLengthCountsMore) {
  const auto share = [](int average) { return value_of(3, average, 2 * average) / value_of(3, average, average); };
  EXPECT_LT(share(1200), share(150));
  EXPECT_LT(share(150), share(20));
}

TEST_F(RescoreTest, TheScoreIsTheSumOfItsParts) {
  pool_ = {{text({"risk", "register", "late"}), true}, {text({"risk", "x", "y"}), false}};
  for (const Rescored& scored : ask({"risk", "register", "late"}, true)) {
    const double terms = std::accumulate(scored.terms.begin(), scored.terms.end(), 0.0);
    EXPECT_NEAR(scored.score, terms + scored.proximity + scored.feedback + scored.full, 1e-12);
  }
}

TEST_F(RescoreTest, NothingFoundAndAnEmptyPoolAreZero) {
  EXPECT_TRUE(ask({"x"}).empty());
  pool_ = {{text({"a"}), false}};
  EXPECT_EQ(ask({"unknown", "words"}, true)[0].score, 0);
}

}  // namespace
}  // namespace fupan::indexer
