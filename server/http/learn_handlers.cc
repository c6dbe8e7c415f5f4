#include "server/http/learn_handlers.h"

#include <array>
#include <optional>
#include <string>

#include "server/http/content_disposition.h"
#include "server/http/entity_tag.h"
#include "server/http/handlers.h"
#include "server/http/search_parameters.h"
#include "server/service/most_applied.h"
#include "server/service/render_json.h"
#include "server/service/render_learn_json.h"

namespace fupan::http {
namespace {

constexpr std::string_view kFormats[] = {"json", "csv"};

constexpr std::array kPathsParameters{
    ParameterSpec{"role", ParameterType::kChoice, kTrainingRoles},
    ParameterSpec{"level", ParameterType::kInteger, {}, 1, 4},
    ParameterSpec{"limit", ParameterType::kInteger, {}, 1, 100},
    ParameterSpec{"offset", ParameterType::kInteger, {}, 0, 10000},
};
constexpr std::array kStepBody{
    ParameterSpec{"step", ParameterType::kText},
    ParameterSpec{"done", ParameterType::kFlag},
    ParameterSpec{"day", ParameterType::kDate},
};
constexpr std::array kAnswerBody{
    ParameterSpec{"question", ParameterType::kText},
    ParameterSpec{"answer", ParameterType::kList},
    ParameterSpec{"rating", ParameterType::kChoice, kRatingNames},
    ParameterSpec{"day", ParameterType::kDate},
};
constexpr std::array kDayParameters{ParameterSpec{"day", ParameterType::kDate}};
constexpr std::array kReportParameters{
    ParameterSpec{"role", ParameterType::kChoice, kTrainingRoles},
    ParameterSpec{"format", ParameterType::kChoice, kFormats},
};
constexpr std::array kCasesParameters{
    ParameterSpec{"state", ParameterType::kChoice, kCaseStateNames},
    ParameterSpec{"limit", ParameterType::kInteger, {}, 1, 100},
    ParameterSpec{"offset", ParameterType::kInteger, {}, 0, 10000},
};
constexpr std::array kCaseBody{
    ParameterSpec{"state", ParameterType::kChoice, kCaseStateNames},
    ParameterSpec{"prompt", ParameterType::kText},
    ParameterSpec{"situation", ParameterType::kLongText},
    ParameterSpec{"recommendation", ParameterType::kLongText},
    ParameterSpec{"outcome", ParameterType::kLongText},
};

Result<service::Answer> answer_of(const Call& call) {
  service::Answer answer;
  answer.question = call.body.text("question");
  if (answer.question.empty()) return missing("question");
  answer.given = call.body.list("answer");
  answer.day = call.body.text("day");
  const std::string rating = call.body.text("rating");
  for (std::size_t i = 0; i < kRatingNames.size(); ++i) {
    if (kRatingNames[i] == rating) answer.rating = static_cast<Rating>(i + 1);
  }
  return answer;
}

Result<Response> show_case(const Result<service::CaseView>& view, int status) {
  if (!view) return view.error();
  Response response = make_response(status, kJsonType, service::render_case(*view));
  response.headers.set("ETag", entity_tag("r" + std::to_string(view->revision)));
  return response;
}

std::optional<std::string> text_of(const Call& call, std::string_view name) {
  return call.body.has(name) ? std::optional<std::string>(call.body.text(name)) : std::nullopt;
}

}  // namespace

std::span<const ParameterSpec> paths_parameters() { return kPathsParameters; }
std::span<const ParameterSpec> step_body() { return kStepBody; }
std::span<const ParameterSpec> answer_body() { return kAnswerBody; }
std::span<const ParameterSpec> day_parameters() { return kDayParameters; }
std::span<const ParameterSpec> learn_report_parameters() { return kReportParameters; }
std::span<const ParameterSpec> cases_parameters() { return kCasesParameters; }
std::span<const ParameterSpec> case_body() { return kCaseBody; }

Result<Response> handle_list_paths(const Services& services, const Call& call) {
  auto learner = services.learning.learner(call.viewer, call.lang, "");
  if (!learner) return learner.error();
  const std::string role = call.parameters.text("role");
  const auto level = call.parameters.number("level");
  std::erase_if(learner->paths, [&](const service::PathStanding& standing) {
    const LearningPath& path = standing.view.path;
    return (!role.empty() && path.role != role) || (level && path.level != *level);
  });
  return json_in_language(service::render_paths(learner->paths, limit_of(call), offset_of(call)));
}

Result<Response> handle_get_path(const Services& services, const Call& call) {
  const auto page = service::path_page(services.learning, call.viewer, call.id, call.lang);
  if (!page) return page.error();
  return json_in_language(service::render_path(*page));
}

Result<Response> handle_get_path_progress(const Services& services, const Call& call) {
  const auto standing = services.learning.standing(call.viewer, call.id, call.lang);
  if (!standing) return standing.error();
  return json_in_language(service::render_path_progress(*standing));
}

Result<Response> handle_mark_step(const Services& services, const Call& call) {
  const std::string step = call.body.text("step");
  if (step.empty()) return missing("step");
  const bool is_done = !call.body.has("done") || call.body.flag("done");
  const auto standing =
      services.learning.mark_step(call.viewer, call.id, call.lang, step, is_done, call.body.text("day"));
  if (!standing) return standing.error();
  return json_in_language(service::render_path_progress(*standing));
}

Result<Response> handle_get_certificate(const Services& services, const Call& call) {
  const auto certificate = services.learning.certificate(call.viewer, call.id, call.lang);
  if (!certificate) return certificate.error();
  return json_in_language(service::render_certificate(*certificate));
}

Result<Response> handle_get_quiz(const Services& services, const Call& call) {
  const auto quiz = services.learning.content().quiz(call.viewer, DocumentId{call.id});
  if (!quiz) return quiz.error();
  return make_response(200, kJsonType, service::render_quiz(*quiz));
}

Result<Response> handle_get_question(const Services& services, const Call& call) {
  const auto question = services.learning.content().question(call.viewer, call.id);
  if (!question) return question.error();
  return make_response(200, kJsonType, service::render_question(*question));
}

Result<Response> handle_check_answer(const Services& services, const Call& call) {
  const auto answer = answer_of(call);
  if (!answer) return answer.error();
  const auto graded = services.learning.look(call.viewer, *answer);
  if (!graded) return graded.error();
  return make_response(200, kJsonType, service::render_graded(*graded));
}

Result<Response> handle_answer(const Services& services, const Call& call) {
  const auto answer = answer_of(call);
  if (!answer) return answer.error();
  const auto graded = services.learning.answer(call.viewer, *answer);
  if (!graded) return graded.error();
  return make_response(200, kJsonType, service::render_graded(*graded));
}

Result<Response> handle_list_due(const Services& services, const Call& call) {
  const auto due = services.learning.due(call.viewer, call.parameters.text("day"));
  if (!due) return due.error();
  return make_response(200, kJsonType, service::render_due(*due));
}

Result<Response> handle_get_learner(const Services& services, const Call& call) {
  const auto learner = services.learning.learner(call.viewer, call.lang, call.parameters.text("day"));
  if (!learner) return learner.error();
  return json_in_language(service::render_learner(*learner, services.library.taxonomy(), call.lang));
}

Result<Response> handle_learn_report(const Services& services, const Call& call) {
  const std::string role = call.parameters.text("role");
  if (call.parameters.text("format") != "csv") {
    const auto report = services.learn_report.report(call.viewer, call.lang, role);
    if (!report) return report.error();
    return json_in_language(service::render_report(*report, services.library.taxonomy(), call.lang));
  }
  const auto rows = services.learn_report.rows(call.viewer, call.lang, role);
  if (!rows) return rows.error();
  Response response = make_response(200, "text/csv; charset=utf-8", service::render_progress_csv(*rows, call.lang));
  response.headers.set("Content-Disposition", attachment("learning-progress.csv"));
  return in_language(std::move(response));
}

Result<Response> handle_most_applied(const Services& services, const Call& call) {
  const Taxonomy& taxonomy = services.library.taxonomy();
  const auto request = make_search_request(call.parameters, taxonomy);
  if (!request) return request.error();
  const auto page = service::most_applied(services.search, services.adoptions, call.viewer, *request);
  if (page) return json_in_language(service::render_search_page(*page, taxonomy, call.lang));
  Error error = page.error();
  if (error.code == ErrorCode::kInvalidArgument && (error.field.empty() || error.field == "text")) error.field = "q";
  return error;
}

Result<Response> handle_create_case(const Services& services, const Call& call) {
  const auto view = services.learn_cases.create(call.viewer, LessonId{call.id});
  Result<Response> response = show_case(view, 201);
  if (response) response->headers.set("Location", "/api/v1/learn/cases?state=draft");
  return response;
}

Result<Response> handle_list_cases(const Services& services, const Call& call) {
  const auto state = enum_of<CaseState>(kCaseStateNames, call.parameters.text("state"));
  const auto page = services.learn_cases.list(call.viewer, state, limit_of(call), offset_of(call));
  if (!page) return page.error();
  return make_response(200, kJsonType, service::render_cases(*page));
}

Result<Response> handle_edit_case(const Services& services, const Call& call) {
  const auto expected = expected_revision(call.request);
  if (!expected) return expected.error();
  service::CaseEdit edit;
  edit.state = enum_of<CaseState>(kCaseStateNames, call.body.text("state"));
  edit.prompt = text_of(call, "prompt");
  edit.situation = text_of(call, "situation");
  edit.recommendation = text_of(call, "recommendation");
  edit.outcome = text_of(call, "outcome");
  return show_case(services.learn_cases.edit(call.viewer, call.id, edit, *expected), 200);
}

}  // namespace fupan::http
