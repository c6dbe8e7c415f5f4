// The calls of curation, without a socket, over a fake library; and what a store that fails in the middle leaves
// behind.
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "server/http/application.h"
#include "server/http/curation_handlers.h"
#include "server/http/handlers.h"
#include "server/service/keys.h"
#include "tests/server/http/fake_library.h"
#include "tests/server/http/schema_check.h"

namespace fupan::http {
namespace {

using Json = nlohmann::json;

const std::string kLessonPath = "/api/v1/lessons/" + std::string(kLesson);
const std::string kDocumentPath = "/api/v1/documents/" + std::string(kDocument);

class CurationCallsTest : public testing::Test {
 protected:
  Response ask(std::string method, std::string target, std::string body = "", std::string if_match = "") {
    Request request{std::move(method), std::move(target), {}, std::move(body)};
    request.headers.add("Host", "127.0.0.1:8080");
    if (!request.body.empty()) request.headers.add("Content-Type", "application/json");
    if (!if_match.empty()) request.headers.set("If-Match", if_match);
    return application_.handle(request);
  }

  Json json(const Response& response, int status, std::string_view schema) {
    EXPECT_EQ(response.status, status) << response.body;
    EXPECT_EQ(check_schema(schema, response.body), "") << response.body;
    return Json::parse(response.body, nullptr, false);
  }

  Json problem(const Response& response, int status) { return json(response, status, "Problem"); }

  Json lesson() { return json(ask("GET", kLessonPath), 200, "Lesson"); }

