#include "tests/server/http/schema_check.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/http/openapi.h"

namespace fupan::http {
namespace {

using Json = nlohmann::json;

const Json& description() {
  static const Json parsed = Json::parse(openapi_description());
  return parsed;
}

bool is_of_type(const Json& value, const std::string& type) {
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  return type == value.type_name();
}

class Check {
 public:
  void run(const Json& value, const Json& schema, const std::string& path) {
    if (schema.contains("$ref")) {
      return run(value, description().at(Json::json_pointer(schema["$ref"].get<std::string>().substr(1))), path);
    }
    check_type(value, schema, path);
    if (schema.contains("enum") &&
        std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end()) {
      say(path, "is not in the enum: " + value.dump());
    }
    if (value.is_object()) check_members(value, schema, path);
    if (value.is_array()) check_items(value, schema, path);
  }

  std::string found;

 private:
  void say(const std::string& path, const std::string& what) { found += path + " " + what + "\n"; }

  void check_type(const Json& value, const Json& schema, const std::string& path) {
    if (!schema.contains("type")) return;
    const Json& type = schema["type"];
    const bool fits = type.is_array()
                          ? std::any_of(type.begin(), type.end(), [&](const Json& t) { return is_of_type(value, t); })
                          : is_of_type(value, type);
    if (!fits) say(path, "is not of type " + type.dump());
  }

  void check_members(const Json& value, const Json& schema, const std::string& path) {
    for (const Json& name : schema.value("required", Json::array())) {
      if (!value.contains(name.get<std::string>())) say(path, "lacks " + name.get<std::string>());
    }
    const Json properties = schema.value("properties", Json::object());
    for (const auto& [name, member] : value.items()) {
      if (properties.contains(name)) {
        run(member, properties[name], path + "." + name);
      } else if (schema.contains("additionalProperties")) {
        run(member, schema["additionalProperties"], path + "." + name);
      } else {
        say(path, "has an undeclared member " + name);
      }
    }
  }

  void check_items(const Json& value, const Json& schema, const std::string& path) {
    if (value.size() < schema.value("minItems", std::size_t{0})) say(path, "has too few items");
    if (value.size() > schema.value("maxItems", value.size())) say(path, "has too many items");
    for (const Json& item : value) run(item, schema.at("items"), path + "[]");
  }
};

}  // namespace

std::string check_schema(std::string_view schema, std::string_view json) {
  const Json value = Json::parse(json, nullptr, false);
  if (value.is_discarded()) return "not JSON: " + std::string(json);
  Check check;
  check.run(value, description()["components"]["schemas"].at(std::string(schema)), std::string(schema));
  return check.found;
}

}  // namespace fupan::http
