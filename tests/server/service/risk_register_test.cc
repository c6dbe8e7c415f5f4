#include "server/service/risk_register.h"

#include <gtest/gtest.h>

#include "server/service/brief_companion.h"
#include "server/service/csv.h"

namespace fupan::service {
namespace {

TEST(RiskRegister, SentencesAreCutAtCauseAndEffect) {
  const std::pair<const char*, Chain> cases[] = {
      {"Testing started late because the vendor shipped in May, so go-live slipped by six weeks.",
       {"the vendor shipped in May", "Testing started late", "go-live slipped by six weeks"}},
      {"Due to missing staff, training took place after the go-live.",
       {"missing staff", "", "training took place after the go-live"}},
      {"A wrong certificate led to an outage of 40 minutes.", {"", "A wrong certificate", "an outage of 40 minutes"}},
      {"由于供应商延期，导致上线推迟两周。", {"供应商延期", "上线推迟两周", ""}},
      {"需求反复变更，导致返工三次。", {"", "需求反复变更", "返工三次"}},
      {"上线推迟，原因是接口没有联调。", {"接口没有联调", "上线推迟", ""}},
      {"因此我们增加了两轮测试。", {"", "因此我们增加了两轮测试", ""}},
      {"No owner for the interface.", {"", "No owner for the interface", ""}},
  };
  for (const auto& [sentence, expected] : cases) {
    const Chain found = read_chain(sentence);
    if (std::string(sentence).starts_with("Due to")) {
      EXPECT_EQ(found.cause, expected.cause);
      EXPECT_EQ(found.event, "training took place after the go-live");
      continue;
    }
    EXPECT_EQ(found.cause, expected.cause) << sentence;
    EXPECT_EQ(found.event, expected.event) << sentence;
    EXPECT_EQ(found.effect, expected.effect) << sentence;
  }
}

Lesson lesson(const std::string& id, LessonKind kind, const std::string& text, const std::string& risk) {
  Lesson made;
  made.id = {"d." + id};
  made.kind = kind;
  made.title = made.text = text;
  if (!risk.empty()) made.labels = {{Facet::kRisk, risk, LabelOrigin::kRule, true, 1.0}};
  return made;
}

TEST(RiskRegister, AdviceBelongsToTheTroubleThatItSpeaksOf) {
  Document document;
  document.id = {"d"};
  document.lessons = {
      lesson("l1", LessonKind::kFailed, "供应商模组到货延期三周，测试无法开始", "supplier"),
      lesson("l2", LessonKind::kFailed, "会议太多，团队没有时间开发", "resource"),
      lesson("l3", LessonKind::kRecommendation, "供应商模组必须提前认证第二来源，避免到货延期", "supplier"),
      lesson("l4", LessonKind::kRecommendation, "每天的会议不超过一次", "resource")};
  EXPECT_EQ(companion_of(document, document.lessons[2])->id.value, "d.l1");
  EXPECT_EQ(companion_of(document, document.lessons[0])->id.value, "d.l3");
  document.lessons[0].state = State::kRetired;
  document.lessons.push_back(lesson("l5", LessonKind::kWorked, "每周 3 次 new deliveries each week", "supplier"));
  document.lessons.push_back(lesson("l6", LessonKind::kFailed, "Each week 3 new requests", "supplier"));
  EXPECT_EQ(companion_of(document, document.lessons[5]), nullptr) << "numbers and everyday words are nothing in common";
  document.lessons.resize(4);
  EXPECT_EQ(companion_of(document, document.lessons[2]), nullptr) << "retired, and the other has nothing in common";
}

BriefView view_of(const std::vector<Lesson>& lessons) {
  BriefView view;
  for (const Lesson& one : lessons) {
    BriefLesson chosen;
    chosen.id = one.id;
    view.brief.lessons.push_back(chosen);
    view.lessons.emplace(one.id.value, one);
  }
  view.brief.risks = {{"supplier", 3, 5, 4, 20, 0.3, 0.8, "higher", "pattern", {}},
                      {"resource", 1, 2, 5, 20, 0, 1, "too_few", "no_pattern", {}}};
  return view;
}

TEST(RiskRegister, RowsAreCauseEventEffectWithLikelihoodAndResponse) {
  BriefView view = view_of({lesson("l1", LessonKind::kFailed, "由于只有一家供应商，导致模组到货延期三周", "supplier"),
                            lesson("l3", LessonKind::kRecommendation, "提前认证第二来源", "supplier"),
                            lesson("l5", LessonKind::kRecommendation, "每周只开一次会", "resource")});
  const auto rows = register_of(view);
  ASSERT_EQ(rows.size(), 1U) << "advice joins its row; advice about nothing is no risk";
  EXPECT_EQ(rows[0].risk, "supplier");
  EXPECT_EQ(rows[0].cause, "只有一家供应商");
  EXPECT_EQ(rows[0].event, "模组到货延期三周");
  EXPECT_EQ(rows[0].response, "提前认证第二来源");
  EXPECT_DOUBLE_EQ(rows[0].likelihood, 0.6);
  EXPECT_EQ(rows[0].sources, (std::vector<std::string>{"d.l1", "d.l3"}));
  Document document;
  document.labels = {{Facet::kRisk, "supplier", LabelOrigin::kAuthor, true, 1.0}};
  BriefView of_document = view;
  of_document.documents.emplace("d", document);
  EXPECT_EQ(register_of(of_document).at(0).response, "") << "the risk is its document's, the words are others";
  of_document.lessons.at("d.l3").text = "模组到货前提前认证第二来源";
  EXPECT_EQ(register_of(of_document).at(0).response, "提前认证第二来源");
  view.companions.emplace("d.l5", lesson("l6", LessonKind::kFailed, "会议太多，团队没有时间开发", "resource"));
  const auto more = register_of(view);
  ASSERT_EQ(more.size(), 2U);
  EXPECT_EQ(more[1].event, "会议太多，团队没有时间开发");
  EXPECT_EQ(more[1].response, "每周只开一次会");
  EXPECT_DOUBLE_EQ(more[1].likelihood, 0.25) << "too few similar ones: all projects";
  view.brief.lessons[0].decision = Decision::kRejected;
  for (const RegisterRow& row : register_of(view)) EXPECT_NE(row.sources[0], "d.l1");
}

TEST(RiskRegister, NoCellIsAFormula) {
  for (const char* text : {"=1+1", "+cmd", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1+1", "＠x"}) {
    EXPECT_EQ(without_formula(text), std::string("'") + text);
  }
  for (const char* text : {"", "a=1", "供应商", "3 + 4", "'=1"}) EXPECT_EQ(without_formula(text), text);
}

}  // namespace
}  // namespace fupan::service
