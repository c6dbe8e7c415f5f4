// The calls that write: saved searches, feeds, unanswered questions. Without a socket, over a fake library.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/codec.h"
#include "server/http/application.h"
#include "server/service/keys.h"
#include "tests/server/http/fake_library.h"
#include "tests/server/http/schema_check.h"

namespace fupan::http {
namespace {

using Json = nlohmann::json;

class FollowCallsTest : public testing::Test {
 protected:
  Response ask(std::string method, std::string target, std::string body = "",
               const std::vector<Headers::Field>& headers = {}) {
    Request request{std::move(method), std::move(target), {}, std::move(body)};
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

  Json save(const std::string& body = R"({"name":"供应商延期","query":"延期","phase":["规划"],"type":"lesson"})") {
    return json(ask("POST", "/api/v1/searches", body), 201, "SavedSearch");
  }

  // Writes the fake's document again, as an import does.
  void change_document() {
    const std::string key = service::document_key({std::string(kDocument)});
    const auto committed = library_.store().commit({{key, library_.store().get(key)->value, {}}});
    ASSERT_TRUE(committed);
    library_.fake_index.applied = *committed;
  }

  FakeLibrary library_;
  Application application_{library_, {{}, [](const std::string&) {}, {"fupan.example.org"}}};
};

TEST_F(FollowCallsTest, SavedSearchLivesFromPostToDelete) {
  const Response created =
      ask("POST", "/api/v1/searches",
          R"({"name":"供应商延期","query":"延期","phase":["规划"],"type":"lesson","from":"2024-01-01"})");
  const Json search = json(created, 201, "SavedSearch");
  const std::string path(created.headers.get("Location"));
  EXPECT_EQ(path, "/api/v1/searches/" + search["id"].get<std::string>());
  EXPECT_EQ(search["name"], "供应商延期");
  EXPECT_EQ(search["query"], "延期");
  EXPECT_EQ(search["phase"].dump(), R"(["planning"])");
  EXPECT_EQ(search["risk"].dump(), "[]");
  EXPECT_EQ(search["type"], "lesson");
  EXPECT_EQ(search["sort"], "relevance");
  EXPECT_EQ(search["new"], 0);
  EXPECT_EQ(json(ask("GET", path), 200, "SavedSearch"), search);
  EXPECT_EQ(json(ask("GET", "/api/v1/searches"), 200, "SavedSearchList")["items"][0], search);
  const Json renamed = json(ask("PATCH", path, R"({"name":"Delays"})"), 200, "SavedSearch");
  EXPECT_EQ(renamed["name"], "Delays");
  EXPECT_EQ(renamed["revision"], 2);
  EXPECT_EQ(ask("DELETE", path).status, 204);
  for (const char* method : {"GET", "DELETE"}) problem(ask(method, path), 404);
  problem(ask("PATCH", path, R"({"name":"x"})"), 404);
  EXPECT_EQ(json(ask("GET", "/api/v1/searches"), 200, "SavedSearchList")["total"], 0);
}

TEST_F(FollowCallsTest, SeenTakesTheSequenceThatWasShown) {
  const std::string path = "/api/v1/searches/" + save()["id"].get<std::string>();
  change_document();
  const Json fresh = json(ask("GET", path), 200, "SavedSearch");
  EXPECT_EQ(fresh["new"], 1);
  change_document();
  const std::string shown = R"({"sequence":)" + fresh["sequence"].dump() + "}";
  EXPECT_EQ(json(ask("POST", path + "/seen", shown), 200, "SavedSearch")["new"], 1);
  EXPECT_EQ(json(ask("POST", path + "/seen"), 200, "SavedSearch")["new"], 0);
  EXPECT_EQ(problem(ask("POST", path + "/seen", R"({"sequence":-1})"), 400)["field"], "sequence");
  EXPECT_EQ(problem(ask("POST", path + "/seen", R"({"sequence":"1"})"), 400)["field"], "sequence");
  problem(ask("POST", "/api/v1/searches/nothing/seen"), 404);
}

TEST_F(FollowCallsTest, IfMatchGuardsChanges) {
  const Response created = ask("POST", "/api/v1/searches", R"({"name":"a"})");
  const std::string path(created.headers.get("Location"));
  const std::string tag(created.headers.get("ETag"));
  EXPECT_EQ(ask("GET", path).headers.get("ETag"), tag);
  const Response renamed = ask("PATCH", path, R"({"name":"b"})", {{"If-Match", tag}});
  EXPECT_EQ(renamed.status, 200);
  EXPECT_NE(renamed.headers.get("ETag"), tag);
  for (const std::string& other : {tag, "W/" + tag, std::string("\"r\""), std::string("x"), tag + ", " + tag}) {
    EXPECT_EQ(problem(ask("PATCH", path, R"({"name":"c"})", {{"If-Match", other}}), 412)["code"], "conflict") << other;
    EXPECT_EQ(problem(ask("DELETE", path, "", {{"If-Match", other}}), 412)["code"], "conflict") << other;
  }
  EXPECT_EQ(json(ask("GET", path), 200, "SavedSearch")["name"], "b");
  EXPECT_EQ(ask("DELETE", path, "", {{"If-Match", "*"}}).status, 204);
}

TEST_F(FollowCallsTest, BadBodiesAreProblemsWithFieldAndPosition) {
  const struct {
    const char *body, *field;
    long position;
  } cases[] = {
      {"", "name", -1},
      {"{}", "name", -1},
      {R"({"name":"  "})", "name", -1},
      {R"({"name":"a\nb"})", "name", -1},
      {R"({"name":"延期",})", "body", 13},
      {"[]", "body", 0},
      {R"({"name":"a","phases":["x"]})", "phases", -1},
      {R"({"name":"a","q":"x"})", "q", -1},
      {R"({"name":"a","kind":["failed"]})", "kind", -1},
      {R"({"name":"a","state":["gone"]})", "state", -1},
      {R"({"name":"a","from":"2024-02-02","to":"2024-02-01"})", "from", -1},
      {R"({"name":"a","limit":5})", "limit", -1},
  };
  for (const auto& c : cases) {
    const Json found = problem(ask("POST", "/api/v1/searches", c.body), 400);
    EXPECT_EQ(found["field"], c.field) << c.body;
    EXPECT_EQ(found.value("position", -1L), c.position) << c.body;
  }
  library_.fake_index.failure = Error{ErrorCode::kInvalidArgument, "unknown field", "text", 3};
  const Json slip = problem(ask("POST", "/api/v1/searches", R"({"name":"a","query":"phse:x"})"), 400);
  EXPECT_EQ(slip["field"], "query");
  EXPECT_EQ(slip["position"], 3);
}

TEST_F(FollowCallsTest, OtherOriginsOtherHostsAndOtherTypesAreRefusedAndChangeNothing) {
  const std::string body = R"({"name":"a"})";
  problem(ask("POST", "/api/v1/searches", body, {{"Host", "evil.example"}}), 421);
  problem(ask("GET", "/api/v1/searches", "", {{"Host", "evil.example"}}), 421);
  problem(ask("GET", "/", "", {{"Host", "evil.example"}}), 421);
  problem(ask("POST", "/api/v1/searches", body, {{"Origin", "http://evil.example"}}), 403);
  problem(ask("POST", "/api/v1/searches", body, {{"Content-Type", "text/plain"}}), 415);
  EXPECT_EQ(json(ask("GET", "/api/v1/searches"), 200, "SavedSearchList")["total"], 0);
  EXPECT_EQ(ask("POST", "/api/v1/searches", body, {{"Origin", "http://127.0.0.1:8080"}}).status, 201);
  // From afar the origin is right, but nobody has signed in.
  EXPECT_EQ(
      ask("POST", "/api/v1/searches", body, {{"Host", "fupan.example.org"}, {"Origin", "https://fupan.example.org"}})
          .status,
      401);
}

TEST_F(FollowCallsTest, WrongMethodsNameTheRightOnes) {
  EXPECT_EQ(ask("PUT", "/api/v1/searches/x").headers.get("Allow"), "GET, HEAD, PATCH, DELETE, OPTIONS");
  EXPECT_EQ(ask("GET", "/api/v1/queries").headers.get("Allow"), "POST, OPTIONS");
  EXPECT_EQ(ask("GET", "/api/v1/queries").status, 405);
  EXPECT_EQ(ask("HEAD", "/api/v1/queries").status, 405);
  EXPECT_EQ(ask("OPTIONS", "/api/v1/searches").headers.get("Allow"), "GET, HEAD, POST, OPTIONS");
}

TEST_F(FollowCallsTest, FeedOfASearchIsAtomWithAbsoluteLinks) {
  const Json search = save();
  const std::string path = search["feed"];
  const Response feed = ask("GET", path);
  EXPECT_EQ(feed.status, 200);
  EXPECT_EQ(feed.headers.get("Content-Type"), "application/atom+xml; charset=utf-8");
  EXPECT_NE(feed.body.find("<title>供应商延期</title>"), std::string::npos);
  EXPECT_NE(feed.body.find("href=\"http://127.0.0.1:8080/lessons/" + std::string(kLesson)), std::string::npos);
  EXPECT_NE(feed.body.find("<updated>2024-05-04T00:00:00Z</updated>"), std::string::npos);
  const Response again = ask("GET", path, "", {{"If-None-Match", std::string(feed.headers.get("ETag"))}});
  EXPECT_EQ(again.status, 304);
  const Response proxied =
      ask("GET", "/feeds/lessons.atom", "",
          {{"Host", "fupan.example.org"}, {"X-Forwarded-Proto", "https"}, {"X-Forwarded-Host", "x"}});
  EXPECT_NE(proxied.body.find("href=\"https://fupan.example.org/lessons/"), std::string::npos);
  problem(ask("GET", "/feeds/searches/nothing.atom"), 404);
  problem(ask("GET", "/feeds/searches"), 404);
  problem(ask("GET", "/feeds"), 404);
  problem(ask("POST", path), 405);
  library_.fake_index.failure = make_error(ErrorCode::kUnavailable, "being made");
  problem(ask("GET", path), 503);
}

TEST_F(FollowCallsTest, FeedOfLessonsSpeaksTheReadersLanguage) {
  const Response chinese = ask("GET", "/feeds/lessons.atom", "", {{"Accept-Language", "zh-CN"}});
  EXPECT_EQ(chinese.status, 200);
  EXPECT_NE(chinese.body.find("新增内容"), std::string::npos);
  EXPECT_NE(chinese.body.find("<title>灰度发布先行</title>"), std::string::npos);
  EXPECT_NE(ask("GET", "/feeds/lessons.atom").body.find("what is new"), std::string::npos);
  EXPECT_EQ(ask("GET", "/feeds/lessons.atom?x=1").status, 400);
}

TEST_F(FollowCallsTest, UnansweredQuestionsAreCountedListedAndDismissed) {
  EXPECT_EQ(ask("POST", "/api/v1/queries", R"({"query":"回滾 演练","total":0})").status, 204);
  EXPECT_EQ(ask("POST", "/api/v1/queries", R"({"query":"回滚 演练","total":3,"relaxed":true})").status, 204);
  EXPECT_EQ(ask("POST", "/api/v1/queries", R"({"query":"gate","total":3,"relaxed":false})").status, 204);
  EXPECT_EQ(ask("POST", "/api/v1/queries/opened", R"({"query":"Gate"})").status, 204);
  EXPECT_EQ(ask("POST", "/api/v1/queries", R"({"query":"me@example.org","total":0})").status, 204);
  const Json page = json(ask("GET", "/api/v1/insights/unanswered?limit=5&offset=0"), 200, "UnansweredList");
  ASSERT_EQ(page["total"], 1);
  const Json& item = page["items"][0];
  EXPECT_EQ(item["query"], "回滚 演练");
  EXPECT_EQ(item["asked"], 2);
  EXPECT_EQ(item["without_result"], 1);
  EXPECT_EQ(item["relaxed"], 1);
  EXPECT_EQ(item["opened"], 0);
  const std::string path = "/api/v1/insights/unanswered/" + item["id"].get<std::string>();
  EXPECT_EQ(ask("DELETE", path).status, 204);
  problem(ask("DELETE", path), 404);
  EXPECT_EQ(json(ask("GET", "/api/v1/insights/unanswered"), 200, "UnansweredList")["total"], 0);
}

TEST_F(FollowCallsTest, BadReportsAreProblems) {
  const std::pair<const char*, const char*> cases[] = {
      {"{}", "query"},
      {R"({"query":"x"})", "total"},
      {R"({"query":"x","total":-1})", "total"},
      {R"({"query":"x","total":1,"user":"y"})", "user"},
      {R"({"query":["x"],"total":1})", "query"},
  };
  for (const auto& [body, field] : cases) {
    EXPECT_EQ(problem(ask("POST", "/api/v1/queries", body), 400)["field"], field) << body;
  }
  EXPECT_EQ(problem(ask("POST", "/api/v1/queries/opened", "{}"), 400)["field"], "query");
  EXPECT_EQ(problem(ask("GET", "/api/v1/insights/unanswered?limit=0"), 400)["field"], "limit");
}

TEST_F(FollowCallsTest, StoreFailuresAreProblems) {
  const std::string path = "/api/v1/searches/" + save()["id"].get<std::string>();
  library_.store().fail_next(make_error(ErrorCode::kIo, "secret"));
  problem(ask("GET", path), 500);
  library_.store().fail_next(make_error(ErrorCode::kUnavailable, "full"));
  problem(ask("POST", "/api/v1/searches", R"({"name":"a"})"), 503);
  library_.store().fail_next(make_error(ErrorCode::kCorrupt, "secret"));
  EXPECT_EQ(problem(ask("GET", "/api/v1/insights/unanswered"), 500).dump().find("secret"), std::string::npos);
}

}  // namespace
}  // namespace fupan::http
