// Every call without a socket, over a fake library.
#include "server/http/application.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "server/http/standard_headers.h"
#include "tests/server/http/fake_library.h"
#include "tests/server/http/schema_check.h"

namespace fupan::http {
namespace {

using Json = nlohmann::json;

class ApplicationTest : public testing::Test {
 protected:
  Response ask(std::string method, std::string target, std::vector<Headers::Field> headers = {}) {
    Request request{std::move(method), std::move(target), {}, {}};
    for (auto& [name, value] : headers) request.headers.add(name, value);
    const Response response = application_.handle(request);
    EXPECT_FALSE(response.headers.get("X-Request-Id").empty());
    EXPECT_EQ(response.headers.get("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(response.headers.get("Content-Security-Policy"), kContentSecurityPolicy);
    EXPECT_TRUE(response.headers.has("Cache-Control"));
    EXPECT_FALSE(response.headers.has("Server"));
    return response;
  }

  Response get(std::string target, std::vector<Headers::Field> headers = {}) {
    return ask("GET", std::move(target), std::move(headers));
  }

  // The JSON of a 200, held against its schema.
  Json get_json(const std::string& target, std::string_view schema, std::vector<Headers::Field> headers = {}) {
    const Response response = get(target, std::move(headers));
    EXPECT_EQ(response.status, 200) << target << ": " << response.body;
    EXPECT_EQ(response.headers.get("Content-Type"), kJsonType);
    EXPECT_EQ(check_schema(schema, response.body), "") << target;
    return Json::parse(response.body, nullptr, false);
  }

  // The problem document, held against its schema and headers.
  Json get_problem(const Response& response) {
    EXPECT_GE(response.status, 400);
    EXPECT_EQ(response.headers.get("Content-Type"), "application/problem+json");
    EXPECT_EQ(check_schema("Problem", response.body), "");
    const Json json = Json::parse(response.body, nullptr, false);
    EXPECT_EQ(json.value("status", 0), response.status);
    EXPECT_EQ(json.value("request_id", ""), response.headers.get("X-Request-Id"));
    return json;
  }

  FakeLibrary library_;
  std::vector<std::string> log_;
  Application application_{library_, {{}, [this](const std::string& line) { log_.push_back(line); }}};
};

TEST_F(ApplicationTest, SearchAnswersWithLabelsInTheLanguageOfTheClient) {
  const Json page =
      get_json("/api/v1/search?q=%E5%9B%9E%E6%BB%9A&facets=phase", "SearchPage", {{"Accept-Language", "zh-CN"}});
  EXPECT_EQ(page["query"], "回滚");
  EXPECT_EQ(page["hits"][0]["id"], kLesson);
  EXPECT_EQ(page["hits"][0]["document"]["project"], "支付系统");
  EXPECT_EQ(
      page["facets"]["phase"].dump(),
      R"([{"count":2,"label":"规划","value":"planning"},{"count":1,"label":"integration","value":"integration"}])");
  EXPECT_EQ(page["facets"]["kind"][0]["label"], "事故复盘");
  EXPECT_EQ(page["facets"]["state"][0]["label"], "已发布");
  const Json english = get_json("/api/v1/search", "SearchPage");
  EXPECT_EQ(english["facets"]["phase"][0]["label"], "Planning");
  EXPECT_EQ(get("/api/v1/search").headers.get("Vary"), "Accept-Language");
  EXPECT_EQ(get("/api/v1/search").headers.get("Cache-Control"), "no-store");
}

TEST_F(ApplicationTest, HitsSayWhetherATranslationFoundThemAndWhy) {
  Json hit = get_json("/api/v1/search?q=rollback&explain=true&translate=false", "SearchPage")["hits"][0];
  EXPECT_EQ(hit["translated"], false);
  EXPECT_EQ(hit["explain"], Json::parse(R"([{"part": "回滚", "field": "text", "weight": 3.5}])"));

  library_.fake_index.page.hits[0].translated = true;
  library_.fake_index.page.hits[0].explain = {{"回滚", "translation", 3.5}};
  hit = get_json("/api/v1/search?q=rollback&explain=true", "SearchPage")["hits"][0];
  EXPECT_EQ(hit["translated"], true);
  EXPECT_EQ(hit["explain"][0]["field"], "translation");
}

TEST_F(ApplicationTest, EachCallFitsItsSchema) {
  get_json("/api/v1/suggest?q=zhi", "SuggestionList");
  get_json("/api/v1/lessons/" + std::string(kLesson), "Lesson");
  get_json("/api/v1/documents/" + std::string(kDocument), "Document");
  get_json("/api/v1/taxonomy", "Taxonomy");
  get_json("/api/v1/stats", "Stats");
  get_json("/healthz", "Health");
  EXPECT_EQ(get_json("/readyz", "Readiness")["status"], "ready");
  EXPECT_TRUE(Json::parse(get("/openapi.json").body).contains("paths"));
}

TEST_F(ApplicationTest, LessonKnowsItsNeighboursAndLabels) {
  const Json lesson = get_json("/api/v1/lessons/" + std::string(kLesson), "Lesson", {{"Accept-Language", "zh"}});
  EXPECT_EQ(lesson["previous"], nullptr);
  EXPECT_EQ(lesson["next"], kSecondLesson);
  EXPECT_EQ(lesson["labels"][0]["label"], "规划");
  EXPECT_EQ(lesson["labels"][1]["mapped"], false);
  EXPECT_EQ(lesson["labels"][1]["label"], "自研");
}

TEST_F(ApplicationTest, DocumentComesAsJsonHtmlAndMarkdown) {
  const std::string path = "/api/v1/documents/" + std::string(kDocument);
  EXPECT_EQ(get_json(path, "Document")["facts"].dump(), R"({"budget":1500000.0,"sector":"金融"})");
  const Response html = get(path + "?format=html");
  EXPECT_EQ(html.headers.get("Content-Type"), kHtmlType);
  EXPECT_NE(html.body.find("<h1"), std::string::npos);
  EXPECT_EQ(html.body.find("<script"), std::string::npos);
  const Response markdown = get(path + "?format=markdown&revision=1");
  EXPECT_EQ(markdown.headers.get("Content-Type"), "text/markdown; charset=utf-8");
  EXPECT_EQ(markdown.headers.get("Content-Disposition"),
            "attachment; filename=\"__ __.md\"; filename*=UTF-8''%E6%94%AF%E4%BB%98%20%E5%A4%8D%E7%9B%98.md");
  EXPECT_TRUE(markdown.body.starts_with("# 支付系统上线复盘"));
  EXPECT_EQ(get_problem(get(path + "?format=html&revision=7"))["status"], 404);
  EXPECT_EQ(get_problem(get(path + "?revision=1"))["field"], "revision");
  EXPECT_EQ(get_problem(get(path + "?format=pdf"))["field"], "format");
}

TEST_F(ApplicationTest, UnchangedRecordsAreNotSentAgain) {
  for (const std::string& target :
       {"/api/v1/documents/" + std::string(kDocument), "/api/v1/documents/" + std::string(kDocument) + "?format=html",
        "/api/v1/documents/" + std::string(kDocument) + "?format=markdown", "/api/v1/lessons/" + std::string(kLesson),
        std::string("/api/v1/taxonomy"), std::string("/openapi.json"), std::string("/")}) {
    const Response first = get(target);
    const std::string tag(first.headers.get("ETag"));
    ASSERT_FALSE(tag.empty()) << target;
    EXPECT_EQ(first.headers.get("Cache-Control"), "no-cache") << target;
    const Response again = get(target, {{"If-None-Match", "W/" + tag}});
    EXPECT_EQ(again.status, 304) << target;
    EXPECT_EQ(again.headers.get("ETag"), tag);
    EXPECT_EQ(again.headers.get("Vary"), first.headers.get("Vary"));
    EXPECT_EQ(again.body, "");
  }
}

TEST_F(ApplicationTest, TagsTellFormatsAndLanguagesApart) {
  const std::string path = "/api/v1/documents/" + std::string(kDocument);
  std::set<std::string> tags;
  tags.insert(std::string(get(path).headers.get("ETag")));
  tags.insert(std::string(get(path, {{"Accept-Language", "zh"}}).headers.get("ETag")));
  tags.insert(std::string(get(path + "?format=html").headers.get("ETag")));
  tags.insert(std::string(get(path + "?format=markdown").headers.get("ETag")));
  EXPECT_EQ(tags.size(), 4U);
}

TEST_F(ApplicationTest, WhatIsNotThereIsAProblem) {
  for (const char* target :
       {"/api/v1/lessons/nope", "/api/v1/lessons/zhbk0aaaaaaaa.lzzzzz", "/api/v1/documents/nope", "/api/v1/nothing",
        "/api", "/api/", "/api/v2/search", "/gone.js", "/api/v1/documents/a%2F..%2Fb"}) {
    const Json problem = get_problem(get(target));
    EXPECT_EQ(problem["status"], 404) << target;
    EXPECT_EQ(problem["code"], "not_found") << target;
  }
}

TEST_F(ApplicationTest, BadParametersAreProblemsWithTheirField) {
  const std::pair<const char*, const char*> cases[] = {
      {"/api/v1/search?limit=0", "limit"},
      {"/api/v1/search?phases=x", "phases"},
      {"/api/v1/search?translate=maybe", "translate"},
      {"/api/v1/search?q=%", "q"},
      {"/api/v1/search?q=a&q=b", "q"},
      {"/api/v1/suggest?limit=1000", "limit"},
      {"/api/v1/stats?x=1", "x"},
      {"/api/v1/lessons/a?lang=zh", "lang"},
      {"/healthz?x", "x"},
      {"/api/v1/%FF", "path"},
      {"/api/v1/../search", "path"},
      {"/%00", "path"},
  };
  for (const auto& [target, field] : cases) {
    const Json problem = get_problem(get(target));
    EXPECT_EQ(problem["status"], 400) << target;
    EXPECT_EQ(problem["code"], "invalid_argument") << target;
    EXPECT_EQ(problem["field"], field) << target;
  }
  EXPECT_EQ(get_problem(get("/api/v1/search?q=ab%zz"))["position"], 2);
}

TEST_F(ApplicationTest, WrongMethodIs405WithAllow) {
  for (const char* method : {"POST", "PUT", "DELETE", "PATCH", "get", "BREW"}) {
    for (const char* target : {"/api/v1/search", "/", "/healthz"}) {
      const Response response = ask(method, target);
      EXPECT_EQ(get_problem(response)["status"], 405) << method << target;
      EXPECT_EQ(response.headers.get("Allow"), "GET, HEAD, OPTIONS");
    }
  }
  EXPECT_EQ(ask("POST", "/api/v1/nothing").status, 404);
}

TEST_F(ApplicationTest, OptionsAnswersWithAllowAndHeadLikeGet) {
  for (const char* target : {"/api/v1/search", "/", "*", "/api/v1/stats"}) {
    const Response response = ask("OPTIONS", target);
    EXPECT_EQ(response.status, 204) << target;
    EXPECT_EQ(response.headers.get("Allow"), "GET, HEAD, OPTIONS") << target;
  }
  EXPECT_EQ(ask("OPTIONS", "/api/v1/lessons/x").headers.get("Allow"), "GET, HEAD, PATCH, OPTIONS");
  EXPECT_EQ(ask("HEAD", "/healthz").body, get("/healthz").body);
  EXPECT_EQ(ask("HEAD", "/api/v1/lessons/nope").status, 404);
}

TEST_F(ApplicationTest, InternalMessagesGoToTheLogOnly) {
  for (const ErrorCode code : {ErrorCode::kInternal, ErrorCode::kIo, ErrorCode::kCorrupt}) {
    library_.fake_index.failure = make_error(code, "secret path /var/x");
    const Response response = get("/api/v1/search?q=private", {{"X-Request-Id", "req-7"}});
    EXPECT_EQ(get_problem(response)["code"], error_row(code).name);
    EXPECT_EQ(response.body.find("secret"), std::string::npos);
    ASSERT_EQ(log_.size(), 1U);
    EXPECT_EQ(log_[0],
              "request req-7: GET /api/v1/search: " + std::string(error_row(code).name) + ": secret path /var/x");
    log_.clear();
  }
}

TEST_F(ApplicationTest, UnavailableIsSaidAndNotLogged) {
  library_.fake_index.failure = make_error(ErrorCode::kUnavailable, "the index is being made; try again");
  const Json problem = get_problem(get("/api/v1/search"));
  EXPECT_EQ(problem["status"], 503);
  EXPECT_EQ(problem["detail"], "the index is being made; try again");
  EXPECT_TRUE(log_.empty());
}

TEST_F(ApplicationTest, IndexErrorsInTheQueryPointAtQ) {
  library_.fake_index.failure = Error{ErrorCode::kInvalidArgument, "a quote is not closed", "text", 3};
  const Json problem = get_problem(get("/api/v1/search?q=abc%22"));
  EXPECT_EQ(problem["field"], "q");
  EXPECT_EQ(problem["position"], 3);
}

TEST_F(ApplicationTest, WhateverAHandlerThrowsIsA500) {
  library_.fake_index.before_search = [] { throw std::runtime_error("secret"); };
  EXPECT_EQ(get_problem(get("/api/v1/search"))["code"], "internal");
  library_.fake_index.before_search = [] { throw 42; };
  EXPECT_EQ(get_problem(get("/api/v1/search"))["code"], "internal");
  EXPECT_EQ(log_.size(), 2U);
}

TEST_F(ApplicationTest, ReadinessFollowsStoreAndIndex) {
  library_.fake_index.applied = 0;
  EXPECT_EQ(get_json("/readyz", "Readiness")["status"], "catching_up");
  library_.store().fail_next(make_error(ErrorCode::kIo, "secret"));
  const Json problem = get_problem(get("/readyz"));
  EXPECT_EQ(problem["status"], 503);
  EXPECT_EQ(problem.dump().find("secret"), std::string::npos);
  library_.fake_index.failure = make_error(ErrorCode::kCorrupt, "secret");
  EXPECT_EQ(get_problem(get("/readyz"))["status"], 503);
  EXPECT_EQ(get("/healthz").status, 200);
}

TEST_F(ApplicationTest, StoreFailuresAreProblems) {
  library_.store().fail_next(make_error(ErrorCode::kCorrupt, "secret"));
  EXPECT_EQ(get_problem(get("/api/v1/lessons/" + std::string(kLesson)))["status"], 500);
  library_.store().fail_next(make_error(ErrorCode::kIo, "secret"));
  EXPECT_EQ(get_problem(get("/api/v1/stats"))["status"], 500);
}

TEST_F(ApplicationTest, PagesOfTheAppAnswerWithoutABuild) {
  for (const char* target : {"/", "/lessons/abc", "/search?q=%FF&x=1&x=2"}) {
    const Response page = get(target);
    EXPECT_EQ(page.status, 200) << target;
    EXPECT_EQ(page.headers.get("Content-Type"), kHtmlType);
  }
}

}  // namespace
}  // namespace fupan::http
