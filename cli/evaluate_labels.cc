// fupan evaluate --labels: how true are predicted labels and forecasts of risks?
#include "cli/evaluate_labels.h"

#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "server/service/evaluate_labels.h"

namespace fupan::cli {
namespace {

namespace insight = indexer::insight;
using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, kFacetCount> kFacetTitles{"phase", "risk", "tag"};

std::size_t claimed(const insight::ClassifierReport& report) {
  std::size_t count = 0;
  for (const auto& label : report.labels) count += label.verdict == insight::Verdict::kPattern ? 1 : 0;
  return count;
}

Json json_of(const service::LabelEvaluation& facet) {
  Json labels = Json::array();
  for (const auto& label : facet.report.labels) {
    labels.push_back({{"label", label.label},
                      {"verdict", insight::name_of(label.verdict)},
                      {"texts", label.documents},
                      {"f1", label.f1},
                      {"brier", label.brier},
                      {"base_brier", label.base_brier},
                      {"calibration_error", label.calibration_error}});
  }
  const auto& report = facet.report;
  return {{"facet", kFacetTitles[static_cast<std::size_t>(facet.facet)]},
          {"texts", facet.texts},
          {"accuracy", report.accuracy},
          {"base_accuracy", report.base_accuracy},
          {"macro_f1", report.macro_f1},
          {"brier", report.brier},
          {"base_brier", report.base_brier},
          {"calibration_error", report.reliability.calibration_error},
          {"claimed", claimed(report)},
          {"labels", std::move(labels)}};
}

Json json_of(const insight::RiskReport& risk) {
  return {{"risk", risk.category},
          {"verdict", insight::name_of(risk.verdict)},
          {"projects", risk.projects},
          {"hits", risk.hits},
          {"brier", risk.brier},
          {"base_brier", risk.base_brier},
          {"calibration_error", risk.reliability.calibration_error},
          {"adjusted_p_value", risk.adjusted_p_value}};
}

void print(const service::LabelsEvaluation& result) {
  std::cout
      << "predicted labels   texts  accuracy  (most frequent)  macro-F1   Brier  (base)  calibration error  claimed\n";
  for (const auto& facet : result.facets) {
    const auto& report = facet.report;
    std::cout << fmt::format("{:<18} {:>5}  {:>8.4f}  {:>15.4f}  {:>8.4f}  {:.4f}  {:.4f}  {:>17.4f}  {} of {}\n",
                             kFacetTitles[static_cast<std::size_t>(facet.facet)], facet.texts, report.accuracy,
                             report.base_accuracy, report.macro_f1, report.brier, report.base_brier,
                             report.reliability.calibration_error, claimed(report), report.labels.size());
  }
  std::cout << fmt::format("\n{} projects with lessons\n", result.projects);
  std::cout << "risk            hits   Brier  (base)  calibration error  adjusted p  verdict\n";
  for (const auto& risk : result.risks) {
    std::cout << fmt::format("{:<14} {:>5}  {:.4f}  {:.4f}  {:>17.4f}  {:>10.4f}  {}\n", risk.category, risk.hits,
                             risk.brier, risk.base_brier, risk.reliability.calibration_error, risk.adjusted_p_value,
                             insight::name_of(risk.verdict));
  }
}

}  // namespace

int run_evaluate_labels(const Globals& globals) {
  auto library = open_library(globals, true);
  if (!library) return fail(globals, library.error());
  const auto result = service::evaluate_labels(**library);
  if (!result) return fail(globals, result.error());
  if (!globals.json) {
    print(*result);
    return 0;
  }
  Json facets = Json::array(), risks = Json::array();
  for (const auto& facet : result->facets) facets.push_back(json_of(facet));
  for (const auto& risk : result->risks) risks.push_back(json_of(risk));
  std::cout << Json{{"labels", std::move(facets)}, {"projects", result->projects}, {"risks", std::move(risks)}}.dump(2)
            << '\n';
  return 0;
}

}  // namespace fupan::cli
