// The calls of projects, gates, adoptions, settings, relations and webhooks. Without a socket, over a fake library.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "server/http/application.h"
#include "tests/server/http/fake_library.h"
#include "tests/server/http/schema_check.h"

namespace fupan::http {
namespace {

using Json = nlohmann::json;

class GateCallsTest : public testing::Test {
 protected:
  GateCallsTest() {
    library_.fake_index.nearest = {
        {std::string(kDocument), std::string(kLesson), 0.8, {"回滚", "停机两个小时", "恢复数据"}},
        {std::string(kDocument), std::string(kSecondLesson), 0.5, {"灰度发布", "百分之五的客户"}}};
  }

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

  std::string create() {
    const Json project =
        json(ask("POST", "/api/v1/projects", R"({"name":"支付二期","budget":1200000.5})"), 201, "Project");
    EXPECT_EQ(project["facts"]["budget"], 1200000.5);
    return "/api/v1/projects/" + project["id"].get<std::string>();
  }

  FakeLibrary library_;
  Application application_{library_, {{}, [](const std::string&) {}, {}}};
};

TEST_F(GateCallsTest, AProjectLivesFromCreationToItsFirstGate) {
  const std::string path = create();
  const Response shown = ask("GET", path);
  json(shown, 200, "Project");
  EXPECT_EQ(shown.headers.get("ETag"), "\"r1\"");
  const Json changed =
      json(ask("PATCH", path, R"({"sector":"金融","clear":["budget"]})", {{"If-Match", "\"r1\""}}), 200, "Project");
  EXPECT_EQ(changed["facts"].dump(), R"({"sector":"金融"})");
  EXPECT_EQ(changed["corrected"].dump(), R"(["sector"])");
  problem(ask("POST", path + "/gates", R"({"phase":"planning"})", {{"If-Match", "\"r1\""}}), 412);
  const Json moved = json(ask("POST", path + "/gates", R"({"phase":"规划","note":"有条件通过"})",
                              {{"If-Match", "\"r2\""}, {"Accept-Language", "zh"}}),
                          201, "Project");
  EXPECT_EQ(moved["phase"], "planning");
  EXPECT_EQ(moved["label"], "规划");
  EXPECT_EQ(moved["gates"][0]["note"], "有条件通过");
  EXPECT_EQ(moved["revision"], 3);
  ASSERT_EQ(moved["deliveries"].size(), 1U);
  ASSERT_EQ(moved["deliveries"][0]["lessons"].size(), 2U);
  EXPECT_NE(moved.dump().find("相同阶段：规划"), std::string::npos);
  const Json page = json(ask("GET", "/api/v1/projects?phase=planning"), 200, "ProjectList");
  EXPECT_EQ(page["total"], 1);
  EXPECT_EQ(json(ask("GET", "/api/v1/projects?phase=none"), 200, "ProjectList")["total"], 0);
}

TEST_F(GateCallsTest, BadCallsNameTheField) {
  const std::string path = create();
  EXPECT_EQ(problem(ask("POST", "/api/v1/projects", "{}"), 400)["field"], "name");
  problem(ask("POST", "/api/v1/projects", R"({"name":"支付二期"})"), 409);
  EXPECT_EQ(problem(ask("POST", "/api/v1/projects", R"({"name":"x","budget":"much"})"), 400)["field"], "budget");
  EXPECT_EQ(problem(ask("POST", "/api/v1/projects", R"({"name":"x","budget":-1})"), 400)["field"], "budget");
  EXPECT_EQ(problem(ask("POST", "/api/v1/projects", R"({"name":"x","start_date":"soon"})"), 400)["field"],
            "start_date");
  EXPECT_EQ(problem(ask("PATCH", path, R"({"clear":["name"]})"), 400)["field"], "clear");
  EXPECT_EQ(problem(ask("POST", path + "/gates", "{}"), 400)["field"], "phase");
  const Json unknown = problem(ask("POST", path + "/gates", R"({"phase":"integration"})"), 400);
  EXPECT_EQ(unknown["field"], "phase");
  EXPECT_NE(unknown["detail"].get<std::string>().find("planning"), std::string::npos);
  EXPECT_EQ(problem(ask("GET", "/api/v1/projects?phase=integration"), 400)["field"], "phase");
  problem(ask("GET", "/api/v1/projects/nothing"), 404);
  problem(ask("POST", "/api/v1/projects/nothing/gates", R"({"phase":"planning"})"), 404);
  EXPECT_EQ(json(ask("GET", path), 200, "Project")["revision"], 1);
}

TEST_F(GateCallsTest, StrategicGovernanceHoldsAProjectUntilItsBriefIsAnswered) {
  const std::string path = create();
  EXPECT_EQ(json(ask("GET", "/api/v1/settings"), 200, "Settings")["governance"], "supportive");
  EXPECT_EQ(problem(ask("PUT", "/api/v1/settings", R"({"governance":"strict"})"), 400)["field"], "governance");
  EXPECT_EQ(problem(ask("PUT", "/api/v1/settings", "{}"), 400)["field"], "governance");
  json(ask("PUT", "/api/v1/settings", R"({"governance":"strategic"})", {{"If-Match", "\"r0\""}}), 200, "Settings");
  problem(ask("PUT", "/api/v1/settings", R"({"governance":"supportive"})", {{"If-Match", "\"r0\""}}), 412);
  const Json none = problem(ask("POST", path + "/gates", R"({"phase":"planning"})"), 409);
  EXPECT_NE(none["detail"].get<std::string>().find("no brief"), std::string::npos);
  const Json brief = json(
      ask("POST", "/api/v1/briefs",
          R"({"title":"启动","description":"回滚和灰度发布","risks":["Schedule"],"tags":["自研"],"project":"支付二期"})"),
      201, "Brief");
  const Json open = problem(ask("POST", path + "/gates", R"({"phase":"planning"})"), 409);
  EXPECT_NE(open["detail"].get<std::string>().find("2 lessons are unanswered"), std::string::npos);
  EXPECT_EQ(json(ask("GET", path), 200, "Project")["refusal"], open["detail"]);
  for (const Json& lesson : brief["lessons"]) {
    json(ask("PATCH",
             "/api/v1/briefs/" + brief["id"].get<std::string>() + "/lessons/" +
                 lesson["lesson"]["id"].get<std::string>(),
             R"({"decision":"accepted"})"),
         200, "Brief");
  }
  json(ask("POST", path + "/gates", R"({"phase":"planning"})"), 201, "Project");
  const Json due = json(ask("GET", "/api/v1/adoptions?due=true&project=" + path.substr(17)), 200, "FollowUpList");
  ASSERT_EQ(due["total"], 2);
  const std::string adoption = "/api/v1/adoptions/" + due["items"][0]["id"].get<std::string>();
  EXPECT_EQ(problem(ask("PATCH", adoption, "{}"), 400)["field"], "state");
  EXPECT_EQ(problem(ask("PATCH", adoption, R"({"state":"perhaps"})"), 400)["field"], "state");
  problem(ask("PATCH", adoption, R"({"state":"helped"})", {{"If-Match", "\"r9\""}}), 412);
  const Json answered = json(ask("PATCH", adoption, R"({"state":"not_helped","note":"没有用上"})"), 200, "FollowUp");
  EXPECT_EQ(answered["due"], false);
  EXPECT_EQ(json(ask("GET", "/api/v1/adoptions?due=true"), 200, "FollowUpList")["total"], 1);
  EXPECT_EQ(json(ask("GET", "/api/v1/adoptions?state=not_helped"), 200, "FollowUpList")["total"], 1);
  problem(ask("PATCH", "/api/v1/adoptions/nothing", R"({"state":"helped"})"), 404);
  const Json shown = json(ask("GET", "/api/v1/briefs/" + brief["id"].get<std::string>()), 200, "Brief");
  EXPECT_EQ(shown["lessons"][0]["adoption"]["state"].is_string(), true);
}

TEST_F(GateCallsTest, TheFeedTellsOfGatesAndTheirLessons) {
  const std::string path = create();
  const std::string feed = "/feeds/projects/" + path.substr(17) + ".atom";
  EXPECT_EQ(ask("GET", feed).status, 200);
  json(ask("POST", path + "/gates", R"({"phase":"planning"})"), 201, "Project");
  const Response told = ask("GET", feed, "", {{"Accept-Language", "zh"}});
  EXPECT_EQ(told.headers.get("Content-Type"), "application/atom+xml; charset=utf-8");
  EXPECT_NE(told.body.find("项目进入阶段：规划"), std::string::npos);
  EXPECT_NE(told.body.find("/lessons/" + std::string(kLesson)), std::string::npos);
  const Response again =
      ask("GET", feed, "", {{"Accept-Language", "zh"}, {"If-None-Match", std::string(told.headers.get("ETag"))}});
  EXPECT_EQ(again.status, 304);
  problem(ask("GET", "/feeds/projects/nothing.atom"), 404);
}

TEST_F(GateCallsTest, RelationsAreInBothLessons) {
  const std::string path = "/api/v1/lessons/" + std::string(kLesson);
  const std::string other = "/api/v1/lessons/" + std::string(kSecondLesson);
  const std::string tag(ask("GET", path).headers.get("ETag"));
  EXPECT_EQ(problem(ask("POST", path + "/relations", R"({"kind":"supersedes"})"), 400)["field"], "lesson");
  EXPECT_EQ(problem(ask("POST", path + "/relations", R"({"lesson":"x.l1"})"), 400)["field"], "kind");
  EXPECT_EQ(problem(ask("POST", path + "/relations", R"({"kind":"supersedes","lesson":"x.l1"})"), 400)["field"],
            "lesson");
  const std::string body = R"({"kind":"supersedes","lesson":")" + std::string(kSecondLesson) + "\"}";
  EXPECT_EQ(json(ask("POST", path + "/relations", body), 201, "RelationList")["total"], 1);
  problem(ask("POST", path + "/relations", body), 409);
  EXPECT_NE(ask("GET", path).headers.get("ETag"), tag) << "a lesson with a relation is another page";
  EXPECT_EQ(json(ask("GET", other), 200, "Lesson")["relations"][0]["kind"], "superseded_by");
  EXPECT_EQ(json(ask("GET", path + "/similar"), 200, "SimilarList")["items"][0]["superseded"], true);
  EXPECT_EQ(ask("DELETE", other + "/relations/" + std::string(kLesson)).status, 204);
  problem(ask("DELETE", other + "/relations/" + std::string(kLesson)), 404);
  EXPECT_EQ(json(ask("GET", path + "/relations"), 200, "RelationList")["total"], 0);
  problem(ask("GET", "/api/v1/lessons/x.l1/relations"), 404);
}

TEST_F(GateCallsTest, NearDuplicatesAreNamed) {
  const Json found =
      json(ask("POST", "/api/v1/lessons/near-duplicates", R"({"text":")" + std::string(kLessonText) + "\"}"), 200,
           "NearDuplicateList");
  ASSERT_EQ(found["total"], 1);
  EXPECT_EQ(found["items"][0]["lesson_id"], kLesson);
  EXPECT_EQ(found["items"][0]["duplicate"], true);
  EXPECT_EQ(problem(ask("POST", "/api/v1/lessons/near-duplicates", "{}"), 400)["field"], "text");
}

