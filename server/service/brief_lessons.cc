#include "server/service/brief_lessons.h"

#include <algorithm>
#include <cmath>

#include "core/text/utf8.h"
#include "indexer/insight/diversify.h"
#include "indexer/insight/shingles.h"
#include "server/service/lesson_worth.h"
#include "server/service/repository.h"
#include "server/service/similar_service.h"

namespace fupan::service {
namespace {

constexpr std::size_t kNearest = 60;
constexpr std::size_t kOfProjects = 20;
constexpr std::size_t kLabelled = 10;
constexpr std::size_t kProjectsLookedAt = 5;
constexpr std::size_t kJudged = 60;  // candidates that are compared with each other
constexpr double kTranslationShare = 0.5;
constexpr double kLeastShare = 0.4;  // of the best score; what is further behind is not worth its place
constexpr std::size_t kMostOfDocument = 5;
constexpr std::size_t kMostTranslatedBytes = 16384;
constexpr std::size_t kMostPieces = 4;  // of a text that are shown as a reason
constexpr double kLeastText = 0.1;      // of a best text score, so that labels count where no word fits

constexpr std::array<std::pair<Facet, double>, kFacetCount> kFacetShares{
    {{Facet::kPhase, 0.2}, {Facet::kRisk, 0.4}, {Facet::kTag, 0.4}}};
constexpr std::array<ReasonKind, kFacetCount> kFacetReasons{ReasonKind::kPhase, ReasonKind::kRisk, ReasonKind::kTag};

const std::vector<std::string>& values_of(const BriefProfile& profile, Facet facet) {
  if (facet == Facet::kPhase) return profile.phases;
  return facet == Facet::kRisk ? profile.risks : profile.tags;
}

bool is_hidden(State state) { return state != State::kPublished; }

// What a similar project has in common that a person would call so: tags, sector, method.
std::vector<std::string> shared_with(const BriefProject& project) {
  std::vector<std::string> shared;
  for (const std::string& reason : project.reasons) {
    for (const std::string_view fact : {"tag:", "sector:", "method:"}) {
      if (reason.starts_with(fact)) shared.push_back(reason);
    }
  }
  return shared;
}

// There is always a most similar project. Whether it is similar enough to name it: two tags, or one and sector or
// method.
bool is_alike(const std::vector<std::string>& shared) {
  return shared.size() >= 2 &&
         std::any_of(shared.begin(), shared.end(), [](const std::string& fact) { return fact.starts_with("tag:"); });
}

// Without those that are part of another: "data" beside "data migration".
std::vector<std::string> longest(std::vector<std::string> pieces) {
  std::stable_sort(pieces.begin(), pieces.end(),
                   [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  std::vector<std::string> kept;
  for (std::string& piece : pieces) {
    const bool is_part = std::any_of(
        kept.begin(), kept.end(), [&](const std::string& longer) { return longer.find(piece) != std::string::npos; });
    if (!is_part && kept.size() < kMostPieces) kept.push_back(std::move(piece));
  }
  return kept;
}

}  // namespace

// What the description says, in the other language: a term a line.
std::string LessonChooser::translated() {
  const std::shared_ptr<const Thesaurus> thesaurus = library_.thesaurus();
  const std::string whole = telling_text(brief_.title + "\n" + brief_.description);
  const std::string text(text::clip_utf8(whole, kMostTranslatedBytes));
  for (const Thesaurus::Span& span : thesaurus->segment(text)) {
    const std::string term = text.substr(span.begin, span.end - span.begin);
    for (const std::string& word : thesaurus->translations_of(term)) {
      if (!text::trim(telling_text(word)).empty()) translations_.emplace(word, term);
    }
  }
  std::string joined;
  for (const auto& [word, term] : translations_) joined.append(word).append("\n");
  return joined;
}

Status LessonChooser::add_similar(const std::string& title, const std::string& text, double share,
                                  const std::vector<std::string>& documents, std::size_t limit) {
  indexer::SimilarRequest request;
  request.title = title;
  request.text = text;
  request.documents = documents;
  request.limit = limit;
  request.hidden_collections = hidden_;
  if (!phase_.empty()) request.filters = {{indexer::Field::kPhase, {phase_}}};
  const auto hits = library_.index().similar(request);
  if (!hits) return hits.error();
  for (const indexer::SimilarHit& hit : *hits) {
    Candidate& candidate = candidates_[hit.lesson_id];
    if (share * hit.score <= candidate.text_score) continue;
    candidate.text_score = share * hit.score;
    candidate.is_translated = share < 1;
    candidate.matched = hit.matched;
  }
  return ok_status();
}

// The newest lessons with a risk of the profile, and with a tag.
Status LessonChooser::add_labelled() {
  for (const auto& [field, values] : {std::pair(indexer::Field::kRisk, &brief_.profile.risks),
                                      std::pair(indexer::Field::kTag, &brief_.profile.tags)}) {
    if (values->empty()) continue;
    indexer::SearchRequest request;
    request.type = indexer::HitType::kLesson;
    request.filters = {{field, *values}};
    if (!phase_.empty()) request.filters.push_back({indexer::Field::kPhase, {phase_}});
    request.limit = kLabelled;
    request.hidden_collections = hidden_;
    const auto page = library_.index().search(request);
    if (!page) return page.error();
    for (const indexer::IndexHit& hit : page->hits) candidates_.try_emplace(hit.lesson_id);
  }
  return ok_status();
}

Status LessonChooser::find_candidates() {
  const std::string title = telling_text(brief_.title), text = telling_text(brief_.description);
  if (Status added = add_similar(title, text, 1, {}, kNearest); !added) return added;
  const std::string other = translated();
  if (!other.empty()) {
    if (Status added = add_similar("", other, kTranslationShare, {}, kOfProjects); !added) return added;
  }
  std::vector<std::string> documents;
  for (std::size_t i = 0; i < std::min(kProjectsLookedAt, brief_.projects.size()); ++i) {
    for (const HistoryProject& project : history_.projects) {
      if (project.id != brief_.projects[i].id) continue;
      documents.insert(documents.end(), project.documents.begin(), project.documents.end());
    }
  }
  if (!documents.empty()) {
    if (Status added = add_similar(title, text, 1, documents, kOfProjects); !added) return added;
  }
  return add_labelled();
}

// Leaves only candidates that are there and may be shown. What the brief's own project wrote is no news to it.
Status LessonChooser::read_lessons(const std::set<std::string>& left_out) {
  const std::string own = brief_.profile.project.empty() ? "" : make_project_id(brief_.profile.project);
  std::string read_id;
  std::optional<StoredDocument> stored;
  for (auto i = candidates_.begin(); i != candidates_.end();) {
    const LessonId id{i->first};
    if (id.document().value != read_id) {
      auto found = find_document(library_.store(), id.document());
      if (!found) return found.error();
      stored = std::move(*found);
      read_id = id.document().value;
    }
    const Lesson* lesson = stored && !is_hidden(stored->document.state) ? stored->document.find_lesson(id) : nullptr;
    const bool is_own = lesson != nullptr && !own.empty() && make_project_id(stored->document.project) == own;
    const bool is_secret =
        lesson != nullptr && std::find(hidden_.begin(), hidden_.end(), stored->document.collection) != hidden_.end();
    const bool is_other_phase = lesson != nullptr && !phase_.empty() &&
                                !has_label(lesson->labels, Facet::kPhase, phase_) &&
                                !has_label(stored->document.labels, Facet::kPhase, phase_);
    const double worth = lesson == nullptr ? 0 : worth_of(*lesson, stored->document.kind);
    if (worth == 0 || is_secret || is_hidden(lesson->state) || is_own || is_other_phase ||
        left_out.contains(id.value)) {
      i = candidates_.erase(i);
      continue;
    }
    i->second.lesson = *lesson;
    i->second.document_labels = stored->document.labels;
    i->second.worth = worth;
    i->second.text_score *= worth;
    i->second.chosen.id = id;
    ++i;
  }
  return ok_status();
}

// Labels that the whole document has say less about the lesson, and are told apart.
void LessonChooser::add_labels(Candidate& candidate, double best_text) const {
  for (const auto& [facet, share] : kFacetShares) {
    const ReasonKind kind = kFacetReasons[static_cast<std::size_t>(facet)];
    BriefReason own{kind, {}, 0, 0, 0, false}, of_document{kind, {}, 0, 0, 0, true};
    for (const std::string& value : values_of(brief_.profile, facet)) {
      if (!has_label(candidate.lesson.labels, facet, value)) continue;
      (has_label(candidate.document_labels, facet, value) ? of_document : own).values.push_back(value);
    }
    const std::size_t all = own.values.size() + of_document.values.size();
    for (BriefReason* reason : {&own, &of_document}) {
      if (reason->values.empty()) continue;
      reason->weight = kLabelBoost * share * best_text * candidate.worth * static_cast<double>(reason->values.size()) /
                       static_cast<double>(all);
      candidate.chosen.reasons.push_back(std::move(*reason));
    }
  }
}

void LessonChooser::add_project(Candidate& candidate, double best_text) const {
  const auto place = history_.project_of_document.find(candidate.chosen.id.document().value);
  if (place == history_.project_of_document.end()) return;
  const HistoryProject& project = history_.projects[place->second];
  for (const BriefProject& similar : brief_.projects) {
    std::vector<std::string> shared = shared_with(similar);
    if (similar.id != project.id || !is_alike(shared)) continue;
    candidate.chosen.reasons.push_back({ReasonKind::kProject,
                                        {project.name},
                                        kProjectBoost * similar.score * best_text * candidate.worth,
                                        0,
                                        0,
                                        false,
                                        std::move(shared)});
  }
}

void LessonChooser::add_adoptions(Candidate& candidate, double best_text) const {
  const auto found = adoptions_.find(candidate.chosen.id.value);
  if (found == adoptions_.end()) return;
  const std::uint64_t applied = found->second.helped + found->second.not_helped;
  if (applied == 0) return;
  const double balance = (static_cast<double>(found->second.helped) - static_cast<double>(found->second.not_helped)) /
                         static_cast<double>(applied + 2);
  candidate.chosen.reasons.push_back(
      {ReasonKind::kAdoption, {}, kAdoptionBoost * balance * best_text, applied, found->second.helped});
}

void LessonChooser::score(Candidate& candidate, double best_text) const {
  BriefLesson& chosen = candidate.chosen;
  if (candidate.text_score > 0) {
    chosen.reasons.push_back({ReasonKind::kText, candidate.matched, candidate.text_score, 0, 0});
  }
  add_labels(candidate, best_text);
  add_project(candidate, best_text);
  add_adoptions(candidate, best_text);
  for (const BriefReason& reason : chosen.reasons) chosen.score += reason.weight;
  chosen.score = std::max(chosen.score, 0.0);
  std::stable_sort(chosen.reasons.begin(), chosen.reasons.end(),
                   [](const BriefReason& a, const BriefReason& b) { return std::abs(a.weight) > std::abs(b.weight); });
}

// Of a term that is two words in the other language both must be there: "go" is not "go-live".
std::vector<std::string> LessonChooser::whole_translations(const std::vector<std::string>& pieces) const {
  std::vector<std::string> whole;
  for (const auto& [word, term] : translations_) {
    const bool is_matched = std::any_of(
        pieces.begin(), pieces.end(), [&](const std::string& piece) { return word.find(piece) != std::string::npos; });
    if (is_matched) whole.push_back(word);
  }
  return whole;
}

// Without the lines that say who is to do it until when: "Owner: procurement lead" is not about procurement.
std::string LessonChooser::without_owner(std::string_view text) const {
  std::string out;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    const std::size_t colon = std::min(line.find(':'), line.find("："));
    const std::string_view field = colon == std::string_view::npos
                                       ? std::string_view{}
                                       : taxonomy_.lesson_field(text::trim(line.substr(0, colon)));
    if (field != "owner" && field != "due_date") out.append(line).append("\n");
  }
  return out;
}

// Pieces that only stand in the headings above the lesson say nothing about it. At a gate the phase is what was asked
// for.
bool LessonChooser::keep_evidence(Candidate& candidate) const {
  for (BriefReason& reason : candidate.chosen.reasons) {
    if (reason.kind != ReasonKind::kText) continue;
    const std::string said = candidate.lesson.title + "\n" + without_owner(candidate.lesson.text);
    reason.values = candidate.is_translated ? longest(pieces_in(whole_translations(reason.values), said))
                                            : without_modifiers(pieces_or_words_in(reason.values, said),
                                                                brief_.title + "\n" + brief_.description);
    reason.values = without_parts_of_terms(std::move(reason.values), said, *library_.thesaurus());
    if (!candidate.is_translated) continue;
    for (const std::string& word : reason.values) reason.shared.push_back(translations_.at(word));
  }
  std::erase_if(candidate.chosen.reasons,
                [](const BriefReason& reason) { return reason.kind == ReasonKind::kText && reason.values.empty(); });
  return !phase_.empty() || is_enough(candidate.chosen.reasons, candidate.is_translated);
}

// `order`: best first.
void LessonChooser::drop_what_is_far_behind(std::vector<Candidate*>& order) {
  if (order.empty()) return;
  const double least = kLeastShare * order.front()->chosen.score;
  std::map<std::string, std::size_t> of_document;
  std::erase_if(order, [&](const Candidate* candidate) {
    return candidate->chosen.score < least || ++of_document[candidate->chosen.id.document().value] > kMostOfDocument;
  });
}

Result<std::vector<BriefLesson>> LessonChooser::choose(std::size_t most, const std::set<std::string>& left_out) {
  if (Status found = find_candidates(); !found) return found.error();
  if (Status read = read_lessons(left_out); !read) return read.error();
  double best_text = kLeastText;
  for (const auto& [id, candidate] : candidates_) best_text = std::max(best_text, candidate.text_score);
  std::vector<Candidate*> order;
  for (auto& [id, candidate] : candidates_) {
    score(candidate, best_text);
    order.push_back(&candidate);
  }
  std::stable_sort(order.begin(), order.end(),
                   [](const Candidate* a, const Candidate* b) { return a->chosen.score > b->chosen.score; });
  std::erase_if(order, [&](Candidate* candidate) { return !keep_evidence(*candidate); });
  const auto fit = std::max_element(
      order.begin(), order.end(), [](const Candidate* a, const Candidate* b) { return a->text_score < b->text_score; });
  Candidate* const best_fit = fit == order.end() ? nullptr : *fit;
  drop_what_is_far_behind(order);
  if (order.size() > kJudged) order.resize(kJudged);
  if (best_fit != nullptr && std::find(order.begin(), order.end(), best_fit) == order.end()) order.back() = best_fit;
  std::vector<double> relevance;
  std::vector<indexer::insight::ShingleSketch> sketches;
  for (const Candidate* candidate : order) {
    relevance.push_back(candidate->chosen.score);
    sketches.push_back(indexer::insight::sketch_shingles(candidate->lesson.text));
  }
  const auto likeness = [&](std::size_t a, std::size_t b) {
    return indexer::insight::resemblance(sketches[a], sketches[b]);
  };
  indexer::insight::DiversifyOptions options;
  options.most = most;
  const auto chosen = indexer::insight::diversify(relevance, likeness, options);
  if (!chosen) return chosen.error();
  std::vector<BriefLesson> lessons;
  bool has_fit = best_fit == nullptr;
  for (const auto& one : *chosen) {
    BriefLesson lesson = order[one.position]->chosen;
    has_fit = has_fit || order[one.position] == best_fit;
    for (const std::size_t folded : one.folded) {
      has_fit = has_fit || order[folded] == best_fit;
      lesson.folded.push_back(order[folded]->chosen.id.value);
    }
    lessons.push_back(std::move(lesson));
  }
  if (!has_fit && !lessons.empty()) lessons.back() = best_fit->chosen;
  std::stable_sort(lessons.begin(), lessons.end(),
                   [](const BriefLesson& a, const BriefLesson& b) { return a.score > b.score; });
  return lessons;
}

}  // namespace fupan::service
