// What the learners claim of histories whose truth is known, and that they claim nothing of random ones.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "indexer/insight/failure_patterns.h"
#include "indexer/insight/label_classifier.h"
#include "indexer/insight/risk_predictor.h"
#include "tests/indexer/insight/generated.h"

namespace fupan::indexer::insight {
namespace {

const double kNan = std::numeric_limits<double>::quiet_NaN();

const RiskReport& report_of(const RiskPredictor& predictor, const std::string& category) {
  return *std::find_if(predictor.reports().begin(), predictor.reports().end(),
                       [&](const RiskReport& report) { return report.category == category; });
}

RiskForecast forecast_of(const RiskPredictor& predictor, const std::vector<ProjectFeature>& features,
                         const std::string& category) {
  const auto forecasts = predictor.predict(features);
  return *std::find_if(forecasts->begin(), forecasts->end(), [&](const auto& f) { return f.category == category; });
}

TEST(RiskPredictor, FindsTheTagThatDoublesTheSupplierRisk) {
  Generator random(20);
  const auto predictor = RiskPredictor::train(random.supplier_history(300, 40, 5));
  ASSERT_TRUE(predictor);
  const RiskReport& report = report_of(*predictor, "supplier");
  EXPECT_EQ(report.verdict, Verdict::kPattern);
  EXPECT_LT(report.brier, report.base_brier);
  EXPECT_GT(report.gain.lower, 0);
  EXPECT_LE(report.reliability.calibration_error, 0.1);
  const RiskForecast with = forecast_of(*predictor, {{"tag:外包", 1}}, "supplier");
  const RiskForecast without = forecast_of(*predictor, {{"tag:1", 1}}, "supplier");
  EXPECT_TRUE(with.claims);
  EXPECT_NEAR(with.probability, 0.6, 0.1);
  EXPECT_NEAR(without.probability, 0.3, 0.1);
  ASSERT_FALSE(with.reasons.empty());
  EXPECT_EQ(with.reasons[0].feature, "tag:外包");
  EXPECT_GT(with.reasons[0].log_odds, 0);
}

TEST(RiskPredictor, SaysNothingOfRisksThatHaveNoPatternBesideOneThatHas) {
  Generator random(21);
  const auto predictor = RiskPredictor::train(random.supplier_history(300, 40, 5));
  for (const RiskReport& report : predictor->reports()) {
    if (report.category == "supplier") continue;
    EXPECT_EQ(report.verdict, Verdict::kNoPattern) << report.category;
  }
  const RiskForecast forecast = forecast_of(*predictor, {{"tag:外包", 1}}, "risk3");
  EXPECT_FALSE(forecast.claims);
  EXPECT_NEAR(forecast.probability, (static_cast<double>(forecast.hits) + 0.5) / 301, 1e-12);
  EXPECT_TRUE(forecast.reasons.empty());
}

// Of 60 random histories of 10 to 200 projects at most one in twenty may lead to any claim. Fixed seed: 0 is what is
// found.
TEST(RiskPredictor, ClaimsNothingOfRandomHistories) {
  std::size_t claims = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Generator random(1000 + seed);
    const std::size_t sizes[]{10, 30, 40, 60, 100, 200};
    const auto predictor = RiskPredictor::train(random.random_history(sizes[seed % 6], 5 + seed % 7 * 8, 8));
    ASSERT_TRUE(predictor);
    const auto& reports = predictor->reports();
    claims += std::any_of(reports.begin(), reports.end(), [](const auto& r) { return r.verdict == Verdict::kPattern; });
  }
  EXPECT_LE(claims, 3u);
}

TEST(RiskPredictor, TooLittleHistoryIsSaid) {
  Generator random(5);
  auto history = random.supplier_history(29, 5, 1);
  EXPECT_EQ(report_of(*RiskPredictor::train(history), "supplier").verdict, Verdict::kTooLittleHistory);
  history = random.supplier_history(200, 5, 0);
  for (std::size_t i = 0; i < history.size(); ++i)
    history[i].realised = i < 7 ? std::vector<std::string>{"rare"} : std::vector<std::string>{"all"};
  const auto predictor = RiskPredictor::train(history);
  EXPECT_EQ(report_of(*predictor, "rare").verdict, Verdict::kTooLittleHistory);  // 7 hits
  EXPECT_EQ(report_of(*predictor, "all").verdict, Verdict::kTooLittleHistory);   // 7 misses
}

TEST(RiskPredictor, NoHistoryAnswersEvenOdds) {
  const std::vector<std::string> categories{"schedule", "供应商"};
  const auto predictor = RiskPredictor::train({}, categories);
  ASSERT_TRUE(predictor);
  const auto forecasts = *predictor->predict({});
  ASSERT_EQ(forecasts.size(), 2u);
  EXPECT_EQ(forecasts[0].probability, 0.5);
  EXPECT_EQ(forecasts[0].base_interval.upper, 1);
  EXPECT_FALSE(forecasts[0].claims);
}

TEST(RiskPredictor, TheOrderOfTheHistoryDoesNotMatter) {
  Generator random(6);
  auto history = random.supplier_history(150, 10, 1);
  const auto first = RiskPredictor::train(history);
  std::reverse(history.begin(), history.end());
  const auto second = RiskPredictor::train(history);
  EXPECT_EQ(report_of(*first, "supplier").brier, report_of(*second, "supplier").brier);
  EXPECT_EQ(report_of(*first, "supplier").p_value, report_of(*second, "supplier").p_value);
}

TEST(RiskPredictor, WhatCannotBeIsRefused) {
  std::vector<ProjectHistory> history{{"a", {{"tag:x", kNan}}, {}}};
  EXPECT_FALSE(RiskPredictor::train(history));
  history = {{"a", {}, {}}, {"a", {}, {}}};
  EXPECT_FALSE(RiskPredictor::train(history));
  history = {{"", {}, {}}};
  EXPECT_FALSE(RiskPredictor::train(history));
  EXPECT_FALSE(RiskPredictor::train({})->predict(std::vector<ProjectFeature>{{"x", kNan}}));
  RiskPredictorOptions options;
  options.outer_folds = 1;
  EXPECT_FALSE(RiskPredictor::train({}, {}, options));
}

std::vector<std::vector<std::string>> items_of(const FailurePatterns& found) {
  std::vector<std::vector<std::string>> result;
  for (const FailurePattern& pattern : found.patterns) result.push_back(pattern.items);
  return result;
}

// Ten projects, five failed, "a" in exactly these; "b" in five others of which two failed. One item at a time: a has
// p = 1/252, and as both can reach 0.05 alone the factor of Tarone is 2 (at 0.025 both are still testable).
TEST(FailurePatterns, OnePatternByHand) {
  std::vector<FinishedProject> projects;
  for (int i = 0; i < 10; ++i) {
    FinishedProject project{"p" + std::to_string(i), {}, i < 5};
    if (i < 5) project.items.push_back("a");
    if (i >= 3 && i < 8) project.items.push_back("b");
    projects.push_back(std::move(project));
  }
  FailurePatternOptions options;
  options.most_items = 1;
  const auto found = *find_failure_patterns(projects, options);
  EXPECT_EQ(found.tested, 2u);
  ASSERT_EQ(items_of(found), (std::vector<std::vector<std::string>>{{"a"}}));
  const FailurePattern& pattern = found.patterns[0];
  EXPECT_EQ(pattern.support, 5u);
  EXPECT_EQ(pattern.failures, 5u);
  EXPECT_DOUBLE_EQ(pattern.lift, 2);
  EXPECT_NEAR(pattern.p_value, 1.0 / 252, 1e-12);
  EXPECT_NEAR(pattern.adjusted_p_value, 2.0 / 252, 1e-12);
  EXPECT_EQ(pattern.examples, (std::vector<std::string>{"p0", "p1", "p2"}));
}

// A thousand items that are too rare to be significant whatever their projects' fate cost nothing.
TEST(FailurePatterns, HopelessCombinationsAreNotCounted) {
  std::vector<FinishedProject> projects;
  for (int i = 0; i < 200; ++i) {
    FinishedProject project{"p" + std::to_string(1000 + i), {}, i < 100};
    if (i < 15 || i == 150) project.items.push_back("a");
    for (int k = 0; k < 5; ++k) project.items.push_back("rare" + std::to_string((i / 5) * 5 + k));
    projects.push_back(std::move(project));
  }
  FailurePatternOptions options;
  options.most_items = 1;
  const auto found = *find_failure_patterns(projects, options);
  EXPECT_EQ(found.tested, 201u);
  ASSERT_EQ(items_of(found), (std::vector<std::vector<std::string>>{{"a"}}));
  EXPECT_NEAR(found.patterns[0].adjusted_p_value, found.patterns[0].p_value * 2, 1e-12);  // times 2, not 201
}

TEST(FailurePatterns, WhatAddsNothingIsNotReported) {
  Generator random(30);
  auto projects = random.random_outcomes(400, 20, 0.2);
  for (FinishedProject& project : projects) {
    if (!random.happens(0.4)) continue;
    project.items.push_back("迁移");
    if (random.happens(0.5)) project.has_failed = true;
  }
  const auto found = *find_failure_patterns(projects);
  EXPECT_EQ(items_of(found), (std::vector<std::vector<std::string>>{{"迁移"}}));
}

TEST(FailurePatterns, FindsAPairThatIsHarmlessApart) {
  Generator random(31);
  auto projects = random.random_outcomes(600, 15, 0.2);
  for (FinishedProject& project : projects) {
    const bool vendor = random.happens(0.4);
    const bool waterfall = random.happens(0.4);
    if (vendor) project.items.push_back("tag:vendor");
    if (waterfall) project.items.push_back("method:waterfall");
    if (vendor && waterfall) project.has_failed = random.happens(0.7);
  }
  const auto found = items_of(*find_failure_patterns(projects));
  EXPECT_NE(std::find(found.begin(), found.end(), std::vector<std::string>{"method:waterfall", "tag:vendor"}),
            found.end());
  for (const auto& items : found) {
    for (const auto& item : items) EXPECT_TRUE(item == "tag:vendor" || item == "method:waterfall") << item;
  }
}

TEST(FailurePatterns, ClaimsNothingOfRandomHistories) {
  std::size_t claims = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Generator random(5000 + seed);
    const auto projects =
        random.random_outcomes(20 + seed * 2, 10 + seed % 40, 0.1 + 0.1 * static_cast<double>(seed % 6));
    claims += find_failure_patterns(projects)->patterns.empty() ? 0 : 1;
  }
  EXPECT_LE(claims, 10u);  // one in twenty
}

