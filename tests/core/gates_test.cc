// The stored forms of projects with gates, deliveries, relations and webhooks; and signatures.
#include <gtest/gtest.h>

#include "core/brief.h"
#include "core/codec.h"
#include "core/fields.h"
#include "core/hmac.h"
#include "core/project_facts.h"
#include "core/relation.h"
#include "core/webhook.h"

namespace fupan {
namespace {

Project make_project() {
  Project project;
  project.id = "p1";
  project.name = "网关二期";
  project.facts.budget = 9.8e6;
  project.corrections.outcome = "success";
  project.phase = "execution";
  project.gates = {{"2026-01-02T03:04:05Z", "王", "", "planning", ""},
                   {"2026-02-02T03:04:05Z", "", "planning", "execution", "有条件通过"}};
  return project;
}

TEST(ProjectRecord, KeepsPhaseGatesAndCorrections) {
  const auto read = decode_project(encode_project(make_project()));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, make_project());
}

TEST(ProjectRecord, OfAnEarlierVersionHasNoGates) {
  FieldWriter out(std::string(1, static_cast<char>(kProjectFormat)));
  out.text(1, "p1");
  out.text(2, "网关");
  out.record(3, [](FieldWriter& facts) { facts.text(3, "failed"); });
  const auto read = decode_project(out.take());
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->facts.outcome, "failed");
  EXPECT_EQ(read->phase, "");
  EXPECT_TRUE(read->gates.empty());
}

TEST(ProjectFactsTest, CorrectionsGoBeforeWhatDocumentsSay) {
  ProjectFacts told, corrections;
  told.budget = 1;
  told.outcome = "open";
  corrections.budget = 2;
  const ProjectFacts both = corrected(told, corrections);
  EXPECT_EQ(both.budget, 2);
  EXPECT_EQ(both.outcome, "open");
}

TEST(AdoptionRecord, OfAnEarlierVersionWasMadeBeforeAnyGate) {
  Adoption adoption;
  adoption.id = "a1";
  adoption.lesson = {"d.l1"};
  const auto read = decode_adoption(encode_adoption(adoption));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->gates, 0U);
  adoption.gates = 3;
  EXPECT_EQ(decode_adoption(encode_adoption(adoption))->gates, 3U);
}

TEST(DeliveryRecord, KeepsLessonsWithTheirReasons) {
  Delivery delivery{"d1", "p1", 2, "execution", {}, "2026-02-02T03:04:05Z"};
  BriefLesson lesson;
  lesson.id = {"d.l1"};
  lesson.score = 0.5;
  lesson.reasons = {{ReasonKind::kPhase, {"execution"}, 0.06, 0, 0}};
  delivery.lessons = {lesson};
  const auto read = decode_delivery(encode_delivery(delivery));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, delivery);
  EXPECT_EQ(decode_delivery("").error().code, ErrorCode::kCorrupt);
}

TEST(RelationRecord, ComesBackAsItWas) {
  const Relation relation{RelationKind::kContradicts, {"a.l1"}, {"b.l2"}, "取决于合同", "王", "2026-02-02T03:04:05Z"};
  const auto read = decode_relation(encode_relation(relation));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, relation);
  EXPECT_EQ(decode_relation(R"({"v":1,"kind":"likes"})").error().code, ErrorCode::kCorrupt);
  EXPECT_EQ(decode_relation(R"({"v":2})").error().code, ErrorCode::kCorrupt);
}

TEST(WebhookRecord, ComesBackAsItWas) {
  const Webhook webhook{
      "w1", "https://example.org/hook", {WebhookEvent::kGatePassed}, "whsec_AAAA", false, "2026-02-02T03:04:05Z", "王"};
  const auto read = decode_webhook(encode_webhook(webhook));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, webhook);
  WebhookProgress progress;
  progress.sequence = 7;
  progress.place = 2;
  progress.last_error = "answered with 500";
  const auto back = decode_webhook_progress(encode_webhook_progress(progress));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(*back, progress);
  EXPECT_EQ(decode_webhook(R"({"v":1})").error().code, ErrorCode::kCorrupt);
}

std::string hex(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    text += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4U];
    text += "0123456789abcdef"[static_cast<unsigned char>(c) & 15U];
  }
  return text;
}

TEST(Hmac, IsThatOfRfc4231) {
  EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(hex(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Base64, GoesThereAndBack) {
  EXPECT_EQ(to_base64("foob"), "Zm9vYg==");
  EXPECT_EQ(from_base64("Zm9vYg=="), "foob");
  EXPECT_EQ(to_base64(""), "");
  EXPECT_EQ(from_base64("Zm9v!"), std::nullopt);
  EXPECT_EQ(random_bytes(32).size(), 32U);
  EXPECT_NE(random_bytes(32), random_bytes(32));
}

}  // namespace
}  // namespace fupan
