#include "core/codec.h"

#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <string>

#include "core/fields.h"

namespace fupan {
namespace {

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
  document.questions = {{"abc.q00000", "谁批准变更？"}, {"abc.q00001", ""}};
  document.encoding = "GB18030";
  document.content_hash = std::string(64, 'f');
  document.source_bytes = std::numeric_limits<std::uint64_t>::max();
  document.imported_at = "2026-03-01T08:30:00Z";
  document.source_revision = 7;
  return document;
}

constexpr std::string_view kSource = "# 核心系统复盘\r\n\r\n- 需求变更没有评审 \xFF\n";

Result<Document> there_and_back(const Document& document) {
  return decode_document(encode_document(document, kSource));
}

TEST(DocumentCodec, FullDocumentComesBackEqual) {
  const Result<Document> decoded = there_and_back(full_document());
  ASSERT_TRUE(decoded) << decoded.error().message;
  EXPECT_EQ(*decoded, full_document());
}

TEST(DocumentCodec, EmptyDocumentComesBackEqual) {
  Document document;
  document.id = {"abc"};
  EXPECT_EQ(there_and_back(document).value(), document);
}

TEST(DocumentCodec, LessonWithMarkdownAndNoTextComesBackEqual) {
  Document document;
  document.id = {"abc"};
  document.lessons.resize(1);
  document.lessons[0].id = {"abc.l1"};
  document.lessons[0].markdown = "![image](x.png)";
  EXPECT_EQ(there_and_back(document).value(), document);
}

TEST(DocumentCodec, LessonIdOfAnotherFormComesBack) {
  Document document;
  document.id = {"abc"};
  document.lessons.resize(3);
  document.lessons[0].id = {"abc"};
  document.lessons[1].id = {"other.l1"};
  document.lessons[2].id = {"abc.l1"};
  EXPECT_EQ(there_and_back(document).value(), document);
}

TEST(DocumentCodec, DigestOfAnotherFormComesBack) {
  for (const std::string& hash : {std::string(64, 'F'), std::string(63, 'f'), std::string("x"), std::string(64, '0')}) {
    Document document;
    document.id = {"abc"};
    document.content_hash = hash;
    EXPECT_EQ(there_and_back(document).value(), document);
  }
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
      EXPECT_EQ(there_and_back(document).value(), document);
    }
  }
}

TEST(DocumentCodec, SourceComesBackByteForByte) {
  std::string all_bytes;
  for (int byte = 0; byte < 256; ++byte) all_bytes += static_cast<char>(byte);
  for (const std::string& source : {std::string(), std::string(kSource), all_bytes, std::string(100000, 'x')}) {
    EXPECT_EQ(source_of(encode_document(full_document(), source)).value(), source);
  }
}

TEST(DocumentCodec, IllFormedUtf8IsReplacedNotRefused) {
  Document document;
  document.id = {"abc"};
  document.title = "bad \xFF byte";
  EXPECT_EQ(there_and_back(document).value().title, "bad \uFFFD byte");
}

// The record with one field more at its end, which counts when the field is no list.
std::string with_field(const std::function<void(FieldWriter&)>& write) {
  FieldWriter out(encode_document(full_document(), kSource));
  write(out);
  return out.take();
}

TEST(DocumentCodec, UnknownFieldsArePassedOver) {
  const std::string bytes = with_field([](FieldWriter& out) {
    out.number(900, 7);
    out.text(901, "from a later version");
    out.record(902, [](FieldWriter& inner) { inner.number(1, 1); });
  });
  EXPECT_EQ(decode_document(bytes).value(), full_document());
  EXPECT_EQ(source_of(bytes).value(), kSource);
}

// What the message must contain besides "decode document".
struct DamagedRecord {
  std::string bytes;
  std::string named;
};

void expect_corrupt(const DamagedRecord& damaged) {
  const Result<Document> result = decode_document(damaged.bytes);
  ASSERT_FALSE(result) << damaged.named;
  EXPECT_EQ(result.error().code, ErrorCode::kCorrupt);
  EXPECT_EQ(result.error().message.substr(0, 16), "decode document:") << result.error().message;
  EXPECT_NE(result.error().message.find(damaged.named), std::string::npos) << result.error().message;
}

TEST(DocumentCodec, BytesThatAreNoDocumentAreCorrupt) {
  expect_corrupt({"", "empty"});
  expect_corrupt({"not a record", "newer"});
  expect_corrupt({"\x02", "id is missing"});
  expect_corrupt({std::string("\x02\x00", 2), "cut short"});
  expect_corrupt({"\x02\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", "cut short"});
}

