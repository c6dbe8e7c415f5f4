// Every call x every kind of caller x every visibility: who is let in, and that nothing of a hidden collection comes
// out. The calls are those of routes(), which routes_test.cc holds against openapi.json; a call without a row in
// kLeast, or with an {id} that needs() does not know, fails here.
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/secrets.h"
#include "server/http/application.h"
#include "server/http/routes.h"
#include "server/service/repository.h"
#include "server/service/templates.h"
#include "tests/server/service/library_fixture.h"

namespace fupan::http {
namespace {

using Json = nlohmann::json;

// What each call needs, said a second time and independently of the route table.
const std::map<std::string, std::string> kLeast{
    {"search", "reader"},
    {"suggest", "reader"},
    {"getLesson", "reader"},
    {"similarLessons", "reader"},
    {"addAdoption", "contributor"},
    {"listAdoptions", "reader"},
    {"readCharter", "contributor"},
    {"similarDocuments", "reader"},
    {"createBrief", "contributor"},
    {"listBriefs", "member"},
    {"proposeBrief", "reader"},
    {"getBrief", "member"},
    {"refreshBrief", "contributor"},
    {"decideLesson", "contributor"},
    {"getDocument", "reader"},
    {"getTaxonomy", "reader"},
    {"putTaxonomy", "curator"},
    {"previewTaxonomy", "curator"},
    {"changeTaxonomy", "curator"},
    {"undoTaxonomy", "curator"},
    {"getStats", "reader"},
    {"listSearches", "member"},
    {"createSearch", "member"},
    {"getSearch", "member"},
    {"renameSearch", "member"},
    {"removeSearch", "member"},
    {"markSearchSeen", "member"},
    {"reportQuery", "member"},
    {"reportOpened", "member"},
    {"listUnanswered", "curator"},
    {"dismissUnanswered", "curator"},
    {"getSession", "everyone"},
    {"signIn", "everyone"},
    {"signOut", "everyone"},
    {"changePassword", "member"},
    {"listAccounts", "administrator"},
    {"createAccount", "administrator"},
    {"getAccount", "administrator"},
    {"changeAccount", "administrator"},
    {"removeAccount", "administrator"},
    {"setPassword", "administrator"},
    {"listTokens", "member"},
    {"createToken", "member"},
    {"removeToken", "member"},
    {"listCollections", "reader"},
    {"getCollection", "reader"},
    {"putCollection", "administrator"},
    {"getAccess", "administrator"},
    {"putAccess", "administrator"},
    {"listProjects", "reader"},
    {"createProject", "contributor"},
    {"getProject", "reader"},
    {"changeProject", "contributor"},
    {"passGate", "contributor"},
    {"projectFeed", "reader"},
    {"listFollowUps", "reader"},
    {"answerAdoption", "contributor"},
    {"getSettings", "reader"},
    {"putSettings", "administrator"},
    {"listRelations", "reader"},
    {"addRelation", "curator"},
    {"removeRelation", "curator"},
    {"nearDuplicates", "reader"},
    {"listWebhooks", "administrator"},
    {"createWebhook", "administrator"},
    {"getWebhook", "administrator"},
    {"changeWebhook", "administrator"},
    {"removeWebhook", "administrator"},
    {"listPaths", "reader"},
    {"getPath", "reader"},
    {"getPathProgress", "reader"},
    {"markStep", "member"},
    {"getCertificate", "member"},
    {"getQuiz", "reader"},
    {"answerQuestion", "member"},
    {"checkAnswer", "reader"},
    {"listDueCards", "reader"},
    {"getLearner", "reader"},
    {"learnReport", "curator"},
    {"getQuestion", "reader"},
    {"mostApplied", "reader"},
    {"listCases", "reader"},
    {"editCase", "curator"},
    {"createCase", "contributor"},
    {"lessonsFeed", "reader"},
    {"searchFeed", "member"},
    {"healthz", "everyone"},
    {"readyz", "everyone"},
    {"openapi", "everyone"},
    {"putDocument", "contributor"},
    {"listRevisions", "reader"},
    {"diffDocument", "reader"},
    {"restoreDocument", "contributor"},
    {"createLesson", "contributor"},
    {"changeLesson", "contributor"},
    {"lessonHistory", "contributor"},
    {"restoreLesson", "contributor"},
    {"previewMarkdown", "contributor"},
    {"getQueue", "contributor"},
    {"actOnQueue", "contributor"},
    {"undo", "contributor"},
    {"getAudit", "administrator"},
    {"putTier", "administrator"},
    {"removeTier", "administrator"},
    {"listTemplates", "reader"},
    {"getTemplate", "reader"},
    {"templateFields", "reader"},
    {"previewTemplate", "reader"},
    {"copyTemplate", "member"},
    {"getCopy", "reader"},
    {"releaseTemplate", "curator"},
    {"templateDrift", "reader"},
    {"proposeCopyUpdate", "reader"},
    {"updateCopy", "contributor"},
    {"getTemplateRules", "reader"},
    {"putTemplateRules", "curator"},
    {"chooseTemplate", "reader"},
};

// Whose answers to the same question differ by what was asked before, without any word: a wrong password, what was
// undone.
const std::set<std::string_view> kAnswersDepend{"signIn", "undo", "undoTaxonomy"};

const std::vector<std::string> kLadder{"everyone", "reader", "member", "contributor", "curator", "administrator"};

std::size_t rung(const std::string& name) {
  return static_cast<std::size_t>(std::find(kLadder.begin(), kLadder.end(), name) - kLadder.begin());
}

// Who calls: how high on the ladder, and which of the three collections they see.
struct Persona {
  std::string name;
  std::string stands_on;
  std::set<std::string> sees;
};

const std::vector<Persona> kPersonas{
    {"shut out", "everyone", {}},  // nobody is signed in, and reading needs it
    {"anonymous", "reader", {"open"}},
    {"reader", "member", {"open", "team"}},
    {"contributor", "contributor", {"open", "team"}},
    {"curator", "curator", {"open", "team"}},
    {"insider", "member", {"open", "team", "hush"}},  // a reader whom the rule names
    {"administrator", "administrator", {"open", "team", "hush"}},
};

// A word of one collection only, its beginning, a slip of the pen, and a word like it that is nowhere.
struct Canary {
  std::string collection, word, beginning, slip, control, han, han_control;
};

const std::vector<Canary> kCanaries{
    {"open", "oriolelamp", "oriolela", "oriolelanp", "oriolezump", "暗号黄鹂鸟", "暗号黄麻袋"},
    {"team", "teamquokka", "teamquo", "teamquokha", "teamzubble", "暗号短尾鼠", "暗号短木棍"},
    {"hush", "hushmarker", "hushmar", "hushmarkar", "hushzubber", "暗号金丝雀", "暗号金银花"},
};

std::string document_of(const Canary& canary, const std::string& kind) {
  const std::string& w = canary.word;
  return "---\nkind: " + kind + "\nproject: " + w + " rollout\ntags: [" + w +
         "tag, shared]\nphase: planning\nrisk: supplier\n" + "date: 2024-05-0" +
         std::to_string(canary.collection.size() % 9 + 1) + "\n---\n# " + w + " report " + canary.han +
         "\n\nWhat the " + w + " team wrote about suppliers.\n\n## Lessons learned\n\n- The " + w +
         " supplier was late by three weeks and nobody had a second source. " + canary.han + "\n- Suppliers need a " +
         w + " contract before the planning phase ends.\n";
}

std::string guide_of(const Canary& canary) {
  return "---\nkind: guide\nlang: en\n---\n# " + canary.word + " guide " + canary.han +
         "\n\n## Quiz\n\n### What is the " + canary.word + "?\n\n- [x] A word\n- [ ] A number\n\n> It is a word.\n";
}

std::string path_of(const Canary& canary) {
  return "---\nkind: path\nlang: en\nrole: pmo-assistant\nlevel: 1\ntitle: " + canary.word + " path " + canary.han +
         "\n---\nWelcome.\n\n1. [The " + canary.word + " guide](guide.md) (10 min)\n";
}

// What changes from one call to the next, whoever asks.
void drop_changing(Json& json) {
  static const std::set<std::string> kChanging{
      "change", "id",      "took_ms",          "request_id", "created_at", "updated_at", "sequence", "score", "weight",
      "feed",   "seen_at", "applied_sequence", "revision",   "token",      "decided_at", "account",  "detail"};
  if (json.is_object()) {
    for (const std::string& key : kChanging) json.erase(key);
  }
  if (json.is_structured()) {
    for (auto& member : json) drop_changing(member);
  }
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

struct Asked {
  std::string target, body;
};

class AccessMatrix : public service::LibraryTest {
 protected:
  void SetUp() override {
    LibraryTest::SetUp();
    for (const Canary& canary : kCanaries) {
      write(canary.collection + "/report.md", document_of(canary, "retrospective"));
      write(canary.collection + "/template.md", document_of(canary, "template"));
      write(canary.collection + "/guide.md", guide_of(canary));
      write(canary.collection + "/path.md", path_of(canary));
      service::ImportOptions options;
      options.paths = {sources() / canary.collection};
      options.collection = canary.collection;
      import(options);
    }
    application_ = std::make_unique<Application>(
        *library_, ApplicationOptions{{}, [](const std::string&) {}, {}, {{}, {}, kLeastPasswordCost}});
    services_ = std::make_unique<Services>(*library_, kLeastPasswordCost);
    for (const char* name : {"administrator", "curator", "contributor", "reader"}) add_account(name, name);
    add_account("insider", "reader");
    ASSERT_TRUE(services_->collections.set_access("open", Visibility::kPublic, {}, {}, {}));
    ASSERT_TRUE(services_->collections.set_access("hush", Visibility::kRestricted, {}, {"insider"}, {}));
    find_ids();
    // What the privileged leave behind must not tell either.
    const Persona& administrator = kPersonas.back();
    for (const Canary& canary : kCanaries) {
      ask(administrator, "POST", "/api/v1/queries", Json{{"query", canary.word + " nowhere"}, {"total", 0}}.dump());
    }
  }

  void add_account(const std::string& name, const std::string& role) {
    const auto account = services_->accounts.create(name, *enum_of<Role>(kRoleNames, role), "correct horse battery");
    ASSERT_TRUE(account) << account.error().message;
    accounts_[name] = account->account;
    const Scope scope = role == "administrator" ? Scope::kAdmin : Scope::kWrite;
    const auto token = services_->tokens.create(account->account, {"matrix", scope, 1});
    ASSERT_TRUE(token) << token.error().message;
    tokens_[name] = token->text;
  }

  void find_ids() {
    const Status read =
        service::for_each_document(library_->store(), [&](const service::StoredDocument& stored) -> Status {
          const std::string& collection = stored.document.collection;
          if (stored.document.kind == DocumentKind::kRetrospective) documents_[collection] = stored.document;
          if (stored.document.kind == DocumentKind::kGuide) guides_[collection] = stored.document.id;
          if (stored.document.kind == DocumentKind::kTemplate) templates_[collection] = stored.document.id;
          if (stored.document.kind == DocumentKind::kPath) paths_[collection] = stored.document.id;
          return ok_status();
        });
    ASSERT_TRUE(read);
    ASSERT_EQ(documents_.size(), 3U);
    ASSERT_EQ(guides_.size(), 3U);
    ASSERT_EQ(paths_.size(), 3U);
    ASSERT_EQ(templates_.size(), 3U);
    for (const auto& [name, document] : documents_) ASSERT_FALSE(document.lessons.empty()) << name;
  }

  Response ask(const Persona& persona, const std::string& method, const std::string& target, const std::string& body) {
    const auto policy = services_->collections.policy();
    const bool opens = persona.name != "shut out";
    if (policy->anonymous_reading != opens) (void)services_->collections.set_policy({opens});
    Request request{method, target, {}, body};
    request.headers.add("Host", "127.0.0.1:8080");
    if (!body.empty()) request.headers.add("Content-Type", "application/json");
    const auto token = tokens_.find(persona.name);
    if (token != tokens_.end()) request.headers.add("Authorization", "Bearer " + token->second);
    return application_->handle(request);
  }

  Viewer viewer_of(const std::string& name) {
    const auto account = accounts_.find(name);
    const auto state = services_->access.current();
    return account == accounts_.end() ? (*state)->anonymous() : (*state)->viewer_of(account->second);
  }

  std::string search_of(const std::string& name, const Canary& canary) {
    indexer::SearchRequest request;
    request.text = canary.beginning + "*";
    const auto made = services_->saved_searches.create("followed", request, viewer_of(name));
    return made ? made->search.id : "none";
  }

  std::string brief_of(const std::string& name, const Canary& canary) {
    service::BriefRequest request;
    request.title = "A new supplier";
    request.description = "suppliers late, planning phase, " + canary.beginning;
    request.profile.risks = {"supplier"};
    const auto made = services_->briefs.create(request, viewer_of(name));
    return made ? made->brief.id : "none";
  }

  // What may stand for {id}: the caller's own thing, and that of somebody who sees all. Made anew for each call, since
  // calls remove them.
  std::vector<std::string> ids_for(const Route& route, const Persona& persona, const Canary& canary) {
    const std::string pattern(route.pattern);
    const auto is_below = [&](const char* path) { return pattern.starts_with(path); };
    const Document& document = documents_.at(canary.collection);
    if (is_below("/api/v1/lessons/")) return {document.lessons.front().id.value};
    if (is_below("/api/v1/documents/")) return {document.id.value, guides_.at(canary.collection).value};
    if (is_below("/api/v1/templates/")) return {templates_.at(canary.collection).value};
    if (is_below("/api/v1/copies/")) return copies_of(canary);
    if (is_below("/api/v1/paths/")) return {paths_.at(canary.collection).value};
    if (is_below("/api/v1/learn/questions/")) return {question_of(canary)};
    if (is_below("/api/v1/learn/cases/")) return {case_of(document)};
    if (is_below("/api/v1/collections/")) return {route.method == "PUT" ? "aside" : canary.collection};
    if (is_below("/api/v1/briefs/")) return {brief_of(persona.name, canary), brief_of("administrator", canary)};
    if (is_below("/api/v1/searches/") || is_below("/feeds/searches/")) {
      return {search_of(persona.name, canary), search_of("administrator", canary)};
    }
    if (is_below("/api/v1/projects/") || is_below("/feeds/projects/")) return {make_project_id(document.project)};
    if (is_below("/api/v1/adoptions/")) return {adoption_of(document)};
    if (is_below("/api/v1/webhooks/")) return {webhook()};
    if (is_below("/api/v1/insights/unanswered/")) return {unanswered_id(canary)};
    if (is_below("/api/v1/accounts/")) return {victim()};
    if (is_below("/api/v1/tokens/")) {
      const auto token = services_->tokens.create(accounts_.at("administrator"), {"victim", Scope::kRead, 1});
      return {token->token.id};
    }
    return {};
  }

  std::string question_of(const Canary& canary) {
    const auto quiz = services_->learning.content().quiz({}, guides_.at(canary.collection));
    return quiz && !quiz->questions.empty() ? quiz->questions.front().question.id : "none";
  }

  // One that lives in the library, and one that the administrator only took away.
  std::vector<std::string> copies_of(const Canary& canary) {
    std::vector<std::string> ids;
    for (const bool is_for_library : {true, false}) {
      const auto made = services_->templates->copies.make(
          viewer_of("administrator"), {templates_.at(canary.collection).value, "", {}, "", "Copy", is_for_library});
      EXPECT_TRUE(made) << made.error().message;
      ids.push_back(made ? made->id : "none");
      if (is_for_library && made) ids.push_back(made->document);
    }
    return ids;
  }

  std::string case_of(const Document& document) {
    const auto made = services_->learn_cases.create({}, document.lessons.front().id);
    return made ? made->study.id : document.lessons.front().id.value;
  }

  std::string adoption_of(const Document& document) {
    Adoption adoption;
    adoption.lesson = document.lessons.front().id;
    adoption.project = document.project;
    const auto made = services_->adoptions.add(std::move(adoption));
    return made ? made->id : "none";
  }

  std::string webhook() {
    const auto made = services_->webhooks.create("http://127.0.0.1:9/", {WebhookEvent::kGatePassed}, "", {});
    return made ? made->webhook.id : "none";
  }

  std::string victim() {
    const auto made = services_->accounts.create("victim " + std::to_string(++made_), Role::kReader, "");
    return made ? made->account.id : "none";
  }

  std::string unanswered_id(const Canary& canary) {
    const Response all = ask(kPersonas.back(), "GET", "/api/v1/insights/unanswered?limit=100", "");
    const Json questions = Json::parse(all.body);
    for (const Json& item : questions["items"]) {
      if (item["query"].get<std::string>().starts_with(canary.word)) return item["id"];
    }
    return "gone";
  }

  std::vector<std::string> targets(const Route& route, const Persona& persona, const Canary& canary) {
    const std::string pattern(route.pattern);
    if (pattern.find("{id}") == std::string::npos) return {pattern};
    std::vector<std::string> found;
    for (const std::string& id : ids_for(route, persona, canary)) {
      const std::string path = replaced(pattern, "{id}", id);
      found.push_back(replaced(path, "{lesson_id}", documents_.at(canary.collection).lessons.front().id.value));
    }
    EXPECT_FALSE(found.empty()) << "say in ids_for() what {id} is in " << pattern;
    return found;
  }

  static std::string body_of(const Route& route, const std::string& text) {
    if (route.body.empty()) return "";
    Json json = Json::object();
    for (const ParameterSpec& spec : route.body) {
      const std::string name(spec.name);
      if (spec.type == ParameterType::kText || spec.type == ParameterType::kLongText) json[name] = text;
      if (spec.type == ParameterType::kChoice) json[name] = spec.choices.front();
      if (spec.type == ParameterType::kInteger) json[name] = std::max(1L, spec.minimum);
      if (spec.type == ParameterType::kFlag) json[name] = true;
    }
    return json.dump();
  }

  // The call as it is, and once for each parameter that takes a text.
  static std::vector<std::string> queries(const Route& route, const std::string& text) {
    std::vector<std::string> all{""};
    for (const ParameterSpec& spec : route.parameters) {
      const bool takes_text =
          spec.type == ParameterType::kText || (spec.type == ParameterType::kList && spec.choices.empty());
      if (takes_text) all.push_back("?" + std::string(spec.name) + "=" + text);
      for (const std::string_view choice : spec.choices) {
        if (spec.type == ParameterType::kChoice && spec.name != "whose") {
          all.push_back("?" + std::string(spec.name) + "=" + std::string(choice));
        }
      }
    }
    if (route.operation_id == "search")
      all.push_back("?explain=true&facets=phase,risk,tag,kind,project,collection,year&q=" + text);
    return all;
  }

  static std::string comparable(const Response& response) {
    Json json = Json::parse(response.body, nullptr, false);
    // Packed files have times in them; what they show is what the JSON of the same call shows.
    const std::string_view type = response.headers.get("Content-Type");
    if (type.starts_with("application/vnd.")) return std::to_string(response.status);
    if (json.is_discarded()) return std::to_string(response.status) + response.body;
    drop_changing(json);
    return std::to_string(response.status) + json.dump();
  }

  // Whether the caller may: 401 and 403 are said before anything else is looked at.
  void expect_let_in(const Route& route, const Persona& persona, const Response& response, const std::string& what) {
    const bool may = rung(persona.stands_on) >= rung(kLeast.at(std::string(route.operation_id)));
    const bool is_signed_in = tokens_.contains(persona.name);
    if (!may) {
      EXPECT_EQ(response.status, is_signed_in ? 403 : 401) << what;
      return;
    }
    const bool own_refusal = response.status == 403 && response.body.find("current_password") != std::string::npos;
    const bool wrong_name = response.status == 401 && kAnswersDepend.contains(route.operation_id);
    const bool throttled = response.status == 429 && kAnswersDepend.contains(route.operation_id);
    EXPECT_TRUE(own_refusal || wrong_name || throttled || (response.status != 401 && response.status != 403))
        << what << ": " << response.status << ' ' << response.body;
    EXPECT_LT(response.status, 500) << what << response.body;
  }

  void check_cell(const Route& route, const Persona& persona, const Canary& canary) {
    const std::string method(route.method);
    for (const std::string& text : {canary.beginning, canary.slip}) {
      for (const std::string& target : targets(route, persona, canary)) {
        for (const std::string& query : queries(route, text)) {
          const std::string what = persona.name + ": " + method + " " + target + query;
          const Response response = ask(persona, method, target + query, body_of(route, text));
          expect_let_in(route, persona, response, what);
          if (persona.sees.contains(canary.collection)) continue;
          EXPECT_EQ(response.body.find(canary.word), std::string::npos) << what << ": " << response.body;
          EXPECT_EQ(response.body.find(canary.han), std::string::npos) << what << ": " << response.body;
        }
      }
    }
  }

  // The whole word is said back by some calls: then nothing may tell it from a word that is nowhere.
  void check_control(const Route& route, const Persona& persona, const Canary& canary) {
    // What somebody writes is told back to them, in a document of its own.
    const bool is_own_text = kAnswersDepend.contains(route.operation_id) || route.operation_id == "createLesson";
    if (persona.sees.contains(canary.collection) || is_own_text) return;
    const std::string method(route.method);
    const auto first = targets(route, persona, canary);
    const auto second = route.method == "GET" ? first : targets(route, persona, canary);
    for (const auto& [word, control] :
         {std::pair(canary.word, canary.control), std::pair(canary.han, canary.han_control)}) {
      for (std::size_t i = 0; i < queries(route, "").size(); ++i) {
        for (std::size_t k = 0; k < first.size(); ++k) {
          const std::string &target = first[k], &other = second[k];
          const auto asked = [&](const std::string& text) { return queries(route, percent(text))[i]; };
          const std::string found = comparable(ask(persona, method, target + asked(word), body_of(route, word)));
          const std::string expected =
              comparable(ask(persona, method, other + asked(control), body_of(route, control)));
          EXPECT_EQ(replaced(found, word, control), replaced(expected, word, control))
              << persona.name << ": " << method << " " << target << asked(word);
        }
      }
    }
  }

  static std::string percent(const std::string& text) {
    std::string out;
    for (const char c : text) {
      char code[4];
      std::snprintf(code, sizeof code, "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
      out += code;
    }
    return out;
  }

  std::unique_ptr<Application> application_;
  std::unique_ptr<Services> services_;
  std::map<std::string, Account> accounts_;
  std::map<std::string, std::string> tokens_;
  std::map<std::string, Document> documents_;  // a report, by collection
  std::map<std::string, DocumentId> guides_, paths_, templates_;
  int made_ = 0;
};

TEST_F(AccessMatrix, EveryCallHasARowAndEveryRowACall) {
  std::set<std::string> served, expected;
  for (const Route& route : routes()) served.insert(std::string(route.operation_id));
  for (const auto& [operation, least] : kLeast) {
    expected.insert(operation);
    EXPECT_LT(rung(least), kLadder.size()) << operation;
  }
  EXPECT_EQ(served, expected);
}

TEST_F(AccessMatrix, EveryCallForEveryCallerAndEveryVisibility) {
  std::size_t cells = 0;
  for (const Route& route : routes()) {
    if (!kLeast.contains(std::string(route.operation_id))) continue;  // the test above says so
    for (const Persona& persona : kPersonas) {
      for (const Canary& canary : kCanaries) {
        check_cell(route, persona, canary);
        ++cells;
      }
    }
  }
  EXPECT_EQ(cells, kLeast.size() * kPersonas.size() * kCanaries.size());
}

TEST_F(AccessMatrix, AHiddenWordIsAsUnknownAsAWordThatIsNowhere) {
  for (const Route& route : routes()) {
    for (const Persona& persona : kPersonas) {
      for (const Canary& canary : kCanaries) check_control(route, persona, canary);
    }
  }
}

// The other side: the words are there to be found, so that the tests above can fail.
TEST_F(AccessMatrix, WhoMaySeeACollectionFindsItEverywhere) {
  for (const Persona& persona : kPersonas) {
    if (persona.name == "shut out") continue;
    for (const Canary& canary : kCanaries) {
      const bool sees = persona.sees.contains(canary.collection);
      const std::string what = persona.name + " " + canary.collection;
      const Document& document = documents_.at(canary.collection);
      const auto body = [&](const std::string& target) { return ask(persona, "GET", target, "").body; };
      EXPECT_EQ(Json::parse(body("/api/v1/search?q=" + canary.word))["total"] > 0, sees) << what;
      const std::string run = percent('"' + canary.han + '"');  // else the characters that all have are enough
      EXPECT_EQ(Json::parse(body("/api/v1/search?q=" + run))["total"] > 0, sees) << what;
      EXPECT_EQ(body("/api/v1/search?q=" + canary.slip).find(canary.word) != std::string::npos, sees) << what;
      EXPECT_EQ(body("/api/v1/search?facets=tag").find(canary.word + "tag") != std::string::npos, sees) << what;
      EXPECT_EQ(body("/api/v1/suggest?q=" + canary.beginning).find(canary.word) != std::string::npos, sees) << what;
      EXPECT_EQ(body("/feeds/lessons.atom").find(canary.word) != std::string::npos, sees) << what;
      EXPECT_EQ(body("/api/v1/collections").find(canary.collection) != std::string::npos, sees) << what;
      EXPECT_EQ(ask(persona, "GET", "/api/v1/documents/" + document.id.value, "").status, sees ? 200 : 404) << what;
      EXPECT_EQ(ask(persona, "GET", "/api/v1/lessons/" + document.lessons[0].id.value + "/similar", "").status,
                sees ? 200 : 404)
          << what;
    }
    const Json stats = Json::parse(ask(persona, "GET", "/api/v1/stats", "").body);
    EXPECT_EQ(stats["documents"], 4 * persona.sees.size()) << persona.name;
    EXPECT_EQ(stats["projects"], persona.sees.size()) << persona.name;
    EXPECT_EQ(stats["collections"], persona.sees.size()) << persona.name;
    const Json all = Json::parse(ask(persona, "GET", "/api/v1/search", "").body);
    EXPECT_EQ(all["total"], 4 * persona.sees.size()) << persona.name;
    EXPECT_EQ(Json::parse(ask(persona, "GET", "/api/v1/projects", "").body)["total"], persona.sees.size())
        << persona.name;
  }
}

TEST_F(AccessMatrix, BriefsAreForTheirOwnerAndForCuratorsWhoSeeAllOfThem) {
  const Canary& open = kCanaries.front();
  const std::string by_contributor = brief_of("contributor", open), by_administrator = brief_of("administrator", open);
  const std::map<std::string, std::pair<int, int>> expected{{"reader", {404, 404}},
                                                            {"contributor", {200, 404}},
                                                            {"insider", {404, 404}},
                                                            {"curator", {200, 404}},
                                                            {"administrator", {200, 200}}};
  for (const Persona& persona : kPersonas) {
    const auto row = expected.find(persona.name);
    if (row == expected.end()) continue;
    EXPECT_EQ(ask(persona, "GET", "/api/v1/briefs/" + by_contributor, "").status, row->second.first) << persona.name;
    EXPECT_EQ(ask(persona, "GET", "/api/v1/briefs/" + by_administrator, "").status, row->second.second) << persona.name;
  }
}

// Each template has one copy in the library and one that the administrator took away, and a newer version.
TEST_F(AccessMatrix, CopiesOfATemplateAreSeenWhereItsTextMayBeSeen) {
  const Persona& administrator = kPersonas.back();
  std::map<std::string, std::vector<std::string>> copies;
  for (const Canary& canary : kCanaries) {
    copies[canary.collection] = copies_of(canary);
    const std::string releases = "/api/v1/templates/" + templates_.at(canary.collection).value + "/releases";
    EXPECT_EQ(ask(administrator, "POST", releases, R"({"version":"2.0.0","notes":"New"})").status, 201);
  }
  for (const Persona& persona : kPersonas) {
    if (persona.name == "shut out") continue;
    const Json list = Json::parse(ask(persona, "GET", "/api/v1/templates", "").body);
    EXPECT_EQ(list["total"], persona.sees.size()) << persona.name;
    std::size_t drifting = 0;
    for (const Canary& canary : kCanaries) {
      const std::string what = persona.name + " " + canary.collection;
      const bool sees = persona.sees.contains(canary.collection);
      const std::string path = "/api/v1/templates/" + templates_.at(canary.collection).value;
      EXPECT_EQ(ask(persona, "GET", path, "").status, sees ? 200 : 404) << what;
      EXPECT_EQ(ask(persona, "GET", path + "/drift", "").status, sees ? 200 : 404) << what;
      const bool sees_copy = sees && tokens_.contains(persona.name);  // what is written goes to the members
      const std::string library = "/api/v1/copies/" + copies[canary.collection][0];
      EXPECT_EQ(ask(persona, "GET", library, "").status, sees_copy ? 200 : 404) << what;
      const bool may_curate = rung(persona.stands_on) >= rung("curator");
      const std::string delivered = "/api/v1/copies/" + copies[canary.collection][2];
      EXPECT_EQ(ask(persona, "GET", delivered, "").status, sees && may_curate ? 200 : 404) << what;
      const Response made = ask(persona, "POST", path + "/copies", R"({"fields":{}})");
      EXPECT_EQ(made.status, !tokens_.contains(persona.name) ? 401 : sees ? 201 : 404) << what << made.body;
      drifting += sees ? 1 : 0;
    }
    if (rung(persona.stands_on) < rung("contributor")) continue;
    const Json queue = Json::parse(ask(persona, "GET", "/api/v1/queue?kind=drift", "").body);
    EXPECT_EQ(queue["total"], drifting) << persona.name;
  }
}

}  // namespace
}  // namespace fupan::http
