#include "server/http/project_handlers.h"

#include <array>
#include <optional>
#include <string>

#include "server/http/atom.h"
#include "server/http/entity_tag.h"
#include "server/http/feed_response.h"
#include "server/http/handlers.h"
#include "server/service/render_project_json.h"

namespace fupan::http {
namespace {

constexpr long kMostMoney = 1'000'000'000'000'000;
constexpr long kMostDays = 100'000;
constexpr std::string_view kFactNames[] = {"sector",
                                           "method",
                                           "outcome",
                                           "currency",
                                           "start_date",
                                           "end_date",
                                           "budget",
                                           "planned_duration_days",
                                           "actual_duration_days",
                                           "planned_cost",
                                           "actual_cost",
                                           "planned_value",
                                           "earned_value",
                                           "health_score"};

constexpr ParameterSpec text(std::string_view name) { return {name, ParameterType::kText}; }
constexpr ParameterSpec amount(std::string_view name, long most) { return {name, ParameterType::kNumber, {}, 0, most}; }

constexpr std::array kNewProjectBody{text("name"),
                                     text("sector"),
                                     text("method"),
                                     text("outcome"),
                                     text("currency"),
                                     ParameterSpec{"start_date", ParameterType::kDate},
                                     ParameterSpec{"end_date", ParameterType::kDate},
                                     amount("budget", kMostMoney),
                                     amount("planned_duration_days", kMostDays),
                                     amount("actual_duration_days", kMostDays),
                                     amount("planned_cost", kMostMoney),
                                     amount("actual_cost", kMostMoney),
                                     amount("planned_value", kMostMoney),
                                     amount("earned_value", kMostMoney),
                                     amount("health_score", 1000)};
constexpr std::array kProjectChangeBody = [] {
  std::array<ParameterSpec, kNewProjectBody.size()> body = kNewProjectBody;
  body[0] = ParameterSpec{"clear", ParameterType::kList, kFactNames};
  return body;
}();
constexpr std::array kProjectListParameters{
    ParameterSpec{"phase", ParameterType::kList},
    ParameterSpec{"limit", ParameterType::kInteger, {}, 1, 100},
    ParameterSpec{"offset", ParameterType::kInteger, {}, 0, 10000},
};
constexpr std::array kGateBody{text("phase"), text("note")};
constexpr std::array kFollowUpParameters{
    text("project"),
    ParameterSpec{"due", ParameterType::kFlag},
    ParameterSpec{"state", ParameterType::kChoice, kAdoptionStateNames},
    ParameterSpec{"limit", ParameterType::kInteger, {}, 1, 100},
    ParameterSpec{"offset", ParameterType::kInteger, {}, 0, 10000},
};
constexpr std::array kFollowUpBody{
    ParameterSpec{"state", ParameterType::kChoice, kAdoptionStateNames},
    text("note"),
    ParameterSpec{"follow_up", ParameterType::kDate},
};

std::string revision_tag(std::uint64_t revision) { return entity_tag("r" + std::to_string(revision)); }

Result<Response> show(const Services& services, const Call& call, const Result<service::ProjectView>& view,
                      int status = 200) {
  if (!view) return view.error();
  Response response =
      make_response(status, kJsonType, service::render_project(*view, services.library.taxonomy(), call.lang));
  response.headers.set("ETag", revision_tag(view->revision));
  return in_language(std::move(response));
}

ProjectFacts facts_of(const Call& call) {
  ProjectFacts facts;
  for (const auto& [name, member] : kTextFacts) facts.*member = call.body.text(name);
  for (const auto& [name, member] : kNumberFacts) facts.*member = call.body.real(name);
  return facts;
}

std::optional<std::string> text_if_given(const Call& call, std::string_view name) {
  return call.body.has(name) ? std::optional<std::string>(call.body.text(name)) : std::nullopt;
}

}  // namespace

std::span<const ParameterSpec> project_list_parameters() { return kProjectListParameters; }
std::span<const ParameterSpec> new_project_body() { return kNewProjectBody; }
std::span<const ParameterSpec> project_change_body() { return kProjectChangeBody; }
std::span<const ParameterSpec> gate_body() { return kGateBody; }
std::span<const ParameterSpec> follow_up_parameters() { return kFollowUpParameters; }
std::span<const ParameterSpec> follow_up_body() { return kFollowUpBody; }

Result<Response> handle_list_projects(const Services& services, const Call& call) {
  const auto page = services.projects.list(call.parameters.list("phase"), limit_of(call), offset_of(call), call.viewer);
  if (!page) return page.error();
  return json_in_language(service::render_projects(*page, services.library.taxonomy(), call.lang));
}

Result<Response> handle_create_project(const Services& services, const Call& call) {
  const auto created = services.projects.create(call.body.text("name"), facts_of(call), call.viewer);
  Result<Response> response = show(services, call, created, 201);
  if (response) response->headers.set("Location", "/api/v1/projects/" + created->project.id);
  return response;
}

Result<Response> handle_get_project(const Services& services, const Call& call) {
  return show(services, call, services.projects.get(call.id, call.viewer));
}

Result<Response> handle_change_project(const Services& services, const Call& call) {
  const auto expected = expected_revision(call.request);
  if (!expected) return expected.error();
  const service::FactChanges changes{facts_of(call), call.body.list("clear")};
  return show(services, call, services.projects.change(call.id, changes, *expected, call.viewer));
}

Result<Response> handle_pass_gate(const Services& services, const Call& call) {
  const auto expected = expected_revision(call.request);
  if (!expected) return expected.error();
  return show(
      services, call,
      services.projects.pass_gate(call.id, call.body.text("phase"), call.body.text("note"), *expected, call.viewer),
      201);
}

Result<Response> handle_project_feed(const Services& services, const Call& call) {
  const auto view = services.projects.get(call.id, call.viewer);
  if (!view) return view.error();
  const service::ProjectView& project = *view;
  const AtomFeed feed{
      "project " + project.project.id,   project.project.name,       service::project_feed_path(project.project.id),
      "/projects/" + project.project.id, std::string(kNeverUpdated), base_of(call.request)};
  return feed_response(call, feed, services.projects.news(project, call.lang));
}

Result<Response> handle_list_follow_ups(const Services& services, const Call& call) {
  service::FollowUpQuery query;
  query.project = call.parameters.text("project");
  if (call.parameters.has("due")) query.due = call.parameters.flag("due");
  if (call.parameters.has("state"))
    query.state = enum_of<AdoptionState>(kAdoptionStateNames, call.parameters.text("state"));
  query.limit = limit_of(call);
  query.offset = offset_of(call);
  const auto page = services.follow_ups.list(query, call.viewer);
  if (!page) return page.error();
  return make_response(200, kJsonType, service::render_follow_ups(*page));
}

Result<Response> handle_answer_adoption(const Services& services, const Call& call) {
  const auto expected = expected_revision(call.request);
  if (!expected) return expected.error();
  service::FollowUpAnswer answer;
  if (call.body.has("state")) answer.state = enum_of<AdoptionState>(kAdoptionStateNames, call.body.text("state"));
  answer.note = text_if_given(call, "note");
  answer.follow_up = text_if_given(call, "follow_up");
  if (!answer.state && !answer.note && !answer.follow_up) return missing("state");
  const auto item = services.follow_ups.answer(call.id, answer, *expected, call.viewer);
  if (!item) return item.error();
  Response response = make_response(200, kJsonType, service::render_follow_up(*item));
  response.headers.set("ETag", revision_tag(item->revision));
  return response;
}

}  // namespace fupan::http
