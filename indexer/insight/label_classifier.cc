#include "indexer/insight/label_classifier.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "indexer/insight/folds.h"

namespace fupan::indexer::insight {
namespace {

constexpr std::uint64_t kFoldSalt = 3;

Error bad(const std::string& what) { return make_error(ErrorCode::kInvalidArgument, "label classifier: " + what); }

bool are_counts(std::span<const TermCount> terms) {
  return std::all_of(terms.begin(), terms.end(), [](const auto& t) { return std::isfinite(t.count) && t.count >= 0; });
}

Status check(std::span<const LabelledText> texts, const LabelClassifierOptions& options) {
  if (!(options.smoothing > 0) || options.folds < 2 || !(options.family_error > 0 && options.family_error <= 0.5)) {
    return bad("an option is out of range");
  }
  std::unordered_set<std::string_view> ids;
  for (const LabelledText& text : texts) {
    if (text.id.empty() || !ids.insert(text.id).second) return bad("id '" + text.id + "' is empty or comes twice");
    if (!are_counts(text.terms)) return bad("text '" + text.id + "' has a count below 0 or not finite");
  }
  return ok_status();
}

using Frequencies = std::unordered_map<std::string_view, std::size_t>;
using Ranked = std::vector<std::pair<std::string_view, std::size_t>>;

// The `most` most frequent with at least `least`, in order of name.
Ranked most_frequent(const Frequencies& frequencies, std::size_t least, std::size_t most) {
  Ranked ranked;
  for (const auto& entry : frequencies) {
    if (entry.second >= least) ranked.push_back(entry);
  }
  std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  if (ranked.size() > most) ranked.resize(most);
  std::sort(ranked.begin(), ranked.end());
  return ranked;
}

// The texts as numbers.
struct Corpus {
  SparseRows rows;
  std::vector<std::vector<std::uint32_t>> labels;  // positions in the report, ascending
  std::vector<std::uint32_t> fold;
  std::size_t label_count = 0;

