#include <array>
#include <optional>
#include <string>

#include "core/digest.h"
#include "server/http/content_disposition.h"
#include "server/http/curation_handlers.h"
#include "server/http/entity_tag.h"
#include "server/http/handlers.h"
#include "server/service/render_json.h"
#include "server/service/render_relation_json.h"
#include "server/service/templates.h"

namespace fupan::http {
namespace {

constexpr std::string_view kFormatNames[] = {"json", "html", "markdown"};

constexpr std::array kDocumentParameters{
    ParameterSpec{"format", ParameterType::kChoice, kFormatNames},
    ParameterSpec{"revision", ParameterType::kInteger, {}, 1},
};

// Raise when the same record is shown in another way, so that clients drop what they keep.
constexpr std::string_view kRepresentation = "3";

constexpr std::size_t kLabelDigestLength = 6;

// Names one way of showing one state of a record.
std::string record_tag(const Services& services, std::uint64_t revision, std::string_view variant) {
  const std::string labels = services.library.taxonomy_digest().substr(0, kLabelDigestLength);
  return entity_tag("r" + std::to_string(revision) + "." + std::string(kRepresentation) + "." + labels + "." +
                    std::string(variant));
}

// Adoptions are records of their own: the lesson shows them, but its revision does not move with them.
std::string counts_tag(const service::AdoptionCounts& counts) {
  return std::to_string(counts.helped) + "-" + std::to_string(counts.not_helped) + "-" +
         std::to_string(counts.not_applicable) + "-" + std::to_string(counts.pending);
}

// The tag first, so that an unchanged record is not rendered. `render` returns Result<Response>.
template <class Render>
Result<Response> conditional(const Call& call, const std::string& tag, Render render) {
  if (is_not_modified(call.request, tag)) return not_modified(tag);
  Result<Response> response = render();
  if (!response) return response;
  return with_tag(std::move(*response), tag);
}

// A JSON text in the language of the call; `render` returns it.
template <class Render>
Result<Response> conditional_json(const Call& call, const std::string& tag, Render render) {
  Result<Response> response =
      conditional(call, tag, [&]() -> Result<Response> { return make_response(200, kJsonType, render()); });
  if (!response) return response;
  return in_language(std::move(*response));
}

// What is shown of other lessons and of templates, and so no part of this one's revision.
std::string relations_variant(const service::LessonView& view) {
  if (view.relations.empty() && view.templates.empty()) return "";
  constexpr std::size_t kDigestLength = 8;
  std::string shown = service::render_relations(view.relations);
  for (const service::CausedRelease& one : view.templates) shown += one.id + one.title + one.version + '\n';
  return short_digest(shown, kDigestLength) + ".";
}

std::string_view charset_of(std::string_view encoding) {
  if (encoding == "UTF-16LE") return "utf-16le";
  if (encoding == "UTF-16BE") return "utf-16be";
  if (encoding == "GB18030") return "gb18030";
  return "utf-8";
}

Result<Response> source_response(const Services& services, const Call& call, std::optional<int> revision) {
  Result<service::Source> source = services.documents.source(DocumentId{call.id}, revision, call.viewer);
  if (!source) return source.error();
  const std::string type = "text/markdown; charset=" + std::string(charset_of(source->encoding));
  Response response = make_response(200, type, std::move(source->bytes));
  response.headers.set("Content-Disposition", attachment(source->file_name));
  return response;
}

Result<Response> html_response(const Services& services, const Call& call, std::optional<int> revision) {
  Result<std::string> html = services.documents.html(DocumentId{call.id}, revision, call.viewer);
  if (!html) return html.error();
  return make_response(200, kHtmlType, std::move(*html));
}

// Another lesson took this one's place.
Response moved_to(const std::string& lesson) {
  Response response = make_response(308, kJsonType, "{\"redirect\":\"" + lesson + "\"}");
  response.headers.set("Location", "/api/v1/lessons/" + lesson);
  response.headers.set("Cache-Control", "no-cache");
  return response;
}

Result<Response> get_json(const Services& services, const Call& call, const service::VersionedDocument& document) {
  const std::string tag = record_tag(
      services, document.revision,
      std::string(call.viewer.is_at_least(Role::kContributor) ? "json.i." : "json.") + std::string(call.lang));
  return conditional_json(call, tag,
                          [&] { return service::render_document(document, services.library.taxonomy(), call.lang); });
}

}  // namespace

std::span<const ParameterSpec> document_parameters() { return kDocumentParameters; }

Result<Response> handle_get_document(const Services& services, const Call& call) {
  const std::string format = call.parameters.text("format");
  const std::optional<long> asked = call.parameters.number("revision");
  const bool is_json = format.empty() || format == "json";
  if (is_json && asked) {
    return Error{ErrorCode::kInvalidArgument, "revision: needs format=html or format=markdown", "revision"};
  }
  const DocumentId id{call.id};
  Result<service::VersionedDocument> document = services.documents.get(id, call.viewer);
  if (!document) return document.error();
  if (!is_shown_to(call.viewer, document->document.state)) {
    return make_error(ErrorCode::kNotFound, "no document '" + call.id + "'");
  }
  std::erase_if(document->document.lessons,
                [&](const Lesson& lesson) { return !is_shown_to(call.viewer, lesson.state); });
  if (is_json) return get_json(services, call, *document);
  const std::optional<int> revision = asked ? std::optional<int>(static_cast<int>(*asked)) : std::nullopt;
  const int shown = revision.value_or(document->document.source_revision);
  return conditional(call, record_tag(services, document->revision, format + std::to_string(shown)), [&] {
    return format == "html" ? html_response(services, call, revision) : source_response(services, call, revision);
  });
}

Result<Response> handle_get_lesson(const Services& services, const Call& call) {
  Result<service::LessonView> lesson = services.documents.get_lesson(LessonId{call.id}, call.viewer);
  if (!lesson) return lesson.error();
  if (!lesson->said.merged_into.empty()) return moved_to(lesson->said.merged_into);
  if (!is_shown_to(call.viewer, lesson->lesson.state)) {
    return make_error(ErrorCode::kNotFound, "no lesson '" + call.id + "'");
  }
  const bool is_inside = call.viewer.is_at_least(Role::kContributor);
  if (!is_inside) lesson->said.proposal = {};
  auto relations = services.relations.of_lesson(LessonId{call.id}, call.viewer);
  if (!relations) return relations.error();
  lesson->relations = std::move(*relations);
  auto templates = services.templates->gallery.caused_by(call.viewer, LessonId{call.id});
  if (!templates) return templates.error();
  lesson->templates = std::move(*templates);
  const std::string variant =
      relations_variant(*lesson) + std::string(call.lang) + (is_inside ? ".i." : ".") + counts_tag(lesson->adoptions);
  return conditional_json(call, record_tag(services, lesson->revision, variant),
                          [&] { return service::render_lesson(*lesson, services.library.taxonomy(), call.lang); });
}

}  // namespace fupan::http
