#include "server/http/json_body.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "core/text/utf8.h"

namespace fupan::http {
namespace {

using Json = nlohmann::json;

constexpr int kDeepest = 5;  // an object, a list of objects, an object in one of these, and a list in that

Error bad_body(std::string message, long position = -1) {
  return Error{ErrorCode::kInvalidArgument, "the body " + std::move(message), "body", position};
}

// Watches while the text is read: members that occur twice, and nesting that no call has.
struct Watch {
  std::set<std::string> names;
  std::string repeated;
  bool is_too_deep = false;

  bool operator()(int depth, Json::parse_event_t event, const Json& parsed) {
    is_too_deep = is_too_deep || depth > kDeepest;
    if (event == Json::parse_event_t::key && depth == 1) {
      if (!names.insert(parsed.get<std::string>()).second) repeated = parsed.get<std::string>();
    }
    return true;
  }
};

Result<Json> parse_object(std::string_view body) {
  Watch watch;
  Json json;
  try {
    json = Json::parse(body, std::ref(watch));
  } catch (const Json::parse_error& error) {
    const std::size_t byte = std::min(error.byte == 0 ? std::size_t{0} : error.byte - 1, body.size());
    const auto position = static_cast<long>(text::count_code_points(body.substr(0, byte)));
    return bad_body("is not JSON at character " + std::to_string(position), position);
  } catch (const Json::out_of_range&) {
    return bad_body("holds a number that is too large");
  }
  if (!json.is_object()) return bad_body("must be a JSON object", 0);
  if (watch.is_too_deep) return bad_body("is nested deeper than any call takes");
  if (!watch.repeated.empty()) return invalid_field(watch.repeated, "occurs twice");
  return json;
}

Result<std::string> read_text(const std::string& name, const Json& value) {
  if (!value.is_string()) return invalid_field(name, std::string("must be a text, not ") + value.type_name());
  auto text = value.get<std::string>();
  if (text.find('\0') != std::string::npos) return invalid_field(name, "holds the character U+0000");
  return text;
}

Result<std::vector<std::string>> read_list(const std::string& name, const Json& value) {
  std::vector<std::string> items;
  for (const Json& item : value) {
    Result<std::string> text = read_text(name + "[" + std::to_string(items.size()) + "]", item);
    if (!text) return text.error();
    items.push_back(std::move(*text));
  }
  return items;
}

// Each as JSON, to be read by a table of its own.
Result<std::vector<std::string>> read_objects(const std::string& name, const Json& value) {
  if (!value.is_array()) return invalid_field(name, std::string("must be a list of objects, not ") + value.type_name());
  std::vector<std::string> items;
  for (const Json& item : value) {
    const std::string place = name + "[" + std::to_string(items.size()) + "]";
    if (!item.is_object()) return invalid_field(place, std::string("must be an object, not ") + item.type_name());
    items.push_back(item.dump(-1, ' ', false, Json::error_handler_t::replace));
  }
  return items;
}

// The items that add_value() takes, of whatever JSON the member's row allows.
Result<std::vector<std::string>> read_items(const ParameterSpec& spec, const std::string& name, const Json& value) {
  if (value.is_null()) return std::vector<std::string>{};
  if (spec.type == ParameterType::kInteger) {
    if (!value.is_number_integer()) return invalid_field(name, "must be a whole number, not " + value.dump());
    return std::vector<std::string>{value.dump()};
  }
  if (spec.type == ParameterType::kNumber) {
    if (!value.is_number()) return invalid_field(name, "must be a number, not " + value.dump());
    return std::vector<std::string>{value.dump()};
  }
  if (spec.type == ParameterType::kFlag) {
    if (!value.is_boolean()) return invalid_field(name, std::string("must be true or false, not ") + value.type_name());
    return std::vector<std::string>{value.get<bool>() ? "true" : "false"};
  }
  if (spec.type == ParameterType::kList && value.is_array()) return read_list(name, value);
  if (spec.type == ParameterType::kObject) {
    if (!value.is_object()) return invalid_field(name, std::string("must be an object, not ") + value.type_name());
    return std::vector<std::string>{value.dump(-1, ' ', false, Json::error_handler_t::replace)};
  }
  if (spec.type == ParameterType::kObjects) return read_objects(name, value);
  Result<std::string> text = read_text(name, value);
  if (!text) return text.error();
  return std::vector<std::string>{std::move(*text)};
}

}  // namespace

Result<ParameterValues> parse_body(std::span<const ParameterSpec> specs, std::string_view body) {
  ParameterValues values;
  if (body.empty()) return values;
  const Result<Json> json = parse_object(body);
  if (!json) return json.error();
  for (const auto& [name, value] : json->items()) {
    const auto row = std::find_if(specs.begin(), specs.end(), [&](const ParameterSpec& s) { return s.name == name; });
    Result<std::vector<std::string>> items = std::vector<std::string>{};
    if (row != specs.end()) items = read_items(*row, name, value);
    if (!items) return items.error();
    if (Status added = add_value(specs, name, std::move(*items), values); !added) return added.error();
  }
  return values;
}

}  // namespace fupan::http
