#include "server/service/render_learn_json.h"

#include <chrono>
#include <nlohmann/json.hpp>

#include "core/clock.h"
#include "server/service/render_json.h"

namespace fupan::service {
namespace {

using Json = nlohmann::ordered_json;  // members in the order of the schemas

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string time_text(std::int64_t seconds) {
  return to_rfc3339(std::chrono::system_clock::time_point(std::chrono::seconds(seconds)));
}

// As ts-fsrs has it, so that a client can hand it to that library.
Json card_json(const Memory& memory) {
  const bool is_new = memory.reps == 0;
  return {{"due", is_new ? Json() : Json(time_text(memory.due()))},
          {"stability", memory.stability},
          {"difficulty", memory.difficulty},
          {"scheduled_days", memory.scheduled_days},
          {"reps", memory.reps},
          {"lapses", memory.lapses},
          {"state", is_new ? "new" : "review"},
          {"last_review", is_new ? Json() : Json(time_text(memory.last_review))}};
}

Json standing_json(const PathStanding& standing) {
  return {{"done", standing.done.size()},
          {"steps", standing.view.step_count},
          {"started", standing.started},
          {"completed", standing.completed}};
}

Json summary_json(const PathStanding& standing) {
  const PathView& view = standing.view;
  return {{"id", view.path.slug},
          {"document", view.document.id.value},
          {"title", view.document.title},
          {"lang", view.document.lang},
          {"role", view.path.role},
          {"level", view.path.level},
          {"minutes", view.path.minutes},
          {"modules", view.path.modules.size()},
          {"progress", standing_json(standing)}};
}

Json step_json(const StepView& step, const StepTarget& target, const Document& from) {
  return {{"id", step.id},
          {"kind", name_of(step.link.kind)},
          {"title", step.step.title},
          {"address", app_address(step.link)},
          {"query", step.link.query},
          {"document", step.link.document.value},
          {"document_kind", target.kind},
          {"questions", target.questions},
          {"minutes", step.step.minutes},
          {"note", step.step.note},
          {"dead", target.dead},
          {"lang", from.lang}};
}

Json question_json(const SourcedQuestion& sourced) {
  const Question& question = sourced.question;
  Json options = Json::array();
  const bool is_ordering = question.kind == QuestionKind::kOrdering;
  for (const QuestionOption& option : is_ordering ? shuffled(question.options) : question.options) {
    options.push_back({{"id", option.id}, {"text", option.text}});
  }
  return {{"id", question.id},
          {"kind", name_of(question.kind)},
          {"prompt", question.prompt},
          {"html", part_html(sourced.document, question.body)},
          {"options", std::move(options)},
          {"document",
           {{"id", sourced.document.id.value}, {"title", sourced.document.title}, {"lang", sourced.document.lang}}}};
}

Json weak_json(const std::vector<WeakArea>& weak, const Taxonomy& taxonomy, std::string_view lang) {
  Json items = Json::array();
  for (const WeakArea& area : weak) {
    const indexer::Field field = area.facet == Facet::kPhase ? indexer::Field::kPhase : indexer::Field::kRisk;
    items.push_back({{"facet", name_of(area.facet)},
                     {"value", area.value},
                     {"label", facet_label(field, area.value, taxonomy, lang)},
                     {"asked", area.asked},
                     {"wrong", area.wrong}});
  }
  return items;
}

Json groups_json(const std::vector<GroupReport>& groups) {
  Json items = Json::array();
  for (const GroupReport& group : groups) {
    items.push_back({{"group", group.group},
                     {"learners", group.learners},
                     {"active", group.active},
                     {"started", group.started},
                     {"completed", group.completed}});
  }
  return items;
}

Json case_json(const CaseView& view) {
  const CaseStudy& study = view.study;
  return {{"id", study.id},
          {"lesson", {{"id", study.lesson.value}, {"title", view.lesson_title}}},
          {"lang", study.lang},
          {"state", name_of(study.state)},
          {"stale", view.is_stale},
          {"prompt", study.prompt},
          {"situation", study.situation},
          {"recommendation", study.recommendation},
          {"outcome", study.outcome},
          {"created_at", study.created_at},
          {"decided_at", study.decided_at},
          {"decided_by", study.decided_by},
          {"revision", view.revision}};
}

}  // namespace

std::string render_paths(const std::vector<PathStanding>& paths, std::size_t limit, std::size_t offset) {
  Json items = Json::array();
  for (std::size_t i = offset; i < paths.size() && items.size() < limit; ++i) items.push_back(summary_json(paths[i]));
  return dump({{"total", paths.size()}, {"items", std::move(items)}});
}

std::string render_path(const PathPage& page) {
  const PathView& view = page.standing.view;
  Json json = summary_json(page.standing);
  json["html"] = part_html(view.document, view.path.introduction);
  Json prerequisites = Json::array();
  for (const Prerequisite& one : page.prerequisites) {
    prerequisites.push_back({{"id", one.path}, {"title", one.title}, {"completed", one.is_completed}});
  }
  json["prerequisites"] = std::move(prerequisites);
  Json modules = Json::array();
  for (std::size_t m = 0; m < view.steps.size(); ++m) {
    Json steps = Json::array();
    for (std::size_t s = 0; s < view.steps[m].size(); ++s) {
      steps.push_back(step_json(view.steps[m][s], page.targets[m][s], view.document));
    }
    const PathModule& module = view.path.modules[m];
    modules.push_back({{"title", module.title}, {"note", module.note}, {"steps", std::move(steps)}});
  }
  json["outline"] = std::move(modules);
  json["done"] = page.standing.done;
  return dump(json);
}

std::string render_path_progress(const PathStanding& standing) {
  return dump({{"id", standing.view.path.slug},
               {"done", standing.done},
               {"steps", standing.view.step_count},
               {"started", standing.started},
               {"completed", standing.completed}});
}

std::string render_certificate(const Certificate& certificate) {
  const PathView& view = certificate.view;
  return dump({{"id", view.path.slug},
               {"name", certificate.name},
               {"title", view.document.title},
               {"lang", view.document.lang},
               {"role", view.path.role},
               {"level", view.path.level},
               {"minutes", view.path.minutes},
               {"steps", view.step_count},
               {"completed", certificate.completed},
               {"quizzes", certificate.quizzes}});
}

std::string render_quiz(const QuizView& quiz) {
  Json questions = Json::array();
  for (const SourcedQuestion& question : quiz.questions) questions.push_back(question_json(question));
  return dump(
      {{"document", {{"id", quiz.document.id.value}, {"title", quiz.document.title}, {"lang", quiz.document.lang}}},
       {"needed", needed_right(quiz.questions.size())},
       {"questions", std::move(questions)}});
}

std::string render_question(const SourcedQuestion& question) { return dump(question_json(question)); }

std::string render_graded(const Graded& graded) {
  const SourcedQuestion& sourced = graded.question;
  const Question& question = sourced.question;
  Json options = Json::array();
  for (const QuestionOption& option : question.options) {
    options.push_back({{"id", option.id},
                       {"text", option.text},
                       {"right", option.is_right || question.kind == QuestionKind::kOrdering},
                       {"html", part_html(sourced.document, option.feedback)}});
  }
  Json sources = Json::array();
  for (const Link& link : sourced.sources) {
    sources.push_back({{"kind", name_of(link.kind)}, {"address", app_address(link)}});
  }
  Json json{{"question", question.id},
            {"right", graded.grade.is_right},
            {"self_rated", graded.grade.is_self_rated},
            {"answers", graded.grade.right},
            {"options", std::move(options)},
            {"feedback_html", part_html(sourced.document, question.feedback)},
            {"outcome_html", part_html(sourced.document, question.outcome)},
            {"sources", std::move(sources)},
            {"before", card_json(graded.before)}};
  if (graded.after) json["card"] = card_json(*graded.after);
  return dump(json);
}

std::string render_due(const DueCards& due) {
  Json items = Json::array();
  for (const DueCard& card : due.items) {
    items.push_back(
        {{"question", question_json(card.question)}, {"card", card_json(card.memory)}, {"changed", card.is_changed}});
  }
  return dump({{"total", due.total},
               {"reviewed", due.reviewed},
               {"limit", kCardsPerDay},
               {"next", due.next.value_or("")},
               {"items", std::move(items)}});
}

std::string render_learner(const LearnerView& view, const Taxonomy& taxonomy, std::string_view lang) {
  Json paths = Json::array();
  for (const PathStanding& standing : view.paths) paths.push_back(summary_json(standing));
  return dump({{"name", view.learner.name},
               {"streak", view.streak},
               {"best_streak", view.learner.best_streak},
               {"answers", view.learner.answers},
               {"right", view.learner.right},
               {"cards", view.learner.cards},
               {"due", view.due},
               {"reviewed", view.reviewed},
               {"first_day", date_of_day(view.learner.first_day)},
               {"last_day", date_of_day(view.learner.last_day)},
               {"weak", weak_json(view.weak, taxonomy, lang)},
               {"paths", std::move(paths)}});
}

std::string render_report(const LearnReport& report, const Taxonomy& taxonomy, std::string_view lang) {
  Json paths = Json::array();
  for (const PathReport& path : report.paths) {
    paths.push_back({{"id", path.view.path.slug},
                     {"title", path.view.document.title},
                     {"lang", path.view.document.lang},
                     {"role", path.view.path.role},
                     {"level", path.view.path.level},
                     {"steps", path.view.step_count},
                     {"started", path.started},
                     {"completed", path.completed},
                     {"average", path.average},
                     {"groups", groups_json(path.groups)}});
  }
  return dump({{"learners", report.learners},
               {"active", report.active},
               {"answers", report.answers},
               {"right", report.right},
               {"paths", std::move(paths)},
               {"groups", groups_json(report.groups)},
               {"weak", weak_json(report.weak, taxonomy, lang)},
               {"weak_withheld", report.weak_withheld}});
}

std::string render_case(const CaseView& view) { return dump(case_json(view)); }

std::string render_cases(const CasePage& page) {
  Json items = Json::array();
  for (const CaseView& view : page.items) items.push_back(case_json(view));
  return dump({{"total", page.total}, {"items", std::move(items)}});
}

}  // namespace fupan::service
