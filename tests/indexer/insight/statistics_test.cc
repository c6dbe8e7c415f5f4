// Values from the literature or worked out by hand; the source stands beside each.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "indexer/insight/distributions.h"
#include "indexer/insight/earned_value.h"
#include "indexer/insight/proportion.h"
#include "indexer/insight/quantile.h"

namespace fupan::indexer::insight {
namespace {

const double kNan = std::numeric_limits<double>::quiet_NaN();

TEST(Distributions, AgreeWithPrintedTables) {
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-12);
  EXPECT_NEAR(normal_quantile(0.001), -3.090232306167814, 1e-12);
  EXPECT_NEAR(normal_upper_tail(1.959963984540054), 0.025, 1e-14);
  EXPECT_NEAR(incomplete_beta(2, 3, 0.5), 0.6875, 1e-12);  // 6x² - 8x³ + 3x⁴
  EXPECT_NEAR(beta_quantile(2, 3, 0.6875), 0.5, 1e-10);
  EXPECT_NEAR(student_upper_quantile(0.025, 10), 2.228138852, 1e-8);
  EXPECT_NEAR(student_upper_tail(-2.228138852, 10), 0.975, 1e-9);
}

TEST(Distributions, FisherLadyTastingTea) {
  const LogFactorials factorials(8);
  EXPECT_NEAR(factorials.hypergeometric_upper_tail(4, 4, 4, 8), 1.0 / 70, 1e-14);
  EXPECT_NEAR(factorials.hypergeometric_upper_tail(3, 4, 4, 8), 17.0 / 70, 1e-14);
  EXPECT_EQ(factorials.hypergeometric_upper_tail(0, 4, 4, 8), 1);
  EXPECT_EQ(factorials.hypergeometric_upper_tail(5, 4, 4, 8), 0);
}

// Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3; 95 %.
TEST(Wilson, AgreesWithNewcombesTable) {
  struct Case {
    std::size_t hits, n;
    double lower, upper;
  };
  for (const Case& c : {Case{81, 263, 0.2553, 0.3662}, Case{15, 148, 0.0624, 0.1605}, Case{0, 20, 0, 0.1611},
                        Case{1, 29, 0.0061, 0.1718}}) {
    const auto interval = wilson_interval(c.hits, c.n, 0.95);
    ASSERT_TRUE(interval);
    EXPECT_NEAR(interval->lower, c.lower, 5e-5) << c.hits << "/" << c.n;
    EXPECT_NEAR(interval->upper, c.upper, 5e-5) << c.hits << "/" << c.n;
  }
}

TEST(Wilson, HoldsTheRateAndMirrorsForEveryCount) {
  for (std::size_t n = 0; n <= 40; ++n) {
    for (std::size_t hits = 0; hits <= n; ++hits) {
      const auto a = *wilson_interval(hits, n);
      const auto b = *wilson_interval(n - hits, n);
      const double rate = n == 0 ? 0.5 : static_cast<double>(hits) / static_cast<double>(n);
      EXPECT_LE(0, a.lower);
      EXPECT_LE(a.lower, rate);
      EXPECT_LE(rate, a.upper);
      EXPECT_LE(a.upper, 1);
      EXPECT_NEAR(a.lower, 1 - b.upper, 1e-12);
    }
  }
  EXPECT_EQ(wilson_interval(0, 0)->lower, 0);
  EXPECT_EQ(wilson_interval(0, 0)->upper, 1);
  EXPECT_EQ(wilson_interval(1, 1)->upper, 1);
}

TEST(Proportion, WhatCannotBeIsRefused) {
  EXPECT_EQ(wilson_interval(3, 2).error().code, ErrorCode::kInvalidArgument);
  for (const double confidence : {0.0, 1.0, -0.1, kNan}) {
    EXPECT_FALSE(wilson_interval(1, 2, confidence));
    EXPECT_FALSE(jeffreys_posterior(1, 2, confidence));
    EXPECT_FALSE(compare_proportions(1, 2, 1, 2, confidence));
  }
  EXPECT_FALSE(compare_with_rest(3, 4, 2, 10));  // more hits than the whole
  EXPECT_FALSE(compare_with_rest(0, 4, 8, 10));  // more misses than the whole
  EXPECT_FALSE(compare_with_rest(1, 11, 2, 10));
}

TEST(Jeffreys, MeanAndTails) {
  const auto none = *jeffreys_posterior(0, 9);
  EXPECT_DOUBLE_EQ(none.mean, 0.05);
  EXPECT_EQ(none.interval.lower, 0);
  const auto some = *jeffreys_posterior(3, 8, 0.8);
  EXPECT_DOUBLE_EQ(some.mean, 3.5 / 9);
  EXPECT_NEAR(incomplete_beta(3.5, 5.5, some.interval.lower), 0.1, 1e-9);
  EXPECT_NEAR(incomplete_beta(3.5, 5.5, some.interval.upper), 0.9, 1e-9);
  EXPECT_EQ(jeffreys_posterior(4, 4)->interval.upper, 1);
  EXPECT_DOUBLE_EQ(jeffreys_posterior(0, 0)->mean, 0.5);
}

// Newcombe 1998, "Interval estimation for the difference between independent proportions", table II, method 10; 95 %.
TEST(Compare, DifferenceAgreesWithNewcombesTable) {
  const auto a = *compare_proportions(56, 70, 48, 80, 0.95);
  EXPECT_NEAR(a.difference.lower, 0.0524, 5e-5);
  EXPECT_NEAR(a.difference.upper, 0.3339, 5e-5);
  EXPECT_NEAR(*a.lift, 0.8 / 0.6, 1e-12);
  EXPECT_EQ(a.verdict, Difference::kHigher);
  const auto b = *compare_proportions(9, 10, 3, 10, 0.95);
  EXPECT_NEAR(b.difference.lower, 0.1705, 5e-5);
  EXPECT_NEAR(b.difference.upper, 0.8090, 5e-5);
}

TEST(Compare, SaysNotDifferentWhereChanceExplainsIt) {
  const auto result = *compare_with_rest(3, 8, 30, 100);  // 38 % of eight against 29 % of the other 92
  EXPECT_EQ(result.verdict, Difference::kNotDifferent);
  EXPECT_NEAR(result.rest_rate, 27.0 / 92, 1e-12);
  EXPECT_LT(result.lift_interval.lower, 1);
  EXPECT_GT(result.lift_interval.upper, 1);
  EXPECT_EQ(compare_proportions(0, 10, 30, 40)->verdict, Difference::kLower);
}

TEST(Compare, TooFewToShowAnything) {
  EXPECT_EQ(compare_proportions(0, 0, 3, 9)->verdict, Difference::kTooFew);
  EXPECT_EQ(compare_proportions(1, 1, 0, 1)->verdict, Difference::kTooFew);
  EXPECT_EQ(compare_proportions(0, 30, 0, 30)->verdict, Difference::kTooFew);
  EXPECT_FALSE(compare_proportions(3, 9, 0, 9)->lift);
}

// The exact test may say "higher" of two equal rates at most as often as promised: all tables of 12 and 15 cases
// summed.
TEST(Compare, FalseAlarmsAreAsRareAsPromised) {
  const LogFactorials f(15);
  for (const double rate : {0.1, 0.3, 0.5}) {
    double alarms = 0;
    for (std::size_t a = 0; a <= 12; ++a) {
      for (std::size_t b = 0; b <= 15; ++b) {
        const auto verdict = compare_proportions(a, 12, b, 15)->verdict;
        if (verdict != Difference::kHigher && verdict != Difference::kLower) continue;
        alarms += std::exp(f.log_choose(12, a) + f.log_choose(15, b)) * std::pow(rate, static_cast<double>(a + b)) *
                  std::pow(1 - rate, static_cast<double>(27 - a - b));
      }
    }
    EXPECT_LE(alarms, 1 - kDefaultConfidence) << rate;
  }
}

// Type 8: h = (n + 1/3) p + 1/3; for 1..10 and p = 0.2, h = 2.4.
TEST(Quantile, TypeEightByHand) {
  const std::vector<double> values{10, 2, 3, 4, 5, 6, 7, 8, 9, 1};
  EXPECT_NEAR(*quantile(values, 0.2), 2.4, 1e-12);
  EXPECT_NEAR(*quantile(values, 0.5), 5.5, 1e-12);
  EXPECT_NEAR(*quantile(values, 0.8), 8.6, 1e-12);
  EXPECT_EQ(*quantile(values, 0), 1);
  EXPECT_EQ(*quantile(values, 1), 10);
  EXPECT_EQ(*quantile(std::vector<double>{7}, 0.8), 7);
}

TEST(Quantile, WhatCannotBeIsRefused) {
  const std::vector<double> bad{1, kNan};
  EXPECT_FALSE(quantile({}, 0.5));
  EXPECT_FALSE(quantile(bad, 0.5));
  EXPECT_FALSE(spread(bad));
  EXPECT_FALSE(quantile(std::vector<double>{1, 2}, 1.1));
  EXPECT_FALSE(quantile(std::vector<double>{1, 2}, kNan));
}

TEST(Quantile, SpreadNeedsEnoughValues) {
  const std::vector<double> values{0.5, -0.1, 0.2, 0.3, 0.1};
  EXPECT_EQ(spread({})->n, 0u);
  EXPECT_FALSE(spread(std::span(values).first(2))->p50);
  EXPECT_NEAR(*spread(std::span(values).first(3))->p50, 0.2, 1e-12);
  EXPECT_FALSE(spread(std::span(values).first(4))->p20);
  const auto all = *spread(values);
  EXPECT_NEAR(*all.p50, 0.2, 1e-12);
  EXPECT_LE(*all.p20, *all.p50);
  EXPECT_LE(*all.p50, *all.p80);
}

TEST(EarnedValue, WorkedExample) {
  const auto result = *earned_value({50, 40, 45, 100});
  EXPECT_DOUBLE_EQ(*result.schedule_variance, -10);
  EXPECT_DOUBLE_EQ(*result.cost_variance, -5);
  EXPECT_DOUBLE_EQ(*result.schedule_performance_index, 0.8);
  EXPECT_DOUBLE_EQ(*result.cost_performance_index, 40.0 / 45);
  EXPECT_DOUBLE_EQ(*result.estimate_at_completion, 112.5);
  EXPECT_DOUBLE_EQ(*result.variance_at_completion, -12.5);
  EXPECT_DOUBLE_EQ(*result.to_complete_index, 60.0 / 55);
}

TEST(EarnedValue, UndefinedIsNothing) {
  const auto unspent = *earned_value({0, 0, 0, 100});
  EXPECT_FALSE(unspent.schedule_performance_index);
  EXPECT_FALSE(unspent.cost_performance_index);
  EXPECT_FALSE(unspent.estimate_at_completion);
  EXPECT_DOUBLE_EQ(*unspent.cost_variance, 0);
  const auto unearned = *earned_value({10, 0, 5, 100});
  EXPECT_DOUBLE_EQ(*unearned.cost_performance_index, 0);
  EXPECT_FALSE(unearned.estimate_at_completion);  // BAC / 0
  EXPECT_FALSE(earned_value({std::nullopt, 40, 45, 100})->schedule_variance);
  EXPECT_FALSE(earned_value({50, 40, 100, 100})->to_complete_index);
}

TEST(EarnedValue, WhatIsNoFigureIsRefused) {
  EXPECT_EQ(earned_value({50, kNan, 45, 100}).error().field, "earned_value");
  EXPECT_FALSE(earned_value({-1, 40, 45, 100}));
  EXPECT_FALSE(overrun(kNan, 100));
  EXPECT_FALSE(overrun(10, -1));
}

TEST(EarnedValue, Overrun) {
  EXPECT_NEAR(**overrun(125, 100), 0.25, 1e-12);
  EXPECT_NEAR(**overrun(90, 100), -0.1, 1e-12);
  EXPECT_FALSE(*overrun(90, 0));
  EXPECT_FALSE(*overrun(std::nullopt, 100));
}

}  // namespace
}  // namespace fupan::indexer::insight
