// The calls of the taxonomy, without a socket, over a fake library; and what a store that fails in the middle leaves
// behind.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "importers/taxonomy_file.h"
#include "server/http/application.h"
#include "server/service/keys.h"
#include "tests/server/http/fake_library.h"
#include "tests/server/http/schema_check.h"

namespace fupan::http {
namespace {

using Json = nlohmann::json;

class TaxonomyCallsTest : public testing::Test {
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

  Json taxonomy() { return json(ask("GET", "/api/v1/taxonomy"), 200, "Taxonomy"); }
  Response change(const std::string& body, std::string if_match = "") {
    return ask("POST", "/api/v1/taxonomy/changes", body, std::move(if_match));
  }
  Json problem(const Response& response, int status) { return json(response, status, "Problem"); }

  FakeLibrary library_;
  Application application_{library_, {{}, [](const std::string&) {}, {}}};
};

constexpr const char* kRename =
    R"({"action":"set","facet":"phase","value":"planning","label_en":"Plan","label_zh":"计划","aliases":["设计"],)"
    R"("description_en":"Before work","pmbok":"Planning","prince2":"Initiating a project"})";

TEST_F(TaxonomyCallsTest, AnEditIsInTheTaxonomyAndItsTagMoves) {
  const Response before = ask("GET", "/api/v1/taxonomy");
  EXPECT_EQ(json(before, 200, "Taxonomy")["revision"], 0);
  const Response changed = change(kRename, std::string(before.headers.get("ETag")));
  EXPECT_EQ(json(changed, 200, "Done")["action"], "taxonomy.set");
  const Json after = taxonomy();
  EXPECT_EQ(after["revision"], 1);
  bool is_there = false;
  for (const Json& phase : after["phases"]) {
    if (phase["id"] != "planning") continue;
    is_there = true;
    EXPECT_EQ(phase["label"]["zh"], "计划");
    EXPECT_EQ(phase["description"]["en"], "Before work");
    EXPECT_EQ(phase["prince2"], "Initiating a project");
  }
  EXPECT_TRUE(is_there);
  EXPECT_EQ(problem(change(kRename, std::string(before.headers.get("ETag"))), 412)["code"], "conflict");
  EXPECT_EQ(ask("GET", "/api/v1/taxonomy").headers.get("ETag"), changed.headers.get("ETag"));
  EXPECT_EQ(json(change(kRename), 200, "Done")["change"], 0) << "the same again changes nothing";
}

TEST_F(TaxonomyCallsTest, ALabelIsShownByItsNewNameAndUnderANewTag) {
  const std::string path = "/api/v1/documents/" + std::string(kDocument);
  const Response before = ask("GET", path);
  change(kRename);
  const Response after = ask("GET", path);
  EXPECT_NE(before.headers.get("ETag"), after.headers.get("ETag"));
}

constexpr const char* kMap = R"({"action":"map","facet":"tag","value":"自研","into":"rollback"})";

TEST_F(TaxonomyCallsTest, APreviewCountsAndWritesNothing) {
  const std::uint64_t sequence = *library_.store().last_sequence();
  const Json effects = json(ask("POST", "/api/v1/taxonomy/preview", kMap), 200, "TaxonomyEffects");
  EXPECT_EQ(effects["lessons"]["total"], 2);
  EXPECT_EQ(effects["lessons"]["examples"][0]["name"], "没有回滚方案");
  EXPECT_EQ(*library_.store().last_sequence(), sequence);
}

TEST_F(TaxonomyCallsTest, ASplitTakesObjectsAndNamesTheMistakeInThem) {
  for (const char* label : {"Alpha", "Beta"}) {
    const Json body{
        {"action", "add"}, {"facet", "tag"}, {"label_en", label}, {"label_zh", std::string("甲乙") + label}};
    ASSERT_EQ(change(body.dump()).status, 200);
  }
  const std::string split =
      R"({"action":"split","facet":"tag","value":"alpha","otherwise":"alpha",)"
      R"("parts":[{"value":"beta","words":["later"]},{"label_en":"Gamma","label_zh":"丙","words":["丙方案"]}]})";
  EXPECT_EQ(json(change(split), 200, "Done")["changed"], 3) << "two values and the order";
  EXPECT_EQ(problem(change(R"({"action":"split","facet":"tag","value":"beta","parts":["x"]})"), 400)["field"],
            "parts[0]");
  EXPECT_EQ(problem(change(R"({"action":"split","facet":"tag","value":"beta","parts":[{"wort":"x"}]})"), 400)["field"],
            "parts");
  EXPECT_EQ(problem(change(R"({"action":"split","facet":"tag","value":"beta","parts":{"a":1}})"), 400)["field"],
            "parts");
}

TEST_F(TaxonomyCallsTest, BadOrdersNameTheField) {
  EXPECT_EQ(problem(change(R"({"facet":"tag"})"), 400)["field"], "action");
  EXPECT_EQ(problem(change(R"({"action":"set"})"), 400)["field"], "facet");
  EXPECT_EQ(problem(change(R"({"action":"set","facet":"tag","value":"nothing"})"), 404)["field"], "value");
  EXPECT_EQ(problem(change(R"({"action":"merge","facet":"phase","value":"planning","into":"x"})"), 404)["field"],
            "into");
  EXPECT_EQ(problem(change(R"({"action":"set","facet":"phase","value":"planning","label_en":""})"), 400)["field"],
            "label_en");
  EXPECT_EQ(problem(change(R"({"action":"set","facet":"phase","value":"planning"})", "\"x\""), 412)["code"],
            "conflict");
  EXPECT_EQ(problem(ask("POST", "/api/v1/taxonomy/undo", "{}"), 400)["field"], "change");
  EXPECT_EQ(problem(ask("POST", "/api/v1/taxonomy/undo", R"({"change":77})"), 404)["code"], "not_found");
  EXPECT_EQ(problem(ask("PUT", "/api/v1/taxonomy", "{}"), 400)["field"], "file");
  EXPECT_EQ(problem(ask("PUT", "/api/v1/taxonomy", R"({"file":"phases: 3"})"), 400)["field"], "file");
}

TEST_F(TaxonomyCallsTest, TheExportIsAFileThatPutTakes) {
  change(kRename);
  const Response file = ask("GET", "/api/v1/taxonomy?format=file");
  ASSERT_EQ(file.status, 200);
  ASSERT_TRUE(importers::parse_taxonomy(file.body));
  EXPECT_EQ(json(ask("PUT", "/api/v1/taxonomy", Json{{"file", file.body}}.dump()), 200, "Done")["change"], 0);
  EXPECT_EQ(json(ask("POST", "/api/v1/taxonomy/undo", R"({"change":1})"), 200, "Done")["undoes"], 1);
  EXPECT_EQ(json(ask("PUT", "/api/v1/taxonomy", Json{{"file", file.body}}.dump()), 200, "Done")["action"],
            "taxonomy.replace");
}

// Whatever step of a change fails, the taxonomy, the labels and the audit trail are as they were, or all of it is done.
TEST_F(TaxonomyCallsTest, AStoreThatFailsLeavesEverythingAsItWas) {
  const std::string lesson = "/api/v1/lessons/" + std::string(kLesson);
  const auto shown = [&] { return ask("GET", "/api/v1/taxonomy").body + ask("GET", lesson).body; };
  std::string before = shown();
  std::uint64_t sequence = *library_.store().last_sequence();
  std::uint64_t records = 0;
  std::size_t failures = 0;
  bool has_struck = true;
  for (std::size_t calls = 0; has_struck && calls < 100; ++calls) {
    library_.store().fail_after(calls, {ErrorCode::kUnavailable, "disk full"});
    const Response response = change(kMap);
    has_struck = !library_.store().is_failure_pending();
    library_.store().fail_after(1U << 30U, {ErrorCode::kIo, "never"});
    if (*library_.store().last_sequence() == sequence) {
      EXPECT_NE(response.status, 200) << calls;
      EXPECT_EQ(shown(), before) << calls;
      ++failures;
      continue;
    }
    // Done: the failure struck a read that the call can do without, or came after the commit.
    EXPECT_EQ(*library_.store().last_sequence(), sequence + 1) << calls;
    EXPECT_NE(ask("GET", lesson).body.find("rollback"), std::string::npos) << calls;
    ++records;
    const Response undone = ask("POST", "/api/v1/taxonomy/undo", Json{{"change", records}}.dump());
    EXPECT_EQ(undone.status, 200) << undone.body;
    ++records;
    before = shown();
    sequence = *library_.store().last_sequence();
  }
  EXPECT_FALSE(has_struck);
  EXPECT_GT(failures, 0U);
}

TEST_F(TaxonomyCallsTest, OneChangeIsOneCommitWithOneAuditRecord) {
  const std::uint64_t sequence = *library_.store().last_sequence();
  ASSERT_EQ(change(kMap).status, 200);
  const auto changes = library_.store().changes(sequence, 100);
  ASSERT_TRUE(changes);
  std::string keys;
  for (const store::Change& one : *changes) {
    EXPECT_EQ(one.sequence, sequence + 1);
    keys += one.key + " ";
  }
  EXPECT_EQ(keys, "taxonomy label-moves audit-head audit/000000000001 ");
}

}  // namespace
}  // namespace fupan::http
