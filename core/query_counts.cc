#include "core/query_counts.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace fupan {
namespace {

using Json = nlohmann::json;

QueryCounts counts_of(const Json& json) {
  if (json.at("v").get<int>() > kQueryCountsFormat) throw std::runtime_error("it is newer than this program");
  QueryCounts counts;
  for (const Json& row : json.at("queries")) {
    QueryCount& count = counts[row.at(0).get<std::string>()];
    count.asked = row.at(1).get<std::uint64_t>();
    count.without_result = row.at(2).get<std::uint64_t>();
    count.relaxed = row.at(3).get<std::uint64_t>();
    count.opened = row.at(4).get<std::uint64_t>();
    count.first_day = row.at(5).get<std::string>();
    count.last_day = row.at(6).get<std::string>();
    count.is_confidential = row.size() > 7 && row.at(7).get<bool>();
  }
  return counts;
}

}  // namespace

std::string encode_query_counts(const QueryCounts& counts) {
  Json rows = Json::array();
  for (const auto& [text, count] : counts) {
    rows.push_back(Json::array(
        {text, count.asked, count.without_result, count.relaxed, count.opened, count.first_day, count.last_day}));
    if (count.is_confidential) rows.back().push_back(true);
  }
  return Json{{"v", kQueryCountsFormat}, {"queries", std::move(rows)}}.dump(-1, ' ', false,
                                                                            Json::error_handler_t::replace);
}

Result<QueryCounts> decode_query_counts(std::string_view bytes) {
  try {
    return counts_of(Json::parse(bytes));
  } catch (const std::exception& e) {
    return make_error(ErrorCode::kCorrupt, std::string("decode query counts: ") + e.what());
  }
}

}  // namespace fupan
