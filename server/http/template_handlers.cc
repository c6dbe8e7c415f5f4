#include "server/http/template_handlers.h"

#include <array>
#include <nlohmann/json.hpp>

#include "server/http/content_disposition.h"
#include "server/http/entity_tag.h"
#include "server/http/handlers.h"
#include "server/service/pandoc.h"
#include "server/service/render_template_json.h"
#include "server/service/templates.h"

namespace fupan::http {
namespace {

constexpr std::string_view kFormatNames[] = {"json", "markdown", "docx"};
constexpr std::string_view kMarkdownType = "text/markdown; charset=utf-8";

constexpr std::array kListParameters{
    ParameterSpec{"lang"},
    ParameterSpec{"phase", ParameterType::kList},
    ParameterSpec{"risk", ParameterType::kList},
    ParameterSpec{"tag", ParameterType::kList},
    ParameterSpec{"family"},
    ParameterSpec{"q"},
    ParameterSpec{"limit", ParameterType::kInteger, {}, 1, 100},
    ParameterSpec{"offset", ParameterType::kInteger, {}, 0, 10000},
};
constexpr std::array kVersionParameters{ParameterSpec{"version"}};
constexpr std::array kFillingBody{
    ParameterSpec{"fields", ParameterType::kObject},
    ParameterSpec{"version"},
};
constexpr std::array kCopyBody{
    ParameterSpec{"fields", ParameterType::kObject},
    ParameterSpec{"version"},
    ParameterSpec{"project"},
    ParameterSpec{"title"},
    ParameterSpec{"format", ParameterType::kChoice, kFormatNames},
    ParameterSpec{"into_library", ParameterType::kFlag},
};
constexpr std::array kCopyParameters{ParameterSpec{"format", ParameterType::kChoice, kFormatNames}};

// Numbers and truth values count as the texts that they are written as.
Result<FieldValues> values_of(const Call& call) {
  FieldValues values;
  if (!call.body.has("fields")) return values;
  const nlohmann::json fields = nlohmann::json::parse(call.body.text("fields"), nullptr, false);
  for (const auto& [name, value] : fields.items()) {
    if (value.is_null()) continue;
    if (value.is_structured()) return Error{ErrorCode::kInvalidArgument, name + ": must be a text", name};
    values[name] = value.is_string() ? value.get<std::string>() : value.dump();
  }
  return values;
}

Result<Response> file_of(const service::CopyView& copy, std::string_view format, int status) {
  Response response;
  if (format == "docx") {
    auto docx = service::docx_of(copy);
    if (!docx) return docx.error();
    response = make_response(status, service::kDocxType, std::move(*docx));
  } else {
    response = make_response(status, kMarkdownType, copy.markdown);
  }
  response.headers.set("Content-Disposition", attachment(copy.title + (format == "docx" ? ".docx" : ".md")));
  return response;
}

Result<Response> show_copy(const service::CopyView& copy, std::string_view format, int status) {
  if (format == "markdown" || format == "docx") return file_of(copy, format, status);
  return make_response(status, kJsonType, service::render_copy(copy));
}

}  // namespace

std::span<const ParameterSpec> templates_parameters() { return kListParameters; }
std::span<const ParameterSpec> version_parameters() { return kVersionParameters; }
std::span<const ParameterSpec> filling_body() { return kFillingBody; }
std::span<const ParameterSpec> new_copy_body() { return kCopyBody; }
std::span<const ParameterSpec> copy_parameters() { return kCopyParameters; }

Result<Response> handle_list_templates(const Services& services, const Call& call) {
  service::TemplateFilter filter{call.parameters.text("lang"),
                                 call.parameters.text("family"),
                                 call.parameters.text("q"),
                                 call.parameters.list("phase"),
                                 call.parameters.list("risk"),
                                 call.parameters.list("tag"),
                                 limit_of(call),
                                 offset_of(call)};
  const auto page = services.templates->gallery.list(call.viewer, filter);
  if (!page) return page.error();
  return json_in_language(service::render_templates(*page, services.library.taxonomy(), call.lang));
}

Result<Response> handle_get_template(const Services& services, const Call& call) {
  const auto view = services.templates->gallery.get(call.viewer, call.id);
  if (!view) return view.error();
  Response response = json_in_language(service::render_template(*view, services.library.taxonomy(), call.lang));
  return with_tag(std::move(response), entity_tag("r" + std::to_string(view->row.known->version)));
}

Result<Response> handle_template_fields(const Services& services, const Call& call) {
  const auto version = services.templates->gallery.version(call.viewer, call.id, call.parameters.text("version"));
  if (!version) return version.error();
  return make_response(200, kJsonType, service::render_template_fields(*version));
}

Result<Response> handle_preview_template(const Services& services, const Call& call) {
  const auto values = values_of(call);
  if (!values) return values.error();
  const auto preview = services.templates->gallery.preview(call.viewer, call.id, call.body.text("version"), *values);
  if (!preview) return preview.error();
  return make_response(200, kJsonType, service::render_template_preview(*preview));
}

Result<Response> handle_copy_template(const Services& services, const Call& call) {
  auto values = values_of(call);
  if (!values) return values.error();
  const service::CopyOrder order{call.id,
                                 call.body.text("version"),
                                 std::move(*values),
                                 call.body.text("project"),
                                 call.body.text("title"),
                                 call.body.flag("into_library")};
  const auto copy = services.templates->copies.make(call.viewer, order);
  if (!copy) return copy.error();
  auto response = show_copy(*copy, call.body.text("format"), 201);
  if (response) response->headers.set("Location", "/api/v1/copies/" + copy->id);
  return response;
}

Result<Response> handle_get_copy(const Services& services, const Call& call) {
  const auto copy = services.templates->copies.get(call.viewer, call.id);
  if (!copy) return copy.error();
  return show_copy(*copy, call.parameters.text("format"), 200);
}

}  // namespace fupan::http
