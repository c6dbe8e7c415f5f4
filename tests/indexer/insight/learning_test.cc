// Calibration, the claim gate, folds and regression, by hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <vector>

#include "indexer/insight/calibration.h"
#include "indexer/insight/claim_gate.h"
#include "indexer/insight/complement_naive_bayes.h"
#include "indexer/insight/folds.h"
#include "indexer/insight/logistic_regression.h"
#include "indexer/insight/tuned_logistic.h"
#include "tests/indexer/insight/generated.h"

namespace fupan::indexer::insight {
namespace {

TEST(Calibration, BrierByHand) {
  EXPECT_DOUBLE_EQ(brier_score(std::vector{0.9, 0.2}, std::vector<Outcome>{1, 0}), (0.01 + 0.04) / 2);
  EXPECT_EQ(brier_score({}, {}), 0);
}

TEST(Calibration, EqualProbabilitiesStayInOneBin) {
  std::vector<double> probabilities(120, 0.2);
  std::fill(probabilities.begin() + 90, probabilities.end(), 0.6);
  std::vector<Outcome> outcomes(120);
  for (std::size_t i = 0; i < 27; ++i) outcomes[i] = 1;    // 0.3 of 90
  for (std::size_t i = 90; i < 105; ++i) outcomes[i] = 1;  // 0.5 of 30
  const Reliability result = reliability(probabilities, outcomes);
  ASSERT_EQ(result.bins.size(), 2u);
  EXPECT_EQ(result.bins[0].count, 90u);
  EXPECT_NEAR(result.bins[1].observed, 0.5, 1e-12);
  EXPECT_NEAR(result.calibration_error, 0.1, 1e-12);
}

TEST(Calibration, FewCasesMakeFewBins) {
  EXPECT_TRUE(reliability({}, {}).bins.empty());
  std::vector<double> p(49);
  for (std::size_t i = 0; i < p.size(); ++i) p[i] = static_cast<double>(i) / 50;
  EXPECT_EQ(reliability(p, std::vector<Outcome>(49)).bins.size(), 1u);
  p.resize(5000);
  for (std::size_t i = 0; i < p.size(); ++i) p[i] = static_cast<double>(i) / 5000;
  EXPECT_EQ(reliability(p, std::vector<Outcome>(5000)).bins.size(), kMostBins);
}

TEST(Platt, FindsTheLogitBehindTheScores) {
  Generator random(1);
  std::vector<double> scores;
  std::vector<Outcome> outcomes;
  for (int i = 0; i < 20000; ++i) {
    scores.push_back(6 * random.uniform() - 3);
    outcomes.push_back(random.happens(logistic(1.5 * scores.back() - 1)) ? 1 : 0);
  }
  const Platt platt = fit_platt(scores, outcomes);
  EXPECT_NEAR(platt.slope, 1.5, 0.06);
  EXPECT_NEAR(platt.intercept, -1, 0.06);
}

TEST(Platt, ScoresThatPointTheWrongWayGiveTheBaseRate) {
  const std::vector<double> scores{3, 2, 1, 0};
  const Platt platt = fit_platt(scores, std::vector<Outcome>{0, 0, 1, 1});
  EXPECT_EQ(platt.slope, 0);
  EXPECT_NEAR(platt(5), 0.5, 1e-12);
  EXPECT_TRUE(std::isfinite(fit_platt(scores, std::vector<Outcome>{1, 1, 0, 0}).slope));  // separable
}

TEST(ClaimGate, HolmByHand) {
  const std::vector<double> adjusted = holm_adjust(std::vector{0.01, 0.04, 0.03, 0.005});
  EXPECT_NEAR(adjusted[0], 0.03, 1e-12);
  EXPECT_NEAR(adjusted[1], 0.06, 1e-12);
  EXPECT_NEAR(adjusted[2], 0.06, 1e-12);
  EXPECT_NEAR(adjusted[3], 0.02, 1e-12);
}

// Student's sleep data (1908): mean difference 1.58, t = 4.0621, df 9, one-sided p 0.001416.
TEST(ClaimGate, PairedTestOnStudentsSleepData) {
  const std::vector<double> gains{1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4};
  const Margin margin = paired_margin(gains, 0.975);
  EXPECT_NEAR(margin.mean, 1.58, 1e-12);
  EXPECT_NEAR(margin.p_value, 0.001416, 1e-6);
  EXPECT_NEAR(margin.lower, 0.7001, 1e-4);  // the printed 95 % interval begins here
  EXPECT_LT(paired_margin(gains, 0.975, 2.25).lower, margin.lower);
  EXPECT_LT(paired_margin(std::vector{1.0}, 0.9).lower, 0);
}

TEST(ClaimGate, PermutationTestEqualsTheExactOne) {
  // Tea again: the 70 ways to choose 4 of 8 cups. Two-sided: right or wrong in all is 2 of 70.
  SparseRows cases(1);
  std::vector<Outcome> outcomes;
  for (int cup = 0; cup < 8; ++cup) {
    const SparseCell milk_first{0, 1};
    cases.add_row(std::span(&milk_first, cup < 4 ? 1u : 0u));
    outcomes.push_back(cup < 4 ? 1 : 0);
  }
  EXPECT_NEAR(association_p_value(cases, outcomes, 20000, 5), 2.0 / 70, 0.004);
  EXPECT_NEAR(feature_scores(cases, outcomes)[0], std::sqrt(7.0), 1e-12);  // (4 - 2) / √(4/7)
}

TEST(ClaimGate, NothingToTestIsNoAssociation) {
  SparseRows cases(2);
  for (int i = 0; i < 10; ++i) cases.add_row(std::vector<SparseCell>{{0, 1}});
  EXPECT_EQ(association_p_value(cases, std::vector<Outcome>(10), 99, 1), 1);                            // never hit
  EXPECT_EQ(association_p_value(cases, std::vector<Outcome>{1, 0, 1, 0, 1, 0, 1, 0, 1, 0}, 99, 1), 1);  // constant
}

TEST(Folds, DependOnIdsAndNotOnOrder) {
  std::vector<std::string> ids{"甲", "b", "c", "d", "e", "f", "g", "h"};
  std::vector<Outcome> outcomes{1, 0, 1, 0, 1, 0, 1, 0};
  std::vector<std::uint32_t> rows(8);
  std::iota(rows.begin(), rows.end(), 0);
  const auto folds = deal_folds(fold_keys(ids), outcomes, rows, 2, 1);
  std::reverse(ids.begin(), ids.end());
  std::reverse(outcomes.begin(), outcomes.end());
  auto reversed = deal_folds(fold_keys(ids), outcomes, rows, 2, 1);
  std::reverse(reversed.begin(), reversed.end());
  EXPECT_EQ(folds, reversed);
  std::size_t hits_in_first = 0;
  for (std::size_t i = 0; i < 8; ++i) hits_in_first += folds[i] == 0 && i % 2 == 0 ? 1 : 0;
  EXPECT_EQ(hits_in_first, 2u);  // each fold has its share
}

// One fact of two values is a 2 × 2 table: 8 of 10 with it, 3 of 10 without. Weight ln(8/2) - ln(3/7), intercept
// ln(3/7).
TEST(Logistic, TwoByTwoTableHasItsOddsRatio) {
  SparseRows cases(1);
  std::vector<Outcome> outcomes;
  for (int i = 0; i < 20; ++i) {
    const SparseCell fact{0, 1};
    cases.add_row(std::span(&fact, i < 10 ? 1u : 0u));
    outcomes.push_back(i < 8 || (i >= 10 && i < 13) ? 1 : 0);
  }
  const LogisticModel model = fit_logistic(cases, outcomes, 1e-8);
  EXPECT_NEAR(model.intercept, std::log(3.0 / 7), 2e-3);
  EXPECT_NEAR(model.weights[0], std::log(4.0) - std::log(3.0 / 7), 2e-3);
  const LogisticModel flat = fit_logistic(cases, outcomes, 1e6);
  EXPECT_NEAR(flat.weights[0], 0, 1e-3);
  EXPECT_NEAR(logistic(flat.intercept), 11.0 / 20, 1e-3);  // the base rate
}

TEST(Logistic, OneSidedOutcomesAndSeparableOnesAreFinite) {
  SparseRows cases(1);
  for (int i = 0; i < 6; ++i) cases.add_row(std::vector<SparseCell>{{0, static_cast<double>(i)}});
  EXPECT_EQ(fit_logistic(cases, std::vector<Outcome>(6), 1).weights[0], 0);
  const LogisticModel separable = fit_logistic(cases, std::vector<Outcome>{0, 0, 0, 1, 1, 1}, 0.1);
  EXPECT_TRUE(std::isfinite(separable.weights[0]));
  EXPECT_GT(separable.weights[0], 0);
}

TEST(Logistic, TheGradientIsZeroAtTheAnswer) {
  Generator random(11);
  SparseRows cases(30);
  std::vector<Outcome> outcomes;
  for (int i = 0; i < 200; ++i) {
    std::vector<SparseCell> row;
    for (std::uint32_t j = 0; j < 30; ++j) {
      if (random.happens(0.2)) row.push_back({j, random.uniform() + 0.5});
    }
    cases.add_row(row);
    outcomes.push_back(random.happens(0.4) ? 1 : 0);
  }
  const LogisticModel model = fit_logistic(cases, outcomes, 2);
  std::vector<double> gradient(30);
  for (std::size_t j = 0; j < 30; ++j) gradient[j] = 2 * model.weights[j];
  for (std::size_t i = 0; i < 200; ++i) {
    for (const SparseCell& cell : cases.row(i)) {
      gradient[cell.column] += cell.value * (logistic(model.log_odds(cases.row(i))) - outcomes[i]);
    }
  }
  for (const double value : gradient) EXPECT_NEAR(value, 0, 0.01);
}

// Three terms, two classes, smoothing 1. Class 0 holds term 0 twice and term 1 once; class 1 holds term 2 three times.
TEST(ComplementNaiveBayes, WeightsByHand) {
  TermClassSums sums(3, 2);
  const std::vector<std::uint32_t> first{0};
  const std::vector<std::uint32_t> second{1};
  sums.add(std::vector<SparseCell>{{0, 2}, {1, 1}}, first);
  sums.add(std::vector<SparseCell>{{2, 3}}, second);
  const ComplementNaiveBayes model(sums, 1);
  std::vector<double> scores(2);
  model.score(std::vector<SparseCell>{{0, 1}}, scores);
  EXPECT_NEAR(scores[0], std::log(3.0 / 9) - std::log(1.0 / 6), 1e-6);  // all (2+1)/(6+3), outside (0+1)/(3+3)
  EXPECT_NEAR(scores[1], std::log(3.0 / 9) - std::log(3.0 / 6), 1e-6);  // outside class 1: (2+1)/(3+3)
}

}  // namespace
}  // namespace fupan::indexer::insight
