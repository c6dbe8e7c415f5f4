#include "indexer/ranking/likeness.h"

#include <gtest/gtest.h>

#include <cmath>

#include "indexer/analysis/analyzer.h"
#include "indexer/ranking/expanded_likeness.h"

namespace fupan::indexer {
namespace {

Tokens tokens_of(PartKind kind, std::string_view text) {
  Tokens tokens;
  tokens.begin_part(kind);
  for (const Atom& atom : atomize(text)) {
    tokens.add(atom.is_character ? atom.folded : stem(atom.folded), atom.is_character && atom.joined);
  }
  return tokens;
}

std::vector<Feature> features_of(std::string_view text) {
  const Tokens tokens = tokens_of(PartKind::kSection, text);
  std::vector<Feature> features;
  Feature feature = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (feature_at(tokens, tokens.parts()[0], i, feature)) features.push_back(feature);
  }
  return features;
}

class Likeness : public testing::Test {
 protected:
  // Every text twice, so that each feature is known.
  explicit Likeness(std::vector<std::string> texts = {"vendor interface delay", "vendor contract", "供应商接口延期",
                                                      "供应商合同", "rollback rehearsal", "回滚演练"}) {
    for (const std::string& text : texts) {
      for (int i = 0; i < 2; ++i) statistics_.add(tokens_of(PartKind::kSection, text));
    }
  }
  TextVector vector(std::string_view text, PartKind kind = PartKind::kSection) const {
    return vector_of_document(tokens_of(kind, text), statistics_);
  }
  double likeness(std::string_view a, std::string_view b) const { return cosine(vector(a), vector(b)); }

