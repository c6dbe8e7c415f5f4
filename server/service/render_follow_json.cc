#include "server/service/render_follow_json.h"

#include <array>
#include <nlohmann/json.hpp>

namespace fupan::service {
namespace {

using Json = nlohmann::ordered_json;  // members in the order of the schemas

constexpr std::array<std::string_view, 8> kFilterNames{"kind",    "phase", "risk",  "tag",
                                                       "project", "lang",  "state", "collection"};

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json search_json(const FollowedSearch& followed) {
  const SavedSearch& search = followed.search;
  Json json{{"id", search.id}, {"name", search.name}, {"query", search.query}, {"type", search.type}};
  for (const std::string_view name : kFilterNames) json[std::string(name)] = Json::array();
  for (const auto& [field, values] : search.filters) json[field] = values;
  json["from"] = search.from;
  json["to"] = search.to;
  json["sort"] = search.sort.empty() ? "relevance" : search.sort;
  json["created_at"] = search.created_at;
  json["seen_at"] = search.seen_at;
  json["new"] = followed.new_hits;
  json["sequence"] = followed.sequence;
  json["feed"] = feed_path(search);
  json["revision"] = followed.revision;
  return json;
}

}  // namespace

std::string feed_path(const SavedSearch& search) { return "/feeds/searches/" + search.id + ".atom"; }

std::string render_saved_search(const FollowedSearch& search) { return dump(search_json(search)); }

std::string render_saved_searches(const FollowedSearches& page) {
  Json items = Json::array();
  for (const FollowedSearch& item : page.items) items.push_back(search_json(item));
  return dump({{"total", page.total}, {"items", std::move(items)}});
}

std::string render_unanswered(const UnansweredQueries& page) {
  Json items = Json::array();
  for (const UnansweredQuery& item : page.items) {
    items.push_back({{"id", item.id},
                     {"query", item.query},
                     {"asked", item.count.asked},
                     {"without_result", item.count.without_result},
                     {"relaxed", item.count.relaxed},
                     {"opened", item.count.opened},
                     {"first_day", item.count.first_day},
                     {"last_day", item.count.last_day}});
  }
  return dump({{"total", page.total}, {"items", std::move(items)}});
}

}  // namespace fupan::service
