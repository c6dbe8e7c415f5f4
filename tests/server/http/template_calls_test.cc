// The calls of templates, over a real library and without a socket; every answer is held against openapi.json.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "server/http/application.h"
#include "tests/server/http/schema_check.h"
#include "tests/server/service/library_fixture.h"

namespace fupan::http {
namespace {

using Json = nlohmann::json;

std::string source(const std::string& version, const std::string& variant, const std::string& rule) {
  return "---\ntitle: Charter " + variant +
         "\nkind: template\nlang: en\nphase: [initiation]\nrisk: [supplier]\nversion: " + version +
         "\nfamily: charter\nvariant: " + variant +
         "\nfields:\n  - {name: who, type: text, label: Who, required: true}\n"
         "  - {name: how, type: choice, label: How, options: [agile, predictive], default: agile}\n---\n\n# Charter "
         "of " +
         "{{who}}\n\n## Purpose\n\nWritten before work begins, by {{how}} teams of " + variant +
         " projects.\n\n## Rules\n\nThe first rule is " + rule + ".\n\nThe second rule is patience.\n";
}

class TemplateCallsTest : public service::LibraryTest {
 protected:
  void SetUp() override {
    LibraryTest::SetUp();
    write("full.md", source("1.0.0", "full", "honesty"));
    write("light.md", source("1.0.0", "light", "brevity"));
    write("report.md", "# Report\n\n## Lessons learned\n\n- Ask who may stop the project before it begins.\n");
    service::ImportOptions options;
    options.collection = "files";
    import(options);
    application_ = std::make_unique<Application>(*library_, ApplicationOptions{{}, [](const std::string&) {}, {}, {}});
  }

  Response ask(std::string method, std::string target, const Json& body = nullptr, const std::string& if_match = "") {
    Request request{std::move(method), std::move(target), {}, body.is_null() ? "" : body.dump()};
    request.headers.add("Host", "127.0.0.1:8080");
    if (!request.body.empty()) request.headers.add("Content-Type", "application/json");
    if (!if_match.empty()) request.headers.set("If-Match", if_match);
    return application_->handle(request);
  }

  static Json json(const Response& response, int status, std::string_view schema) {
    EXPECT_EQ(response.status, status) << response.body;
    EXPECT_EQ(check_schema(schema, response.body), "") << response.body;
    return Json::parse(response.body, nullptr, false);
  }

  static std::string field(const Response& response, int status = 400) {
    return json(response, status, "Problem").value("field", "");
  }

  static std::string path(const std::string& rest = "") { return "/api/v1/templates/" + id() + rest; }
  static std::string id() { return make_document_id("files", "full.md").value; }

  Json copy(bool is_for_library = true) {
    return json(ask("POST", path("/copies"), {{"fields", {{"who", "Skylark"}}}, {"into_library", is_for_library}}), 201,
                "Copy");
  }

