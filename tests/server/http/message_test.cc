// The small pieces of a response: headers, tags, names, languages, problem documents, bytes.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "server/http/accept_language.h"
#include "server/http/content_disposition.h"
#include "server/http/entity_tag.h"
#include "server/http/listen_address.h"
#include "server/http/near_name.h"
#include "server/http/problem.h"
#include "server/http/response_writer.h"
#include "server/http/standard_headers.h"

namespace fupan::http {
namespace {

TEST(Headers, NamesAreComparedWithoutCase) {
  Headers headers;
  headers.add("ETag", "1");
  headers.set("etag", "2");
  EXPECT_EQ(headers.get("ETAG"), "2");
  EXPECT_EQ(headers.fields().size(), 1U);
  EXPECT_EQ(headers.get("X"), "");
}

TEST(AcceptLanguage, PicksEnglishOrChinese) {
  const struct {
    std::string_view value, expected;
  } cases[] = {
      {"", "en"},
      {"zh", "zh"},
      {"zh-CN,zh;q=0.9,en;q=0.8", "zh"},
      {"zh-Hant-TW", "zh"},
      {"ZH-cn", "zh"},
      {"en-US,en;q=0.9,zh;q=0.8", "en"},
      {"en;q=0.5, zh;q=0.6", "zh"},
      {"de, zh;q=0.1", "zh"},
      {"de, fr", "en"},
      {"*", "en"},
      {"zh;q=0", "en"},
      {"zh;q=0.000, en;q=0.001", "en"},
      {"zh;q=banana, en;q=0.1", "en"},
      {",,;;q=,zh", "zh"},
      {"zh ; q=0.8 , en;q=0.7", "zh"},
      {"zhx", "en"},
  };
  for (const auto& c : cases) EXPECT_EQ(preferred_language(c.value), c.expected) << c.value;
}

TEST(EntityTag, IfNoneMatchComparesWeakly) {
  const struct {
    std::string_view value;
    bool expected;
  } cases[] = {{"\"a\"", true}, {"W/\"a\"", true}, {"\"b\", \"a\"", true}, {"*", true}, {"\"b\"", false},
               {"a", false},    {"", false},       {"\"A\"", false}};
  for (const auto& c : cases) {
    Request request;
    if (!c.value.empty()) request.headers.add("If-None-Match", std::string(c.value));
    EXPECT_EQ(is_not_modified(request, "\"a\""), c.expected) << c.value;
  }
}

TEST(EntityTag, FollowsTheBytes) {
  EXPECT_EQ(entity_tag_of("a"), entity_tag_of("a"));
  EXPECT_NE(entity_tag_of("a"), entity_tag_of("b"));
}

TEST(ContentDisposition, NamesAreSafeInAHeader) {
  EXPECT_EQ(attachment("report.md"), "attachment; filename=\"report.md\"; filename*=UTF-8''report.md");
  EXPECT_EQ(attachment("项目 1.md"), "attachment; filename=\"__ 1.md\"; filename*=UTF-8''%E9%A1%B9%E7%9B%AE%201.md");
  EXPECT_EQ(attachment("a\r\nSet-Cookie: x=\"y\""),
            "attachment; filename=\"a__Set-Cookie: x=_y_\"; filename*=UTF-8''a__Set-Cookie%3A%20x%3D%22y%22");
  EXPECT_EQ(attachment("../../etc\\passwd"),
            "attachment; filename=\".._.._etc_passwd\"; filename*=UTF-8''.._.._etc_passwd");
  EXPECT_EQ(attachment(""), "attachment; filename=\"download\"; filename*=UTF-8''download");
  EXPECT_LT(attachment(std::string(5000, 'a')).size(), 500U);
}

TEST(ListenAddress, OnlyLoopbackUnlessAllowed) {
  for (const char* good : {"127.0.0.1", "127.9.9.9", "localhost", "::1", "[::1]"}) {
    EXPECT_TRUE(parse_listen_address(good, false)) << good;
  }
  for (const char* open : {"0.0.0.0", "192.168.1.5", "::", "8.8.8.8"}) {
    const auto refused = parse_listen_address(open, false);
    ASSERT_FALSE(refused) << open;
    EXPECT_NE(refused.error().message.find("nginx"), std::string::npos);
    EXPECT_TRUE(parse_listen_address(open, true)) << open;
  }
  for (const char* bad : {"", "example.org", "127.0.0.1:80", "1.2.3", "[", "::1]"}) {
    EXPECT_FALSE(parse_listen_address(bad, true)) << bad;
  }
}

TEST(NearName, FindsSlipsOnly) {
  const std::string_view known[] = {"phase", "risk", "limit", "q"};
  EXPECT_EQ(nearest_name("phse", known), "phase");
  EXPECT_EQ(nearest_name("phases", known), "phase");
  EXPECT_EQ(nearest_name("rsik", known), "");  // two of four letters
  EXPECT_EQ(nearest_name("limits", known), "limit");
  EXPECT_EQ(nearest_name("banana", known), "");
  EXPECT_EQ(nearest_name("x", known), "");
  EXPECT_EQ(nearest_name(std::string(10000, 'a'), known), "");
}

nlohmann::json problem_json(const Error& error) {
  return nlohmann::json::parse(render_problem(problem_of(error), "r1").body);
}

TEST(Problem, SaysWhatFieldAndWhere) {
  const Error error{ErrorCode::kInvalidArgument, "q: unbalanced quote", "q", 4};
  EXPECT_EQ(problem_json(error).dump(),
            R"({"code":"invalid_argument","detail":"q: unbalanced quote","field":"q","position":4,)"
            R"("request_id":"r1","status":400,"title":"Bad Request","type":"about:blank"})");
  EXPECT_EQ(render_problem(problem_of(error), "r1").headers.get("content-type"), "application/problem+json");
}

TEST(Problem, FollowsTheErrorTable) {
  for (const ErrorRow& row : kErrorTable) {
    const auto json = problem_json(make_error(row.code, "secret message"));
    EXPECT_EQ(json["status"], row.http_status);
    EXPECT_EQ(json["code"], row.name);
    EXPECT_EQ(is_for_the_log(row.code), json.dump().find("secret") == std::string::npos) << row.name;
    EXPECT_EQ(is_for_the_log(row.code), row.http_status == 500) << row.name;
  }
}

TEST(Problem, IllFormedTextIsReplaced) {
  EXPECT_EQ(problem_json(make_error(ErrorCode::kNotFound, "no \xFF"))["detail"], "no \xEF\xBF\xBD");
}

TEST(ResponseWriter, NothingStartsANewHeader) {
  Response response = make_response(200, "text/plain", "x");
  response.headers.add("X-Bad", "a\r\nSet-Cookie: b");
  response.headers.add("X Bad", "a");
  response.headers.add("X-Good", "项目");
  const std::string bytes = write_response(response, {});
  EXPECT_EQ(bytes.find("Set-Cookie"), std::string::npos);
  EXPECT_EQ(bytes.find("X Bad"), std::string::npos);
  EXPECT_NE(bytes.find("X-Good: 项目\r\n"), std::string::npos);
  EXPECT_NE(bytes.find("Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n"), std::string::npos);
}

TEST(ResponseWriter, NoContentHasNoLength) {
  EXPECT_EQ(write_response({204, {}, {}}, {}).find("Content-Length"), std::string::npos);
  EXPECT_EQ(write_response({304, {}, {}}, {}).find("Content-Length"), std::string::npos);
}

TEST(RequestIds, AreTakenFromTheProxyWhenTheyAreSafe) {
  RequestIds ids;
  Request request;
  const std::string made = ids.id_of(request);
  EXPECT_EQ(made.size(), 16U);
  EXPECT_NE(made, ids.id_of(request));
  request.headers.add("X-Request-ID", "abc-1.2_3");
  EXPECT_EQ(ids.id_of(request), "abc-1.2_3");
  for (const std::string& bad : {std::string("a b"), std::string(65, 'a'), std::string("<x>"), std::string("项")}) {
    Request odd;
    odd.headers.add("X-Request-Id", bad);
    EXPECT_EQ(ids.id_of(odd).size(), 16U) << bad;
  }
}

TEST(StandardHeaders, KeepWhatTheHandlerSaidAboutCaching) {
  Response response;
  response.headers.set("Cache-Control", "no-cache");
  add_standard_headers(response, "r");
  EXPECT_EQ(response.headers.get("Cache-Control"), "no-cache");
  EXPECT_EQ(response.headers.get("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(response.headers.get("X-Request-Id"), "r");
  Response plain;
  add_standard_headers(plain, "r");
  EXPECT_EQ(plain.headers.get("Cache-Control"), "no-store");
}

}  // namespace
}  // namespace fupan::http