TEST(FailurePatterns, EdgesAndRefusals) {
  EXPECT_TRUE(find_failure_patterns({})->patterns.empty());
  std::vector<FinishedProject> projects(70);
  for (std::size_t i = 0; i < projects.size(); ++i) projects[i] = {"p" + std::to_string(i), {"a", "a", "b"}, true};
  EXPECT_TRUE(find_failure_patterns(projects)->patterns.empty());  // all failed
  for (auto& project : projects) project.has_failed = false;
  EXPECT_TRUE(find_failure_patterns(projects)->patterns.empty());  // none failed
  projects[1].id = projects[0].id;
  EXPECT_FALSE(find_failure_patterns(projects));
  FailurePatternOptions options;
  options.most_items = 4;
  EXPECT_FALSE(find_failure_patterns({}, options));
}

TEST(LabelClassifier, LearnsWordsThatGoWithLabels) {
  Generator random(40);
  const auto classifier = LabelClassifier::train(random.texts(600, 6, 400, 0.25));
  ASSERT_TRUE(classifier);
  const ClassifierReport& report = classifier->report();
  EXPECT_GT(report.accuracy, 0.8);
  EXPECT_GT(report.accuracy, report.base_accuracy);
  EXPECT_GT(report.macro_f1, 0.75);
  EXPECT_LT(report.brier, report.base_brier / 2);
  EXPECT_LE(report.reliability.calibration_error, 0.1);
  for (const LabelReport& label : report.labels) {
    EXPECT_EQ(label.verdict, Verdict::kPattern) << label.label;
    EXPECT_LE(label.calibration_error, 0.1);
  }
  const auto predictions =
      *classifier->predict(std::vector<TermCount>{{"词60", 2}, {"词61", 1}, {"词70", 1}, {"词75", 1}});
  EXPECT_EQ(predictions[0].label, "label3");
  EXPECT_TRUE(predictions[0].claims);
  EXPECT_GT(predictions[0].probability, 0.5);
}

