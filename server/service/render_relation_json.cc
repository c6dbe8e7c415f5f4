#include "server/service/render_relation_json.h"

#include <nlohmann/json.hpp>

namespace fupan::service {
namespace {

using Json = nlohmann::ordered_json;  // members in the order of the schemas

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json list_of(Json items) {
  const std::size_t total = items.size();
  return {{"total", total}, {"items", std::move(items)}};
}

}  // namespace

std::string render_relations(const std::vector<RelatedLesson>& related) {
  Json items = Json::array();
  for (const RelatedLesson& one : related) {
    items.push_back({{"kind", one.name},
                     {"lesson_id", one.lesson.id.value},
                     {"title", one.lesson.title},
                     {"state", name_of(one.lesson.state)},
                     {"lang", one.lesson.lang},
                     {"project", one.document.project},
                     {"note", one.relation.note},
                     {"who", one.relation.who},
                     {"at", one.relation.at}});
  }
  return dump(list_of(std::move(items)));
}

std::string render_near_duplicates(const std::vector<NearItem>& near) {
  Json items = Json::array();
  for (const NearItem& one : near) {
    items.push_back({{"lesson_id", one.item.lesson.id.value},
                     {"title", one.item.lesson.title},
                     {"text", one.item.excerpt},
                     {"lang", one.item.lesson.lang},
                     {"state", name_of(one.item.lesson.state)},
                     {"project", one.item.document.project},
                     {"document_title", one.item.document.title},
                     {"resemblance", one.resemblance},
                     {"duplicate", one.resemblance >= kDuplicateFrom}});
  }
  return dump(list_of(std::move(items)));
}

}  // namespace fupan::service
