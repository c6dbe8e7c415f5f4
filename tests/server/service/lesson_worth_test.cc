#include "server/service/lesson_worth.h"

#include <gtest/gtest.h>

namespace fupan::service {
namespace {

Lesson lesson(const std::string& text, LessonKind kind = LessonKind::kLesson) {
  Lesson made;
  made.text = text;
  made.kind = kind;
  return made;
}

TEST(LessonWorth, UnitsCountCharactersAndWords) {
  EXPECT_EQ(units_of("供应商延期"), 5U);
  EXPECT_EQ(units_of("The vendor's delay"), 8U);
  EXPECT_EQ(units_of("用 K8s 部署"), 5U);
  EXPECT_EQ(units_of(""), 0U);
}

TEST(LessonWorth, RemarksOfAFewWordsListsAndTicksAreNoLessons) {
  for (const char* text :
       {"加强质量管理", "数据库迁移脚本（Alembic）", "QUALITY_ISSUE - 质量问题返工", "Test more",
        "需求预测不准\n供应商延期\n质量问题退货\n紧急插单", "✅ 立即部署新版本并且重启全部相关的业务服务"}) {
    EXPECT_EQ(worth_of(lesson(text), DocumentKind::kNote), 0) << text;
  }
}

TEST(LessonWorth, WholeSentencesCountFullyAndShortOnesALittleLess) {
  const std::string whole = "工厂验收用的是供应商精选样件，没有用我方真实来料，直到现场才暴露。";
  EXPECT_EQ(worth_of(lesson(whole), DocumentKind::kNote), 1);
  const double brief = worth_of(lesson("验收标准规定了通过率，没有规定用什么样的来料。"), DocumentKind::kRetrospective);
  EXPECT_GT(brief, 0.75);
  EXPECT_LT(brief, 1);
  EXPECT_EQ(worth_of(lesson("Rehearse the rollback with data that came in after the move, for each hour it is open."),
                     DocumentKind::kPostmortem),
            1);
}

TEST(LessonWorth, OldToDosAndPraiseOfAReportCountLess) {
  const std::string text = "把验收来料条款写入设备采购技术协议模板，并由采购负责人在季度末以前发布。";
  const double lesson_worth = worth_of(lesson(text), DocumentKind::kNote);
  const double action = worth_of(lesson(text, LessonKind::kAction), DocumentKind::kRetrospective);
  EXPECT_LT(action, lesson_worth);
  EXPECT_LT(worth_of(lesson(text, LessonKind::kAction), DocumentKind::kNote), action);
  EXPECT_LT(worth_of(lesson(text, LessonKind::kWorked), DocumentKind::kGuide),
            worth_of(lesson(text, LessonKind::kWorked), DocumentKind::kRetrospective));
}

TEST(LessonWorth, LabelsOfFormsAreLeftOut) {
  EXPECT_EQ(telling_text("责任人：验收小组，截止日期：上线前"), "：验收小组，\n：上线前");
}

TEST(LessonWorth, WhatEveryCharterHasIsLeftOut) {
  const std::string text = telling_text("Budget: EUR 3.1 million, three plants. 预算 680 万元，工期 12 个月。接口联调");
  for (const char* gone : {"EUR", "Budget", "million", "three", "3", "预算", "680", "万元", "工期", "个月"}) {
    EXPECT_EQ(text.find(gone), std::string::npos) << gone;
  }
  EXPECT_NE(text.find("plants"), std::string::npos);
  EXPECT_NE(text.find("接口联调"), std::string::npos);
  EXPECT_EQ(telling_text("cut two plants").find("cut plants"), std::string::npos) << "words do not meet";
}

TEST(LessonWorth, HyphenatedWordsStayWholeUnlessAllOfThemIsCommon) {
  const std::string text = telling_text("Cut-over of long-lead items in a two-week pause, 3-year support, roll-");
  EXPECT_NE(text.find("Cut-over"), std::string::npos);
  EXPECT_NE(text.find("long-lead"), std::string::npos);
  EXPECT_NE(text.find("roll-"), std::string::npos);
  EXPECT_EQ(text.find("week"), std::string::npos);
  EXPECT_EQ(text.find("year"), std::string::npos);
}

TEST(LessonWorth, AWordThatOnlySaysSomethingOfAnotherIsNoPiece) {
  const std::vector<std::string> pieces{"data", "systems", "Cut", "load", "data centre", "数据", "gate"};
  EXPECT_EQ(without_modifiers(pieces, "Our data centre moves. Cut-over of two systems remain. Peak load. Gate Review."),
            (std::vector<std::string>{"systems", "load", "data centre", "数据"}));
  EXPECT_EQ(without_modifiers({"data"}, "The data centre moves; its data is migrated."),
            std::vector<std::string>{"data"})
      << "said alone once";
  EXPECT_EQ(without_modifiers({"load"}, "The load on pay day"), std::vector<std::string>{"load"})
      << "before a stop word";
  EXPECT_EQ(without_modifiers({"supplier"}, "供应商延期"), std::vector<std::string>{"supplier"}) << "a translation";
  EXPECT_TRUE(without_modifiers({}, "").empty());
}

TEST(LessonWorth, WhatOnlyQualifiesAnotherTermIsNoPiece) {
  const Thesaurus terms({{{"factory acceptance test"}, {"工厂验收"}}, {{"load test"}, {"压力测试"}}});
  const auto kept = [&](std::vector<std::string> pieces, std::string_view text) {
    return without_parts_of_terms(std::move(pieces), text, terms);
  };
  using Pieces = std::vector<std::string>;
  EXPECT_EQ(kept({"工厂", "供应商"}, "工厂验收用的是供应商的样件"), Pieces{"供应商"});
  EXPECT_EQ(kept({"工厂"}, "工厂验收之后，工厂停产三天"), Pieces{"工厂"}) << "said alone, too";
  EXPECT_EQ(kept({"验收"}, "工厂验收用的是样件"), Pieces{"验收"}) << "a factory acceptance is an acceptance";
  EXPECT_EQ(kept({"工厂验收"}, "工厂验收用的是样件"), Pieces{"工厂验收"});
  EXPECT_EQ(kept({"Load"}, "The load test came late"), Pieces{});
  EXPECT_EQ(kept({"load", "test"}, "The load test came late"), (Pieces{"load", "test"})) << "all of the term is shared";
  EXPECT_EQ(kept({"工厂", "验收"}, "工厂验收用的是样件"), Pieces{"验收"}) << "characters that meet are another matter";
  EXPECT_EQ(kept({"boats"}, "The boat is late"), Pieces{"boats"}) << "in another form";
}

TEST(LessonWorth, PiecesCountWhereTheLessonItselfHasThem) {
  const std::vector<std::string> pieces{"testing interfaces", "go-live", "供应商", "验收"};
  EXPECT_EQ(pieces_in(pieces, "We tested interfaces too late; 供应商 came late."),
            (std::vector<std::string>{"testing interfaces", "供应商"}));
  EXPECT_EQ(pieces_in({"供应商", "商联"}, "关键供应商延期三周"), std::vector<std::string>{"供应商"}) << "inside a run";
  EXPECT_TRUE(pieces_in(pieces, "").empty());
}

TEST(LessonWorth, ChinesePiecesAreFoundInTheMiddleOfASentence) {
  EXPECT_EQ(pieces_in({"供应商", "接口联调", "验收", "款"}, "合同里没有写明供应商接口联调延期的违约条款"),
            (std::vector<std::string>{"供应商", "接口联调"}));
}

TEST(LessonWorth, ChinesePiecesAreNotPutTogetherFromDifferentPlaces) {
  EXPECT_EQ(pieces_in({"出厂验收", "工厂验收"}, "工厂验收之后，设备出厂"), std::vector<std::string>{"工厂验收"});
}

TEST(LessonWorth, WordsThatStandApartAreNoPiece) {
  const std::string text = "A change has a fixed window; roll back at its end.";
  EXPECT_TRUE(pieces_in({"change windows", "rollback plan"}, text).empty());
  EXPECT_EQ(pieces_or_words_in({"change windows", "roll back", "testing windows"}, text),
            (std::vector<std::string>{"roll back", "change", "windows"}));
  EXPECT_EQ(pieces_or_words_in({"change windows", "changes"}, text), (std::vector<std::string>{"changes", "windows"}));
}

TEST(LessonWorth, AFewWordsInCommonAreNotEnough) {
  const auto text = [](std::vector<std::string> pieces) {
    return BriefReason{ReasonKind::kText, std::move(pieces), 0.5, 0, 0};
  };
  const BriefReason risk{ReasonKind::kRisk, {"safety"}, 0.1, 0, 0};
  const BriefReason tag{ReasonKind::kTag, {"cutover"}, 0.1, 0, 0};
  const BriefReason tags{ReasonKind::kTag, {"cutover", "training"}, 0.1, 0, 0};
  EXPECT_FALSE(is_enough({text({"工期"}), risk}, false));
  BriefReason documents_risk = risk;
  documents_risk.of_document = true;
  EXPECT_TRUE(is_enough({text({"接口联调", "延期"}), risk}, false));
  EXPECT_FALSE(is_enough({text({"接口联调", "延期"}), documents_risk}, false)) << "half of all lessons have it";
  EXPECT_TRUE(is_enough({text({"供应商"}), tag, documents_risk}, false));
  EXPECT_FALSE(is_enough({text({"crane", "site"}), risk}, false));
  EXPECT_FALSE(is_enough({tag, risk}, false));
  EXPECT_FALSE(is_enough({text({"Roll back", "roll back"})}, false)) << "said twice";
  EXPECT_TRUE(is_enough({text({"接口联调", "供应商延期"})}, false));
  EXPECT_TRUE(is_enough({text({"接口联调"}), tag}, false));
  EXPECT_TRUE(is_enough({tags}, false));
  EXPECT_FALSE(is_enough({text({"pilot run"}), tag}, true)) << "a translation alone";
  EXPECT_TRUE(is_enough({text({"supplier delay", "interface testing"})}, true));
}

}  // namespace
}  // namespace fupan::service
