#include "server/service/learn_content.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/codec.h"
#include "core/digest.h"
#include "importers/learning/path_reader.h"
#include "importers/learning/quiz_reader.h"
#include "indexer/index.h"
#include "server/service/import_service.h"
#include "server/service/keys.h"
#include "server/service/repository.h"

namespace fupan::service {
namespace {

constexpr std::size_t kMostPaths = 1000;
constexpr std::size_t kStepIdLength = 6;
constexpr std::size_t kDigestLength = 8;

Error unknown(std::string_view what, std::string_view id) {
  return make_error(ErrorCode::kNotFound, "no " + std::string(what) + " '" + std::string(id) + "'");
}

// An id says where the step leads; two that lead to the same place are counted.
void add_steps(PathView& view) {
  std::map<std::string, int> seen;
  for (const PathModule& module : view.path.modules) {
    std::vector<StepView>& steps = view.steps.emplace_back();
    for (const PathStep& step : module.steps) {
      Link link = read_link(view.document, step.address);
      const std::string place = std::string(name_of(link.kind)) + " " + language_free(link);
      const std::string id = short_digest(place + '\0' + std::to_string(seen[place]++), kStepIdLength);
      steps.push_back({step, id, std::move(link)});
      ++view.step_count;
    }
  }
}

Result<PathView> view_of(const StoredDocument& stored) {
  const auto source = source_of(stored.record);
  if (!source) return source.error();
  auto path = importers::path_of(stored.document, *source);
  if (!path) return path.error();
  PathView view{stored.document, std::move(*path), {}, 0};
  strip_texts(view.document);
  add_steps(view);
  return view;
}

std::size_t rank_of_role(const std::string& role) {
  return static_cast<std::size_t>(std::find(kTrainingRoles.begin(), kTrainingRoles.end(), role) -
                                  kTrainingRoles.begin());
}

bool is_starter(const PathView& view) { return view.document.collection == ImportService::kStarterCollection; }

// Which of two paths of one slug to show.
auto preference(const PathView& view, std::string_view lang) {
  return std::tuple(view.document.lang != lang, is_starter(view), view.document.id.value);
}

void add_labels(const std::vector<Label>& from, std::vector<Label>& to) {
  for (const Label& label : from) {
    const auto is_same = [&](const Label& known) { return known.facet == label.facet && known.value == label.value; };
    if (label.facet != Facet::kTag && std::none_of(to.begin(), to.end(), is_same)) to.push_back(label);
  }
}

}  // namespace

bool is_open_to(const Viewer& viewer, const Document& document) {
  return viewer.sees(document.collection) && document.state == State::kPublished;
}

std::string digest_of(const Lesson& lesson) {
  std::string all;
  for (const std::string* text : {&lesson.title, &lesson.text, &lesson.event, &lesson.cause, &lesson.impact,
                                  &lesson.recommendation, &lesson.applies_when}) {
    all += *text + '\0';
  }
  return short_digest(all, kDigestLength);
}

Result<std::vector<PathView>> LearnContent::all_paths(const Viewer& viewer) const {
  indexer::SearchRequest request;
  request.type = indexer::HitType::kDocument;
  request.filters = {{indexer::Field::kKind, {std::string(name_of(DocumentKind::kPath))}},
                     {indexer::Field::kState, {std::string(name_of(State::kPublished))}}};
  request.limit = kMostPaths;
  request.hidden_collections = viewer.hidden_collections;
  const auto found = library_.index().search(request);
  if (!found) return found.error();
  std::vector<PathView> paths;
  for (const indexer::IndexHit& hit : found->hits) {
    const auto stored = find_document(library_.store(), {hit.document_id});
    if (!stored) return stored.error();
    if (!*stored || (*stored)->document.kind != DocumentKind::kPath) continue;
    if (!is_open_to(viewer, (*stored)->document) || (*stored)->document.state != State::kPublished) continue;
    auto view = view_of(**stored);
    if (!view) return view.error();
    paths.push_back(std::move(*view));
  }
  return paths;
}

Result<std::vector<PathView>> LearnContent::paths(const Viewer& viewer, std::string_view lang) const {
  auto all = all_paths(viewer);
  if (!all) return all;
  std::sort(all->begin(), all->end(),
            [&](const PathView& a, const PathView& b) { return preference(a, lang) < preference(b, lang); });
  std::set<std::string> seen;
  std::erase_if(*all, [&](const PathView& view) { return !seen.insert(view.path.slug).second; });
  const auto place = [](const PathView& view) {
    return std::tuple(rank_of_role(view.path.role), view.path.level, view.document.title, view.path.slug);
  };
  std::sort(all->begin(), all->end(), [&](const PathView& a, const PathView& b) { return place(a) < place(b); });
  return all;
}

Result<PathView> LearnContent::path(const Viewer& viewer, std::string_view id, std::string_view lang) const {
  const auto by_id = find_document(library_.store(), {std::string(id)});
  if (!by_id) return by_id.error();
  if (*by_id && (*by_id)->document.kind == DocumentKind::kPath && is_open_to(viewer, (*by_id)->document)) {
    return view_of(**by_id);
  }
  auto all = paths(viewer, lang);
  if (!all) return all.error();
  for (PathView& view : *all) {
    if (view.path.slug == id) return std::move(view);
  }
  return unknown("learning path", id);
}

Result<StepTarget> LearnContent::target(const Viewer& viewer, const Link& link) const {
  StepTarget target;
  const bool is_lesson = link.kind == LinkKind::kLesson;
  if (!is_lesson && link.kind != LinkKind::kDocument && link.kind != LinkKind::kQuiz) return target;
  const auto stored = find_document(library_.store(), is_lesson ? link.lesson.document() : link.document);
  if (!stored) return stored.error();
  if (*stored && !is_open_to(viewer, (*stored)->document)) {
    target.dead = text_of_missing(link);
    return target;
  }
  auto dead = reason_dead(library_.store(), link);
  if (!dead) return dead.error();
  target.dead = std::move(*dead);
  if (!target.dead.empty() || !*stored) return target;
  const Document& document = (*stored)->document;
  const Lesson* lesson = is_lesson ? document.find_lesson(link.lesson) : nullptr;
  target.title = lesson != nullptr ? lesson->title : document.title;
  target.kind = lesson != nullptr ? "" : name_of(document.kind);
  if (link.kind == LinkKind::kQuiz) target.questions = document.questions.size();
  return target;
}

Result<SourcedQuestion> LearnContent::sourced(const Viewer& viewer, const Document& document, Question question) const {
  SourcedQuestion out;
  out.document = document;
  strip_texts(out.document);
  std::string digests = fupan::digest_of(question);
  for (const std::string& address : question.links) {
    Link link = read_link(document, address);
    if (link.kind == LinkKind::kLesson) {
      const auto stored = find_document(library_.store(), link.lesson.document());
      if (!stored) return stored.error();
      const bool is_open = *stored && is_open_to(viewer, (*stored)->document);
      const Lesson* lesson = is_open ? (*stored)->document.find_lesson(link.lesson) : nullptr;
      if (lesson == nullptr) continue;
      digests += digest_of(*lesson);
      add_labels(lesson->labels, out.labels);
    }
    out.sources.push_back(std::move(link));
  }
  if (out.labels.empty()) add_labels(document.labels, out.labels);
  out.digest = short_digest(digests, kDigestLength);
  out.question = std::move(question);
  return out;
}

Result<QuizView> LearnContent::quiz(const Viewer& viewer, const DocumentId& id) const {
  auto stored = get_document(library_.store(), id, viewer);
  if (!stored) return stored.error();
  if (!is_open_to(viewer, stored->document)) return unknown("document", id.value);
  const auto source = source_of(stored->record);
  if (!source) return source.error();
  auto questions = importers::questions_of(stored->document, *source);
  if (!questions) return questions.error();
  QuizView view;
  for (Question& question : *questions) {
    auto one = sourced(viewer, stored->document, std::move(question));
    if (!one) return one.error();
    view.questions.push_back(std::move(*one));
  }
  view.document = std::move(stored->document);
  strip_texts(view.document);
  return view;
}

Result<std::optional<SourcedQuestion>> LearnContent::case_question(const Viewer& viewer, const CaseStudy& study) const {
  const auto stored = find_document(library_.store(), study.lesson.document());
  if (!stored) return stored.error();
  if (!*stored || !is_open_to(viewer, (*stored)->document)) return std::optional<SourcedQuestion>();
  if ((*stored)->document.find_lesson(study.lesson) == nullptr) return std::optional<SourcedQuestion>();
  Question question;
  question.id = study.id;
  question.kind = QuestionKind::kCase;
  question.prompt = study.prompt;
  question.body = study.situation;
  question.feedback = study.recommendation;
  question.outcome = study.outcome;
  question.links = {"/lessons/" + study.lesson.value};
  auto out = sourced(viewer, (*stored)->document, std::move(question));
  if (!out) return out.error();
  return std::optional<SourcedQuestion>(std::move(*out));
}

Result<SourcedQuestion> LearnContent::question(const Viewer& viewer, std::string_view id) const {
  if (is_case_id(id)) {
    const auto record = library_.store().get(case_key(id));
    if (!record) return record.error().code == ErrorCode::kNotFound ? unknown("question", id) : record.error();
    const auto study = decode_case(record->value);
    if (!study) return study.error();
    auto asked = case_question(viewer, *study);
    if (!asked) return asked.error();
    if (!*asked || study->state != CaseState::kApproved) return unknown("question", id);
    return std::move(**asked);
  }
  auto view = quiz(viewer, {std::string(id.substr(0, id.find('.')))});
  if (!view) return view.error().code == ErrorCode::kNotFound ? unknown("question", id) : view.error();
  for (SourcedQuestion& question : view->questions) {
    if (question.question.id == id) return std::move(question);
  }
  return unknown("question", id);
}

}  // namespace fupan::service
