// Histories with a known truth, the same for the same seed on every machine.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "indexer/insight/failure_patterns.h"
#include "indexer/insight/label_classifier.h"
#include "indexer/insight/risk_predictor.h"

namespace fupan::indexer::insight {

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  double uniform() { return static_cast<double>(random_() >> 11) * 0x1p-53; }
  bool happens(double probability) { return uniform() < probability; }
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }

  // `features` facts, each in about ten of a hundred projects or more; `risks` that have nothing to do with them.
  std::vector<ProjectHistory> random_history(std::size_t projects, std::size_t features, std::size_t risks) {
    std::vector<ProjectHistory> history;
    for (std::size_t i = 0; i < projects; ++i) {
      ProjectHistory project;
      project.id = "p" + std::to_string(i);
      for (std::size_t f = 0; f < features; ++f) {
        if (happens(0.1 + 0.3 / static_cast<double>(f + 1)))
          project.features.push_back({"tag:" + std::to_string(f), 1});
      }
      for (std::size_t r = 0; r < risks; ++r) {
        if (happens(0.1 + 0.08 * static_cast<double>(r % 6))) project.realised.push_back("risk" + std::to_string(r));
      }
      history.push_back(std::move(project));
    }
    return history;
  }

  // As above, and half of the projects have a vendor, which doubles the supplier risk from 0.3 to 0.6.
  std::vector<ProjectHistory> supplier_history(std::size_t projects, std::size_t features, std::size_t risks) {
    auto history = random_history(projects, features, risks);
    for (ProjectHistory& project : history) {
      const bool has_vendor = happens(0.5);
      if (has_vendor) project.features.push_back({"tag:外包", 1});
      if (happens(has_vendor ? 0.6 : 0.3)) project.realised.push_back("supplier");
    }
    return history;
  }

  std::vector<FinishedProject> random_outcomes(std::size_t projects, std::size_t items, double failure_rate) {
    std::vector<FinishedProject> result;
    for (std::size_t i = 0; i < projects; ++i) {
      FinishedProject project{"p" + std::to_string(i), {}, happens(failure_rate)};
      for (std::size_t k = 0; k < items; ++k) {
        if (happens(k % 5 == 0 ? 0.3 : 0.05)) project.items.push_back("item" + std::to_string(k));
      }
      result.push_back(std::move(project));
    }
    return result;
  }

  // Texts of 30 words of `vocabulary`; with `signal` a word is one of the 20 of the text's own label.
  std::vector<LabelledText> texts(std::size_t count, std::size_t labels, std::size_t vocabulary, double signal) {
    std::vector<LabelledText> result;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t label = below(labels);
      LabelledText text{"t" + std::to_string(i), {}, {"label" + std::to_string(label)}};
      for (int word = 0; word < 30; ++word) {
        const std::size_t term = happens(signal) ? label * 20 + below(20) : below(vocabulary);
        text.terms.push_back({"词" + std::to_string(term), 1});
      }
      result.push_back(std::move(text));
    }
    return result;
  }

 private:
  std::mt19937_64 random_;
};

}  // namespace fupan::indexer::insight
