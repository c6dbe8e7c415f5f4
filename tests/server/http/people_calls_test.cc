// Signing in, accounts, tokens and rules of collections, without a socket.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/secrets.h"
#include "server/http/application.h"
#include "server/service/sign_in_throttle.h"
#include "tests/server/http/fake_library.h"
#include "tests/server/http/schema_check.h"

namespace fupan::http {
namespace {

using Json = nlohmann::json;
using Fields = std::vector<Headers::Field>;

constexpr const char* kPassword = "correct horse battery";

class PeopleCallsTest : public testing::Test {
 protected:
  Response ask(std::string method, std::string target, std::string body = "", const Fields& headers = {},
               std::string peer = "") {
    Request request{std::move(method), std::move(target), {}, std::move(body), std::move(peer)};
    request.headers.add("Host", "127.0.0.1:8080");
    if (!request.body.empty()) request.headers.add("Content-Type", "application/json");
    for (const auto& [name, value] : headers) request.headers.set(name, value);
    return application_.handle(request);
  }

  Json json(const Response& response, int status, std::string_view schema) {
    EXPECT_EQ(response.status, status) << response.body;
    EXPECT_EQ(check_schema(schema, response.body), "");
    return Json::parse(response.body, nullptr, false);
  }

  Json problem(const Response& response, int status) { return json(response, status, "Problem"); }

  static std::string account_body(const std::string& name, const std::string& role) {
    return Json{{"name", name}, {"role", role}, {"password", kPassword}}.dump();
  }

  static std::string name_and(const std::string& name, const std::string& password) {
    return Json{{"name", name}, {"password", password}}.dump();
  }

  // "name=value" of the cookie that a response sets.
  static std::string cookie_of(const Response& response) {
    const std::string set(response.headers.get("Set-Cookie"));
    return set.substr(0, set.find(';'));
  }

  Fields sign_in(const std::string& name) {
    const Response response = ask("POST", "/api/v1/session", name_and(name, kPassword));
    EXPECT_EQ(response.status, 200) << response.body;
    return {{"Cookie", cookie_of(response)}, {"X-Requested-With", "fupan"}};
  }

  // The first administrator, made by the owner at the machine.
  Fields administrator() {
    json(ask("POST", "/api/v1/accounts", account_body("林 Lin", "administrator")), 201, "Account");
    return sign_in("林 lin");
  }

