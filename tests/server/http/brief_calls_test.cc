// The calls of briefs, adoptions and similar lessons. Without a socket, over a fake library.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/codec.h"
#include "server/http/application.h"
#include "server/service/keys.h"
#include "server/service/pandoc.h"
#include "server/service/repository.h"
#include "tests/server/http/fake_library.h"
#include "tests/server/http/schema_check.h"

namespace fupan::http {
namespace {

using Json = nlohmann::json;

class BriefCallsTest : public testing::Test {
 protected:
  BriefCallsTest() {
    say_enough();
    library_.fake_index.nearest = {
        {std::string(kDocument), std::string(kLesson), 0.8, {"回滚", "前一天的版本", "数据"}},
        {std::string(kDocument), std::string(kSecondLesson), 0.5, {"灰度", "百分之一的用户"}}};
  }

  // The lessons of the fake are too short for a brief.
  void say_enough() {
    auto stored = service::get_document(library_.store(), DocumentId{std::string(kDocument)});
    ASSERT_TRUE(stored);
    for (Lesson& lesson : stored->document.lessons) {
      const bool has_failed = lesson.kind == LessonKind::kFailed;
      lesson.text = lesson.title + (has_failed ? "，出事之后花了六个小时才恢复到前一天的版本和数据。"
                                               : "，百分之一的用户先用，指标正常才逐步放开到全部用户。");
      lesson.markdown = lesson.text;
    }
    const auto source = source_of(stored->record);
    ASSERT_TRUE(library_.store().commit(
        {{service::document_key(stored->document.id), encode_document(stored->document, *source), std::nullopt}}));
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

  Json create() {
    return json(
        ask("POST", "/api/v1/briefs",
            R"({"title":"支付二期","description":"回滚和灰度发布","phases":["规划"],"risks":["Schedule"],"tags":["自研"]})"),
        201, "Brief");
  }

  FakeLibrary library_;
  Application application_{library_, {{}, [](const std::string&) {}, {}}};
};

TEST_F(BriefCallsTest, BriefLivesFromCharterToDecision) {
  const Json brief = create();
  EXPECT_EQ(brief["profile"]["phases"].dump(), R"(["planning"])");
  EXPECT_EQ(brief["profile"]["risks"].dump(), R"(["schedule"])");
  ASSERT_EQ(brief["lessons"].size(), 2U);
  EXPECT_EQ(brief["lessons"][0]["lesson"]["id"], kLesson);
  EXPECT_EQ(brief["lessons"][0]["phase"], "planning");
  const std::string path = "/api/v1/briefs/" + brief["id"].get<std::string>();
  const Response shown = ask("GET", path);
  EXPECT_EQ(json(shown, 200, "Brief"), brief);
  EXPECT_EQ(shown.headers.get("ETag"), "\"r1\"");
  const std::string lesson = path + "/lessons/" + std::string(kLesson);
  EXPECT_EQ(problem(ask("PATCH", lesson, R"({"decision":"rejected"})"), 400)["field"], "note");
  EXPECT_EQ(problem(ask("PATCH", lesson, R"({"decision":"perhaps"})"), 400)["field"], "decision");
  EXPECT_EQ(problem(ask("PATCH", lesson, "{}"), 400)["field"], "decision");
  problem(ask("PATCH", path + "/lessons/x.l1", R"({"decision":"later"})"), 404);
  problem(ask("PATCH", lesson, R"({"decision":"later"})", {{"If-Match", "\"r7\""}}), 412);
  const Json decided =
      json(ask("PATCH", lesson, R"({"decision":"rejected","note":"已有"})", {{"If-Match", "\"r1\""}}), 200, "Brief");
  EXPECT_EQ(decided["lessons"][0]["decision"], "rejected");
  EXPECT_EQ(decided["lessons"][0]["note"], "已有");
  EXPECT_EQ(decided["revision"], 2);
  const Json fresh = json(ask("POST", path + "/lessons"), 200, "Brief");
  ASSERT_EQ(fresh["lessons"].size(), 1U);
  EXPECT_EQ(fresh["lessons"][0]["lesson"]["id"], kSecondLesson);
  EXPECT_EQ(fresh["refused"][0], kLesson);
  const Json page = json(ask("GET", "/api/v1/briefs"), 200, "BriefList");
  EXPECT_EQ(page["total"], 1);
  EXPECT_EQ(page["items"][0]["title"], "支付二期");
}

TEST_F(BriefCallsTest, ReasonsSpeakTheReadersLanguage) {
  const std::string path = "/api/v1/briefs/" + create()["id"].get<std::string>();
  const std::string zh = ask("GET", path, "", {{"Accept-Language", "zh"}}).body;
  EXPECT_NE(zh.find("相同阶段：规划"), std::string::npos);
  EXPECT_NE(ask("GET", path).body.find("same phase: Planning"), std::string::npos);
  const Response markdown = ask("GET", path + "?format=markdown", "", {{"Accept-Language", "zh"}});
  EXPECT_EQ(markdown.headers.get("Content-Type"), "text/markdown; charset=utf-8");
  EXPECT_NE(markdown.body.find("# 启动简报：支付二期"), std::string::npos);
  const Response csv = ask("GET", path + "?format=csv");
  EXPECT_EQ(csv.headers.get("Content-Type"), "text/csv; charset=utf-8");
  EXPECT_EQ(csv.body.find("\xEF\xBB\xBF"
                          "Category,"),
            0U);
  EXPECT_EQ(csv.headers.get("Content-Disposition").substr(0, 10), "attachment");
  const Response xlsx = ask("GET", path + "?format=xlsx");
  EXPECT_EQ(xlsx.headers.get("Content-Type"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  EXPECT_EQ(xlsx.body.substr(0, 4), "PK\x03\x04");
  EXPECT_EQ(problem(ask("GET", path + "?format=pdf"), 400)["field"], "format");
  problem(ask("GET", "/api/v1/briefs/nothing"), 404);
}

TEST_F(BriefCallsTest, WhatTheBodyLeavesOutIsProposed) {
  const auto profile_of = [&](const std::string& labels) {
    const std::string body = R"({"title":"x","description":"工期 3 个月，计划阶段已延期")" + labels + "}";
    return json(ask("POST", "/api/v1/briefs", body), 201, "Brief")["profile"];
  };
  const Json proposal =
      json(ask("POST", "/api/v1/briefs/proposal", R"({"title":"x","description":"工期 3 个月，计划阶段已延期"})"), 200,
           "BriefProfile");
  const Json all = profile_of("");
  for (const char* name : {"phases", "risks", "tags", "lang", "duration_days"}) EXPECT_EQ(all[name], proposal[name]);
  const Json some = profile_of(R"(,"risks":[],"duration_days":5)");
  EXPECT_EQ(some["phases"], proposal["phases"]);
  EXPECT_EQ(some["risks"].dump(), "[]");
  EXPECT_EQ(some["duration_days"], 5);
  const Json corrected = profile_of(R"(,"phases":[],"risks":[],"tags":[])");
  EXPECT_EQ(corrected["phases"].dump(), "[]");
  EXPECT_TRUE(corrected["duration_days"].is_null());
}

TEST_F(BriefCallsTest, ProposalReadsTheCharter) {
  const Json profile =
      json(ask("POST", "/api/v1/briefs/proposal", R"({"title":"x","description":"工期 3 个月，计划阶段已延期"})"), 200,
           "BriefProfile");
  EXPECT_EQ(profile["risks"].dump(), R"(["schedule"])");
  EXPECT_EQ(profile["duration_days"], 90);
  EXPECT_EQ(problem(ask("POST", "/api/v1/briefs/proposal", "{}"), 400)["field"], "description");
  EXPECT_EQ(problem(ask("POST", "/api/v1/briefs", R"({"title":"x","risks":["no such"]})"), 400)["field"], "risks");
  EXPECT_EQ(problem(ask("POST", "/api/v1/briefs", R"({"title":"x","budget":0})"), 400)["field"], "budget");
  const std::string longest(250'001, 'a');
  EXPECT_EQ(problem(ask("POST", "/api/v1/briefs", R"({"description":")" + longest + "\"}"), 400)["field"],
            "description");
}

TEST_F(BriefCallsTest, WordDocumentsGoBothWays) {
  const std::string path = "/api/v1/briefs/" + create()["id"].get<std::string>();
  const Response docx = ask("GET", path + "?format=docx", "", {{"Accept-Language", "zh"}});
  ASSERT_EQ(docx.status, 200) << docx.body;
  EXPECT_EQ(docx.headers.get("Content-Type"), service::kDocxType);
  EXPECT_NE(docx.headers.get("Content-Disposition").find(".docx"), std::string::npos);
  const Json charter =
      json(ask("POST", "/api/v1/briefs/charter", docx.body, {{"Content-Type", std::string(service::kDocxType)}}), 200,
           "Charter");
  EXPECT_EQ(charter["title"], "启动简报：支付二期");
  EXPECT_NE(charter["description"].get<std::string>().find("风险登记册草稿"), std::string::npos);
  const std::string damaged = docx.body.substr(0, docx.body.size() / 2);
  EXPECT_EQ(problem(ask("POST", "/api/v1/briefs/charter", damaged, {{"Content-Type", std::string(service::kDocxType)}}),
                    400)["field"],
            "body");
}

TEST_F(BriefCallsTest, ChartersComeAsTextInAnyEncoding) {
  const auto upload = [&](const std::string& bytes, const std::string& type) {
    return ask("POST", "/api/v1/briefs/charter", bytes, {{"Content-Type", type}});
  };
  const Json markdown = json(upload("# 网关二期\r\n\n供应商供货", "text/markdown; charset=utf-8"), 200, "Charter");
  EXPECT_EQ(markdown["title"], "网关二期");
  EXPECT_EQ(markdown["description"], "# 网关二期\n\n供应商供货");
  EXPECT_EQ(json(upload(std::string("\xFF\xFE\x51\x7F\x73\x51", 6), "text/plain"), 200, "Charter")["title"], "网关");
  EXPECT_EQ(json(upload("\xCD\xF8\xB9\xD8\xCF\xEE\xC4\xBF\xB6\xFE\xC6\xDA", "text/plain"), 200, "Charter")["title"],
            "网关项目二期")
      << "GB18030";
  EXPECT_EQ(problem(upload("  \n", "text/plain"), 400)["field"], "body");
  EXPECT_EQ(problem(upload(std::string(3000, '\0'), "text/plain"), 400)["field"], "body");
  EXPECT_EQ(problem(upload(std::string(250'001, 'a'), "text/plain"), 400)["field"], "body");
  problem(upload("{}", "application/json"), 415);
  problem(upload("x", "application/x-www-form-urlencoded"), 415);
  EXPECT_EQ(problem(ask("POST", "/api/v1/briefs/charter"), 400)["field"], "body") << "no body at all";
  problem(ask("GET", "/api/v1/briefs/charter"), 404);
  problem(ask("POST", "/api/v1/briefs", "x", {{"Content-Type", "text/plain"}}), 415);
}

TEST_F(BriefCallsTest, SimilarLessonsLeaveOutTheLessonItself) {
  const std::string path = "/api/v1/lessons/" + std::string(kLesson) + "/similar";
  const Json page = json(ask("GET", path), 200, "SimilarList");
  ASSERT_EQ(page["total"], 1);
  EXPECT_EQ(page["items"][0]["id"], kSecondLesson);
  EXPECT_EQ(page["items"][0]["duplicate"], false);
  problem(ask("GET", "/api/v1/lessons/x.l1/similar"), 404);
  EXPECT_EQ(problem(ask("GET", path + "?limit=51"), 400)["field"], "limit");
  json(ask("GET", "/api/v1/documents/" + std::string(kDocument) + "/similar"), 200, "SimilarList");
  library_.fake_index.failure = make_error(ErrorCode::kUnavailable, "being made");
  problem(ask("GET", path), 503);
}

TEST_F(BriefCallsTest, AdoptionsAreRecordedAndShownAsReasons) {
  const std::string path = "/api/v1/lessons/" + std::string(kSecondLesson) + "/adoptions";
  const Json adoption =
      json(ask("POST", path, R"({"state":"helped","project":"支付","follow_up":"2026-03-01"})"), 201, "Adoption");
  EXPECT_EQ(adoption["lesson_id"], kSecondLesson);
  EXPECT_EQ(adoption["state"], "helped");
  EXPECT_EQ(problem(ask("POST", path, "{}"), 400)["field"], "state");
  EXPECT_EQ(problem(ask("POST", path, R"({"state":"helped","follow_up":"soon"})"), 400)["field"], "follow_up");
  problem(ask("POST", "/api/v1/lessons/x.l1/adoptions", R"({"state":"helped"})"), 404);
  json(ask("POST", path, R"({"state":"not_helped","note":"太晚"})"), 201, "Adoption");
  const Json list = json(ask("GET", path), 200, "AdoptionList");
  EXPECT_EQ(list["total"], 2);
  EXPECT_EQ(list["items"].size(), 2U);
  EXPECT_EQ(json(ask("GET", path + "?limit=1&offset=1"), 200, "AdoptionList")["items"].size(), 1U);
  problem(ask("GET", "/api/v1/lessons/x.l1/adoptions"), 404);
  EXPECT_EQ(problem(ask("GET", path + "?limit=0"), 400)["field"], "limit");
  EXPECT_NE(create().dump().find("applied 2 times, helped in 1"), std::string::npos);
}

TEST_F(BriefCallsTest, ALessonSaysHowOftenItWasAppliedAndItsTagMovesWithThat) {
  const std::string path = "/api/v1/lessons/" + std::string(kSecondLesson);
  const Response before = ask("GET", path);
  EXPECT_EQ(json(before, 200, "Lesson")["adoptions"].dump(),
            R"({"helped":0,"not_applicable":0,"not_helped":0,"pending":0})");
  const std::string tag(before.headers.get("ETag"));
  EXPECT_EQ(ask("GET", path, "", {{"If-None-Match", tag}}).status, 304);
  for (const char* state : {"helped", "helped", "not_helped", "not_applicable", "pending"}) {
    json(ask("POST", path + "/adoptions", R"({"state":")" + std::string(state) + "\"}"), 201, "Adoption");
  }
  const Response after = ask("GET", path, "", {{"If-None-Match", tag}});
  EXPECT_EQ(json(after, 200, "Lesson")["adoptions"].dump(),
            R"({"helped":2,"not_applicable":1,"not_helped":1,"pending":1})");
}

TEST_F(BriefCallsTest, AnAcceptedLessonShowsWhenItIsAskedAfter) {
  const Json brief = create();
  EXPECT_EQ(brief["lessons"][0]["follow_up"], "");
  const std::string path = "/api/v1/briefs/" + brief["id"].get<std::string>();
  const std::string lesson = path + "/lessons/" + std::string(kLesson);
  const Json decided = json(ask("PATCH", lesson, R"({"decision":"accepted","follow_up":"2027-02-23"})"), 200, "Brief");
  EXPECT_EQ(decided["lessons"][0]["follow_up"], "2027-02-23");
  EXPECT_EQ(json(ask("GET", path), 200, "Brief"), decided);
  EXPECT_EQ(json(ask("PATCH", lesson, R"({"decision":"open"})"), 200, "Brief")["lessons"][0]["follow_up"], "");
}

}  // namespace
}  // namespace fupan::http
