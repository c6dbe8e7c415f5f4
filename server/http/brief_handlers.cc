#include <array>
#include <optional>
#include <string>

#include "core/text/utf8.h"
#include "server/http/content_disposition.h"
#include "server/http/entity_tag.h"
#include "server/http/handlers.h"
#include "server/service/brief_export.h"
#include "server/service/charter.h"
#include "server/service/pandoc.h"
#include "server/service/render_brief_json.h"

namespace fupan::http {
namespace {

constexpr long kMostMoney = 1'000'000'000'000'000;
constexpr long kMostDays = 100'000;
constexpr long kDefaultSimilar = 10;
constexpr std::string_view kLanguages[] = {"en", "zh"};
constexpr std::string_view kCharterTypes[] = {"text/markdown", "text/plain", service::kDocxType};

constexpr std::array kSimilarParameters{ParameterSpec{"limit", ParameterType::kInteger, {}, 1, 50}};
constexpr std::array kProposalBody{
    ParameterSpec{"title", ParameterType::kText},
    ParameterSpec{"description", ParameterType::kLongText},
};
constexpr std::array kBriefBody{
    ParameterSpec{"title", ParameterType::kText},
    ParameterSpec{"description", ParameterType::kLongText},
    ParameterSpec{.name = "phases", .type = ParameterType::kList, .may_be_empty = true},
    ParameterSpec{.name = "risks", .type = ParameterType::kList, .may_be_empty = true},
    ParameterSpec{.name = "tags", .type = ParameterType::kList, .may_be_empty = true},
    ParameterSpec{"project", ParameterType::kText},
    ParameterSpec{"lang", ParameterType::kChoice, kLanguages},
    ParameterSpec{"sector", ParameterType::kText},
    ParameterSpec{"method", ParameterType::kText},
    ParameterSpec{"budget", ParameterType::kInteger, {}, 1, kMostMoney},
    ParameterSpec{"currency", ParameterType::kText},
    ParameterSpec{"duration_days", ParameterType::kInteger, {}, 1, kMostDays},
};
constexpr std::array kBriefParameters{ParameterSpec{"format", ParameterType::kChoice, service::kBriefFormatNames}};
constexpr std::array kDecisionBody{
    ParameterSpec{"decision", ParameterType::kChoice, kDecisionNames},
    ParameterSpec{"note", ParameterType::kText},
    ParameterSpec{"follow_up", ParameterType::kDate},
};
constexpr std::array kAdoptionBody{
    ParameterSpec{"state", ParameterType::kChoice, kAdoptionStateNames},
    ParameterSpec{"project", ParameterType::kText},
    ParameterSpec{"brief", ParameterType::kText},
    ParameterSpec{"follow_up", ParameterType::kDate},
    ParameterSpec{"note", ParameterType::kText},
};

Result<Response> show(const Services& services, const Call& call, const Result<service::BriefView>& view,
                      int status = 200) {
  if (!view) return view.error();
  Response response =
      make_response(status, kJsonType, service::render_brief(*view, services.library.taxonomy(), call.lang));
  response.headers.set("ETag", entity_tag("r" + std::to_string(view->revision)));
  return in_language(std::move(response));
}

std::size_t similar_limit(const Call& call) {
  return static_cast<std::size_t>(call.parameters.number("limit").value_or(kDefaultSimilar));
}

Result<Response> show_similar(const Result<std::vector<service::SimilarItem>>& items) {
  if (!items) return items.error();
  return make_response(200, kJsonType, service::render_similar(*items));
}

std::optional<double> number_of(const Call& call, std::string_view name) {
  const auto number = call.body.number(name);
  return number ? std::optional<double>(static_cast<double>(*number)) : std::nullopt;
}

// What the body leaves out of the profile, the text says; unless the body has all labels: somebody has corrected a
// proposal, and what is empty is meant so.
Result<service::BriefRequest> request_of(const Services& services, const Call& call) {
  const ParameterValues& body = call.body;
  service::BriefRequest request;
  request.title = body.text("title");
  request.description = body.text("description");
  BriefProfile& profile = request.profile;
  if (!body.has("phases") || !body.has("risks") || !body.has("tags")) {
    auto proposed = services.briefs.propose(request.title, request.description);
    if (!proposed) return proposed.error();
    profile = std::move(*proposed);
  }
  if (body.has("phases")) profile.phases = body.list("phases");
  if (body.has("risks")) profile.risks = body.list("risks");
  if (body.has("tags")) profile.tags = body.list("tags");
  if (body.has("lang")) profile.lang = body.text("lang");
  if (body.has("budget")) profile.budget = number_of(call, "budget");
  if (body.has("currency")) profile.currency = body.text("currency");
  if (body.has("duration_days")) profile.duration_days = number_of(call, "duration_days");
  profile.project = body.text("project");
  profile.sector = body.text("sector");
  profile.method = body.text("method");
  return request;
}

}  // namespace

std::span<const ParameterSpec> similar_parameters() { return kSimilarParameters; }
std::span<const ParameterSpec> proposal_body() { return kProposalBody; }
std::span<const ParameterSpec> brief_body() { return kBriefBody; }
std::span<const std::string_view> charter_types() { return kCharterTypes; }
std::span<const ParameterSpec> brief_parameters() { return kBriefParameters; }
std::span<const ParameterSpec> decision_body() { return kDecisionBody; }
std::span<const ParameterSpec> adoption_body() { return kAdoptionBody; }

Result<Response> handle_similar_lessons(const Services& services, const Call& call) {
  return show_similar(services.similar.of_lesson(LessonId{call.id}, similar_limit(call), call.viewer));
}

Result<Response> handle_similar_documents(const Services& services, const Call& call) {
  return show_similar(services.similar.of_document(DocumentId{call.id}, similar_limit(call), call.viewer));
}

Result<Response> handle_propose_brief(const Services& services, const Call& call) {
  const auto profile = services.briefs.propose(call.body.text("title"), call.body.text("description"));
  if (!profile) return profile.error();
  return make_response(200, kJsonType, service::render_profile(*profile));
}

Result<Response> handle_read_charter(const Services&, const Call& call) {
  const auto charter = service::read_charter(call.request.body);
  if (!charter) return charter.error();
  if (text::count_code_points(charter->description) > kMaxLongTextCharacters) {
    return Error{ErrorCode::kInvalidArgument,
                 "body: the text is longer than the " + std::to_string(kMaxLongTextCharacters) +
                     " characters that a charter may have",
                 "body"};
  }
  return make_response(200, kJsonType, service::render_charter(*charter));
}

Result<Response> handle_create_brief(const Services& services, const Call& call) {
  const auto request = request_of(services, call);
  if (!request) return request.error();
  const auto created = services.briefs.create(*request, call.viewer);
  Result<Response> response = show(services, call, created, 201);
  if (response) response->headers.set("Location", "/api/v1/briefs/" + created->brief.id);
  return response;
}

Result<Response> handle_list_briefs(const Services& services, const Call& call) {
  const auto page = services.briefs.list(limit_of(call), offset_of(call), call.viewer);
  if (!page) return page.error();
  return make_response(200, kJsonType, service::render_briefs(*page));
}

Result<Response> handle_get_brief(const Services& services, const Call& call) {
  const auto view = services.briefs.get(call.id, call.viewer);
  if (!view) return view.error();
  const auto format = enum_of<service::BriefFormat>(service::kBriefFormatNames, call.parameters.text("format"));
  if (!format || *format == service::BriefFormat::kJson) return show(services, call, view);
  auto file = service::export_brief(*view, services.library.taxonomy(), call.lang, *format);
  if (!file) return file.error();
  Response response = make_response(200, file->media_type, std::move(file->bytes));
  if (*format != service::BriefFormat::kMarkdown) {
    const std::string name = *format == service::BriefFormat::kCsv ? "risk-register-" : "brief-";
    response.headers.set("Content-Disposition", attachment(name + call.id + std::string(file->ending)));
  }
  return in_language(std::move(response));
}

Result<Response> handle_refresh_brief(const Services& services, const Call& call) {
  return show(services, call, services.briefs.refresh(call.id, call.viewer));
}

Result<Response> handle_decide_lesson(const Services& services, const Call& call) {
  const auto expected = expected_revision(call.request);
  if (!expected) return expected.error();
  if (!call.body.has("decision")) return missing("decision");
  const service::LessonDecision decision{*enum_of<Decision>(kDecisionNames, call.body.text("decision")),
                                         call.body.text("note"), call.body.text("follow_up")};
  return show(services, call,
              services.briefs.decide(call.id, LessonId{call.lesson_id}, decision, *expected, call.viewer));
}

Result<Response> handle_add_adoption(const Services& services, const Call& call) {
  if (!call.body.has("state")) return missing("state");
  Adoption adoption;
  adoption.lesson = LessonId{call.id};
  adoption.state = *enum_of<AdoptionState>(kAdoptionStateNames, call.body.text("state"));
  adoption.project = call.body.text("project");
  adoption.brief = call.body.text("brief");
  adoption.follow_up = call.body.text("follow_up");
  adoption.note = call.body.text("note");
  const auto added = services.adoptions.add(std::move(adoption), call.viewer);
  if (!added) return added.error();
  return make_response(201, kJsonType, service::render_adoption(*added));
}

Result<Response> handle_list_adoptions(const Services& services, const Call& call) {
  const auto page = services.adoptions.list(LessonId{call.id}, limit_of(call), offset_of(call), call.viewer);
  if (!page) return page.error();
  return make_response(200, kJsonType, service::render_adoptions(*page));
}

}  // namespace fupan::http
