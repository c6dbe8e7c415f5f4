// The calls of learning, over a real library and without a socket; every answer is held against openapi.json.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "server/http/application.h"
#include "tests/server/http/schema_check.h"
#include "tests/server/service/library_fixture.h"

namespace fupan::http {
namespace {

using Json = nlohmann::json;

constexpr const char* kPath = R"(---
kind: path
path: first-weeks
title: First weeks
lang: en
role: pmo-assistant
level: 1
---
Welcome. See [the guide](guide.md).

1. [The guide](guide.md) (10 min)
2. [Its quiz](guide.md#quiz)
3. [Supplier lessons](/?risk=supplier&type=lesson)
)";

constexpr const char* kGuide = R"(---
kind: guide
title: The charter
lang: en
---
# The charter

## Quiz

### What is a charter for?

- [x] To authorise a project
- [ ] To blame somebody
  > Nobody is blamed.

> It authorises. See [above](#the-charter).

### In which order?

1. Write
2. Sign

### The sponsor leaves. What do you do?

Outcome: The project stopped.

> Find another.
)";

class LearnCallsTest : public service::LibraryTest {
 protected:
  void SetUp() override {
    open();
    write("path.md", kPath);
    write("guide.md", kGuide);
    write("case.md",
          "# Case\n\n## Lessons learned\n\n| Lesson | Event | Impact | Recommendation |\n| --- | --- | --- | --- |\n"
          "| Late | The supplier was late | Three weeks lost | Ask for a plan |\n");
    import();
    application_ = std::make_unique<Application>(*library_, ApplicationOptions{{}, [](const std::string&) {}, {}});
  }

  Response ask(std::string method, std::string target, std::string body = "",
               const std::vector<Headers::Field>& headers = {}) {
    Request request{std::move(method), std::move(target), {}, std::move(body)};
    request.headers.add("Host", "127.0.0.1:8080");
    if (!request.body.empty()) request.headers.add("Content-Type", "application/json");
    for (const auto& [name, value] : headers) request.headers.set(name, value);
    return application_->handle(request);
  }

  Json json(const Response& response, int status, std::string_view schema) {
    EXPECT_EQ(response.status, status) << response.body;
    EXPECT_EQ(check_schema(schema, response.body), "");
    return Json::parse(response.body, nullptr, false);
  }

  Json problem(const Response& response, int status) { return json(response, status, "Problem"); }

  static std::string id_of(const std::string& path) { return make_document_id("sources", path).value; }

  Json quiz() { return json(ask("GET", "/api/v1/documents/" + id_of("guide.md") + "/quiz"), 200, "Quiz"); }

  std::unique_ptr<Application> application_;
};

TEST_F(LearnCallsTest, APathIsListedShownAndWalked) {
  const Json list = json(ask("GET", "/api/v1/paths"), 200, "PathList");
  ASSERT_EQ(list["total"], 1);
  EXPECT_EQ(list["items"][0]["id"], "first-weeks");
  EXPECT_EQ(list["items"][0]["minutes"], 10);
  EXPECT_EQ(json(ask("GET", "/api/v1/paths?role=pmo-manager"), 200, "PathList")["total"], 0);
  EXPECT_EQ(json(ask("GET", "/api/v1/paths?level=1&limit=1&offset=1"), 200, "PathList")["items"].size(), 0U);
  EXPECT_EQ(problem(ask("GET", "/api/v1/paths?role=chief"), 400)["field"], "role");
  EXPECT_EQ(problem(ask("GET", "/api/v1/paths?roll=x"), 400)["field"], "roll");

  const Json path = json(ask("GET", "/api/v1/paths/first-weeks"), 200, "LearningPath");
  EXPECT_EQ(json(ask("GET", "/api/v1/paths/" + id_of("path.md")), 200, "LearningPath"), path);
  EXPECT_NE(path["html"].get<std::string>().find("/documents/" + id_of("guide.md")), std::string::npos);
  const Json& steps = path["outline"][0]["steps"];
  ASSERT_EQ(steps.size(), 3U);
  EXPECT_EQ(steps[0]["address"], "/documents/" + id_of("guide.md"));
  EXPECT_EQ(steps[0]["document_kind"], "guide");
  EXPECT_EQ(steps[1]["address"], "/learn/quiz/" + id_of("guide.md"));
  EXPECT_EQ(steps[1]["questions"], 3);
  EXPECT_EQ(steps[2]["query"], "risk=supplier&type=lesson");

  const std::string progress = "/api/v1/paths/first-weeks/progress";
  const std::string first = R"({"step":")" + steps[0]["id"].get<std::string>() + "\"}";
  EXPECT_EQ(json(ask("POST", progress, first), 200, "PathProgress")["done"].size(), 1U);
  EXPECT_EQ(json(ask("POST", progress, first), 200, "PathProgress")["done"].size(), 1U);
  EXPECT_EQ(json(ask("GET", progress), 200, "PathProgress")["done"][0], steps[0]["id"]);
  const std::string undo = R"({"done":false,"step":")" + steps[0]["id"].get<std::string>() + "\"}";
  EXPECT_EQ(json(ask("POST", progress, undo), 200, "PathProgress")["done"].size(), 0U);
  EXPECT_EQ(problem(ask("POST", progress, "{}"), 400)["field"], "step");
  EXPECT_EQ(problem(ask("POST", progress, R"({"step":"zzz"})"), 400)["field"], "step");
  EXPECT_EQ(problem(ask("POST", progress, R"({"step":"x","day":"1999-01-01"})"), 400)["field"], "day");
  problem(ask("GET", "/api/v1/paths/none"), 404);
  problem(ask("POST", "/api/v1/paths/none/progress", R"({"step":"x"})"), 404);
  EXPECT_EQ(problem(ask("GET", "/api/v1/paths/first-weeks/certificate"), 400)["field"], "path");
}

