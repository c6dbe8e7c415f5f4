#include "core/taxonomy_record.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace fupan {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<const char*, kFacetCount> kListNames{"phases", "risks", "tags"};

std::string dump(const Json& json, int indent = -1) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

void add_text(Json& json, const char* name, const std::string& text) {
  if (!text.empty()) json[name] = text;
}

Json render(const TaxonomyValue& value) {
  Json json{{"id", value.id}, {"label", {{"en", value.label_en}, {"zh", value.label_zh}}}};
  if (!value.aliases.empty()) json["aliases"] = value.aliases;
  add_text(json, "pmbok", value.pmbok);
  add_text(json, "prince2", value.prince2);
  if (!value.description_en.empty() || !value.description_zh.empty()) {
    json["description"] = {{"en", value.description_en}, {"zh", value.description_zh}};
  }
  if (value.retired) json["retired"] = true;
  if (!value.former.empty()) json["former"] = value.former;
  for (const SplitPart& part : value.parts) json["parts"].push_back({{"value", part.value}, {"words", part.words}});
  add_text(json, "otherwise", value.otherwise);
  return json;
}

TaxonomyValue read_value(const Json& json) {
  TaxonomyValue value;
  value.id = json.at("id").get<std::string>();
  value.label_en = json.at("label").at("en").get<std::string>();
  value.label_zh = json.at("label").at("zh").get<std::string>();
  value.aliases = json.value("aliases", std::vector<std::string>());
  value.pmbok = json.value("pmbok", std::string());
  value.prince2 = json.value("prince2", std::string());
  const Json description = json.value("description", Json::object());
  value.description_en = description.value("en", std::string());
  value.description_zh = description.value("zh", std::string());
  value.retired = json.value("retired", false);
  value.former = json.value("former", std::vector<std::string>());
  for (const Json& part : json.value("parts", Json::array())) {
    value.parts.push_back({part.at("value").get<std::string>(), part.at("words").get<std::vector<std::string>>()});
  }
  value.otherwise = json.value("otherwise", std::string());
  return value;
}

Json render(const std::vector<TaxonomyValue>& values) {
  Json list = Json::array();
  for (const TaxonomyValue& value : values) list.push_back(render(value));
  return list;
}

Json render(const ValueLists& lists) {
  Json json = Json::object();
  for (std::size_t f = 0; f < kFacetCount; ++f) json[kListNames[f]] = render(lists[f]);
  return json;
}

ValueLists read_lists(const Json& json) {
  ValueLists lists;
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    for (const Json& value : json.at(kListNames[f])) lists[f].push_back(read_value(value));
  }
  return lists;
}

Json render_groups(const std::vector<NameGroup>& groups, const char* meaning) {
  Json list = Json::array();
  for (const NameGroup& group : groups) list.push_back({{meaning, group.meaning}, {"names", group.names}});
  return list;
}

template <class Read>
auto decode(const char* what, std::string_view bytes, Read read) -> Result<decltype(read(Json()))> {
  try {
    return read(Json::parse(bytes));
  } catch (const std::exception& e) {
    return make_error(ErrorCode::kCorrupt, std::string("decode ") + what + ": " + e.what());
  }
}

}  // namespace

const TaxonomyValue* find_value(const std::vector<TaxonomyValue>& values, std::string_view id) {
  const auto found = std::find_if(values.begin(), values.end(), [&](const TaxonomyValue& v) { return v.id == id; });
  return found == values.end() ? nullptr : &*found;
}

TaxonomyValue* find_value(std::vector<TaxonomyValue>& values, std::string_view id) {
  const auto found = std::find_if(values.begin(), values.end(), [&](const TaxonomyValue& v) { return v.id == id; });
  return found == values.end() ? nullptr : &*found;
}

std::string encode_taxonomy_record(const TaxonomyRecord& record) {
  return dump({{"v", kTaxonomyFormat}, {"values", render(record.values)}, {"base", render(record.base)}});
}

std::string encode_taxonomy_value(const TaxonomyValue& value) { return dump(render(value)); }

Result<TaxonomyRecord> decode_taxonomy_record(std::string_view bytes) {
  return decode("taxonomy", bytes, [](const Json& json) {
    if (json.at("v").get<int>() > kTaxonomyFormat) throw std::runtime_error("it is newer than this program");
    return TaxonomyRecord{read_lists(json.at("values")), read_lists(json.at("base"))};
  });
}

Result<TaxonomyValue> decode_taxonomy_value(std::string_view bytes) {
  return decode("taxonomy value", bytes, read_value);
}

std::string export_taxonomy(const Taxonomy& taxonomy) {
  Json json{{"version", 1}};
  const Taxonomy::Parts& parts = taxonomy.parts();
  json.update(render(taxonomy.value_lists()));
  json["lesson_headings"] = render_groups(parts.lesson_headings, "kind");
  json["lesson_fields"] = render_groups(parts.lesson_fields, "field");
  json["document_kinds"] = render_groups(parts.document_kinds, "kind");
  json["metadata_keys"] = render_groups(parts.metadata_keys, "field");
  return dump(json, 2) + "\n";
}

}  // namespace fupan