  FeatureStatistics statistics_;
};

TEST(Features, AreWordsAndPairsOfCharacters) {
  EXPECT_EQ(features_of("the vendor, 12 a 2024").size(), 1U) << "stop words, letters, numbers say nothing";
  EXPECT_EQ(features_of("供应商延期").size(), 4U);
  EXPECT_EQ(features_of("项目,延期").size(), 2U) << "no pair across a comma";
  EXPECT_EQ(features_of("Vendors"), features_of("vendor"));
}

TEST_F(Likeness, IsOneForTheSameWordsAndZeroForOthers) {
  EXPECT_NEAR(likeness("vendor interface delay", "the vendor's interfaces: a delay"), 1, 1e-9);
  EXPECT_NEAR(likeness("供应商接口延期", "供应商接口延期"), 1, 1e-9);
  EXPECT_EQ(likeness("vendor contract", "rollback rehearsal"), 0);
  EXPECT_EQ(likeness("供应商合同", "回滚演练"), 0);
  EXPECT_EQ(likeness("", "vendor"), 0);
}

TEST_F(Likeness, ShortTextsWithMoreInCommonAreMoreAlike) {
  EXPECT_GT(likeness("供应商接口延期", "供应商接口"), likeness("供应商接口延期", "供应商合同"));
  EXPECT_GT(likeness("vendor interface delay", "vendor interface"),
            likeness("vendor interface delay", "vendor contract"));
}

TEST_F(Likeness, WhatOnlyOneDocumentHasIsNoFeatureUnlessASampleWasSeen) {
  EXPECT_TRUE(vector("unheard").empty());
  statistics_.is_sample = true;
  EXPECT_EQ(vector("unheard").size(), 1U);
}

TEST_F(Likeness, TagsAndProjectAreLeftOut) {
  EXPECT_TRUE(vector("vendor", PartKind::kTag).empty());
  EXPECT_TRUE(vector("vendor", PartKind::kProject).empty());
  EXPECT_FALSE(vector("vendor", PartKind::kTitle).empty());
}

TEST_F(Likeness, OfDocumentsCountsWordsThatFollowEachOther) {
  const double in_order = likeness("vendor interface delay", "the vendor's interface");
  EXPECT_GT(in_order, likeness("vendor interface delay", "interface, vendor"));
  const Tokens tokens = tokens_of(PartKind::kSection, "vendor of the interface");
  VectorBuilder words, pairs;
  words.add(tokens, tokens.parts()[0], 1, false);
  pairs.add(tokens, tokens.parts()[0], 1, true);
  EXPECT_EQ(words.build(statistics_).size(), 2U);
  EXPECT_EQ(pairs.build(statistics_).size(), 3U) << "stop words are skipped";
}

TEST_F(Likeness, RememberedWeightsAreTheSame) {
  const TextVector before = vector("vendor interface delay");
  statistics_.remember_weights();
  const TextVector after = vector("vendor interface delay");
  ASSERT_EQ(before.size(), after.size());
  for (std::size_t i = 0; i < before.size(); ++i) EXPECT_DOUBLE_EQ(before[i].weight, after[i].weight);
}

TEST_F(Likeness, OfALessonTakesItsOwnHeadingsOnly) {
  Tokens tokens;
  const auto add = [&](PartKind kind, std::uint32_t ordinal, std::uint32_t depth, std::string_view text) {
    tokens.begin_part(kind, ordinal, depth);
    for (const Atom& atom : atomize(text)) tokens.add(stem(atom.folded), false);
  };
  add(PartKind::kHeading, 0, 0, "rollback");
  add(PartKind::kLesson, 0, 1, "vendor");
  add(PartKind::kHeading, 0, 0, "contract");
  add(PartKind::kLesson, 1, 1, "delay");
  EXPECT_NEAR(cosine(vector_of_lesson(tokens, 0, statistics_), vector("rollback vendor")), 1, 1e-9);
  EXPECT_NEAR(cosine(vector_of_lesson(tokens, 1, statistics_), vector("contract delay")), 1, 1e-9);
  EXPECT_TRUE(vector_of_lesson(tokens, 2, statistics_).empty());
}

TEST_F(Likeness, NeighboursOfTheNearestGainAndNothingExceedsOne) {
  const TextVector query = vector("vendor delay");
  const std::vector<TextVector> texts{vector("vendor interface delay"), vector("interface"), vector("rollback")};
  EXPECT_EQ(cosine(query, texts[1]), 0);
  const std::vector<double> smoothed = expanded_likeness(query, texts, texts);
  EXPECT_GT(smoothed[1], 0) << "like the nearest";
  EXPECT_GT(smoothed[0], smoothed[1]);
  EXPECT_EQ(smoothed[2], 0);
  for (const double score : smoothed) EXPECT_LE(score, 1);
  EXPECT_TRUE(expanded_likeness(query, {}, {}).empty());
  EXPECT_EQ(expanded_likeness({}, texts, texts), (std::vector<double>{0, 0, 0}));
}

TEST_F(Likeness, WhatOnlyOneDocumentHasCountsForWhoAsksForIt) {
  Tokens rare = tokens_of(PartKind::kSection, "cryocooler vendor");
  statistics_.add(rare);
  VectorBuilder question;
  for (const Part& part : rare.parts()) question.add(rare, part, 1, false);
  EXPECT_EQ(question.build(statistics_).size(), 1U) << "between documents it says nothing";
  const TextVector asked = question.build(statistics_, 1);
  EXPECT_EQ(asked.size(), 2U);
  EXPECT_NEAR(cosine(asked, vector_of_document(rare, statistics_, asked)), 1, 1e-9);
  EXPECT_LT(cosine(asked, vector_of_document(rare, statistics_)), 1);
}

TEST_F(Likeness, NeighboursAreTakenFromAllThatIsAround) {
  const TextVector query = vector("vendor delay");
  const std::vector<TextVector> texts{vector("interface")};
  EXPECT_EQ(expanded_likeness(query, texts, texts)[0], 0) << "nothing joins the two";
  const std::vector<TextVector> around{vector("vendor interface delay"), vector("interface")};
  EXPECT_GT(expanded_likeness(query, texts, around)[0], 0);
}

TEST_F(Likeness, TheTextThatSaysMoreIsPreferredByALittle) {
  const TextVector query = vector("vendor delay");
  const std::vector<TextVector> texts{vector("vendor"), query};
  const std::vector<double> scores = expanded_likeness(query, texts, {});
  EXPECT_NEAR(scores[0] / cosine(query, texts[0]) * std::pow(2, 0.08), scores[1], 1e-6);
}

}  // namespace
}  // namespace fupan::indexer