TEST_F(LearnCallsTest, AQuizShowsNoAnswersUntilOneIsGiven) {
  const Json shown = quiz();
  ASSERT_EQ(shown["questions"].size(), 3U);
  EXPECT_EQ(shown.dump().find("authorises."), std::string::npos);
  EXPECT_EQ(shown.dump().find("stopped"), std::string::npos);
  EXPECT_EQ(shown.dump().find("blamed"), std::string::npos);
  EXPECT_EQ(shown["questions"][1]["options"][0]["text"], "Sign");  // not in the right order
  const Json& single = shown["questions"][0];
  const std::string id = single["id"];
  const std::string wrong = single["options"][1]["id"];
  const std::string body = R"({"question":")" + id + R"(","answer":[")" + wrong + "\"]}";
  const Json checked = json(ask("POST", "/api/v1/reviews/check", body), 200, "GradedAnswer");
  EXPECT_EQ(checked["right"], false);
  EXPECT_EQ(checked["answers"][0], single["options"][0]["id"]);
  EXPECT_NE(checked["options"][1]["html"].get<std::string>().find("Nobody is blamed."), std::string::npos);
  EXPECT_NE(checked["feedback_html"].get<std::string>().find("It authorises."), std::string::npos);
  EXPECT_FALSE(checked.contains("card"));
  const Json recorded = json(ask("POST", "/api/v1/reviews", body), 200, "GradedAnswer");
  EXPECT_EQ(recorded["before"]["state"], "new");
  EXPECT_EQ(recorded["card"]["state"], "review");
  EXPECT_EQ(recorded["card"]["stability"], 0.212);
  EXPECT_EQ(json(ask("POST", "/api/v1/reviews/check", body), 200, "GradedAnswer")["before"], recorded["card"]);
  EXPECT_EQ(problem(ask("POST", "/api/v1/reviews", "{}"), 400)["field"], "question");
  EXPECT_EQ(problem(ask("POST", "/api/v1/reviews", R"({"question":")" + id + R"(","rating":"great"})"), 400)["field"],
            "rating");
  EXPECT_EQ(problem(ask("POST", "/api/v1/reviews", R"({"question":")" + id + R"(","stability":9})"), 400)["field"],
            "stability");
  problem(ask("POST", "/api/v1/reviews", R"({"question":"none.qaaaaa","answer":["x"]})"), 404);
  problem(ask("GET", "/api/v1/documents/none/quiz"), 404);
  EXPECT_EQ(json(ask("GET", "/api/v1/learn/questions/" + id), 200, "Question"), single);
  problem(ask("GET", "/api/v1/learn/questions/" + id + "x"), 404);
}

TEST_F(LearnCallsTest, ACaseIsRatedByThePerson) {
  const std::string id = quiz()["questions"][2]["id"];
  const std::string open = R"({"question":")" + id + "\"}";
  const Json checked = json(ask("POST", "/api/v1/reviews/check", open), 200, "GradedAnswer");
  EXPECT_EQ(checked["self_rated"], true);
  EXPECT_NE(checked["outcome_html"].get<std::string>().find("The project stopped."), std::string::npos);
  EXPECT_EQ(problem(ask("POST", "/api/v1/reviews", open), 400)["field"], "rating");
  const std::string rated = R"({"question":")" + id + R"(","rating":"again"})";
  EXPECT_EQ(json(ask("POST", "/api/v1/reviews", rated), 200, "GradedAnswer")["card"]["reps"], 1);
  const Json learner = json(ask("GET", "/api/v1/learn/progress"), 200, "Learner");
  EXPECT_EQ(learner["answers"], 1);
  EXPECT_EQ(learner["right"], 0);
  EXPECT_EQ(learner["streak"], 1);
  const Json due = json(ask("GET", "/api/v1/reviews/due"), 200, "DueCards");
  EXPECT_EQ(due["total"], 0);
  EXPECT_NE(due["next"], "");
  EXPECT_EQ(problem(ask("GET", "/api/v1/reviews/due?day=2020-01-01"), 400)["field"], "day");
  EXPECT_EQ(problem(ask("GET", "/api/v1/learn/progress?day=x"), 400)["field"], "day");
}

