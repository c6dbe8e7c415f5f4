#include "server/http/json_body.h"

#include <gtest/gtest.h>

#include <array>

namespace fupan::http {
namespace {

constexpr std::string_view kColours[] = {"red", "blue"};
constexpr std::array kSpecs{
    ParameterSpec{"name", ParameterType::kText},
    ParameterSpec{"tag", ParameterType::kList},
    ParameterSpec{"colour", ParameterType::kChoice, kColours},
    ParameterSpec{"count", ParameterType::kInteger, {}, 1, 100},
    ParameterSpec{"loud", ParameterType::kFlag},
    ParameterSpec{"day", ParameterType::kDate},
    ParameterSpec{"cost", ParameterType::kNumber, {}, 0, 1000},
};

TEST(JsonBody, ReadsEveryType) {
  const auto values = parse_body(
      kSpecs,
      R"({"name":"项目\n延期","tag":["回滚","a,b",""],"colour":"red","count":7,"loud":true,"day":"2024-02-29"})");
  ASSERT_TRUE(values) << values.error().message;
  EXPECT_EQ(values->text("name"), "项目\n延期");
  EXPECT_EQ(values->list("tag"), (std::vector<std::string>{"回滚", "a,b"}));
  EXPECT_EQ(values->text("colour"), "red");
  EXPECT_EQ(values->number("count"), 7);
  EXPECT_TRUE(values->flag("loud"));
  EXPECT_EQ(values->text("day"), "2024-02-29");
  EXPECT_EQ(parse_body(kSpecs, R"({"tag":"one"})")->list("tag"), std::vector<std::string>{"one"});
}

TEST(JsonBody, ReadsNumbersWithFractionsWithinTheirBounds) {
  EXPECT_EQ(parse_body(kSpecs, R"({"cost":12.5})")->real("cost"), 12.5);
  EXPECT_EQ(parse_body(kSpecs, R"({"cost":1e2})")->real("cost"), 100);
  EXPECT_EQ(parse_body(kSpecs, R"({"cost":0})")->real("cost"), 0);
  EXPECT_EQ(parse_body(kSpecs, "{}")->real("cost"), std::nullopt);
  for (const char* bad :
       {R"({"cost":-0.5})", R"({"cost":1000.1})", R"({"cost":"12"})", R"({"cost":1e999})", R"({"cost":[1]})"}) {
    const auto values = parse_body(kSpecs, bad);
    ASSERT_FALSE(values) << bad;
  }
  EXPECT_EQ(parse_body(kSpecs, R"({"cost":"12"})").error().field, "cost");
  EXPECT_EQ(parse_body(kSpecs, R"({"cost":1001})").error().field, "cost");
}

TEST(JsonBody, EmptyAndNullCountAsAbsent) {
  for (const char* body : {"", "{}", " {} ", R"({"name":"","tag":[],"colour":null,"count":null,"day":""})"}) {
    const auto values = parse_body(kSpecs, body);
    ASSERT_TRUE(values) << body;
    for (const ParameterSpec& spec : kSpecs) EXPECT_FALSE(values->has(spec.name)) << body << spec.name;
  }
}

TEST(JsonBody, SaysWhichMemberIsWrong) {
  const std::pair<const char*, const char*> cases[] = {
      {R"({"nam":"x"})", "nam"},
      {R"({"name":1})", "name"},
      {R"({"name":["x"]})", "name"},
      {R"({"name":{}})", "name"},
      {R"({"name":"a\u0000b"})", "name"},
      {R"({"name":"a","name":"b"})", "name"},
      {R"({"tag":["a",2]})", "tag[1]"},
      {R"({"tag":{"a":1}})", "tag"},
      {R"({"colour":"green"})", "colour"},
      {R"({"count":0})", "count"},
      {R"({"count":1.5})", "count"},
      {R"({"count":1e99})", "count"},
      {R"({"count":99999999999999999999})", "count"},
      {R"({"count":"7"})", "count"},
      {R"({"loud":"true"})", "loud"},
      {R"({"day":"2023-02-29"})", "day"},
  };
  for (const auto& [body, field] : cases) {
    const auto values = parse_body(kSpecs, body);
    ASSERT_FALSE(values) << body;
    EXPECT_EQ(values.error().code, ErrorCode::kInvalidArgument);
    EXPECT_EQ(values.error().field, field) << body;
  }
  EXPECT_NE(parse_body(kSpecs, R"({"nam":"x"})").error().message.find("name"), std::string::npos);
}

TEST(JsonBody, SaysWhereReadingStopped) {
  const std::pair<std::string, long> cases[] = {
      {"{", 1},
      {R"({"name":"项目",})", 13},
      {"nonsense", 1},
      {"[]", 0},
      {"1", 0},
      {R"({"name":"a"} x)", 13},
      {"{\"name\":\"\xFF\"}", 9},
  };
  for (const auto& [body, position] : cases) {
    const auto values = parse_body(kSpecs, body);
    ASSERT_FALSE(values) << body;
    EXPECT_EQ(values.error().field, "body") << body;
    EXPECT_EQ(values.error().position, position) << body << ": " << values.error().message;
  }
}

TEST(JsonBody, DeepNestingIsRefusedAndDoesNotOverflow) {
  const std::string deep = "{\"tag\":" + std::string(200'000, '[') + std::string(200'000, ']') + "}";
  EXPECT_FALSE(parse_body(kSpecs, deep));
  EXPECT_FALSE(parse_body(kSpecs, std::string(500'000, '[')));
}

TEST(JsonBody, LongTextsAreRefused) {
  EXPECT_FALSE(parse_body(kSpecs, "{\"name\":\"" + std::string(kMaxTextCharacters + 1, 'a') + "\"}"));
  EXPECT_TRUE(parse_body(kSpecs, "{\"name\":\"" + std::string(kMaxTextCharacters, 'a') + "\"}"));
}

}  // namespace
}  // namespace fupan::http
