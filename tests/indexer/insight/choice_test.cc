// Similar projects, shingles and the diverse choice.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "indexer/insight/diversify.h"
#include "indexer/insight/shingles.h"
#include "indexer/insight/similar_projects.h"
#include "tests/indexer/insight/generated.h"

namespace fupan::indexer::insight {
namespace {

const double kNan = std::numeric_limits<double>::quiet_NaN();

TEST(Shingles, CaseWidthScriptAndPunctuationDoNotMatter) {
  EXPECT_EQ(resemblance(sketch_shingles("專案延期，需要重新規劃。"), sketch_shingles("专案延期 需要重新规划")), 1);
  EXPECT_EQ(resemblance(sketch_shingles("Vendor delayed the API!"), sketch_shingles("vendor  delayed ＴＨＥ api")), 1);
  EXPECT_EQ(resemblance(sketch_shingles("供应商延期"), sketch_shingles("budget overrun")), 0);
}

TEST(Shingles, JaccardByHand) {
  // abcd bcde cdef against bcde cdef defg: 2 of 4
  EXPECT_DOUBLE_EQ(resemblance(sketch_shingles("abcdef"), sketch_shingles("bcdefg")), 0.5);
}

TEST(Shingles, NothingIsLikeNothing) {
  EXPECT_TRUE(sketch_shingles(" … 。！").empty());
  EXPECT_EQ(resemblance(sketch_shingles(""), sketch_shingles("")), 0);
  EXPECT_EQ(resemblance(sketch_shingles("延期"), sketch_shingles("延期。")), 1);
  EXPECT_TRUE(sketch_shingles("\xff\xfe").empty());
}

TEST(Shingles, EstimateOfLongTextsIsNearTheTruth) {
  Generator random(3);
  std::string common;
  std::string left;
  std::string right;
  for (int i = 0; i < 1500; ++i) common += static_cast<char>('a' + random.below(26));
  for (int i = 0; i < 750; ++i) left += static_cast<char>('a' + random.below(26));
  for (int i = 0; i < 750; ++i) right += static_cast<char>('a' + random.below(26));
  const double estimate = resemblance(sketch_shingles(common + left), sketch_shingles(common + right));
  EXPECT_NEAR(estimate, 0.5, 0.1);  // 1500 of 3000
}

ProjectProfile profile(std::string id, std::vector<std::string> tags, std::string sector = "", double size = 0) {
  ProjectProfile result;
  result.id = std::move(id);
  result.tags = std::move(tags);
  result.sector = std::move(sector);
  if (size > 0) result.size = size;
  return result;
}

// N = 2. 迁移 in both: weight ln 2; vendor in one: ln 3; api in one: ln 3. Tags {迁移, vendor} against {迁移, api}:
// ln 2 / (ln 2 + 2 ln 3). Sector equal. Size ten times: 0. Weights 3, 2, 1.
TEST(SimilarProjects, ScoreByHandIsTheSumOfItsReasons) {
  const auto index = ProjectSimilarity::build(
      {profile("a", {"迁移", "api"}, "bank", 1000), profile("b", {"vendor", "迁移"}, "health", 100)});
  ASSERT_TRUE(index);
  const auto found = *index->find(profile("new", {"迁移", "vendor"}, "bank", 100), {}, 5);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].position, 1u);
  EXPECT_NEAR(found[0].score, (3 + 1) / 6.0, 1e-12);
  const double jaccard = std::log(2.0) / (std::log(2.0) + 2 * std::log(3.0));
  EXPECT_NEAR(found[1].score, (3 * jaccard + 2) / 6, 1e-12);
  ASSERT_EQ(found[1].reasons.size(), 2u);
  EXPECT_EQ(found[1].reasons[0].kind, Likeness::kSector);
  EXPECT_EQ(found[1].reasons[1].value, "迁移");
  EXPECT_NEAR(found[1].reasons[0].weight + found[1].reasons[1].weight, found[1].score, 1e-12);
}

TEST(SimilarProjects, ItselfAndStrangersAreLeftOut) {
  const auto index = ProjectSimilarity::build({profile("a", {"x"}), profile("b", {"y"})});
  EXPECT_TRUE(index->find(profile("a", {"x"}), {}, 5)->empty());
  EXPECT_TRUE(index->find(profile("", {}), {}, 5)->empty());
  const auto by_text = *index->find(profile("", {}), std::vector{0.2, 0.9}, 1);
  ASSERT_EQ(by_text.size(), 1u);
  EXPECT_EQ(by_text[0].position, 1u);
  EXPECT_NEAR(by_text[0].score, 0.9, 1e-12);
}

TEST(SimilarProjects, WhatCannotBeIsRefused) {
  EXPECT_FALSE(ProjectSimilarity::build({profile("a", {}, "", kNan), [] {
                                           ProjectProfile p;
                                           p.size = kNan;
                                           return p;
                                         }()}));
  SimilarityWeights none{0, 0, 0, 0, 0, 0, 0};
  EXPECT_FALSE(ProjectSimilarity::build({}, none));
  const auto index = ProjectSimilarity::build({profile("a", {"x"})});
  EXPECT_FALSE(index->find(profile("", {"x"}), std::vector{0.1, 0.2}, 5));
  EXPECT_FALSE(index->find(profile("", {"x"}), std::vector{kNan}, 5));
}

