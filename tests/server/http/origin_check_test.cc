#include "server/http/origin_check.h"

#include <gtest/gtest.h>

#include <vector>

namespace fupan::http {
namespace {

int status_of(const Request& request) {
  static const std::vector<std::string> kPublic{"fupan.example.org", "192.0.2.7"};
  const auto problem = check_origin(request, kPublic);
  if (problem) {
    EXPECT_EQ(problem->code, ErrorCode::kInvalidArgument);
    EXPECT_FALSE(problem->detail.empty());
  }
  return problem ? problem->status : 0;
}

Request ask(std::string method, std::string_view host, std::vector<Headers::Field> more = {}, std::string body = "") {
  Request request{std::move(method), "/api/v1/searches", {}, std::move(body)};
  if (!host.empty()) request.headers.add("Host", std::string(host));
  for (auto& [name, value] : more) request.headers.add(name, value);
  return request;
}

TEST(OriginCheck, AnswersToLoopbackAndPublicNamesOnly) {
  const std::pair<std::string_view, int> cases[] = {
      {"localhost", 0},
      {"LocalHost:8080", 0},
      {"localhost.:8080", 0},
      {"127.0.0.1:8080", 0},
      {"127.9.9.9", 0},
      {"[::1]:8080", 0},
      {"[::1]", 0},
      {"fupan.example.org", 0},
      {"FUPAN.example.org.:443", 0},
      {"192.0.2.7:80", 0},
      {"", 0},  // HTTP/1.0 without Host
      {"evil.example", 421},
      {"evil.example:8080", 421},
      {"localhost.evil.example", 421},
      {"127.0.0.1.evil.example", 421},
      {"fupan.example.org.evil.example", 421},
      {"xfupan.example.org", 421},
      {"0.0.0.0:8080", 421},
      {"192.168.1.1", 421},
      {"[::2]", 421},
      {"[::1", 421},
      {"[::1]x", 421},
      {"localhost:80x", 421},
      {"localhost:80:80", 421},
      {"user@localhost", 421},
      {"127.1", 421},
      {"2130706433", 421},
      {"0x7f.1", 421},
      {"复盘.example", 421},
      {":8080", 421},
      {" ", 421},
  };
  for (const auto& [host, expected] : cases) {
    EXPECT_EQ(status_of(ask("GET", host)), expected) << host;
    EXPECT_EQ(status_of(ask("DELETE", host)), expected) << host;
  }
}

TEST(OriginCheck, EmptyHostIsNoLoopback) {
  Request request = ask("GET", "");
  request.headers.add("Host", "");
  EXPECT_EQ(status_of(request), 421);
}

TEST(OriginCheck, AbsoluteTargetIsLookedAtToo) {
  Request request = ask("GET", "localhost");
  request.target = "http://localhost:8080/api/v1/search";
  EXPECT_EQ(status_of(request), 0);
  request.target = "http://evil.example/api/v1/search";
  EXPECT_EQ(status_of(request), 421);
  request.target = "/api/v1/search?q=http://evil.example/";
  EXPECT_EQ(status_of(request), 0);
}

TEST(OriginCheck, PagesOfOtherOriginsChangeNothing) {
  const struct {
    std::string_view host, origin;
    int expected;
  } cases[] = {
      {"127.0.0.1:8080", "http://127.0.0.1:8080", 0},
      {"localhost:8080", "http://LOCALHOST:8080", 0},
      {"[::1]:8080", "http://[::1]:8080", 0},
      {"fupan.example.org", "https://fupan.example.org", 0},
      {"fupan.example.org", "https://fupan.example.org:8443", 0},
      {"fupan.example.org:443", "https://fupan.example.org", 0},
      {"localhost:80", "http://localhost", 0},
      {"localhost:8080", "http://localhost:3000", 403},
      {"localhost:8080", "http://localhost", 403},
      {"localhost:8080", "http://127.0.0.1:8080", 403},
      {"127.0.0.1:8080", "http://evil.example", 403},
      {"127.0.0.1:8080", "https://127.0.0.1.evil.example:8080", 403},
      {"127.0.0.1:8080", "null", 403},
      {"127.0.0.1:8080", "", 403},
      {"127.0.0.1:8080", "127.0.0.1:8080", 403},
      {"127.0.0.1:8080", "http://127.0.0.1:8080, http://evil.example", 403},
  };
  for (const auto& c : cases) {
    for (const char* method : {"POST", "PUT", "PATCH", "DELETE", "BREW"}) {
      EXPECT_EQ(status_of(ask(method, c.host, {{"Origin", std::string(c.origin)}})), c.expected) << c.origin;
    }
    for (const char* method : {"GET", "HEAD", "OPTIONS"}) {
      EXPECT_EQ(status_of(ask(method, c.host, {{"Origin", std::string(c.origin)}})), 0) << c.origin;
    }
  }
  EXPECT_EQ(status_of(ask("POST", "localhost")), 0);  // no browser
  EXPECT_EQ(status_of(ask("POST", "", {{"Origin", "http://localhost"}})), 403);
}

TEST(OriginCheck, BodiesAreJson) {
  const std::pair<std::string, int> cases[] = {
      {"application/json", 0},    {"Application/JSON; charset=utf-8", 0},     {"", 415},
      {"text/plain", 415},        {"application/x-www-form-urlencoded", 415}, {"multipart/form-data; boundary=x", 415},
      {"application/jsonp", 415}, {"text/plain; application/json", 415},
  };
  for (const auto& [type, expected] : cases) {
    EXPECT_EQ(status_of(ask("POST", "localhost", {{"Content-Type", type}}, "{}")), expected) << type;
    EXPECT_EQ(status_of(ask("GET", "localhost", {{"Content-Type", type}}, "{}")), 0) << type;
    EXPECT_EQ(status_of(ask("POST", "localhost", {{"Content-Type", type}})), 0) << type;
  }
}

TEST(OriginCheck, PublicHostsAreBareNames) {
  EXPECT_EQ(*parse_public_host("Fupan.Example.org."), "fupan.example.org");
  EXPECT_EQ(*parse_public_host("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(*parse_public_host("[2001:db8::7]"), "2001:db8::7");
  for (const char* bad : {"", "https://x.example", "x.example/path", "x.example:80", "a b", "*", "."}) {
    const auto host = parse_public_host(bad);
    ASSERT_FALSE(host) << bad;
    EXPECT_EQ(host.error().field, "public-host");
  }
}

}  // namespace
}  // namespace fupan::http
