#include "server/http/taxonomy_handlers.h"

#include <array>
#include <charconv>

#include "core/taxonomy_record.h"
#include "importers/taxonomy_file.h"
#include "server/http/entity_tag.h"
#include "server/http/handlers.h"
#include "server/http/json_body.h"
#include "server/service/render_curation_json.h"
#include "server/service/render_taxonomy_json.h"

namespace fupan::http {
namespace {

constexpr std::string_view kFormatNames[] = {"json", "file"};

constexpr std::array kParameters{ParameterSpec{"format", ParameterType::kChoice, kFormatNames}};

constexpr ParameterSpec clearable(std::string_view name, ParameterType type = ParameterType::kText) {
  ParameterSpec spec{name, type};
  spec.may_be_empty = true;
  return spec;
}

constexpr std::array kChangeBody{
    ParameterSpec{"action", ParameterType::kChoice, service::kTaxonomyActionNames},
    ParameterSpec{"facet", ParameterType::kChoice, kFacetNames},
    ParameterSpec{"value"},
    clearable("label_en"),
    clearable("label_zh"),
    clearable("description_en"),
    clearable("description_zh"),
    clearable("pmbok"),
    clearable("prince2"),
    clearable("aliases", ParameterType::kList),
    ParameterSpec{"position", ParameterType::kInteger, {}, 1, 100000},
    ParameterSpec{"into"},
    ParameterSpec{"parts", ParameterType::kObjects},
    ParameterSpec{"otherwise"},
    ParameterSpec{"by_hand", ParameterType::kObjects},
    ParameterSpec{"reason"},
};

constexpr std::array kPart{
    ParameterSpec{"value"},
    ParameterSpec{"label_en"},
    ParameterSpec{"label_zh"},
    ParameterSpec{"words", ParameterType::kList},
};

constexpr std::array kByHand{ParameterSpec{"id"}, ParameterSpec{"value"}};

constexpr std::array kFileBody{ParameterSpec{"file", ParameterType::kLongText}};

constexpr std::array kUndoBody{ParameterSpec{"change", ParameterType::kInteger, {}, 1}};

std::optional<std::string> given_text(const ParameterValues& body, std::string_view name) {
  if (!body.has(name)) return std::nullopt;
  return body.text(name);
}

// Members of the objects in a list.
template <class Read>
Status read_objects(const ParameterValues& body, const char* name, std::span<const ParameterSpec> specs, Read read) {
  for (const std::string& item : body.list(name)) {
    const auto values = parse_body(specs, item);
    if (!values) {
      return Error{values.error().code, std::string(name) + ": " + values.error().message, name};
    }
    read(*values);
  }
  return ok_status();
}

Result<service::TaxonomyOrder> order_of(const ParameterValues& body) {
  const auto action = enum_of<service::TaxonomyAction>(service::kTaxonomyActionNames, body.text("action"));
  if (!action) return missing("action");
  const auto facet = enum_of<Facet>(kFacetNames, body.text("facet"));
  if (!facet) return missing("facet");
  service::TaxonomyOrder order;
  order.action = *action;
  order.facet = *facet;
  order.value = body.text("value");
  order.label_en = given_text(body, "label_en");
  order.label_zh = given_text(body, "label_zh");
  order.description_en = given_text(body, "description_en");
  order.description_zh = given_text(body, "description_zh");
  order.pmbok = given_text(body, "pmbok");
  order.prince2 = given_text(body, "prince2");
  if (body.has("aliases")) order.aliases = body.list("aliases");
  if (const auto position = body.number("position")) order.position = static_cast<std::size_t>(*position);
  order.into = body.text("into");
  order.otherwise = body.text("otherwise");
  order.reason = body.text("reason");
  Status read = read_objects(body, "parts", kPart, [&](const ParameterValues& part) {
    order.parts.push_back({part.text("value"), part.text("label_en"), part.text("label_zh"), part.list("words")});
  });
  if (!read) return read.error();
  read = read_objects(body, "by_hand", kByHand, [&](const ParameterValues& choice) {
    order.by_hand.emplace_back(choice.text("id"), choice.text("value"));
  });
  if (!read) return read.error();
  return order;
}

// The revision that If-Match names; the rest of the tag is the file's.
Result<std::optional<std::uint64_t>> expected_of(const Request& request) {
  const std::string given = request.headers.joined("If-Match");
  if (given.empty() || given == "*") return std::optional<std::uint64_t>();
  const Error unknown = make_error(ErrorCode::kConflict, "If-Match names no state that the taxonomy ever had");
  if (given.size() < 4 || !given.starts_with("\"r") || !given.ends_with('"')) return unknown;
  std::uint64_t revision = 0;
  const char* end = given.data() + given.size() - 1;
  const auto [rest, failure] = std::from_chars(given.data() + 2, end, revision);
  if (failure != std::errc{} || (rest != end && *rest != '.')) return unknown;
  return std::optional<std::uint64_t>(revision);
}

std::string tag_of(const service::TaxonomyState& state, std::string_view variant) {
  return entity_tag("r" + std::to_string(state.revision) + "." + state.digest + std::string(variant));
}

Result<Response> show_done(const Services& services, const Result<AuditEntry>& entry) {
  if (!entry) return entry.error();
  Response response = make_response(200, kJsonType, service::render_done(*entry));
  response.headers.set("ETag", tag_of(*services.library.taxonomy_state(), ""));
  return response;
}

}  // namespace

std::span<const ParameterSpec> taxonomy_parameters() { return kParameters; }
std::span<const ParameterSpec> taxonomy_change_body() { return kChangeBody; }
std::span<const ParameterSpec> taxonomy_file_body() { return kFileBody; }
std::span<const ParameterSpec> taxonomy_undo_body() { return kUndoBody; }

Result<Response> handle_get_taxonomy(const Services& services, const Call& call) {
  const auto state = services.library.taxonomy_state();
  const bool is_file = call.parameters.text("format") == "file";
  const std::string tag = tag_of(*state, is_file ? ".file" : "");
  if (is_not_modified(call.request, tag)) return not_modified(tag);
  return with_tag(
      make_response(200, kJsonType, is_file ? export_taxonomy(state->taxonomy) : service::render_taxonomy(*state)),
      tag);
}

Result<Response> handle_preview_taxonomy(const Services& services, const Call& call) {
  const auto expected = expected_of(call.request);
  if (!expected) return expected.error();
  const auto order = order_of(call.body);
  if (!order) return order.error();
  const auto effects = services.taxonomy.preview(call.viewer, *order, *expected);
  if (!effects) return effects.error();
  return make_response(200, kJsonType, service::render_effects(*effects));
}

Result<Response> handle_change_taxonomy(const Services& services, const Call& call) {
  const auto expected = expected_of(call.request);
  if (!expected) return expected.error();
  const auto order = order_of(call.body);
  if (!order) return order.error();
  return show_done(services, services.taxonomy.change(call.viewer, *order, *expected));
}

Result<Response> handle_put_taxonomy(const Services& services, const Call& call) {
  const auto expected = expected_of(call.request);
  if (!expected) return expected.error();
  if (!call.body.has("file")) return missing("file");
  const auto taxonomy = importers::parse_taxonomy(call.body.text("file"));
  if (!taxonomy) {
    return Error{taxonomy.error().code, "file: " + taxonomy.error().message, "file", taxonomy.error().position};
  }
  return show_done(services, services.taxonomy.replace(call.viewer, *taxonomy, *expected));
}

Result<Response> handle_undo_taxonomy(const Services& services, const Call& call) {
  const auto change = call.body.number("change");
  if (!change) return missing("change");
  return show_done(services, services.taxonomy.undo(call.viewer, static_cast<std::uint64_t>(*change)));
}

}  // namespace fupan::http