TEST(DocumentCodec, RecordCutAnywhereHasNoSource) {
  const std::string whole = encode_document(full_document(), kSource);
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const std::string_view part = std::string_view(whole).substr(0, length);
    const Result<Document> document = decode_document(part);
    const Result<std::string_view> source = source_of(part);
    ASSERT_FALSE(source) << length;
    EXPECT_EQ(source.error().code, ErrorCode::kCorrupt);
    if (!document) {
      EXPECT_EQ(document.error().code, ErrorCode::kCorrupt) << length;
    }
  }
}

TEST(DocumentCodec, RecordsOfTheFirstFormatAreCorruptAndSayWhatToDo) {
  expect_corrupt({R"({"v":1,"id":"abc"})", "import again"});
}

TEST(DocumentCodec, NewerFormatIsCorruptAndSaysSo) {
  std::string bytes = encode_document(full_document(), kSource);
  bytes[0] = 3;
  expect_corrupt({bytes, "format 3 is newer than this program's 2"});
}

TEST(DocumentCodec, UnknownValueOfAnEnumIsCorruptAndIsNamed) {
  const auto lesson = [](unsigned tag, std::uint64_t value) {
    return with_field([&](FieldWriter& out) { out.record(21, [&](FieldWriter& inner) { inner.number(tag, value); }); });
  };
  expect_corrupt(
      {with_field([](FieldWriter& out) { out.number(10, 7); }), "document: field 10 has the unknown value 7"});
  expect_corrupt({with_field([](FieldWriter& out) { out.number(11, 5); }), "field 11 has the unknown value 5"});
  expect_corrupt({lesson(4, 6), "lesson: field 4 has the unknown value 6"});
}

TEST(DocumentCodec, FieldOfTheWrongKindIsCorruptAndIsNamed) {
  expect_corrupt({with_field([](FieldWriter& out) { out.number(4, 7); }), "document: field 4 is a number"});
  expect_corrupt({with_field([](FieldWriter& out) { out.text(14, "one"); }), "document: field 14 is no number"});
  expect_corrupt({with_field([](FieldWriter& out) { out.number(14, 1ULL << 40U); }), "field 14 is out of range"});
  expect_corrupt({with_field([](FieldWriter& out) { out.number(21, 7); }), "document: field 21 is a number"});
  expect_corrupt({with_field([](FieldWriter& out) { out.text(21, "\x01"); }), "lesson: the fields are cut short"});
  expect_corrupt({with_field([](FieldWriter& out) { out.text(21, ""); }), "lesson: the id is missing"});
  expect_corrupt(
      {with_field([](FieldWriter& out) { out.record(18, [](FieldWriter& inner) { inner.text(7, "much"); }); }),
       "facts: field 7 is no number"});
}

TEST(DocumentCodec, NumbersThatJsonCannotSayDoNotSpoilTheRecord) {
  Document document;
  document.id = {"abc"};
  document.facts.budget = std::numeric_limits<double>::quiet_NaN();
  document.facts.planned_cost = std::numeric_limits<double>::infinity();
  document.facts.health_score = 5;
  const Result<Document> decoded = there_and_back(document);
  ASSERT_TRUE(decoded) << decoded.error().message;
  EXPECT_EQ(decoded->facts.budget, std::nullopt);
  EXPECT_EQ(decoded->facts.planned_cost, std::nullopt);
  EXPECT_EQ(decoded->facts.health_score, 5);
}

TEST(ProjectCodec, ComesBackEqual) {
  const Gate gate{"2026-03-01T09:00:00Z", "王芳", "planning", "executing", "with conditions"};
  const Project project{"p1", "核心系统", full_facts(), {}, "executing", {gate}};
  EXPECT_EQ(decode_project(encode_project(project)).value(), project);
  const Project bare{"p2", "", {}, {}, "", {}};
  EXPECT_EQ(decode_project(encode_project(bare)).value(), bare);
}

TEST(ProjectCodec, DamageIsCorruptAndNamesTheRecord) {
  for (const std::string_view bytes : {"", "{}", "\x02", "\x02\x05\x01x", "\x02\x03\x02x", "\x63\x03\x01x"}) {
    const Result<Project> result = decode_project(bytes);
    ASSERT_FALSE(result) << bytes;
    EXPECT_EQ(result.error().code, ErrorCode::kCorrupt);
    EXPECT_EQ(result.error().message.substr(0, 15), "decode project:");
  }
}

TEST(CollectionCodec, ComesBackEqualAndDamageIsCorrupt) {
  const Collection collection{"手册", "/srv/docs"};
  EXPECT_EQ(decode_collection(encode_collection(collection)).value(), collection);
  const Result<Collection> result = decode_collection("\x02\x05\x02/x");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kCorrupt);
  EXPECT_NE(result.error().message.find("name is missing"), std::string::npos);
}

}  // namespace
}  // namespace fupan
