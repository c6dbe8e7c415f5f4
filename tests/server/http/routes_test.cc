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

// Everything that both sides say about a call, as text.
std::string describe(const Route& route) {
  std::set<std::string> lines;
  for (const ParameterSpec& spec : route.parameters) {
    std::string line(spec.name);
    if (spec.type == ParameterType::kInteger) {
      line += " integer " + std::to_string(spec.minimum);
      if (spec.maximum != ParameterSpec{}.maximum) line += "-" + std::to_string(spec.maximum);
    } else if (spec.type == ParameterType::kFlag) {
      line += " boolean";
    } else {
      line += " string";
      if (spec.type == ParameterType::kDate) line += " date";
      for (const std::string_view choice :
           spec.type == ParameterType::kChoice ? spec.choices : std::span<const std::string_view>()) {
        line += " " + std::string(choice);
      }
    }
    lines.insert(line);
  }
  std::string text = std::string(route.operation_id) + ":";
  for (const std::string& line : lines) text += " " + line + ";";
  return text;
}

std::string describe(const Json& operation) {
  std::set<std::string> lines;
  for (const Json& parameter : operation["parameters"]) {
    if (parameter["in"] == "path") continue;
    const Json& schema = parameter["schema"];
    std::string line = parameter["name"].get<std::string>() + " " + schema["type"].get<std::string>();
    if (schema.contains("minimum")) line += " " + std::to_string(schema["minimum"].get<long>());
    if (schema.contains("maximum")) line += "-" + std::to_string(schema["maximum"].get<long>());
    if (schema.contains("format")) line += " " + schema["format"].get<std::string>();
    for (const Json& choice : schema.value("enum", Json::array())) line += " " + choice.get<std::string>();
    lines.insert(line);
  }
  std::string text = operation["operationId"].get<std::string>() + ":";
  for (const std::string& line : lines) text += " " + line + ";";
  return text;
}

TEST(Routes, AreThoseOfTheDescription) {
  std::map<std::string, std::string> described, served;
  const Json description = Json::parse(openapi_description());
  for (const auto& [path, operations] : description["paths"].items()) {
    for (const auto& [method, operation] : operations.items())
      described[upper(method) + " " + path] = describe(operation);
  }
  for (const Route& route : routes()) {
    served[std::string(route.method) + " " + std::string(route.pattern)] = describe(route);
  }
  EXPECT_EQ(served, described);
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
      {"/api/v1/lessons", ""},
      {"/api/v1/lessons/a/b", ""},
      {"/api/v1/lessons/a%2Fb", "getLesson"},
      {"/healthz", "healthz"},
      {"/healthz/x", ""},
      {"/", ""},
      {"*", ""},
      {"/%61pi/v1/stats", "getStats"},
  };
  for (const auto& c : cases) {
    std::string id;
    const auto found = match_routes(*parse_target(c.path), id);
    EXPECT_EQ(found.empty() ? "" : found.front()->operation_id, c.expected) << c.path;
  }
}

}  // namespace
}  // namespace fupan::http
