#include "core/relation.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace fupan {
namespace {

using Json = nlohmann::json;

RelationKind kind_of(const std::string& name) {
  const auto found = std::find(kRelationKindNames.begin(), kRelationKindNames.end(), name);
  if (found == kRelationKindNames.end()) throw std::runtime_error("unknown kind '" + name + "'");
  return static_cast<RelationKind>(found - kRelationKindNames.begin());
}

}  // namespace

std::string encode_relation(const Relation& relation) {
  return Json{{"v", kRelationFormat},    {"kind", name_of(relation.kind)}, {"from", relation.from.value},
              {"to", relation.to.value}, {"note", relation.note},          {"who", relation.who},
              {"at", relation.at}}
      .dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Relation> decode_relation(std::string_view bytes) {
  try {
    const Json json = Json::parse(bytes);
    if (json.at("v").get<int>() > kRelationFormat) throw std::runtime_error("it is newer than this program");
    const auto text = [&](const char* name) { return json.at(name).get<std::string>(); };
    return Relation{kind_of(text("kind")), {text("from")}, {text("to")}, text("note"), text("who"), text("at")};
  } catch (const std::exception& e) {
    return make_error(ErrorCode::kCorrupt, std::string("decode relation: ") + e.what());
  }
}

}  // namespace fupan