TEST(SimilarProjects, ScoresStayInRange) {
  Generator random(4);
  std::vector<ProjectProfile> projects;
  for (int i = 0; i < 60; ++i) {
    ProjectProfile p =
        profile("p" + std::to_string(i), {}, "s" + std::to_string(random.below(3)), random.uniform() + 0.1);
    for (int t = 0; t < 10; ++t) {
      if (random.happens(0.3)) p.tags.push_back("t" + std::to_string(t));
      if (random.happens(0.3)) p.risks.push_back("t" + std::to_string(t));
    }
    projects.push_back(std::move(p));
  }
  const auto index = ProjectSimilarity::build(projects);
  const std::vector<double> text(60, 1.0);
  for (ProjectProfile query : projects) {
    const std::string id = query.id;
    query.id.clear();
    const auto found = *index->find(query, text, 3);
    EXPECT_NEAR(found[0].score, 1, 1e-12);  // itself, or one that is the same in all
    for (const auto& one : found) EXPECT_TRUE(one.score > 0 && one.score <= 1 + 1e-12) << id;
  }
}

// 0 and 1 are alike (0.7), 2 is like none (0.1). Lambda 0.5: after 0, candidate 1 has 0.45 - 0.35, candidate 2 0.4 -
// 0.05.
TEST(Diversify, MarginalRelevanceByHand) {
  const auto alike = [](std::size_t a, std::size_t b) { return a + b == 1 ? 0.7 : 0.1; };
  const auto chosen = *diversify(std::vector{10.0, 9.0, 8.0}, alike, {3, 0.5, 0.8});
  ASSERT_EQ(chosen.size(), 3u);
  EXPECT_EQ(chosen[0].position, 0u);
  EXPECT_EQ(chosen[1].position, 2u);
  EXPECT_NEAR(chosen[1].marginal, 0.35, 1e-12);
  EXPECT_EQ(chosen[2].position, 1u);
  EXPECT_NEAR(chosen[2].marginal, 0.10, 1e-12);
}

TEST(Diversify, NearDuplicatesBecomeOneWithACount) {
  const std::vector<std::string> texts{
      "供应商接口联调延期两周，影响上线。", "The vendor delivered the interface two weeks late.",
      "供应商接口联调延期两周, 影响上线", "the vendor delivered the interface two weeks late"};
  std::vector<ShingleSketch> sketches;
  for (const auto& text : texts) sketches.push_back(sketch_shingles(text));
  const auto similarity = [&](std::size_t a, std::size_t b) { return resemblance(sketches[a], sketches[b]); };
  const auto chosen = *diversify(std::vector{0.5, 0.9, 0.6, 0.1}, similarity);
  ASSERT_EQ(chosen.size(), 2u);
  EXPECT_EQ(chosen[0].position, 1u);
  EXPECT_EQ(chosen[0].folded, std::vector<std::size_t>{3});
  EXPECT_EQ(chosen[1].position, 2u);
  EXPECT_EQ(chosen[1].folded, std::vector<std::size_t>{0});
}

TEST(Diversify, EveryCandidateIsChosenOrFoldedOnce) {
  Generator random(9);
  std::vector<double> relevance;
  std::vector<double> place;
  for (int i = 0; i < 80; ++i) {
    relevance.push_back(random.uniform());
    place.push_back(random.uniform());
  }
  const auto similarity = [&](std::size_t a, std::size_t b) { return 1 - std::abs(place[a] - place[b]); };
  const auto chosen = *diversify(relevance, similarity, {100, 0.7, 0.95});
  std::vector<int> seen(80);
  for (const auto& one : chosen) {
    ++seen[one.position];
    for (const std::size_t folded : one.folded) {
      ++seen[folded];
      EXPECT_GE(relevance[one.position], relevance[folded]);
      EXPECT_GE(similarity(one.position, folded), 0.95);
    }
  }
  EXPECT_EQ(seen, std::vector<int>(80, 1));
}

TEST(Diversify, EdgesAndRefusals) {
  const auto none = [](std::size_t, std::size_t) { return 0.0; };
  EXPECT_TRUE(diversify({}, none)->empty());
  EXPECT_EQ(diversify(std::vector{0.0, 0.0}, none)->size(), 2u);
  EXPECT_EQ(diversify(std::vector(20, 1.0), none)->size(), 10u);
  EXPECT_FALSE(diversify(std::vector{kNan}, none));
  EXPECT_FALSE(diversify(std::vector{1.0, 1.0}, [](std::size_t, std::size_t) { return kNan; }));
  EXPECT_FALSE(diversify(std::vector{1.0}, none, {10, 1.5, 0.8}));
}

}  // namespace
}  // namespace fupan::indexer::insight