  std::unique_ptr<Application> application_;
};

TEST_F(TemplateCallsTest, TheGalleryIsFilteredAndPaged) {
  const Json all = json(ask("GET", "/api/v1/templates"), 200, "TemplateList");
  ASSERT_EQ(all["total"], 2);
  EXPECT_EQ(all["items"][0]["title"], "Charter full");
  EXPECT_EQ(all["items"][0]["fields"], 2);
  EXPECT_EQ(all["items"][0]["phases"][0]["label"], "Initiation");
  EXPECT_EQ(json(ask("GET", "/api/v1/templates?q=light&family=charter&phase=initiation&risk=supplier&lang=en"), 200,
                 "TemplateList")["total"],
            1);
  EXPECT_EQ(json(ask("GET", "/api/v1/templates?limit=1&offset=1"), 200, "TemplateList")["items"].size(), 1U);
  EXPECT_EQ(field(ask("GET", "/api/v1/templates?limit=0")), "limit");
}

TEST_F(TemplateCallsTest, ATemplateHasReleasesVariantsAndFields) {
  const Response response = ask("GET", path());
  const Json one = json(response, 200, "Template");
  EXPECT_EQ(one["releases"][0]["released_by"], "import");
  EXPECT_EQ(one["variants"].size(), 2U);
  EXPECT_EQ(response.headers.get("ETag"), "\"r" + std::to_string(one["revision"].get<int>()) + "\"");
  const Json fields = json(ask("GET", path("/fields?version=1.0.0")), 200, "TemplateFields");
  EXPECT_EQ(fields["fields"][1]["options"][1], "predictive");
  EXPECT_EQ(field(ask("GET", path("/fields?version=7")), 404), "version");
  EXPECT_EQ(ask("GET", "/api/v1/templates/" + make_document_id("files", "report.md").value).status, 404);
}

TEST_F(TemplateCallsTest, APreviewSaysWhatIsMissing) {
  const Json preview = json(ask("POST", path("/preview"), {{"fields", {{"odd", 1}}}}), 200, "TemplatePreview");
  EXPECT_EQ(preview["missing"], Json({"who"}));
  EXPECT_EQ(preview["unknown"], Json({"odd"}));
  EXPECT_EQ(json(ask("POST", path("/preview"), Json::object()), 200, "TemplatePreview")["unknown"].size(), 0U);
}

TEST_F(TemplateCallsTest, ACopyComesAsJsonOrAsAFile) {
  const Response made = ask("POST", path("/copies"), {{"fields", {{"who", "Skylark"}}}, {"project", "天燕"}});
  const Json one = json(made, 201, "Copy");
  EXPECT_EQ(made.headers.get("Location"), "/api/v1/copies/" + one["id"].get<std::string>());
  EXPECT_EQ(one["title"], "Charter full – 天燕");
  EXPECT_TRUE(one["document"].is_null());
  EXPECT_EQ(json(ask("GET", "/api/v1/copies/" + one["id"].get<std::string>()), 200, "Copy"), one);
  const Response file = ask("GET", "/api/v1/copies/" + one["id"].get<std::string>() + "?format=markdown");
  EXPECT_EQ(file.body, one["markdown"].get<std::string>());
  EXPECT_NE(file.headers.get("Content-Disposition").find(".md"), std::string::npos);
  EXPECT_EQ(ask("GET", "/api/v1/copies/nothing").status, 404);
  const Response docx = ask("POST", path("/copies"), {{"fields", {{"who", "Skylark"}}}, {"format", "docx"}});
  if (docx.status == 503) GTEST_SKIP() << "pandoc is not installed";
  EXPECT_EQ(docx.status, 201) << docx.body;
  EXPECT_TRUE(docx.body.starts_with("PK"));
}

TEST_F(TemplateCallsTest, AWrongValueIsNamedByItsField) {
  const auto refused = [&](const Json& body) { return field(ask("POST", path("/copies"), body)); };
  EXPECT_EQ(refused({{"fields", {{"who", ""}}}}), "who");
  EXPECT_EQ(refused(Json::object()), "who");
  EXPECT_EQ(refused({{"fields", {{"who", "x"}, {"how", "waterfall"}}}}), "how");
  EXPECT_EQ(refused({{"fields", {{"who", {"a", "b"}}}}}), "who");
  EXPECT_EQ(refused({{"fields", "who"}}), "fields");
  EXPECT_EQ(refused({{"fields", Json::array()}}), "fields");
  EXPECT_EQ(refused({{"fields", {{"who", "x"}, {"nobody", "x"}}}}), "nobody");
  EXPECT_EQ(refused({{"fields", {{"who", "x"}}}, {"title", "two\nlines"}}), "title");
}

TEST_F(TemplateCallsTest, AReleaseNeedsTheStateThatWasSeen) {
  const std::string tag(ask("GET", path()).headers.get("ETag"));
  const std::string lesson = Json::parse(
      ask("GET", "/api/v1/documents/" + make_document_id("files", "report.md").value).body)["lessons"][0]["id"];
  const Json order{{"version", "1.1.0"},
                   {"notes", "More *honesty*"},
                   {"lessons", {lesson}},
                   {"source", source("1.1.0", "full", "more honesty")}};
  const Response made = ask("POST", path("/releases"), order, tag);
  const Json release = json(made, 201, "TemplateRelease");
  EXPECT_EQ(release["lessons"][0]["id"], lesson);
  EXPECT_NE(release["notes_html"].get<std::string>().find("<em>"), std::string::npos);
  EXPECT_EQ(made.headers.get("ETag"), ask("GET", path()).headers.get("ETag"));
  EXPECT_EQ(json(ask("POST", path("/releases"), {{"version", "1.2.0"}, {"notes", "x"}}, tag), 412, "Problem")["code"],
            "conflict");
  EXPECT_EQ(field(ask("POST", path("/releases"), {{"version", "1.1.0"}, {"notes", "x"}})), "version");
  EXPECT_EQ(field(ask("POST", path("/releases"), {{"version", "1.2.0"}})), "notes");
  const Json shown = json(ask("GET", "/api/v1/lessons/" + lesson), 200, "Lesson");
  ASSERT_EQ(shown["templates"].size(), 1U);
  EXPECT_EQ(shown["templates"][0]["version"], "1.1.0");
}

TEST_F(TemplateCallsTest, DriftIsShownAndAnUpdateWritten) {
  const Json made = copy();
  const std::string copy_path = "/api/v1/copies/" + made["id"].get<std::string>() + "/update";
  ASSERT_EQ(ask("POST", path("/releases"),
                {{"version", "1.1.0"}, {"notes", "New"}, {"source", source("1.1.0", "full", "courage")}})
                .status,
            201);
  Json drift = json(ask("GET", path("/drift?state=behind")), 200, "Drift");
  ASSERT_EQ(drift["total"], 1);
  EXPECT_EQ(drift["counts"]["behind"], 1);
  EXPECT_EQ(drift["items"][0]["document"]["id"], made["document"]);
  EXPECT_EQ(field(ask("GET", path("/drift?state=lost"))), "state");
  const Json queue = json(ask("GET", "/api/v1/queue?kind=drift"), 200, "QueuePage");
  ASSERT_EQ(queue["counts"]["drift"], 1);
  EXPECT_EQ(queue["items"][0]["drift"]["link"], "/templates/" + id());
  const Response proposed = ask("GET", copy_path);
  const Json update = json(proposed, 200, "CopyUpdate");
  EXPECT_EQ(update["to_version"], "1.1.0");
  EXPECT_NE(update["markdown"].get<std::string>().find("The first rule is courage."), std::string::npos);
  EXPECT_EQ(field(ask("POST", copy_path, Json::object())), "markdown");
  const Json body{{"markdown", update["markdown"]}};
  EXPECT_EQ(ask("POST", copy_path, body, "\"r77\"").status, 412);
  json(ask("POST", copy_path, body, std::string(proposed.headers.get("ETag"))), 200, "Done");
  drift = json(ask("GET", path("/drift")), 200, "Drift");
  EXPECT_EQ(drift["items"][0]["state"], "current");
  EXPECT_EQ(ask("POST", copy_path, body, std::string(proposed.headers.get("ETag"))).status, 412);
}

TEST_F(TemplateCallsTest, ACopyThatIsNotInTheLibraryIsShownAnUpdateButNotWritten) {
  const Json made = copy(false);
  const std::string copy_path = "/api/v1/copies/" + made["id"].get<std::string>() + "/update";
  const Response proposed = ask("GET", copy_path);
  json(proposed, 200, "CopyUpdate");
  EXPECT_FALSE(proposed.headers.has("ETag"));
  EXPECT_EQ(ask("POST", copy_path, {{"markdown", "# x"}}).status, 409);
}

TEST_F(TemplateCallsTest, RulesChooseAVariant) {
  EXPECT_EQ(json(ask("GET", "/api/v1/template-rules"), 200, "TemplateRules")["revision"], 0);
  const Json rules = Json::parse(
      R"({"rules":[{"family":"charter","variant":"light","when":{"budget_below":50000.5,"phases":["initiation"]},)"
      R"("reason":"Small"}]})");
  const Response put = ask("PUT", "/api/v1/template-rules", rules, "\"r0\"");
  const Json stored = json(put, 200, "TemplateRules");
  EXPECT_EQ(stored["rules"], rules["rules"]);
  EXPECT_EQ(put.headers.get("ETag"), "\"r1\"");
  EXPECT_EQ(ask("PUT", "/api/v1/template-rules", rules, "\"r0\"").status, 412);
  const auto choice = [&](const std::string& query) {
    return json(ask("GET", "/api/v1/template-rules/choice?family=charter" + query), 200, "TemplateChoice");
  };
  EXPECT_EQ(choice("&budget=1000.25&phase=initiation")["variant"], "light");
  EXPECT_EQ(choice("&budget=1000.25&phase=initiation")["rule"], 0);
  EXPECT_EQ(choice("&budget=60000&phase=initiation")["variant"], "full");
  EXPECT_TRUE(choice("")["rule"].is_null());
  EXPECT_EQ(field(ask("GET", "/api/v1/template-rules/choice")), "family");
  EXPECT_EQ(field(ask("GET", "/api/v1/template-rules/choice?family=none"), 404), "family");
  EXPECT_EQ(field(ask("GET", "/api/v1/template-rules/choice?family=charter&budget=-1")), "budget");
  for (const char* bad :
       {R"({"rules":[{"family":"charter"}]})", R"({"rules":[{"family":"a","variant":"b","when":[]}]})",
        R"({"rules":[{"family":"a","variant":"b","when":{"phases":["x"]}}]})",
        R"({"rules":[{"family":"a","variant":"b","when":{"odd":1}}]})", R"({"rules":"x"})", "{}"}) {
    EXPECT_EQ(field(ask("PUT", "/api/v1/template-rules", Json::parse(bad))), "rules") << bad;
  }
  EXPECT_EQ(
      json(ask("PUT", "/api/v1/template-rules", Json::parse(R"({"rules":[]})")), 200, "TemplateRules")["revision"], 2);
}

}  // namespace
}  // namespace fupan::http