TEST_F(GateCallsTest, WebhooksShowTheirSecretOnce) {
  const Json made = json(ask("POST", "/api/v1/webhooks", R"({"url":"https://example.org/h","events":["gate.passed"]})"),
                         201, "Webhook");
  EXPECT_TRUE(made["secret"].get<std::string>().starts_with("whsec_"));
  const std::string path = "/api/v1/webhooks/" + made["id"].get<std::string>();
  EXPECT_FALSE(json(ask("GET", path), 200, "Webhook").contains("secret"));
  EXPECT_EQ(ask("GET", "/api/v1/webhooks").body.find("whsec_"), std::string::npos);
  EXPECT_EQ(json(ask("GET", "/api/v1/webhooks"), 200, "WebhookList")["total"], 1);
  const Json off = json(ask("PATCH", path, R"({"active":false})", {{"If-Match", "\"r1\""}}), 200, "Webhook");
  EXPECT_EQ(off["active"], false);
  problem(ask("PATCH", path, R"({"active":true})", {{"If-Match", "\"r1\""}}), 412);
  EXPECT_EQ(problem(ask("PATCH", path, R"({"url":"http://169.254.169.254/"})"), 400)["field"], "url");
  EXPECT_EQ(problem(ask("POST", "/api/v1/webhooks", R"({"url":"https://example.org"})"), 400)["field"], "events");
  EXPECT_EQ(problem(ask("POST", "/api/v1/webhooks", R"({"url":"https://example.org","events":["all"]})"), 400)["field"],
            "events");
  EXPECT_EQ(ask("DELETE", path).status, 204);
  problem(ask("GET", path), 404);
}

}  // namespace
}  // namespace fupan::http