  bool has(std::size_t text, std::size_t label) const {
    return std::binary_search(labels[text].begin(), labels[text].end(), static_cast<std::uint32_t>(label));
  }
  std::vector<Outcome> outcomes(std::size_t label) const {
    std::vector<Outcome> result(labels.size());
    for (std::size_t i = 0; i < labels.size(); ++i) result[i] = has(i, label) ? 1 : 0;
    return result;
  }
};

std::vector<LabelReport> list_labels(std::span<const LabelledText> texts, std::size_t most) {
  Frequencies frequencies;
  for (const LabelledText& text : texts) {
    const std::unordered_set<std::string_view> own(text.labels.begin(), text.labels.end());
    for (const std::string_view label : own) ++frequencies[label];
  }
  std::vector<LabelReport> reports;
  for (const auto& [label, count] : most_frequent(frequencies, 1, most)) {
    LabelReport report;
    report.label = label;
    report.documents = count;
    report.base_rate = (static_cast<double>(count) + 0.5) / (static_cast<double>(texts.size()) + 1);
    reports.push_back(std::move(report));
  }
  return reports;
}

TermClassSums sums_of(const Corpus& corpus) {
  TermClassSums sums(corpus.rows.columns(), corpus.label_count);
  for (std::size_t i = 0; i < corpus.labels.size(); ++i) sums.add(corpus.rows.row(i), corpus.labels[i]);
  return sums;
}

// Scores of each text by a model that has not seen it: [label][text].
std::vector<std::vector<double>> held_out_scores(const Corpus& corpus, const TermClassSums& all,
                                                 const LabelClassifierOptions& options) {
  std::vector<std::vector<double>> result(corpus.label_count, std::vector<double>(corpus.labels.size()));
  std::vector<double> scores(corpus.label_count);
  for (std::uint32_t held = 0; held < options.folds; ++held) {
    TermClassSums fold(corpus.rows.columns(), corpus.label_count);
    for (std::size_t i = 0; i < corpus.labels.size(); ++i) {
      if (corpus.fold[i] == held) fold.add(corpus.rows.row(i), corpus.labels[i]);
    }
    TermClassSums rest = all;
    rest.subtract(fold);
    const ComplementNaiveBayes model(rest, options.smoothing);
    for (std::size_t i = 0; i < corpus.labels.size(); ++i) {
      if (corpus.fold[i] != held) continue;
      model.score(corpus.rows.row(i), scores);
      for (std::size_t label = 0; label < scores.size(); ++label) result[label][i] = scores[label];
    }
  }
  return result;
}

// Probabilities of held-out texts under the model and under the base rate, both fitted on the other folds.
struct HeldOut {
  std::vector<double> model;
  std::vector<double> base;
};

HeldOut calibrate(const Corpus& corpus, std::span<const double> scores, std::span<const Outcome> outcomes,
                  std::uint32_t folds) {
  HeldOut result{std::vector<double>(scores.size()), std::vector<double>(scores.size())};
  for (std::uint32_t held = 0; held < folds; ++held) {
    std::vector<double> known_scores;
    std::vector<Outcome> known;
    for (std::size_t i = 0; i < scores.size(); ++i) {
      if (corpus.fold[i] == held) continue;
      known_scores.push_back(scores[i]);
      known.push_back(outcomes[i]);
    }
    const Platt platt = fit_platt(known_scores, known);
    const double hits = std::accumulate(known.begin(), known.end(), 0.0);
    const double base = (hits + 0.5) / (static_cast<double>(known.size()) + 1);
    for (std::size_t i = 0; i < scores.size(); ++i) {
      if (corpus.fold[i] != held) continue;
      result.model[i] = platt(scores[i]);
      result.base[i] = base;
    }
  }
  return result;
}

void measure(const HeldOut& held_out, std::span<const Outcome> outcomes, const LabelClassifierOptions& options,
             LabelReport& report) {
  report.brier = brier_score(held_out.model, outcomes);
  report.base_brier = brier_score(held_out.base, outcomes);
  report.calibration_error = reliability(held_out.model, outcomes).calibration_error;
  std::vector<double> gains;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const double y = outcomes[i] ? 1 : 0;
    const double base_error = held_out.base[i] - y;
    const double error = held_out.model[i] - y;
    gains.push_back(base_error * base_error - error * error);
  }
  const double folds = options.folds;
  report.gain = paired_margin(gains, 1 - options.family_error, 1 + folds / (folds - 1));
}

void judge_all(std::vector<LabelReport>& reports, const LabelClassifierOptions& options) {
  std::vector<double> p_values;
  for (const LabelReport& report : reports) {
    if (report.verdict != Verdict::kTooLittleHistory) p_values.push_back(report.gain.p_value);
  }
  const std::vector<double> adjusted = holm_adjust(p_values);
  std::size_t next = 0;
  for (LabelReport& report : reports) {
    if (report.verdict == Verdict::kTooLittleHistory) continue;
    report.adjusted_p_value = adjusted[next++];
    const bool is_better =
        report.adjusted_p_value <= options.family_error && report.gain.mean >= options.least_skill * report.base_brier;
    if (!is_better) continue;
    report.verdict =
        report.calibration_error > options.most_calibration_error ? Verdict::kPoorlyCalibrated : Verdict::kPattern;
  }
}

// The most likely tested label of each text; the number of labels when none was tested.
std::vector<std::size_t> most_likely(const std::vector<HeldOut>& held_out, std::size_t texts) {
  std::vector<std::size_t> result(texts, held_out.size());
  for (std::size_t i = 0; i < texts; ++i) {
    for (std::size_t label = 0; label < held_out.size(); ++label) {
      if (held_out[label].model.empty()) continue;
      const std::size_t best = result[i];
      if (best == held_out.size() || held_out[label].model[i] > held_out[best].model[i]) result[i] = label;
    }
  }
  return result;
}

double f1_of(const Corpus& corpus, const HeldOut& held_out, std::span<const std::size_t> top, std::size_t label) {
  double right = 0;
  double assigned = 0;
  double wanted = 0;
  for (std::size_t i = 0; i < top.size(); ++i) {
    const bool is_assigned = top[i] == label || held_out.model[i] >= 0.5;
    const bool is_wanted = corpus.has(i, label);
    right += is_assigned && is_wanted ? 1 : 0;
    assigned += is_assigned ? 1 : 0;
    wanted += is_wanted ? 1 : 0;
  }
  return assigned + wanted > 0 ? 2 * right / (assigned + wanted) : 0;
}

void summarise(const Corpus& corpus, const std::vector<HeldOut>& held_out, ClassifierReport& report) {
  const std::vector<std::size_t> top = most_likely(held_out, corpus.labels.size());
  std::vector<double> confidence;
  std::vector<Outcome> is_right;
  std::size_t most = 0;
  for (const LabelReport& label : report.labels) most = std::max(most, label.documents);
  double labelled = 0;
  for (std::size_t i = 0; i < top.size(); ++i) {
    if (corpus.labels[i].empty() || top[i] == held_out.size()) continue;
    ++labelled;
    confidence.push_back(held_out[top[i]].model[i]);
    is_right.push_back(corpus.has(i, top[i]) ? 1 : 0);
  }
  if (labelled > 0) {
    report.accuracy = std::accumulate(is_right.begin(), is_right.end(), 0.0) / labelled;
    report.base_accuracy = static_cast<double>(most) / labelled;
  }
  report.reliability = reliability(confidence, is_right);
  double tested = 0;
  for (std::size_t label = 0; label < held_out.size(); ++label) {
    if (held_out[label].model.empty()) continue;
    ++tested;
    report.labels[label].f1 = f1_of(corpus, held_out[label], top, label);
    report.macro_f1 += report.labels[label].f1;
    report.brier += report.labels[label].brier;
    report.base_brier += report.labels[label].base_brier;
  }
  if (tested == 0) return;
  report.macro_f1 /= tested;
  report.brier /= tested;
  report.base_brier /= tested;
}

void evaluate(const Corpus& corpus, const TermClassSums& sums, const LabelClassifierOptions& options,
              ClassifierReport& report) {
  const auto scores = held_out_scores(corpus, sums, options);
  std::vector<HeldOut> held_out(corpus.label_count);
  for (std::size_t label = 0; label < corpus.label_count; ++label) {
    LabelReport& own = report.labels[label];
    const std::size_t least = std::max<std::size_t>(options.least_documents, 1);
    if (own.documents < least || report.documents - own.documents < least) continue;
    own.verdict = Verdict::kNoPattern;
    const std::vector<Outcome> outcomes = corpus.outcomes(label);
    held_out[label] = calibrate(corpus, scores[label], outcomes, options.folds);
    own.platt = fit_platt(scores[label], outcomes);
    measure(held_out[label], outcomes, options, own);
  }
  summarise(corpus, held_out, report);
  judge_all(report.labels, options);
}

}  // namespace

