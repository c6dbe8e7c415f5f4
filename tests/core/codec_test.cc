#include "core/codec.h"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <string>

namespace fupan {
namespace {

using Json = nlohmann::json;

ProjectFacts full_facts() {
  ProjectFacts facts;
  facts.sector = "银行";
  facts.method = "agile";
  facts.outcome = "late";
  facts.currency = "CNY";
  facts.start_date = "2023-01-02";
  facts.end_date = "2024-02-29";
  facts.budget = 1.5e6;
  facts.planned_duration_days = 180;
  facts.actual_duration_days = 240.5;
  facts.planned_cost = 0;
  facts.actual_cost = -1;
  facts.planned_value = 0.1;
  facts.earned_value = 1.0 / 3;
  facts.health_score = 99;
  return facts;
}

Lesson full_lesson() {
  Lesson lesson;
  lesson.id = {"abc.l12345"};
  lesson.kind = LessonKind::kCause;
  lesson.title = "需求变更没有评审";
  lesson.markdown = "**需求变更**没有评审\n\n- \"quoted\" \\ 🎯";
  lesson.text = "需求变更没有评审\n\"quoted\" \\ 🎯";
  lesson.heading_path = {"复盘", "根因"};
  lesson.lines = {12, 19};
  lesson.labels = {{Facet::kPhase, "planning", LabelOrigin::kAuthor, true, 1.0},
                   {Facet::kRisk, "scope", LabelOrigin::kModel, true, 0.8125},
                   {Facet::kTag, "integration", LabelOrigin::kCurator, false, 1.0},
                   {Facet::kTag, "灰度发布", LabelOrigin::kRule, true, 1.0}};
  lesson.lang = "zh";
  lesson.state = State::kInReview;
  lesson.event = "event";
  lesson.cause = "cause";
  lesson.impact = "impact";
  lesson.recommendation = "recommendation";
  lesson.applies_when = "applies when";
  lesson.owner = "老王";
  lesson.due_date = "2024-06-30";
  return lesson;
}

Document full_document() {
  Document document;
  document.id = {"abc"};
  document.collection = "handbook";
  document.path = "项目/2024-05-03-复盘.md";
  document.kind = DocumentKind::kRetrospective;
  document.title = "核心系统复盘";
  document.lang = "zh";
  document.state = State::kRetired;
  document.date = "2024-05-03";
  document.project = "核心系统";
  document.example = true;
  document.metadata = {{"author", "老王, 小李"}, {"author", "again"}, {"空", ""}};
  document.facts = full_facts();
  document.labels = {{Facet::kPhase, "closing", LabelOrigin::kRule, true, 1.0}};
  document.sections = {{{}, {1, 3}, "before the first heading"}, {{"一", "二"}, {4, 9}, ""}};
  document.lessons = {full_lesson(), Lesson{}};
  document.lessons[1].id = {"abc.l00000"};
  document.lessons[1].markdown = document.lessons[1].text = "same";
  document.gone = {full_lesson()};
  document.encoding = "GB18030";
  document.content_hash = std::string(64, 'f');
  document.source_bytes = std::numeric_limits<std::uint64_t>::max();
  document.imported_at = "2026-03-01T08:30:00Z";
  document.source_revision = 7;
  return document;
}

TEST(DocumentCodec, FullDocumentComesBackEqual) {
  const Result<Document> decoded = decode_document(encode_document(full_document()));
  ASSERT_TRUE(decoded) << decoded.error().message;
  EXPECT_EQ(*decoded, full_document());
}

TEST(DocumentCodec, EmptyDocumentComesBackEqual) {
  Document document;
  document.id = {"abc"};
  EXPECT_EQ(decode_document(encode_document(document)).value(), document);
}

TEST(DocumentCodec, LessonWithMarkdownAndNoTextComesBackEqual) {
  Document document;
  document.id = {"abc"};
  document.lessons.resize(1);
  document.lessons[0].id = {"abc.l1"};
  document.lessons[0].markdown = "![image](x.png)";
  EXPECT_EQ(decode_document(encode_document(document)).value(), document);
}

TEST(DocumentCodec, EveryNameOfEveryEnumComesBack) {
  for (std::size_t kind = 0; kind < kDocumentKindNames.size(); ++kind) {
    for (std::size_t state = 0; state < kStateNames.size(); ++state) {
      Document document;
      document.id = {"abc"};
      document.kind = static_cast<DocumentKind>(kind);
      document.state = static_cast<State>(state);
      document.lessons.resize(1);
      document.lessons[0].kind = static_cast<LessonKind>(kind % kLessonKindNames.size());
      document.lessons[0].state = document.state;
      document.lessons[0].id = {"abc.l1"};
      EXPECT_EQ(decode_document(encode_document(document)).value(), document);
    }
  }
}

TEST(DocumentCodec, IllFormedUtf8IsReplacedNotRefused) {
  Document document;
  document.id = {"abc"};
  document.title = "bad \xFF byte";
  EXPECT_EQ(decode_document(encode_document(document)).value().title, "bad \uFFFD byte");
}

TEST(DocumentCodec, UnknownMembersAreIgnored) {
  Json json = Json::parse(encode_document(full_document()));
  json["from_a_later_minor_version"] = {1, 2, 3};
  EXPECT_EQ(decode_document(json.dump()).value(), full_document());
}

// What the message must contain besides "decode document".
struct Damage {
  std::string bytes;
  std::string named;
};

Damage changed(const char* pointer, Json value, std::string named) {
  Json json = Json::parse(encode_document(full_document()));
  json[Json::json_pointer(pointer)] = std::move(value);
  return {json.dump(), std::move(named)};
}

void expect_corrupt(const Damage& damage) {
  const Result<Document> result = decode_document(damage.bytes);
  ASSERT_FALSE(result) << damage.named;
  EXPECT_EQ(result.error().code, ErrorCode::kCorrupt);
  EXPECT_EQ(result.error().message.substr(0, 16), "decode document:") << result.error().message;
  EXPECT_NE(result.error().message.find(damage.named), std::string::npos) << result.error().message;
}

TEST(DocumentCodec, BytesThatAreNoDocumentAreCorrupt) {
  expect_corrupt({"", ""});
  expect_corrupt({"not JSON", ""});
  expect_corrupt({encode_document(full_document()).substr(0, 500), ""});
  expect_corrupt({std::string(100000, '['), ""});
  expect_corrupt({"[1]", ""});
  expect_corrupt({"null", ""});
  expect_corrupt({"{}", "'v'"});
  expect_corrupt({R"({"v":1})", "'id'"});
}

TEST(DocumentCodec, NewerFormatIsCorruptAndSaysSo) {
  expect_corrupt(changed("/v", kDocumentFormat + 1, "format 2 is newer than this program's 1"));
}

TEST(DocumentCodec, UnknownNameIsCorruptAndIsNamed) {
  expect_corrupt(changed("/kind", "novel", "unknown kind 'novel'"));
  expect_corrupt(changed("/state", "lost", "unknown state 'lost'"));
  expect_corrupt(changed("/lessons/0/kind", "joke", "unknown kind 'joke'"));
  expect_corrupt(changed("/lessons/0/labels/0/o", "ghost", "unknown o 'ghost'"));
}

TEST(DocumentCodec, MemberOfWrongTypeIsCorruptAndIsNamed) {
  expect_corrupt(changed("/title", 5, "title"));
  expect_corrupt(changed("/v", "one", "v"));
  expect_corrupt(changed("/id", Json::array(), "id"));
  expect_corrupt(changed("/facts/budget", "much", "budget"));
  expect_corrupt(changed("/facts", "none", "facts"));
  expect_corrupt(changed("/metadata", {{1, 2}}, "metadata"));
  expect_corrupt(changed("/metadata", {Json::array()}, "metadata"));
  expect_corrupt(changed("/lessons", 7, "lessons"));
  expect_corrupt(changed("/lessons/0", 7, "lessons"));
  expect_corrupt(changed("/lessons/0/lines", Json::array({1}), "lines"));
  expect_corrupt(changed("/lessons/0/labels/0/c", "high", "c"));
  expect_corrupt(changed("/example", "yes", "example"));
}

TEST(DocumentCodec, NumbersThatJsonCannotSayDoNotSpoilTheRecord) {
  Document document;
  document.id = {"abc"};
  document.facts.budget = std::numeric_limits<double>::quiet_NaN();
  document.facts.planned_cost = std::numeric_limits<double>::infinity();
  document.facts.health_score = 5;
  const Result<Document> decoded = decode_document(encode_document(document));
  ASSERT_TRUE(decoded) << decoded.error().message;
  EXPECT_EQ(decoded->facts.budget, std::nullopt);
  EXPECT_EQ(decoded->facts.planned_cost, std::nullopt);
  EXPECT_EQ(decoded->facts.health_score, 5);
}

TEST(ProjectCodec, ComesBackEqual) {
  const Project project{"p1", "核心系统", full_facts()};
  EXPECT_EQ(decode_project(encode_project(project)).value(), project);
  const Project bare{"p2", "", {}};
  EXPECT_EQ(decode_project(encode_project(bare)).value(), bare);
}

TEST(ProjectCodec, DamageIsCorruptAndNamesTheRecord) {
  for (const std::string_view bytes :
       {"", "{}", R"({"v":1,"id":"x"})", R"({"v":1,"id":7,"name":"n"})", R"({"v":99,"id":"x","name":"n"})"}) {
    const Result<Project> result = decode_project(bytes);
    ASSERT_FALSE(result) << bytes;
    EXPECT_EQ(result.error().code, ErrorCode::kCorrupt);
    EXPECT_EQ(result.error().message.substr(0, 15), "decode project:");
  }
}

TEST(CollectionCodec, ComesBackEqualAndDamageIsCorrupt) {
  const Collection collection{"手册", "/srv/docs"};
  EXPECT_EQ(decode_collection(encode_collection(collection)).value(), collection);
  const Result<Collection> result = decode_collection(R"({"v":1,"root":"/x"})");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kCorrupt);
  EXPECT_NE(result.error().message.find("'name'"), std::string::npos);
}

}  // namespace
}  // namespace fupan
