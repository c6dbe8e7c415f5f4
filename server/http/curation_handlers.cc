#include "server/http/curation_handlers.h"

#include <array>
#include <charconv>

#include "importers/markdown/html.h"
#include "server/http/entity_tag.h"
#include "server/http/handlers.h"
#include "server/service/permission.h"
#include "server/service/render_curation_json.h"
#include "server/service/render_json.h"

namespace fupan::http {
namespace {

constexpr std::array kLessonBody{
    ParameterSpec{"title"},
    ParameterSpec{"markdown", ParameterType::kLongText},
    ParameterSpec{"kind", ParameterType::kChoice, kLessonKindNames},
    ParameterSpec{"event"},
    ParameterSpec{"cause"},
    ParameterSpec{"impact"},
    ParameterSpec{"recommendation"},
    ParameterSpec{"applies_when"},
    ParameterSpec{"owner"},
    ParameterSpec{"due_date", ParameterType::kDate},
    ParameterSpec{"phases", ParameterType::kList},
    ParameterSpec{"risks", ParameterType::kList},
    ParameterSpec{"tags", ParameterType::kList},
    ParameterSpec{"project"},
    ParameterSpec{"date", ParameterType::kDate},
    ParameterSpec{"state", ParameterType::kChoice, kStateNames},
};

constexpr ParameterSpec clearable(std::string_view name, ParameterType type = ParameterType::kText) {
  ParameterSpec spec{name, type};
  spec.may_be_empty = true;
  return spec;
}

constexpr std::array kLessonPatchBody{
    clearable("title"),
    clearable("markdown", ParameterType::kLongText),
    ParameterSpec{"kind", ParameterType::kChoice, kLessonKindNames},
    clearable("event"),
    clearable("cause"),
    clearable("impact"),
    clearable("recommendation"),
    clearable("applies_when"),
    clearable("owner"),
    clearable("due_date", ParameterType::kDate),
    clearable("phases", ParameterType::kList),
    clearable("risks", ParameterType::kList),
    clearable("tags", ParameterType::kList),
    ParameterSpec{"state", ParameterType::kChoice, kStateNames},
    ParameterSpec{"reason"},
    clearable("review_by", ParameterType::kDate),
    clearable("assignee"),
    ParameterSpec{"publish", ParameterType::kFlag},
};

constexpr std::array kLessonRestoreBody{ParameterSpec{"change", ParameterType::kInteger, {}, 1}};
constexpr std::array kDocumentBody{ParameterSpec{"markdown", ParameterType::kLongText}};
constexpr std::array kDocumentRestoreBody{ParameterSpec{"revision", ParameterType::kInteger, {}, 1}};
constexpr std::array kDiffParameters{ParameterSpec{"from", ParameterType::kInteger, {}, 1},
                                     ParameterSpec{"to", ParameterType::kInteger, {}, 1}};
constexpr std::array kPreviewBody{ParameterSpec{"markdown", ParameterType::kLongText}};

// "r12" alone, or followed by what names one way of showing that state: 12. Nothing: no header, or "*".
Result<std::optional<std::uint64_t>> expected_version(const Request& request) {
  const std::string given = request.headers.joined("If-Match");
  if (given.empty() || given == "*") return std::optional<std::uint64_t>();
  const Error unknown = make_error(ErrorCode::kConflict, "If-Match names no state that this record ever had");
  if (given.size() < 4 || !given.starts_with("\"r") || !given.ends_with('"')) return unknown;
  std::uint64_t version = 0;
  const char* end = given.data() + given.size() - 1;
  const auto [rest, failure] = std::from_chars(given.data() + 2, end, version);
  if (failure != std::errc{} || (rest != end && *rest != '.')) return unknown;
  return std::optional<std::uint64_t>(version);
}

LessonEdit edit_of(const ParameterValues& body) {
  LessonEdit edit;
  if (body.has("kind")) edit.kind = enum_of<LessonKind>(kLessonKindNames, body.text("kind"));
  for (const EditField& field : kEditFields) {
    if (body.has(field.name)) edit.*field.edited = body.text(field.name);
  }
  return edit;
}

std::optional<std::string> given_text(const ParameterValues& body, std::string_view name) {
  if (!body.has(name)) return std::nullopt;
  return body.text(name);
}

std::optional<std::vector<std::string>> given_list(const ParameterValues& body, std::string_view name) {
  if (!body.has(name)) return std::nullopt;
  return body.list(name);
}

service::LessonChange change_of(const ParameterValues& body) {
  service::LessonChange change;
  change.edit = edit_of(body);
  change.phases = given_list(body, "phases");
  change.risks = given_list(body, "risks");
  change.tags = given_list(body, "tags");
  change.state = enum_of<State>(kStateNames, body.text("state"));
  change.reason = body.text("reason");
  change.review_by = given_text(body, "review_by");
  change.assignee = given_text(body, "assignee");
  change.publish = body.flag("publish");
  return change;
}

// The lesson as it is now; the number of the change that made it so goes along.
Result<Response> show_lesson(const Services& services, const Call& call, const LessonId& id, int status) {
  const auto lesson = services.documents.get_lesson(id);
  if (!lesson) return lesson.error();
  Response response =
      make_response(status, kJsonType, service::render_lesson(*lesson, services.library.taxonomy(), call.lang));
  response.headers.set("ETag", entity_tag("r" + std::to_string(lesson->revision)));
  return response;
}

Result<Response> show_done(const Result<AuditEntry>& entry) {
  if (!entry) return entry.error();
  return make_response(200, kJsonType, service::render_done(*entry));
}

// Readers do not see the sources of what is not published.
Status check_shown(const Services& services, const Call& call) {
  const auto document = services.documents.get(DocumentId{call.id}, call.viewer);
  if (!document) return document.error();
  if (is_shown_to(call.viewer, document->document.state)) return ok_status();
  return make_error(ErrorCode::kNotFound, "no document '" + call.id + "'");
}

}  // namespace

std::span<const ParameterSpec> lesson_body() { return kLessonBody; }
std::span<const ParameterSpec> lesson_patch_body() { return kLessonPatchBody; }
std::span<const ParameterSpec> lesson_restore_body() { return kLessonRestoreBody; }
std::span<const ParameterSpec> document_body() { return kDocumentBody; }
std::span<const ParameterSpec> document_restore_body() { return kDocumentRestoreBody; }
std::span<const ParameterSpec> diff_parameters() { return kDiffParameters; }
std::span<const ParameterSpec> preview_body() { return kPreviewBody; }

bool is_shown_to(const Viewer& viewer, State state) {
  return viewer.is_at_least(Role::kContributor) || state == State::kPublished || state == State::kRetired;
}

Result<Response> handle_create_lesson(const Services& services, const Call& call) {
  service::NewLesson lesson;
  lesson.text = edit_of(call.body);
  lesson.phases = call.body.list("phases");
  lesson.risks = call.body.list("risks");
  lesson.tags = call.body.list("tags");
  lesson.project = call.body.text("project");
  lesson.date = call.body.text("date");
  lesson.state = enum_of<State>(kStateNames, call.body.text("state"));
  const auto written = services.writing->create_lesson(call.viewer, lesson);
  if (!written) return written.error();
  Result<Response> response = show_lesson(services, call, written->id, 201);
  if (response) response->headers.set("Location", "/api/v1/lessons/" + written->id.value);
  return response;
}

Result<Response> handle_change_lesson(const Services& services, const Call& call) {
  const auto expected = expected_version(call.request);
  if (!expected) return expected.error();
  const LessonId id{call.id};
  const auto entry = services.curation.change(call.viewer, id, change_of(call.body), *expected);
  if (!entry) return entry.error();
  return show_lesson(services, call, id, 200);
}

Result<Response> handle_lesson_history(const Services& services, const Call& call) {
  if (!call.viewer.is_at_least(Role::kContributor)) return service::not_allowed("the history", "a contributor");
  const auto lesson = services.documents.get_lesson(LessonId{call.id}, call.viewer);
  if (!lesson) return lesson.error();
  const auto steps = services.curation.history(LessonId{call.id});
  if (!steps) return steps.error();
  return make_response(200, kJsonType, service::render_history(*steps));
}

Result<Response> handle_restore_lesson(const Services& services, const Call& call) {
  const auto expected = expected_version(call.request);
  if (!expected) return expected.error();
  const auto change = call.body.number("change");
  if (!change) return missing("change");
  const LessonId id{call.id};
  const auto lesson = services.documents.get_lesson(id, call.viewer);
  if (!lesson) return lesson.error();
  const auto entry = services.curation.restore(call.viewer, id, static_cast<std::uint64_t>(*change), *expected);
  if (!entry) return entry.error();
  return show_lesson(services, call, id, 200);
}

Result<Response> handle_put_document(const Services& services, const Call& call) {
  const auto expected = expected_version(call.request);
  if (!expected) return expected.error();
  const DocumentId id{call.id};
  return show_done(services.writing->put_document(call.viewer, id, call.body.text("markdown"), *expected));
}

Result<Response> handle_document_revisions(const Services& services, const Call& call) {
  if (Status shown = check_shown(services, call); !shown) return shown.error();
  const auto revisions = services.writing->revisions(DocumentId{call.id});
  if (!revisions) return revisions.error();
  return make_response(200, kJsonType, service::render_revisions(*revisions));
}

Result<Response> handle_document_diff(const Services& services, const Call& call) {
  const auto from = call.parameters.number("from");
  const auto to = call.parameters.number("to");
  if (!from) return missing("from");
  if (!to) return missing("to");
  if (Status shown = check_shown(services, call); !shown) return shown.error();
  const auto diff = services.writing->diff(DocumentId{call.id}, static_cast<int>(*from), static_cast<int>(*to));
  if (!diff) return diff.error();
  return make_response(200, kJsonType, service::render_diff(*diff));
}

Result<Response> handle_restore_document(const Services& services, const Call& call) {
  const auto expected = expected_version(call.request);
  if (!expected) return expected.error();
  const auto revision = call.body.number("revision");
  if (!revision) return missing("revision");
  if (Status shown = check_shown(services, call); !shown) return shown.error();
  const DocumentId id{call.id};
  return show_done(services.writing->restore_document(call.viewer, id, static_cast<int>(*revision), *expected));
}

Result<Response> handle_preview(const Services&, const Call& call) {
  return make_response(200, kHtmlType, importers::render_html(call.body.text("markdown")));
}

}  // namespace fupan::http