  FakeLibrary library_;
  Application application_{
      library_,
      {{}, [](const std::string&) {}, {"fupan.example.org"}, {{"10.0.0.2"}, "X-Remote-User", kLeastPasswordCost}}};
};

TEST_F(PeopleCallsTest, WithoutAccountsTheOwnerAtTheMachineMayDoEverything) {
  const Json session = json(ask("GET", "/api/v1/session"), 200, "Session");
  EXPECT_EQ(session["is_owner"], true);
  EXPECT_EQ(session["role"], "administrator");
  EXPECT_EQ(session["has_accounts"], false);
  EXPECT_EQ(ask("POST", "/api/v1/searches", R"({"name":"a"})").status, 201);
  for (const Fields& from_afar :
       {Fields{{"Host", "fupan.example.org"}}, Fields{{"X-Forwarded-For", "192.0.2.7"}}, Fields{{"X-Real-IP", "x"}}}) {
    EXPECT_EQ(ask("GET", "/api/v1/search", "", from_afar).status, 200);
    EXPECT_EQ(problem(ask("POST", "/api/v1/accounts", account_body("eve", "administrator"), from_afar), 401)["code"],
              "unauthenticated");
  }
  problem(ask("POST", "/api/v1/accounts", account_body("eve", "administrator"), {}, "192.0.2.7"), 401);
}

TEST_F(PeopleCallsTest, TheFirstAccountIsAnAdministratorAndThenEverybodySignsIn) {
  EXPECT_EQ(problem(ask("POST", "/api/v1/accounts", account_body("x", "reader")), 400)["field"], "role");
  const Fields cookie = administrator();
  problem(ask("GET", "/api/v1/search"), 401);
  EXPECT_EQ(ask("GET", "/api/v1/search").headers.get("WWW-Authenticate"), "Bearer realm=\"fupan\"");
  problem(ask("POST", "/api/v1/searches", R"({"name":"a"})"), 401);
  EXPECT_EQ(ask("GET", "/api/v1/search", "", cookie).status, 200);
  const Json session = json(ask("GET", "/api/v1/session", "", cookie), 200, "Session");
  EXPECT_EQ(session["name"], "林 Lin");
  EXPECT_EQ(session["role"], "administrator");
  EXPECT_EQ(json(ask("GET", "/api/v1/session"), 200, "Session")["role"], "anonymous");
  EXPECT_EQ(problem(ask("POST", "/api/v1/accounts", account_body("林 LIN", "reader"), cookie), 409)["field"], "name");
}

TEST_F(PeopleCallsTest, ACookieIsForThisSiteOnlyAndNeedsAHeaderThatNoOtherPageCanSet) {
  administrator();
  const Response signed_in = ask("POST", "/api/v1/session", name_and("林 Lin", kPassword));
  const std::string set(signed_in.headers.get("Set-Cookie"));
  EXPECT_NE(set.find("; HttpOnly; SameSite=Strict"), std::string::npos) << set;
  EXPECT_EQ(set.find("Secure"), std::string::npos) << set;
  const Fields bare{{"Cookie", "theme=dark; " + cookie_of(signed_in)}};
  EXPECT_EQ(ask("GET", "/api/v1/accounts", "", bare).status, 200);
  EXPECT_EQ(problem(ask("POST", "/api/v1/searches", R"({"name":"a"})", bare), 403)["code"], "forbidden");
  problem(ask("DELETE", "/api/v1/session", "", bare), 403);
  Fields whole = bare;
  whole.emplace_back("X-Requested-With", "fupan");
  EXPECT_EQ(ask("POST", "/api/v1/searches", R"({"name":"a"})", whole).status, 201);
  whole.emplace_back("Origin", "https://evil.example");
  problem(ask("POST", "/api/v1/searches", R"({"name":"b"})", whole), 403);
}

TEST_F(PeopleCallsTest, BehindTlsTheCookieIsSecureAndAnotherPeersWordDoesNotCount) {
  administrator();
  const Fields by_tls{{"X-Forwarded-Proto", "https"}, {"X-Forwarded-For", "192.0.2.1, 192.0.2.9"}};
  const Response trusted = ask("POST", "/api/v1/session", name_and("林 Lin", kPassword), by_tls, "10.0.0.2");
  const std::string set(trusted.headers.get("Set-Cookie"));
  EXPECT_TRUE(set.starts_with("__Host-fupan_session=")) << set;
  EXPECT_TRUE(set.ends_with("; Secure")) << set;
  const Response other = ask("POST", "/api/v1/session", name_and("林 Lin", kPassword), by_tls, "10.0.0.3");
  EXPECT_EQ(std::string(other.headers.get("Set-Cookie")).find("Secure"), std::string::npos);
}

TEST_F(PeopleCallsTest, SigningOutEndsTheSession) {
  const Fields cookie = administrator();
  const Response out = ask("DELETE", "/api/v1/session", "", cookie);
  EXPECT_EQ(out.status, 204);
  EXPECT_NE(std::string(out.headers.get("Set-Cookie")).find("Max-Age=0"), std::string::npos);
  problem(ask("GET", "/api/v1/accounts", "", cookie), 401);
}

TEST_F(PeopleCallsTest, AnUnknownNameAndAWrongPasswordGetTheSameAnswerAndTriesRunOut) {
  administrator();
  Json wrong = problem(ask("POST", "/api/v1/session", name_and("林 Lin", "not the password")), 401);
  Json unknown = problem(ask("POST", "/api/v1/session", name_and("nobody", "not the password")), 401);
  EXPECT_EQ(wrong["detail"], unknown["detail"]);
  for (int i = 1; i < static_cast<int>(service::kTriesPerName); ++i) {
    problem(ask("POST", "/api/v1/session", name_and("nobody", "x")), 401);
  }
  const Response throttled = ask("POST", "/api/v1/session", name_and("nobody", "x"));
  EXPECT_EQ(problem(throttled, 429)["code"], "throttled");
  EXPECT_EQ(throttled.headers.get("Retry-After"), "60");
  EXPECT_EQ(ask("POST", "/api/v1/session", name_and("林 Lin", kPassword)).status, 200);
}

TEST_F(PeopleCallsTest, DisablingDemotingAndRemovingWorkAtOnceButTheLastAdministratorStays) {
  const Fields admin = administrator();
  const Json bob = json(ask("POST", "/api/v1/accounts", account_body("Bob", "curator"), admin), 201, "Account");
  const std::string path = "/api/v1/accounts/" + bob["id"].get<std::string>();
  const Fields of_bob = sign_in("bob");
  EXPECT_EQ(ask("GET", "/api/v1/insights/unanswered", "", of_bob).status, 200);
  json(ask("PATCH", path, R"({"role":"reader"})", admin), 200, "Account");
  EXPECT_EQ(problem(ask("GET", "/api/v1/insights/unanswered", "", of_bob), 403)["code"], "forbidden");
  Fields stale = admin;
  stale.emplace_back("If-Match", "\"r1\"");
  problem(ask("PATCH", path, R"({"role":"curator"})", stale), 412);
  json(ask("PATCH", path, R"({"disabled":true})", admin), 200, "Account");
  problem(ask("GET", "/api/v1/search", "", of_bob), 401);
  problem(ask("POST", "/api/v1/session", name_and("bob", kPassword)), 401);
  json(ask("PATCH", path, R"({"disabled":false})", admin), 200, "Account");
  problem(ask("GET", "/api/v1/search", "", of_bob), 401);  // the old session stays void
  EXPECT_EQ(ask("DELETE", path, "", admin).status, 204);
  problem(ask("GET", path, "", admin), 404);
  const Json list = json(ask("GET", "/api/v1/accounts", "", admin), 200, "AccountList");
  ASSERT_EQ(list["total"], 1);
  const std::string own = "/api/v1/accounts/" + list["items"][0]["id"].get<std::string>();
  for (const char* change : {R"({"role":"curator"})", R"({"disabled":true})"}) {
    EXPECT_EQ(problem(ask("PATCH", own, change, admin), 400)["field"], "role");
  }
  EXPECT_EQ(problem(ask("DELETE", own, "", admin), 400)["field"], "role");
}

TEST_F(PeopleCallsTest, AChangedPasswordEndsOtherSessions) {
  const Fields first = administrator();
  const Fields second = sign_in("林 Lin");
  const auto change = [](const char* from, const char* to) {
    return Json{{"current_password", from}, {"password", to}}.dump();
  };
  EXPECT_EQ(problem(ask("PUT", "/api/v1/session/password", change("wrong", "a new password"), first), 403)["field"],
            "current_password");
  EXPECT_EQ(problem(ask("PUT", "/api/v1/session/password", change(kPassword, "short"), first), 400)["field"],
            "password");
  const Response changed = ask("PUT", "/api/v1/session/password", change(kPassword, "一个足够长的新口令呀"), first);
  EXPECT_EQ(changed.status, 204);
  EXPECT_EQ(ask("GET", "/api/v1/accounts", "", {{"Cookie", cookie_of(changed)}}).status, 200);
  for (const Fields& old : {first, second}) problem(ask("GET", "/api/v1/accounts", "", old), 401);
  EXPECT_EQ(ask("POST", "/api/v1/session", name_and("林 Lin", "一个足够长的新口令呀")).status, 200);
}

TEST_F(PeopleCallsTest, TokensActForTheirAccountWithinTheirScope) {
  const Fields admin = administrator();
  const auto make = [&](const char* scope, const Fields& who) {
    return ask("POST", "/api/v1/tokens", Json{{"label", "CI"}, {"scope", scope}, {"days", 7}}.dump(), who);
  };
  const auto bearer = [](const Json& token) {
    return Fields{{"Authorization", "Bearer " + token["token"].get<std::string>()}};
  };
  const Json read = json(make("read", admin), 201, "NewToken");
  const Json write = json(make("write", admin), 201, "NewToken");
  const Json all = json(make("admin", admin), 201, "NewToken");
  const std::string search = R"({"name":"a"})";
  EXPECT_EQ(ask("GET", "/api/v1/search", "", bearer(read)).status, 200);
  EXPECT_EQ(ask("POST", "/api/v1/briefs/proposal", R"({"description":"延期"})", bearer(read)).status, 200);
  problem(ask("POST", "/api/v1/searches", search, bearer(read)), 403);
  EXPECT_EQ(ask("POST", "/api/v1/searches", search, bearer(write)).status, 201);
  problem(ask("GET", "/api/v1/accounts", "", bearer(write)), 403);
  problem(make("admin", bearer(write)), 403);
  problem(ask("GET", "/api/v1/tokens?whose=all", "", bearer(write)), 403);
  EXPECT_EQ(ask("GET", "/api/v1/accounts", "", bearer(all)).status, 200);
  Json list = json(ask("GET", "/api/v1/tokens", "", admin), 200, "TokenList");
  ASSERT_EQ(list["total"], 3);
  EXPECT_EQ(list["items"][0]["account"], "林 Lin");
  EXPECT_EQ(list.dump().find(read["token"].get<std::string>().substr(23)), std::string::npos);
  EXPECT_EQ(ask("DELETE", "/api/v1/tokens/" + read["id"].get<std::string>(), "", admin).status, 204);
  problem(ask("GET", "/api/v1/search", "", bearer(read)), 401);
  for (const char* bad : {"Bearer ", "Bearer x", "Bearer fupan_0000000000000000_00", "Basic bGluOng="}) {
    problem(ask("GET", "/api/v1/search", "", {{"Authorization", bad}}), 401);
  }
}

TEST_F(PeopleCallsTest, ATokenOfAnotherIsNotThere) {
  const Fields admin = administrator();
  const Json token = json(ask("POST", "/api/v1/tokens", R"({"label":"CI","scope":"read"})", admin), 201, "NewToken");
  json(ask("POST", "/api/v1/accounts", account_body("Bob", "curator"), admin), 201, "Account");
  const Fields bob = sign_in("Bob");
  problem(ask("DELETE", "/api/v1/tokens/" + token["id"].get<std::string>(), "", bob), 404);
  EXPECT_EQ(json(ask("GET", "/api/v1/tokens", "", bob), 200, "TokenList")["total"], 0);
  problem(ask("POST", "/api/v1/tokens", R"({"label":"CI","scope":"admin"})", bob), 403);
}

TEST_F(PeopleCallsTest, AProxyNamesWhoSignedInAtItAndNobodyElseCan) {
  administrator();
  const Fields named{{"X-Remote-User", "林 LIN"}};
  const Fields whole{{"X-Remote-User", "林 LIN"}, {"X-Requested-With", "fupan"}};
  EXPECT_EQ(json(ask("GET", "/api/v1/session", "", named, "10.0.0.2"), 200, "Session")["name"], "林 Lin");
  EXPECT_EQ(ask("GET", "/api/v1/accounts", "", named, "10.0.0.2").status, 200);
  problem(ask("GET", "/api/v1/accounts", "", named, "10.0.0.3"), 401);
  problem(ask("GET", "/api/v1/accounts", "", named, "127.0.0.1"), 401);
  problem(ask("GET", "/api/v1/accounts", "", {{"X-Remote-User", "stranger"}}, "10.0.0.2"), 401);
  problem(ask("POST", "/api/v1/searches", R"({"name":"a"})", named, "10.0.0.2"), 403);
  EXPECT_EQ(ask("POST", "/api/v1/searches", R"({"name":"a"})", whole, "10.0.0.2").status, 201);
}

TEST_F(PeopleCallsTest, RulesOfCollectionsAreSetByAdministratorsAlsoInAdvance) {
  const Fields admin = administrator();
  const std::string path = "/api/v1/collections/%E9%A1%B9%E7%9B%AE%20A%2FB";
  const Json made =
      json(ask("PUT", path, R"({"visibility":"restricted","roles":["curator"],"accounts":["林 lin"]})", admin), 200,
           "Collection");
  EXPECT_EQ(made["name"], "项目 A/B");
  EXPECT_EQ(made["roles"].dump(), R"(["curator"])");
  EXPECT_EQ(made["accounts"].dump(), R"(["林 Lin"])");
  EXPECT_EQ(problem(ask("PUT", path, R"({"visibility":"restricted","accounts":["nobody"]})", admin), 400)["field"],
            "accounts");
  EXPECT_EQ(problem(ask("PUT", path, R"({"visibility":"public","roles":["reader"]})", admin), 400)["field"],
            "visibility");
  EXPECT_EQ(problem(ask("PUT", path, R"({"roles":["reader"]})", admin), 400)["field"], "visibility");
  EXPECT_EQ(problem(ask("PUT", path, R"({"visibility":"secret"})", admin), 400)["field"], "visibility");
  json(ask("POST", "/api/v1/accounts", account_body("Bob", "reader"), admin), 201, "Account");
  const Fields bob = sign_in("Bob");
  problem(ask("GET", path, "", bob), 404);
  problem(ask("PUT", path, R"({"visibility":"public"})", bob), 403);
  json(ask("PUT", path, R"({"visibility":"members"})", admin), 200, "Collection");
  EXPECT_FALSE(json(ask("GET", path, "", bob), 200, "Collection").contains("accounts"));
}

TEST_F(PeopleCallsTest, AnonymousReadingIsOffUntilSomebodyAllowsIt) {
  const Fields admin = administrator();
  EXPECT_EQ(json(ask("GET", "/api/v1/access", "", admin), 200, "Access")["anonymous_reading"], false);
  problem(ask("GET", "/api/v1/stats"), 401);
  json(ask("PUT", "/api/v1/access", R"({"anonymous_reading":true})", admin), 200, "Access");
  EXPECT_EQ(ask("GET", "/api/v1/stats").status, 200);
  EXPECT_EQ(json(ask("GET", "/api/v1/session"), 200, "Session")["may_read"], true);
  problem(ask("GET", "/api/v1/searches"), 401);
}

TEST_F(PeopleCallsTest, BadAccountsAreRefusedByField) {
  const struct {
    const char *body, *field;
  } cases[] = {
      {R"({"name":"a","role":"administrator","password":"too short"})", "password"},
      {R"({"name":" ","role":"administrator"})", "name"},
      {R"({"name":"a\nb","role":"administrator"})", "name"},
      {R"({"name":"a"})", "role"},
      {R"({"name":"a","role":"king"})", "role"},
      {R"({"name":"a","role":"administrator","admin":true})", "admin"},
  };
  for (const auto& c : cases) EXPECT_EQ(problem(ask("POST", "/api/v1/accounts", c.body), 400)["field"], c.field);
  EXPECT_EQ(json(ask("GET", "/api/v1/accounts"), 200, "AccountList")["total"], 0);
}

TEST(SignInThrottle, FillsAgainWithTimeAndStaysBounded) {
  service::SignInThrottle throttle;
  const auto start = service::SignInThrottle::Time{};
  for (int i = 0; i < static_cast<int>(service::kTriesPerName); ++i) EXPECT_TRUE(throttle.take("a", "x", start));
  EXPECT_FALSE(throttle.take("a", "x", start));
  EXPECT_FALSE(throttle.take("a", "y", start));
  EXPECT_TRUE(throttle.take("b", "x", start));
  EXPECT_TRUE(throttle.take("a", "x", start + service::kThrottleWait));
  EXPECT_FALSE(throttle.take("a", "x", start + service::kThrottleWait));
  // Many other names do not make it forget the one that is guessed at.
  for (std::size_t i = 0; i < 2 * service::kMostBuckets; ++i) {
    throttle.take("n" + std::to_string(i), "z" + std::to_string(i), start + service::kThrottleWait);
  }
  EXPECT_FALSE(throttle.take("a", "q", start + service::kThrottleWait));
  int allowed = 0;
  for (int i = 0; i < 100; ++i) allowed += throttle.take("m" + std::to_string(i), "one", start) ? 1 : 0;
  EXPECT_EQ(allowed, static_cast<int>(service::kTriesPerAddress));
}

}  // namespace
}  // namespace fupan::http