TEST_F(LearnCallsTest, TheReportIsJsonAndCsv) {
  const Json path = json(ask("GET", "/api/v1/paths/first-weeks"), 200, "LearningPath");
  const std::string step = path["outline"][0]["steps"][0]["id"];
  ASSERT_EQ(ask("POST", "/api/v1/paths/first-weeks/progress", R"({"step":")" + step + "\"}").status, 200);
  const Json report = json(ask("GET", "/api/v1/learn/report"), 200, "LearnReport");
  EXPECT_EQ(report["learners"], 1);
  EXPECT_EQ(report["paths"][0]["started"], 1);
  EXPECT_EQ(report["weak_withheld"], true);
  const Response csv = ask("GET", "/api/v1/learn/report?format=csv", "", {{"Accept-Language", "zh"}});
  EXPECT_EQ(csv.status, 200);
  EXPECT_EQ(csv.headers.get("Content-Type"), "text/csv; charset=utf-8");
  EXPECT_NE(csv.body.find("\"学员\",\"组别\",\"路径\""), std::string::npos);
  EXPECT_NE(csv.body.find("\"first-weeks\""), std::string::npos);
  EXPECT_EQ(problem(ask("GET", "/api/v1/learn/report?format=xml"), 400)["field"], "format");
}

TEST_F(LearnCallsTest, TheMostAppliedLessonsComeFirst) {
  write("more.md",
        "# More\n\n## Lessons learned\n\n- A supplier plan early\n- A supplier plan late\n- A supplier plan in "
        "writing\n");
  import();
  const std::string address = "/api/v1/learn/applied?q=supplier+plan&limit=3";
  const Json before = json(ask("GET", address), 200, "SearchPage");
  ASSERT_EQ(before["hits"].size(), 3U);
  const std::string last = before["hits"][2]["id"];
  const std::string second = before["hits"][1]["id"];
  ASSERT_EQ(ask("POST", "/api/v1/lessons/" + last + "/adoptions", R"({"state":"helped","project":"P"})").status, 201);
  ASSERT_EQ(ask("POST", "/api/v1/lessons/" + second + "/adoptions", R"({"state":"not_helped","project":"P"})").status,
            201);
  const Json after = json(ask("GET", address + "&sort=newest"), 200, "SearchPage");
  ASSERT_EQ(after["hits"].size(), 3U);
  EXPECT_EQ(after["hits"][0]["id"], last);
  EXPECT_EQ(after["hits"][1]["id"], second);
  EXPECT_EQ(after["hits"][2]["id"], before["hits"][0]["id"]);
  EXPECT_EQ(json(ask("GET", "/api/v1/learn/applied?q=supplier&limit=1"), 200, "SearchPage")["hits"].size(), 1U);
  EXPECT_EQ(problem(ask("GET", "/api/v1/learn/applied?colour=x"), 400)["field"], "colour");
}

TEST_F(LearnCallsTest, CasesLiveFromLessonToApproval) {
  const Json document = Json::parse(ask("GET", "/api/v1/documents/" + id_of("case.md")).body);
  const std::string lesson = document["lessons"][0]["id"];
  const Response made = ask("POST", "/api/v1/lessons/" + lesson + "/case");
  const Json study = json(made, 201, "Case");
  EXPECT_EQ(made.headers.get("ETag"), "\"r1\"");
  EXPECT_EQ(study["state"], "draft");
  EXPECT_EQ(study["situation"], "The supplier was late");
  problem(ask("POST", "/api/v1/lessons/none.laaaaa/case"), 404);
  const std::string address = "/api/v1/learn/cases/" + study["id"].get<std::string>();
  problem(ask("PATCH", address, R"({"state":"approved"})", {{"If-Match", "\"r7\""}}), 412);
  EXPECT_EQ(problem(ask("PATCH", address, R"({"state":"perhaps"})"), 400)["field"], "state");
  const Json approved = json(ask("PATCH", address, R"({"state":"approved"})", {{"If-Match", "\"r1\""}}), 200, "Case");
  EXPECT_EQ(approved["revision"], 2);
  problem(ask("PATCH", "/api/v1/learn/cases/none", R"({"state":"approved"})"), 404);
  problem(ask("POST", "/api/v1/lessons/" + lesson + "/case"), 409);
  EXPECT_EQ(json(ask("GET", "/api/v1/learn/cases?state=approved"), 200, "CaseList")["total"], 1);
  EXPECT_EQ(json(ask("GET", "/api/v1/learn/cases?state=draft"), 200, "CaseList")["total"], 0);
  const Json question = json(ask("GET", "/api/v1/learn/questions/" + study["id"].get<std::string>()), 200, "Question");
  EXPECT_EQ(question["kind"], "case");
  EXPECT_EQ(question.dump().find("Three weeks lost"), std::string::npos);
}

}  // namespace
}  // namespace fupan::http
