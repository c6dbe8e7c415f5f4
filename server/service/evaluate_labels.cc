#include "server/service/evaluate_labels.h"

#include <map>
#include <utility>

#include "indexer/analysis/analyzer.h"
#include "server/service/brief_risks.h"
#include "server/service/project_history.h"
#include "server/service/repository.h"
#include "server/service/similar_service.h"

namespace fupan::service {
namespace {

namespace insight = indexer::insight;
using Texts = std::array<std::vector<insight::LabelledText>, kFacetCount>;

constexpr std::size_t kMostTexts = 20'000;  // of one facet; bounds memory

class CountTerms final : public indexer::TermSink {
 public:
  void add(indexer::TermKind, std::string_view term) override {
    if (!indexer::is_stop_word(term)) counts_[std::string(term)] += 1;
  }
  void add_atom(std::string_view, bool, indexer::WordForm) override {}
  std::vector<insight::TermCount> take() {
    std::vector<insight::TermCount> terms;
    for (auto& [term, count] : counts_) terms.push_back({term, count});
    counts_.clear();
    return terms;
  }

 private:
  std::map<std::string, double> counts_;
};

std::vector<insight::TermCount> terms_of(const std::string& title, const std::string& text) {
  CountTerms count;
  indexer::analyze(title + "\n" + text, count);
  return count.take();
}

std::vector<std::string> author_labels(const std::vector<Label>& labels, Facet facet) {
  std::vector<std::string> values;
  for (const Label& label : labels) {
    if (label.facet == facet && label.origin == LabelOrigin::kAuthor) values.push_back(label.value);
  }
  return values;
}

bool is_withdrawn(State state) { return state == State::kRetired || state == State::kRejected; }

void add_document(const Document& document, Texts& texts) {
  for (std::size_t i = 0; i < kFacetCount; ++i) {
    if (texts[i].size() >= kMostTexts) continue;
    const auto facet = static_cast<Facet>(i);
    auto labels = author_labels(document.labels, facet);
    if (!labels.empty()) {
      texts[i].push_back({document.id.value, terms_of(document.title, text_of(document)), std::move(labels)});
      continue;
    }
    for (const Lesson& lesson : document.lessons) {
      auto own = author_labels(lesson.labels, facet);
      if (own.empty() || is_withdrawn(lesson.state)) continue;
      texts[i].push_back({lesson.id.value, terms_of(lesson.title, lesson.text), std::move(own)});
    }
  }
}

}  // namespace

Result<LabelsEvaluation> evaluate_labels(Library& library) {
  Texts texts;
  const Status read = for_each_document(library.store(), [&](const StoredDocument& stored) -> Status {
    const Document& document = stored.document;
    if (!is_withdrawn(document.state) && document.kind != DocumentKind::kTemplate) add_document(document, texts);
    return ok_status();
  });
  if (!read) return read.error();
  LabelsEvaluation result;
  for (std::size_t i = 0; i < kFacetCount; ++i) {
    const auto trained = insight::LabelClassifier::train(texts[i]);
    if (!trained) return trained.error();
    result.facets[i] = {static_cast<Facet>(i), texts[i].size(), trained->report()};
  }
  const auto history = ProjectHistory(library).current();
  if (!history) return history.error();
  for (const HistoryProject& project : (*history)->projects) result.projects += project.has_lessons ? 1 : 0;
  const auto learnt = learn(*history, library.taxonomy());
  if (!learnt) return learnt.error();
  result.risks = (*learnt)->predictor.reports();
  return result;
}

}  // namespace fupan::service