  FakeLibrary library_;
  Application application_{library_, {{}, [](const std::string&) {}, {}}};
};

TEST_F(CurationCallsTest, AChangeGivesTheLessonAndItsNewTag) {
  const Response changed =
      ask("PATCH", kLessonPath, R"({"title":"先演练回滚","publish":true,"phases":[],"review_by":"2030-01-01"})");
  const Json shown = json(changed, 200, "Lesson");
  EXPECT_EQ(shown["title"], "先演练回滚");
  EXPECT_EQ(shown["review_by"], "2030-01-01");
  for (const Json& label : shown["labels"]) EXPECT_NE(label["facet"], "phase");
  EXPECT_EQ(changed.headers.get("ETag"), "\"r" + std::to_string(shown["revision"].get<int>()) + "\"");
  const Json cleared = json(ask("PATCH", kLessonPath, R"({"review_by":null})"), 200, "Lesson");
  EXPECT_EQ(cleared["review_by"], "");
}

TEST_F(CurationCallsTest, AProposalIsShownBesideWhatIsPublished) {
  const Json shown = json(ask("PATCH", kLessonPath, R"({"title":"提议"})"), 200, "Lesson");
  EXPECT_EQ(shown["title"], "没有回滚方案");
  EXPECT_EQ(shown["proposal"]["changes"]["title"], "提议");
  const Json queue = json(ask("GET", "/api/v1/queue?kind=to_review"), 200, "QueuePage");
  ASSERT_EQ(queue["total"], 1);
  EXPECT_EQ(queue["items"][0]["proposal"]["changes"][0]["field"], "title");
}

TEST_F(CurationCallsTest, IfMatchGuardsEveryEdit) {
  const std::string tag(ask("GET", kLessonPath).headers.get("ETag"));
  ASSERT_EQ(ask("PATCH", kLessonPath, R"({"title":"一","publish":true})", tag).status, 200);
  EXPECT_EQ(problem(ask("PATCH", kLessonPath, R"({"title":"二"})", tag), 412)["code"], "conflict");
  problem(ask("PATCH", kLessonPath, R"({"title":"二"})", "\"odd\""), 412);
  problem(ask("PUT", kDocumentPath, R"({"markdown":"# x"})", "\"r1\""), 412);
  problem(ask("POST", kLessonPath + "/restore", R"({"change":1})", "\"r1\""), 412);
  problem(ask("POST", kDocumentPath + "/restore", R"({"revision":1})", "\"r1\""), 412);
}

TEST_F(CurationCallsTest, BadInputNamesTheField) {
  const auto field = [&](const Response& response) { return problem(response, 400)["field"].get<std::string>(); };
  EXPECT_EQ(field(ask("PATCH", kLessonPath, R"({"title":""})")), "title");
  EXPECT_EQ(field(ask("PATCH", kLessonPath, R"({"state":"gone"})")), "state");
  EXPECT_EQ(field(ask("PATCH", kLessonPath, R"({"phases":["午饭"]})")), "phases");
  EXPECT_EQ(field(ask("PATCH", kLessonPath, R"({"due_date":"soon"})")), "due_date");
  EXPECT_EQ(field(ask("PATCH", kLessonPath, R"({"odd":1})")), "odd");
  EXPECT_EQ(field(ask("PATCH", kLessonPath, R"({"state":"draft"})")), "state");  // no such step
  EXPECT_EQ(field(ask("POST", "/api/v1/lessons", R"({"title":"x"})")), "markdown");
  EXPECT_EQ(field(ask("PUT", kDocumentPath, R"({})")), "markdown");
  EXPECT_EQ(field(ask("GET", kDocumentPath + "/diff?from=1")), "to");
  EXPECT_EQ(field(ask("POST", "/api/v1/queue/actions", R"({"items":["x"]})")), "action");
  EXPECT_EQ(field(ask("GET", "/api/v1/queue?kind=odd")), "kind");
  problem(ask("PATCH", "/api/v1/lessons/zhbk0aaaaaaaa.lzzzzz", R"({"title":"x"})"), 404);
  problem(ask("GET", "/api/v1/lessons/zhbk0aaaaaaaa.lzzzzz/history"), 404);
  problem(ask("PUT", "/api/v1/documents/nope", R"({"markdown":"# x"})"), 404);
  EXPECT_EQ(problem(ask("GET", kDocumentPath + "/diff?from=1&to=7"), 404)["field"], "to");
  problem(ask("POST", "/api/v1/queue/undo", "{}"), 404);
}

TEST_F(CurationCallsTest, WrittenLessonsAndDocumentsAreRead) {
  const Response created =
      ask("POST", "/api/v1/lessons", R"({"title":"先演练","markdown":"先演练再发布。","phases":["规划"]})");
  const Json written = json(created, 201, "Lesson");
  EXPECT_EQ(written["labels"][0]["value"], "planning");
  EXPECT_EQ(json(ask("GET", std::string(created.headers.get("Location"))), 200, "Lesson")["title"], "先演练");
  const std::string path = "/api/v1/documents/" + written["source"]["document_id"].get<std::string>();
  json(ask("PUT", path, R"({"markdown":"# 新\n\n## 经验教训\n\n- 没有回滚方案\n"})"), 200, "Done");
  const Json revisions = json(ask("GET", path + "/revisions"), 200, "SourceRevisionList");
  EXPECT_EQ(revisions["total"], 2);
  const Json diff = json(ask("GET", path + "/diff?from=1&to=2"), 200, "DocumentDiff");
  EXPECT_GT(diff["parts"].size(), 1U);
  json(ask("POST", path + "/restore", R"({"revision":1})"), 200, "Done");
}

TEST_F(CurationCallsTest, PreviewIsSanitised) {
  const Response preview = ask("POST", "/api/v1/preview", R"({"markdown":"**粗** <script>alert(1)</script>"})");
  EXPECT_EQ(preview.status, 200);
  EXPECT_NE(preview.body.find("<strong>粗</strong>"), std::string::npos);
  EXPECT_EQ(preview.body.find("<script"), std::string::npos);
}

TEST_F(CurationCallsTest, HistoryUndoAndAuditTellTheSame) {
  const std::string change = R"({"title":"新","publish":true})";
  ASSERT_EQ(ask("PATCH", kLessonPath, change).status, 200);
  const Json history = json(ask("GET", kLessonPath + "/history"), 200, "LessonHistory");
  ASSERT_EQ(history["total"], 1);
  EXPECT_EQ(history["items"][0]["changes"][0]["field"], "title");
  const Json undone = json(ask("POST", "/api/v1/queue/undo", "{}"), 200, "Done");
  EXPECT_EQ(undone["undoes"], history["items"][0]["change"]);
  EXPECT_EQ(lesson()["title"], "没有回滚方案");
  const Json audit = json(ask("GET", "/api/v1/audit?target=" + std::string(kLesson)), 200, "AuditPage");
  ASSERT_EQ(audit["total"], 2);
  EXPECT_EQ(audit["items"][0]["action"], "undo");
  EXPECT_EQ(json(ask("GET", "/api/v1/audit?action=lesson"), 200, "AuditPage")["total"], 1);
  EXPECT_EQ(json(ask("GET", "/api/v1/audit?to=2000-01-01"), 200, "AuditPage")["total"], 0);
}

constexpr const char* kAlike = R"({"markdown":"没有回滚方案，上线当晚延期三天。","publish":true})";
constexpr const char* kWritten =
    R"({"title":"没有回滚","markdown":"没有回滚方案，上线当晚延期三天！","state":"published"})";

// A lesson is written that says what the fake's first one says, so that the queue has a pair to merge.
class MergeTest : public CurationCallsTest {
 protected:
  void SetUp() override {
    ASSERT_EQ(ask("PATCH", kLessonPath, kAlike).status, 200);
    written_ = json(ask("POST", "/api/v1/lessons", kWritten), 201, "Lesson")["id"];
  }

  std::string pair() {
    const Json queue = json(ask("GET", "/api/v1/queue?kind=near_duplicate"), 200, "QueuePage");
    return queue["total"] == 1 ? queue["items"][0]["id"].get<std::string>() : "";
  }

  std::string written_;
};

TEST_F(MergeTest, TheOldIdLeadsToTheOneThatStays) {
  const Json order{{"items", {pair()}}, {"action", "merge"}, {"into", std::string(kLesson)}};
  json(ask("POST", "/api/v1/queue/actions", order.dump()), 200, "Done");
  const Response old = ask("GET", "/api/v1/lessons/" + written_);
  EXPECT_EQ(old.status, 308);
  EXPECT_EQ(old.headers.get("Location"), kLessonPath);
  EXPECT_EQ(Json::parse(old.body)["redirect"], std::string(kLesson));
  EXPECT_EQ(lesson()["merged"].dump(), "[\"" + written_ + "\"]");
  EXPECT_EQ(pair(), "");
}

// All that people said, and the length of the trail.
std::string state_of(FakeLibrary& library) {
  std::string said;
  const Status read =
      service::for_each_record(library.store(), service::kCurationPrefix, [&](const store::Record& record) -> Status {
        said.append(record.value).append(" ");
        return ok_status();
      });
  const auto last = service::AuditTrail(library).last();
  return read && last ? said + std::to_string(*last) : "unreadable";
}

bool is_trail_whole(FakeLibrary& library) {
  const auto verdict = service::AuditTrail::verify(library.store());
  return verdict && verdict->problem.empty();
}

// What is said of each lesson, by its id.
std::map<std::string, Curation> all_said(FakeLibrary& library) {
  std::map<std::string, Curation> all;
  const Status read =
      service::for_each_record(library.store(), service::kCurationPrefix, [&](const store::Record& record) -> Status {
        const auto curations = decode_curations(record.value);
        if (!curations) return curations.error();
        for (const Curation& said : curations->targets) all[said.target] = said;
        return ok_status();
      });
  EXPECT_TRUE(read);
  return all;
}

// Fails the store at its n-th call for every n until the action gets through, as if the power was cut there. Each time
// the action is done whole or not begun, whatever its caller was told, and the trail is whole and tells of it.
template <class Prepare, class Act, class IsDone>
void expect_all_or_nothing(Prepare prepare, Act act, IsDone is_done) {
  bool got_through = false;
  int times_undone = 0;
  for (std::size_t calls = 0; calls < 200 && !got_through; ++calls) {
    FakeLibrary library;
    Application application(library, {{}, [](const std::string&) {}, {}});
    const auto ask = [&](const std::string& method, const std::string& path, const std::string& body) {
      Request request{method, path, {}, body};
      request.headers.add("Host", "127.0.0.1:8080");
      if (!body.empty()) request.headers.add("Content-Type", "application/json");
      return application.handle(request);
    };
    prepare(ask);
    const std::string before = state_of(library);
    const auto records = service::AuditTrail(library).last();
    library.store().fail_after(calls, make_error(ErrorCode::kIo, "power cut"));
    const Response answer = act(ask);
    got_through = library.store().is_failure_pending();
    if (got_through) {  // the failure did not strike: let it strike somewhere harmless
      library.store().fail_next(make_error(ErrorCode::kIo, "power cut"));
      EXPECT_FALSE(library.store().get("x"));
    }
    const bool done = is_done(all_said(library));
    if (!done) {
      EXPECT_GE(answer.status, 400) << "call " << calls;
      EXPECT_EQ(state_of(library), before) << "call " << calls << ": " << answer.body;
    }
    EXPECT_EQ(*service::AuditTrail(library).last(), *records + (done ? 1U : 0U)) << "call " << calls;
    EXPECT_TRUE(is_trail_whole(library)) << "call " << calls;
    times_undone += done ? 0 : 1;
  }
  EXPECT_TRUE(got_through);
  EXPECT_GT(times_undone, 0);
}

TEST(CurationCrash, APublicationIsDoneOrNotBegun) {
  expect_all_or_nothing(
      [](auto& ask) {
        (void)ask("PATCH", kLessonPath, R"({"state":"in_review"})");
        (void)ask("PATCH", kLessonPath, R"({"title":"新"})");
      },
      [](auto& ask) { return ask("PATCH", kLessonPath, R"({"state":"published"})"); },
      [](const auto& said) {
        const auto found = said.find(std::string(kLesson));
        return found != said.end() && found->second.state == State::kPublished && found->second.edit.title == "新";
      });
}

TEST(CurationCrash, AMergeIsDoneOrNotBegun) {
  std::string item;
  expect_all_or_nothing(
      [&](auto& ask) {
        (void)ask("PATCH", kLessonPath, kAlike);
        (void)ask("POST", "/api/v1/lessons", kWritten);
        const Json queue = Json::parse(ask("GET", "/api/v1/queue?kind=near_duplicate", "").body);
        item = queue["items"].at(0)["id"];
      },
      [&](auto& ask) {
        return ask("POST", "/api/v1/queue/actions", Json{{"items", {item}}, {"action", "merge"}}.dump());
      },
      [](const auto& said) {
        int gone = 0, kept = 0;
        for (const auto& [lesson, one] : said) {
          gone += !one.merged_into.empty() && one.state == State::kRetired ? 1 : 0;
          kept += one.merged.size() == 1 ? 1 : 0;
        }
        EXPECT_EQ(gone, kept) << "half a merge";
        return gone == 1 && kept == 1;
      });
}

// Handlers called as somebody with a role.
class RolesTest : public testing::Test {
 protected:
  Result<Response> call(CallHandler handler, Role role, std::string id = std::string(kLesson),
                        std::span<const ParameterSpec> body_specs = {}, const std::string& body = "",
                        std::span<const ParameterSpec> query_specs = {}, const std::string& query = "") {
    auto members = parse_body_of(body_specs, body);
    auto parameters = parse_parameters(query_specs, query);
    EXPECT_TRUE(parameters);
    Viewer viewer;
    viewer.name = "li";
    viewer.role = role;
    return handler(services_, {request_, *parameters, members, std::move(id), "", "zh", viewer});
  }

  static ParameterValues parse_body_of(std::span<const ParameterSpec> specs, const std::string& body) {
    ParameterValues values;
    const Json json = body.empty() ? Json::object() : Json::parse(body);
    for (const auto& [name, value] : json.items()) {
      EXPECT_TRUE(add_value(specs, name, {value.is_boolean() ? value.dump() : value.get<std::string>()}, values));
    }
    return values;
  }

  FakeLibrary library_;
  Services services_{library_};
  const Request request_{"GET", "/", {}, ""};
};

TEST_F(RolesTest, ReadersSeeNothingOfWhatIsNotPublished) {
  const auto patch = [&](const char* body) {
    return call(handle_change_lesson, Role::kAdministrator, std::string(kLesson), lesson_patch_body(), body);
  };
  ASSERT_TRUE(patch(R"({"title":"secret-proposal"})"));
  auto shown = call(handle_get_lesson, Role::kReader);
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->body.find("secret-proposal"), std::string::npos);
  ASSERT_NE(call(handle_get_lesson, Role::kContributor)->body.find("secret-proposal"), std::string::npos);
  ASSERT_TRUE(patch(R"({"state":"rejected","reason":"x"})"));  // the proposal
  ASSERT_TRUE(patch(R"({"state":"in_review"})"));
  shown = call(handle_get_lesson, Role::kReader);
  ASSERT_FALSE(shown);
  EXPECT_EQ(shown.error().code, ErrorCode::kNotFound);
  EXPECT_TRUE(call(handle_get_lesson, Role::kContributor));
  const auto document = call(handle_get_document, Role::kReader, std::string(kDocument), {}, "", document_parameters());
  ASSERT_TRUE(document);
  EXPECT_EQ(document->body.find(kLesson), std::string::npos);
}

TEST_F(RolesTest, EachCallAsksForItsRole) {
  EXPECT_FALSE(call(handle_get_queue, Role::kReader, "", {}, "", queue_parameters()));
  EXPECT_TRUE(call(handle_get_queue, Role::kContributor, "", {}, "", queue_parameters()));
  EXPECT_FALSE(call(handle_get_audit, Role::kCurator, "", {}, "", audit_parameters()));
  EXPECT_TRUE(call(handle_get_audit, Role::kAdministrator, "", {}, "", audit_parameters()));
  EXPECT_FALSE(call(handle_lesson_history, Role::kReader));
  EXPECT_FALSE(
      call(handle_put_document, Role::kReader, std::string(kDocument), document_body(), R"({"markdown":"# x"})"));
  EXPECT_FALSE(call(handle_create_lesson, Role::kReader, "", lesson_body(), R"({"title":"a","markdown":"b"})"));
  EXPECT_FALSE(
      call(handle_change_lesson, Role::kReader, std::string(kLesson), lesson_patch_body(), R"({"title":"a"})"));
}

}  // namespace
}  // namespace fupan::http