TEST(LabelClassifier, ClaimsNothingOfRandomLabels) {
  std::size_t claims = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Generator random(7000 + seed);
    const std::size_t sizes[]{15, 40, 100, 300};
    const auto classifier = LabelClassifier::train(random.texts(sizes[seed % 4], 2 + seed % 5, 30 + seed % 3 * 200, 0));
    const auto& labels = classifier->report().labels;
    claims += std::any_of(labels.begin(), labels.end(), [](const auto& l) { return l.verdict == Verdict::kPattern; });
  }
  EXPECT_LE(claims, 3u);
}

TEST(LabelClassifier, SaysTheBaseRateWhereItKnowsNothing) {
  Generator random(41);
  auto texts = random.texts(300, 3, 200, 0.3);
  texts[0].labels.push_back("少见");
  const auto classifier = *LabelClassifier::train(texts);
  const auto unknown = *classifier.predict(std::vector<TermCount>{{"unknown", 1}});
  EXPECT_EQ(unknown.size(), 4u);
  for (const LabelPrediction& prediction : unknown) EXPECT_FALSE(prediction.claims);
  const auto predictions = *classifier.predict(texts[5].terms);
  EXPECT_EQ(predictions.back().label, "少见");
  EXPECT_FALSE(predictions.back().claims);
  EXPECT_NEAR(predictions.back().probability, 1.5 / 301, 1e-12);
  EXPECT_TRUE(LabelClassifier::train({})->predict({})->empty());
}

TEST(LabelClassifier, WhatCannotBeIsRefused) {
  std::vector<LabelledText> texts{{"a", {{"x", kNan}}, {"l"}}};
  EXPECT_FALSE(LabelClassifier::train(texts));
  texts = {{"a", {}, {}}, {"a", {}, {}}};
  EXPECT_FALSE(LabelClassifier::train(texts));
  EXPECT_FALSE(LabelClassifier::train({})->predict(std::vector<TermCount>{{"x", -1}}));
}

}  // namespace
}  // namespace fupan::indexer::insight
