#include "core/saved_search.h"

#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace fupan {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::pair<const char*, std::string SavedSearch::*>, 10> kTexts{{
    {"id", &SavedSearch::id},
    {"name", &SavedSearch::name},
    {"query", &SavedSearch::query},
    {"type", &SavedSearch::type},
    {"from", &SavedSearch::from},
    {"to", &SavedSearch::to},
    {"sort", &SavedSearch::sort},
    {"created_at", &SavedSearch::created_at},
    {"seen_at", &SavedSearch::seen_at},
    {"owner", &SavedSearch::owner},
}};

SavedSearch saved_search_of(const Json& json) {
  if (json.at("v").get<int>() > kSavedSearchFormat) throw std::runtime_error("it is newer than this program");
  SavedSearch search;
  for (const auto& [key, member] : kTexts) search.*member = json.value(key, std::string());
  if (search.id.empty() || search.name.empty()) throw std::runtime_error("member 'id' or 'name' is missing");
  for (const Json& filter : json.value("filters", Json::array())) {
    search.filters.emplace_back(filter.at(0).get<std::string>(), filter.at(1).get<std::vector<std::string>>());
  }
  search.seen_sequence = json.value("seen", std::uint64_t{0});
  return search;
}

}  // namespace

std::string encode_saved_search(const SavedSearch& search) {
  Json json{{"v", kSavedSearchFormat}};
  for (const auto& [key, member] : kTexts) {
    if (!(search.*member).empty()) json[key] = search.*member;
  }
  Json filters = Json::array();
  for (const auto& [field, values] : search.filters) filters.push_back(Json::array({field, values}));
  if (!filters.empty()) json["filters"] = std::move(filters);
  if (search.seen_sequence > 0) json["seen"] = search.seen_sequence;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<SavedSearch> decode_saved_search(std::string_view bytes) {
  try {
    return saved_search_of(Json::parse(bytes));
  } catch (const std::exception& e) {
    return make_error(ErrorCode::kCorrupt, std::string("decode saved search: ") + e.what());
  }
}

}  // namespace fupan
