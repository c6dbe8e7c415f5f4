#include "server/http/search_parameters.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "core/text/utf8.h"
#include "server/http/near_name.h"

namespace fupan::http {
namespace {

using indexer::Field;
using indexer::HitType;

constexpr std::string_view kTypeNames[] = {"lesson", "document", "section"};
constexpr std::string_view kSortNames[] = {"relevance", "newest"};

constexpr std::array kSearchParameters{
    ParameterSpec{"q", ParameterType::kText},
    ParameterSpec{"type", ParameterType::kChoice, kTypeNames},
    ParameterSpec{"kind", ParameterType::kList},
    ParameterSpec{"phase", ParameterType::kList},
    ParameterSpec{"risk", ParameterType::kList},
    ParameterSpec{"tag", ParameterType::kList},
    ParameterSpec{"project", ParameterType::kList},
    ParameterSpec{"lang", ParameterType::kList},
    ParameterSpec{"state", ParameterType::kList, kStateNames},
    ParameterSpec{"collection", ParameterType::kList},
    ParameterSpec{"from", ParameterType::kDate},
    ParameterSpec{"to", ParameterType::kDate},
    ParameterSpec{"sort", ParameterType::kChoice, kSortNames},
    ParameterSpec{"limit", ParameterType::kInteger, {}, 1, 100},
    ParameterSpec{"offset", ParameterType::kInteger, {}, 0, 10000},
    ParameterSpec{"facets", ParameterType::kList, indexer::kFieldNames},
    ParameterSpec{"match", ParameterType::kChoice, indexer::kMatchNames},
    ParameterSpec{"translate", ParameterType::kFlag},
    ParameterSpec{"explain", ParameterType::kFlag},
};

constexpr std::array kSuggestParameters{
    ParameterSpec{"q", ParameterType::kText},
    ParameterSpec{"limit", ParameterType::kInteger, {}, 1, 100},
};

// As the parameters, without what belongs to one page of answers.
constexpr std::array kSavedSearchBody{
    ParameterSpec{"name", ParameterType::kText},
    ParameterSpec{"query", ParameterType::kText},
    ParameterSpec{"type", ParameterType::kChoice, kTypeNames},
    ParameterSpec{"kind", ParameterType::kList},
    ParameterSpec{"phase", ParameterType::kList},
    ParameterSpec{"risk", ParameterType::kList},
    ParameterSpec{"tag", ParameterType::kList},
    ParameterSpec{"project", ParameterType::kList},
    ParameterSpec{"lang", ParameterType::kList},
    ParameterSpec{"state", ParameterType::kList, kStateNames},
    ParameterSpec{"collection", ParameterType::kList},
    ParameterSpec{"from", ParameterType::kDate},
    ParameterSpec{"to", ParameterType::kDate},
    ParameterSpec{"sort", ParameterType::kChoice, kSortNames},
};

// The filters that are not facets of the taxonomy and need no check beyond the table's.
constexpr std::array kPlainFields{Field::kProject, Field::kLang, Field::kState, Field::kCollection};

constexpr std::array<std::pair<Field, Facet>, 3> kTaxonomyFields{
    {{Field::kPhase, Facet::kPhase}, {Field::kRisk, Facet::kRisk}, {Field::kTag, Facet::kTag}}};

HitType hit_type_of(const std::string& name) {
  if (name == "lesson") return HitType::kLesson;
  if (name == "document") return HitType::kDocument;
  if (name == "section") return HitType::kSection;
  return HitType::kBestPassage;
}

bool is_one_of(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Error unknown_kind(const std::string& found, HitType type) {
  Error error{ErrorCode::kInvalidArgument, {}, "kind"};
  if (type != HitType::kLesson && is_one_of(kLessonKindNames, found)) {
    error.message = "kind: \"" + found + "\" is a kind of lesson and needs type=lesson";
    return error;
  }
  std::vector<std::string_view> known(kDocumentKindNames.begin(), kDocumentKindNames.end());
  if (type == HitType::kLesson) known.insert(known.end(), kLessonKindNames.begin(), kLessonKindNames.end());
  error.message = "kind: must be one of " + join_names(known) + ", not \"" + found + "\"" + did_you_mean(found, known);
  return error;
}

Result<std::vector<std::string>> read_kinds(std::vector<std::string> kinds, HitType type, const Taxonomy& taxonomy) {
  for (std::string& kind : kinds) {
    if (is_one_of(kDocumentKindNames, kind)) continue;
    if (type == HitType::kLesson && is_one_of(kLessonKindNames, kind)) continue;
    const std::string_view meaning = taxonomy.document_kind(kind);
    if (!is_one_of(kDocumentKindNames, meaning)) return unknown_kind(kind, type);
    kind = meaning;
  }
  return kinds;
}

// "planning,execution" as one item, as it comes from programs that write every comma as "%2C".
std::vector<std::string> parts_of(std::string_view name) {
  std::vector<std::string> parts;
  while (!name.empty()) {
    const std::string_view part = name.substr(0, name.find(','));
    name.remove_prefix(std::min(name.size(), part.size() + 1));
    if (!text::trim(part).empty()) parts.emplace_back(text::trim(part));
  }
  return parts;
}

std::vector<std::string> split(const std::vector<std::string>& names) {
  std::vector<std::string> all;
  for (const std::string& name : names) {
    for (std::string& part : parts_of(name)) all.push_back(std::move(part));
  }
  return all;
}

// A label may have a comma in it: only what the taxonomy does not know whole, but in all parts, is cut.
std::vector<std::string> split_known(const std::vector<std::string>& names, Facet facet, const Taxonomy& taxonomy) {
  std::vector<std::string> all;
  const auto is_known = [&](const std::string& name) { return taxonomy.find(facet, name) != nullptr; };
  for (const std::string& name : names) {
    std::vector<std::string> parts = parts_of(name);
    const bool is_list = parts.size() > 1 && !is_known(name) && std::all_of(parts.begin(), parts.end(), is_known);
    if (!is_list) parts = {name};
    all.insert(all.end(), parts.begin(), parts.end());
  }
  return all;
}

std::vector<std::string> read_labels(const std::vector<std::string>& names, Facet facet, const Taxonomy& taxonomy) {
  std::vector<std::string> ids;
  for (const std::string& name : split_known(names, facet, taxonomy)) {
    for (std::string& id : taxonomy.ids_for(facet, name)) {
      if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(std::move(id));
    }
  }
  return ids;
}

void add_filter(indexer::SearchRequest& request, Field field, std::vector<std::string> values) {
  if (!values.empty()) request.filters.push_back({field, std::move(values)});
}

Status add_filters(indexer::SearchRequest& request, const ParameterValues& values, const Taxonomy& taxonomy) {
  Result<std::vector<std::string>> kinds = read_kinds(split(values.list("kind")), request.type, taxonomy);
  if (!kinds) return kinds.error();
  add_filter(request, Field::kKind, std::move(*kinds));
  for (const auto& [field, facet] : kTaxonomyFields) {
    add_filter(request, field, read_labels(values.list(name_of(field)), facet, taxonomy));
  }
  for (const Field field : kPlainFields) {
    const std::vector<std::string> given = values.list(name_of(field));
    add_filter(request, field, field == Field::kLang ? split(given) : given);
  }
  return ok_status();
}

}  // namespace

std::span<const ParameterSpec> search_parameters() { return kSearchParameters; }
std::span<const ParameterSpec> saved_search_body() { return kSavedSearchBody; }
std::span<const ParameterSpec> suggest_parameters() { return kSuggestParameters; }

Result<indexer::SearchRequest> make_search_request(const ParameterValues& values, const Taxonomy& taxonomy) {
  indexer::SearchRequest request;
  request.text = values.text("q");
  request.type = hit_type_of(values.text("type"));
  request.from = values.text("from");
  request.to = values.text("to");
  request.sort = values.text("sort") == "newest" ? indexer::Sort::kNewest : indexer::Sort::kRelevance;
  request.limit = static_cast<std::size_t>(values.number("limit").value_or(long{kDefaultSearchLimit}));
  request.offset = static_cast<std::size_t>(values.number("offset").value_or(0));
  request.translate = values.text("translate") != "false";
  request.match = enum_of<indexer::Match>(indexer::kMatchNames, values.text("match")).value_or(indexer::Match::kUsual);
  request.explain = values.flag("explain");
  if (!request.from.empty() && !request.to.empty() && request.from > request.to) {
    return Error{ErrorCode::kInvalidArgument, "from: " + request.from + " is after to=" + request.to, "from"};
  }
  for (const std::string& name : values.list("facets")) {
    const auto field = enum_of<Field>(indexer::kFieldNames, name);
    if (field && std::find(request.facets.begin(), request.facets.end(), *field) == request.facets.end()) {
      request.facets.push_back(*field);
    }
  }
  const Status status = add_filters(request, values, taxonomy);
  if (!status) return status.error();
  return request;
}

}  // namespace fupan::http
