// How true are predicted labels, and forecasts of risks? By cross-validation on what is stored; nothing is changed.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/label.h"
#include "indexer/insight/label_classifier.h"
#include "indexer/insight/risk_predictor.h"
#include "server/service/library.h"

namespace fupan::service {

// Of one facet. A text is a document whose author labelled it, or a lesson that its author labelled where the document
// is not: what one author wrote about one project is one text, so that no test text has its twin among the learnt ones.
// Words of tags and of the project's name are left out.
struct LabelEvaluation {
  Facet facet = Facet::kPhase;
  std::size_t texts = 0;
  indexer::insight::ClassifierReport report;
};

struct LabelsEvaluation {
  std::array<LabelEvaluation, kFacetCount> facets;
  std::size_t projects = 0;  // with lessons: what the risk predictor learns from
  std::vector<indexer::insight::RiskReport> risks;
};

// Errors: as the store; as LabelClassifier::train and RiskPredictor::train
Result<LabelsEvaluation> evaluate_labels(Library& library);

}  // namespace fupan::service
