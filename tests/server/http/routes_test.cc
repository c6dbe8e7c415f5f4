// The route table against openapi.json, in both directions.
#include "server/http/routes.h"

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "server/http/openapi.h"

namespace fupan::http {
namespace {

using Json = nlohmann::json;

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return text;
}

std::string describe(const ParameterSpec& spec, bool in_body) {
  std::string line(spec.name);
  if (spec.type == ParameterType::kInteger || spec.type == ParameterType::kNumber) {
    line += (spec.type == ParameterType::kNumber ? " number " : " integer ") + std::to_string(spec.minimum);
    if (spec.maximum != ParameterSpec{}.maximum) line += "-" + std::to_string(spec.maximum);
    return line;
  }
  if (spec.type == ParameterType::kFlag) return line + " boolean";
  if (spec.type == ParameterType::kObject) return line + " object";
  const bool is_list = spec.type == ParameterType::kList || spec.type == ParameterType::kObjects;
  if (is_list && in_body) return line + " array";
  line += " string";
  if (spec.type == ParameterType::kDate) line += " date";
  if (spec.type != ParameterType::kChoice) return line;
  for (const std::string_view choice : spec.choices) line += " " + std::string(choice);
  return line;
}

std::string describe(const std::string& name, const Json& schema) {
  std::string line = name + " " + schema["type"].get<std::string>();
  if (schema.contains("minimum")) line += " " + std::to_string(schema["minimum"].get<long>());
  if (schema.contains("maximum")) line += "-" + std::to_string(schema["maximum"].get<long>());
  if (schema.contains("format")) line += " " + schema["format"].get<std::string>();
  for (const Json& choice : schema.value("enum", Json::array())) line += " " + choice.get<std::string>();
  return line;
}

std::string joined(const std::string& operation, const std::set<std::string>& lines) {
  std::string text = operation + ":";
  for (const std::string& line : lines) text += " " + line + ";";
  return text;
}

// Everything that both sides say about a call, as text.
std::string describe(const Route& route) {
  std::set<std::string> lines;
  for (const ParameterSpec& spec : route.parameters) lines.insert(describe(spec, false));
  for (const ParameterSpec& spec : route.body) lines.insert("body " + describe(spec, true));
  for (const std::string_view type : route.raw_types) lines.insert("raw body " + std::string(type));
  return joined(std::string(route.operation_id), lines);
}

std::string describe(const Json& operation, const Json& schemas) {
  std::set<std::string> lines;
  for (const Json& parameter : operation["parameters"]) {
    if (parameter["in"] == "query") lines.insert(describe(parameter["name"].get<std::string>(), parameter["schema"]));
  }
  const Json content = operation.contains("requestBody") ? operation["requestBody"]["content"] : Json::object();
  for (const auto& [type, unused] : content.items()) {
    if (type != "application/json") lines.insert("raw body " + type);
  }
  if (content.contains("application/json")) {
    const auto reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].get<std::string>();
    const Json& schema = schemas[reference.substr(reference.rfind('/') + 1)];
    for (const auto& [name, member] : schema["properties"].items()) lines.insert("body " + describe(name, member));
  }
  return joined(operation["operationId"].get<std::string>(), lines);
}

TEST(Routes, AreThoseOfTheDescription) {
  std::map<std::string, std::string> described, served;
  const Json description = Json::parse(openapi_description());
  for (const auto& [path, operations] : description["paths"].items()) {
    for (const auto& [method, operation] : operations.items())
      described[upper(method) + " " + path] = describe(operation, description["components"]["schemas"]);
  }
  for (const Route& route : routes()) {
    const bool is_new =
        served.emplace(std::string(route.method) + " " + std::string(route.pattern), describe(route)).second;
    EXPECT_TRUE(is_new) << route.operation_id << " stands in the table twice; the second row would never be asked";
  }
  for (const auto& [call, row] : described) EXPECT_EQ(served[call], row) << call;
  EXPECT_EQ(served.size(), described.size()) << "a call that the description does not have";
}

TEST(Routes, MatchWholePathsOnly) {
  const struct {
    std::string_view path, expected;
  } cases[] = {
      {"/api/v1/search", "search"},
      {"/api/v1/search/", ""},
      {"/api/v1/Search", ""},
      {"//api/v1/search", ""},
      {"/api/v1/lessons/a.l1", "getLesson"},
      {"/api/v1/lessons/", ""},
      {"/api/v1/lessons", "createLesson"},
      {"/api/v1/lessons/a/b", ""},
      {"/api/v1/lessons/a%2Fb", "getLesson"},
      {"/api/v1/briefs/proposal", "proposeBrief"},
      {"/api/v1/briefs/abc/lessons/d.l1", "decideLesson"},
      {"/api/v1/briefs/abc/lessons/", ""},
      {"/api/v1/lessons/d.l1/similar", "similarLessons"},
      {"/api/v1/searches/abc/seen", "markSearchSeen"},
      {"/api/v1/searches//seen", ""},
      {"/feeds/searches/abc.atom", "searchFeed"},
      {"/feeds/searches/.atom", ""},
      {"/feeds/searches/abc", ""},
      {"/feeds/lessons.atom", "lessonsFeed"},
      {"/api/v1/projects/abc/gates", "passGate"},
      {"/api/v1/projects/abc/gates/1", ""},
      {"/api/v1/lessons/a.l1/relations/b.l2", "removeRelation"},
      {"/feeds/projects/abc.atom", "projectFeed"},
      {"/healthz", "healthz"},
      {"/healthz/x", ""},
      {"/", ""},
      {"*", ""},
      {"/%61pi/v1/stats", "getStats"},
  };
  for (const auto& c : cases) {
    PathValues values;
    const auto found = match_routes(*parse_target(c.path), values);
    EXPECT_EQ(found.empty() ? "" : found.front()->operation_id, c.expected) << c.path;
  }
}

}  // namespace
}  // namespace fupan::http