void LabelClassifier::choose_terms(std::span<const LabelledText> texts, const LabelClassifierOptions& options) {
  Frequencies frequencies;
  std::unordered_set<std::string_view> seen;
  for (const LabelledText& text : texts) {
    seen.clear();
    for (const TermCount& term : text.terms) {
      if (term.count > 0 && seen.insert(term.term).second) ++frequencies[term.term];
    }
  }
  for (const auto& [term, count] : most_frequent(frequencies, options.least_term_documents, options.most_terms)) {
    terms_.emplace(term, static_cast<std::uint32_t>(rarity_.size()));
    rarity_.push_back(std::log(static_cast<double>(texts.size()) / static_cast<double>(count)));
  }
}

// Repeated terms are added up; ascending by column, length 1.
std::vector<SparseCell> LabelClassifier::cells_of(std::span<const TermCount> terms) const {
  std::vector<SparseCell> cells;
  for (const TermCount& term : terms) {
    const auto found = terms_.find(term.term);
    if (found != terms_.end() && term.count > 0) cells.push_back({found->second, term.count});
  }
  std::sort(cells.begin(), cells.end(), [](const auto& a, const auto& b) { return a.column < b.column; });
  std::vector<SparseCell> merged;
  for (const SparseCell& cell : cells) {
    if (!merged.empty() && merged.back().column == cell.column) {
      merged.back().value += cell.value;
    } else {
      merged.push_back(cell);
    }
  }
  double squares = 0;
  for (SparseCell& cell : merged) {
    cell.value = std::log1p(cell.value) * rarity_[cell.column];
    squares += cell.value * cell.value;
  }
  if (squares == 0) return {};
  for (SparseCell& cell : merged) cell.value /= std::sqrt(squares);
  return merged;
}

Result<LabelClassifier> LabelClassifier::train(std::span<const LabelledText> texts,
                                               const LabelClassifierOptions& options) {
  if (auto status = check(texts, options); !status) return status.error();
  std::vector<const LabelledText*> sorted;  // sums must not depend on the order given
  for (const LabelledText& text : texts) sorted.push_back(&text);
  std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return a->id < b->id; });

  LabelClassifier classifier;
  classifier.choose_terms(texts, options);
  ClassifierReport& report = classifier.report_;
  report.documents = texts.size();
  report.labels = list_labels(texts, options.most_labels);
  std::unordered_map<std::string_view, std::uint32_t> places;
  for (std::uint32_t i = 0; i < report.labels.size(); ++i) places.emplace(report.labels[i].label, i);

  Corpus corpus{SparseRows(classifier.rarity_.size()), {}, {}, report.labels.size()};
  std::vector<std::string> ids;
  for (const LabelledText* text : sorted) {
    corpus.rows.add_row(classifier.cells_of(text->terms));
    std::vector<std::uint32_t>& own = corpus.labels.emplace_back();
    for (const std::string& label : text->labels) {
      if (const auto place = places.find(label); place != places.end()) own.push_back(place->second);
    }
    std::sort(own.begin(), own.end());
    own.erase(std::unique(own.begin(), own.end()), own.end());
    ids.push_back(text->id);
  }
  std::vector<std::uint32_t> every(ids.size());
  std::iota(every.begin(), every.end(), 0);
  corpus.fold = deal_folds(fold_keys(ids), std::vector<Outcome>(ids.size()), every, options.folds, kFoldSalt);

  const TermClassSums sums = sums_of(corpus);
  evaluate(corpus, sums, options, report);
  classifier.model_ = ComplementNaiveBayes(sums, options.smoothing);
  return classifier;
}

Result<std::vector<LabelPrediction>> LabelClassifier::predict(std::span<const TermCount> terms) const {
  if (!are_counts(terms)) return bad("a count is below 0 or not finite");
  const std::vector<SparseCell> cells = cells_of(terms);
  std::vector<double> scores(report_.labels.size());
  if (!cells.empty()) model_.score(cells, scores);
  std::vector<LabelPrediction> result;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const LabelReport& own = report_.labels[i];
    const bool claims = own.verdict == Verdict::kPattern && !cells.empty();
    result.push_back({own.label, claims ? own.platt(scores[i]) : own.base_rate, claims});
  }
  std::stable_sort(result.begin(), result.end(), [](const LabelPrediction& a, const LabelPrediction& b) {
    return a.claims != b.claims ? a.claims : a.probability > b.probability;
  });
  return result;
}

}  // namespace fupan::indexer::insight
