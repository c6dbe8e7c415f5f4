#include "server/service/evaluate_labels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/server/service/library_fixture.h"

namespace fupan::service {
namespace {

using indexer::insight::RiskReport;
using indexer::insight::Verdict;

// The example projects, and 160 generated ones with a known truth.
class EvaluateLabelsTest : public LibraryTest {
 protected:
  LabelsEvaluation evaluate(double with_vendor, double without) {
    std::mt19937_64 random(11);
    const auto happens = [&](double p) { return static_cast<double>(random() >> 11) * 0x1p-53 < p; };
    for (int i = 0; i < 160; ++i) {
      const bool vendor = happens(0.5);
      const bool hit = happens(vendor ? with_vendor : without);
      write("p" + std::to_string(i) + ".md",
            "---\nproject: 项目" + std::to_string(i) + "\ntags: [" + (vendor ? "outsourced" : "in-house") +
                "]\nrisk: [" + (hit ? "supplier" : "communication") + "]\n---\n# 复盘\n\n## 不足\n\n- " +
                (hit ? "模组到货晚了很久，合同没有写违约" : "例会太多，没有人记录结论") + std::to_string(i) + "\n");
    }
    ImportOptions options;
    options.paths = {sources(), std::filesystem::path(FUPAN_SOURCE_DIR) / "starter" / "examples"};
    import(options);
    auto found = evaluate_labels(*library_);
    EXPECT_TRUE(found) << found.error().message;
    return found ? std::move(*found) : LabelsEvaluation{};
  }

  static RiskReport supplier(const LabelsEvaluation& evaluation) {
    const auto found = std::find_if(evaluation.risks.begin(), evaluation.risks.end(),
                                    [](const RiskReport& risk) { return risk.category == "supplier"; });
    return found == evaluation.risks.end() ? RiskReport{} : *found;
  }
};

TEST_F(EvaluateLabelsTest, AKnownHistoryIsForecastBetterThanByItsBaseRate) {
  const LabelsEvaluation found = evaluate(0.8, 0.15);
  EXPECT_EQ(found.projects, 168U) << "with the eight examples";
  const RiskReport risk = supplier(found);
  EXPECT_EQ(risk.verdict, Verdict::kPattern);
  EXPECT_LT(risk.brier, risk.base_brier);
  EXPECT_LE(risk.reliability.calibration_error, 0.1);
  const LabelEvaluation& labels = found.facets[static_cast<std::size_t>(Facet::kRisk)];
  EXPECT_EQ(labels.texts, 168U);
  EXPECT_GT(labels.report.accuracy, labels.report.base_accuracy);
  EXPECT_LT(labels.report.brier, labels.report.base_brier);
  EXPECT_LE(labels.report.reliability.calibration_error, 0.1);
}

TEST_F(EvaluateLabelsTest, ARandomHistoryClaimsNothing) {
  for (const RiskReport& risk : evaluate(0.4, 0.4).risks) EXPECT_NE(risk.verdict, Verdict::kPattern) << risk.category;
}

TEST_F(EvaluateLabelsTest, AnEmptyLibraryHasNothingToSay) {
  const auto found = evaluate_labels(*library_);
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->projects, 0U);
  for (const LabelEvaluation& facet : found->facets) EXPECT_EQ(facet.texts, 0U);
}

}  // namespace
}  // namespace fupan::service
