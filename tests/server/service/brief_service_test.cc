#include "server/service/brief_service.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "core/codec.h"
#include "server/service/keys.h"
#include "server/service/lesson_worth.h"
#include "server/service/render_brief.h"
#include "server/service/render_brief_json.h"
#include "server/service/repository.h"
#include "server/service/risk_register.h"
#include "tests/server/service/library_fixture.h"

namespace fupan::service {
namespace {

constexpr const char* kChinese =
    "本项目为园区边缘网关二期，主控模组由单一供应商供货，交期 30 周。预算 980 万元，工期 14 个月。"
    "计划在规划阶段完成采购合同，并与供应商进行接口联调。";
constexpr const char* kEnglish =
    "We replace the ERP of two plants by one standard product. Master data must be migrated; users test before "
    "go-live. Budget: EUR 2.4 million. Duration: 12 months.";

class BriefServiceTest : public LibraryTest {
 protected:
  void import_examples() {
    ImportOptions options;
    options.paths = {std::filesystem::path(FUPAN_SOURCE_DIR) / "starter" / "examples",
                     std::filesystem::path(FUPAN_SOURCE_DIR) / "starter" / "templates"};
    import(options);
    open_briefs();
  }

  void open_briefs() { briefs_ = std::make_unique<BriefService>(*library_, true); }

  BriefView create(const std::string& title, const std::string& description) {
    const auto profile = briefs_->propose(title, description);
    EXPECT_TRUE(profile);
    BriefRequest request{title, description, profile ? *profile : BriefProfile{}, 10};
    auto made = briefs_->create(request);
    EXPECT_TRUE(made) << made.error().message;
    return made ? std::move(*made) : BriefView{};
  }

  void set_state(const LessonId& id, State state) {
    auto stored = get_document(library_->store(), id.document());
    ASSERT_TRUE(stored);
    const auto source = source_of(stored->record);
    for (Lesson& lesson : stored->document.lessons) {
      if (lesson.id == id) lesson.state = state;
    }
    const auto sequence = library_->store().commit(
        {{document_key(id.document()), encode_document(stored->document, *source), std::nullopt}});
    ASSERT_TRUE(sequence);
    Projector projector(*library_);
    projector.finish_soon();
    ASSERT_TRUE(projector.wait_for(*sequence, std::chrono::seconds(60)));
  }

  static bool has(const BriefView& view, const LessonId& id) {
    return std::any_of(view.brief.lessons.begin(), view.brief.lessons.end(), [&](const BriefLesson& one) {
      return one.id == id || std::find(one.folded.begin(), one.folded.end(), id.value) != one.folded.end();
    });
  }

  static const BriefLesson* find(const BriefView& view, const LessonId& id) {
    for (const BriefLesson& one : view.brief.lessons) {
      if (one.id == id) return &one;
    }
    return nullptr;
  }

  std::unique_ptr<BriefService> briefs_;
};

TEST_F(BriefServiceTest, ProposesPhasesRisksTagsAndSizeFromBothLanguages) {
  open_briefs();
  const auto zh = briefs_->propose("边缘网关二期", kChinese);
  ASSERT_TRUE(zh);
  EXPECT_EQ(zh->lang, "zh");
  EXPECT_NE(std::find(zh->risks.begin(), zh->risks.end(), "supplier"), zh->risks.end());
  EXPECT_EQ(zh->budget, 9.8e6);
  EXPECT_EQ(zh->duration_days, 420.0);
  EXPECT_EQ(zh->currency, "CNY");
  const auto en = briefs_->propose("ERP roll-out", kEnglish);
  ASSERT_TRUE(en);
  EXPECT_EQ(en->lang, "en");
  EXPECT_EQ(en->budget, 2.4e6);
  EXPECT_EQ(en->duration_days, 360.0);
  EXPECT_EQ(en->currency, "EUR");
  EXPECT_FALSE(en->tags.empty());
  const auto none = briefs_->propose("x", "The budget for 2024 is open; schedule unknown.");
  ASSERT_TRUE(none);
  EXPECT_EQ(none->budget, std::nullopt) << "a year is no amount";
}

TEST_F(BriefServiceTest, EveryLessonHasTrueReasonsAndThereAreAtMostTen) {
  import_examples();
  for (const auto& [title, text] : {std::pair("边缘网关二期", kChinese), std::pair("ERP roll-out", kEnglish)}) {
    const BriefView view = create(title, text);
    ASSERT_FALSE(view.brief.lessons.empty()) << title;
    EXPECT_LE(view.brief.lessons.size(), 10U);
    const std::string whole = std::string(title) + "\n" + text;
    for (const BriefLesson& chosen : view.brief.lessons) {
      ASSERT_FALSE(chosen.reasons.empty());
      const Lesson& lesson = view.lessons.at(chosen.id.value);
      double sum = 0;
      for (const BriefReason& reason : chosen.reasons) {
        sum += reason.weight;
        EXPECT_EQ(reason.shared.size() >= 2, reason.kind == ReasonKind::kProject);
        for (const std::string& fact : reason.shared) {
          const auto project = std::find_if(view.brief.projects.begin(), view.brief.projects.end(),
                                            [&](const BriefProject& one) { return one.name == reason.values.at(0); });
          ASSERT_NE(project, view.brief.projects.end());
          EXPECT_NE(std::find(project->reasons.begin(), project->reasons.end(), fact), project->reasons.end()) << fact;
        }
        for (const std::string& value : reason.values) {
          if (reason.kind == ReasonKind::kText) {
            EXPECT_EQ(pieces_in({value}, lesson.title + "\n" + lesson.text).size(), 1U) << value;
          }
          if (reason.kind != ReasonKind::kRisk && reason.kind != ReasonKind::kTag) continue;
          EXPECT_TRUE(std::any_of(lesson.labels.begin(), lesson.labels.end(), [&](const Label& label) {
            return label.value == value;
          })) << value;
        }
      }
      EXPECT_NEAR(sum, chosen.score, 1e-9);
    }
  }
}

TEST_F(BriefServiceTest, TheNearestProjectsLessonsComeFirst) {
  import_examples();
  const BriefView view = create("边缘网关二期", kChinese);
  ASSERT_FALSE(view.brief.lessons.empty());
  EXPECT_EQ(view.documents.at(view.brief.lessons[0].id.document().value).project, "磐石边缘网关");
  ASSERT_FALSE(view.brief.projects.empty());
  EXPECT_EQ(view.brief.projects[0].name, "磐石边缘网关");
  EXPECT_FALSE(view.brief.templates.empty());
  for (const BriefTemplate& one : view.templates) EXPECT_EQ(one.document.lang, "zh");
}

TEST_F(BriefServiceTest, WithLittleHistoryNothingIsClaimed) {
  import_examples();
  const BriefView view = create("边缘网关二期", kChinese);
  EXPECT_EQ(view.brief.risks.size(), library_->taxonomy().values(Facet::kRisk).size());
  for (const BriefRisk& risk : view.brief.risks) {
    EXPECT_EQ(risk.verdict, "too_little_history");
    EXPECT_EQ(risk.likelihood, std::nullopt);
    EXPECT_LE(risk.hit, risk.similar);
    EXPECT_LE(risk.similar, risk.all);
    EXPECT_LE(risk.lower, risk.upper);
  }
  EXPECT_TRUE(view.brief.patterns.empty());
}

TEST_F(BriefServiceTest, EarnedValueOfSimilarProjectsComesFromTheirFacts) {
  const std::string head = "---\nlang: zh\ntags: [outsourced-module]\n";
  const std::string text = "---\n# 复盘\n\n## 不足\n\n- 边缘网关的供应商交付延误。\n";
  write("a.md", head + "project: 甲\nplanned_value: 200\nearned_value: 150\nactual_cost: 300\n" + text);
  write("b.md", head + "project: 乙\nearned_value: 150\n" + text);
  import();
  open_briefs();
  const BriefView view = create("边缘网关二期", kChinese);
  ASSERT_EQ(view.brief.projects.size(), 2U);
  for (const BriefProject& project : view.brief.projects) {
    const bool has_figures = project.name == "甲";
    const auto figures = earned_value_of(project);
    ASSERT_EQ(figures.has_value(), has_figures) << project.name;
    if (!figures) continue;
    EXPECT_EQ(figures->schedule_performance_index, 0.75);
    EXPECT_EQ(figures->cost_performance_index, 0.5);
  }
}

TEST_F(BriefServiceTest, ARejectedLessonDoesNotComeBackAndAcceptedOnesStay) {
  import_examples();
  BriefView view = create("边缘网关二期", kChinese);
  ASSERT_GE(view.brief.lessons.size(), 3U);
  const LessonId rejected = view.brief.lessons[0].id, accepted = view.brief.lessons[1].id;
  EXPECT_EQ(briefs_->decide(view.brief.id, rejected, {Decision::kRejected, " ", ""}, std::nullopt).error().field,
            "note");
  ASSERT_TRUE(briefs_->decide(view.brief.id, rejected, {Decision::kRejected, "已有双供应商", ""}, 1));
  EXPECT_EQ(briefs_->decide(view.brief.id, accepted, {Decision::kAccepted, "", ""}, 1).error().code,
            ErrorCode::kConflict);
  ASSERT_TRUE(briefs_->decide(view.brief.id, accepted, {Decision::kAccepted, "", "2026-03-01"}, 2));
  const auto answered = briefs_->get(view.brief.id);
  ASSERT_TRUE(answered);
  EXPECT_EQ(find(*answered, rejected)->note, "已有双供应商");
  const auto fresh = briefs_->refresh(view.brief.id);
  ASSERT_TRUE(fresh) << fresh.error().message;
  EXPECT_FALSE(has(*fresh, rejected));
  ASSERT_NE(find(*fresh, accepted), nullptr);
  EXPECT_EQ(find(*fresh, accepted)->decision, Decision::kAccepted);
  EXPECT_FALSE(has(*briefs_->refresh(view.brief.id), rejected)) << "not even the second time";
  const auto adoptions = AdoptionService(*library_).of_lesson(accepted);
  ASSERT_TRUE(adoptions);
  ASSERT_EQ(adoptions->size(), 1U);
  EXPECT_EQ(adoptions->front().state, AdoptionState::kPending);
  EXPECT_EQ(adoptions->front().follow_up, "2026-03-01");
  ASSERT_TRUE(briefs_->decide(view.brief.id, accepted, {Decision::kLater, "", ""}, std::nullopt));
  EXPECT_TRUE(AdoptionService(*library_).of_lesson(accepted)->empty()) << "taken back while pending";
}

TEST_F(BriefServiceTest, RetiredLessonsNeverAppearNotEvenInAnOldBrief) {
  import_examples();
  const BriefView view = create("边缘网关二期", kChinese);
  const LessonId gone = view.brief.lessons.at(0).id;
  set_state(gone, State::kRetired);
  EXPECT_FALSE(has(*briefs_->get(view.brief.id), gone));
  EXPECT_FALSE(has(create("边缘网关二期", kChinese), gone));
  const std::string page = render_brief_markdown(*briefs_->get(view.brief.id), library_->taxonomy(), "zh");
  EXPECT_EQ(page.find(gone.value), std::string::npos);
}

TEST_F(BriefServiceTest, AnAdoptionThatDidNotHelpLowersByALimitedAmount) {
  import_examples();
  const BriefView before = create("边缘网关二期", kChinese);
  const BriefLesson lesson = before.brief.lessons.at(0);
  const AdoptionService adoptions(*library_);
  const auto with = [&](AdoptionState state, int times) {
    for (int i = 0; i < times; ++i) {
      Adoption adoption;
      adoption.lesson = lesson.id;
      adoption.project = "P" + std::to_string(i);
      adoption.state = state;
      const auto added = adoptions.add(adoption);
      EXPECT_TRUE(added) << added.error().message;
    }
    const BriefView view = create("边缘网关二期", kChinese);
    const BriefLesson* found = find(view, lesson.id);
    return found == nullptr ? -1.0 : found->score;
  };
  const double lowered = with(AdoptionState::kNotHelped, 20);
  EXPECT_LT(lowered, lesson.score);
  EXPECT_GE(lowered, lesson.score - 0.1 - 1e-9) << "and it is still there: it fits the text best";
  const double raised = with(AdoptionState::kHelped, 60);
  EXPECT_GT(raised, lowered);
  EXPECT_LE(raised, lesson.score + 0.1 + 1e-9);
}

TEST_F(BriefServiceTest, NearDuplicatesAreFoldedIntoOne) {
  for (int i = 0; i < 4; ++i) {
    write("d" + std::to_string(i) + ".md",
          "# 项目" + std::to_string(i) + "\n\n## 经验教训\n\n- 供应商接口联调延期三周，应提前准备备用供应商方案。\n");
  }
  write("other.md", "# 其他\n\n## 经验教训\n\n- 供应商合同没有写违约条款，接口联调延期无法索赔。\n");
  import();
  open_briefs();
  const BriefView view = create("网关", "供应商接口联调");
  ASSERT_EQ(view.brief.lessons.size(), 2U);
  std::set<std::size_t> folded{view.brief.lessons[0].folded.size(), view.brief.lessons[1].folded.size()};
  EXPECT_EQ(folded, (std::set<std::size_t>{0, 3}));
}

TEST_F(BriefServiceTest, BadRequestsNameTheField) {
  open_briefs();
  EXPECT_EQ(briefs_->create({}).error().field, "description");
  BriefRequest request{"x", "y", {}, 10};
  request.profile.phases = {"no such phase"};
  EXPECT_EQ(briefs_->make(request).error().field, "phases");
  request.profile.phases.clear();
  request.profile.duration_days = -1;
  EXPECT_EQ(briefs_->make(request).error().field, "duration_days");
  EXPECT_EQ(briefs_->create({"\xff", "y", {}, 10}).error().field, "title");
  EXPECT_EQ(briefs_->get("nothing").error().code, ErrorCode::kNotFound);
}

TEST_F(BriefServiceTest, ListIsNewestFirstAndPaged) {
  import_examples();
  const std::string first = create("A", "供应商").brief.id, second = create("B", "vendor").brief.id;
  EXPECT_NE(first, second);
  const auto page = briefs_->list(1, 0);
  ASSERT_TRUE(page);
  EXPECT_EQ(page->total, 2U);
  EXPECT_EQ(page->items.size(), 1U);
}

TEST_F(BriefServiceTest, MarkdownAndCsvSpeakBothLanguagesAndStayHarmless) {
  write("a.md",
        "# 网关\n\n## 不足\n\n- =cmd|'/c calc'!A0 供应商延期 | 一列，接口联调推迟\n\n## 根因\n\n- 供应商只有一家\n");
  import();
  open_briefs();
  const BriefView view = create("网关", "供应商延期，接口联调推迟");
  ASSERT_FALSE(view.brief.lessons.empty());
  const std::string zh = render_brief_markdown(view, library_->taxonomy(), "zh");
  const std::string en = render_brief_markdown(view, library_->taxonomy(), "en");
  EXPECT_NE(zh.find("## 值得一读的经验"), std::string::npos);
  EXPECT_NE(en.find("## Lessons worth reading"), std::string::npos);
  EXPECT_EQ(en.find("延期 | 一列"), std::string::npos) << "a bar would make a column";
  const std::string csv = render_register_csv(view, library_->taxonomy(), "zh");
  EXPECT_NE(csv.find("\"'=cmd"), std::string::npos);
  EXPECT_EQ(csv.find("\"=cmd"), std::string::npos);
}

// 120 projects; a vendor doubles and more the supplier risk, and goes with failure.
class GeneratedHistory : public BriefServiceTest {
 protected:
  void generate(double with_vendor, double without) {
    std::mt19937_64 random(7);
    const auto happens = [&](double p) { return static_cast<double>(random() >> 11) * 0x1p-53 < p; };
    for (int i = 0; i < 120; ++i) {
      const bool vendor = i % 2 == 0;
      const bool hit = happens(vendor ? with_vendor : without);
      const int overrun = 100 + i % 50;
      write("p" + std::to_string(i) + ".md",
            "---\nproject: 项目" + std::to_string(i) + "\ntags: [" +
                (vendor ? "outsourced-module" : "in-house-module") + "]\noutcome: " + (hit ? "failed" : "success") +
                "\nplanned_duration_days: 100\nactual_duration_days: " + std::to_string(overrun) +
                "\n---\n# 复盘\n\n## 不足\n\n- " + (hit ? "供应商交付延误，模块" : "例会太多，模块") +
                std::to_string(i) + "\n");
    }
    import();
    open_briefs();
  }

  BriefView ask() {
    BriefRequest request{"新模块", "新模块由外部团队开发", {}, 10};
    request.profile.tags = {"outsourced-module"};
    auto made = briefs_->make(request);
    EXPECT_TRUE(made) << made.error().message;
    return made ? std::move(*made) : BriefView{};
  }

  static BriefRisk supplier(const BriefView& view) {
    for (const BriefRisk& risk : view.brief.risks) {
      if (risk.risk == "supplier") return risk;
    }
    return {};
  }
};

TEST_F(GeneratedHistory, AKnownPatternIsFoundAndClaimed) {
  generate(0.85, 0.1);
  const BriefView view = ask();
  const BriefRisk risk = supplier(view);
  EXPECT_EQ(risk.similar, 20U);
  EXPECT_EQ(risk.all, 120U);
  EXPECT_EQ(risk.verdict, "pattern");
  ASSERT_TRUE(risk.likelihood);
  EXPECT_NEAR(*risk.likelihood, 0.85, 0.12);
  EXPECT_EQ(risk.comparison, "higher");
  EXPECT_EQ(view.brief.risks.front().risk, "supplier");
  ASSERT_FALSE(view.brief.patterns.empty());
  EXPECT_EQ(view.brief.patterns[0].items, (std::vector<std::string>{"tag:outsourced-module"}));
  EXPECT_FALSE(view.brief.patterns[0].examples.empty());
  EXPECT_EQ(view.brief.schedule.n, 20U);
  ASSERT_TRUE(view.brief.schedule.p50);
  EXPECT_GE(*view.brief.schedule.p50, 0);
  EXPECT_LE(*view.brief.schedule.p80, 0.5);
  EXPECT_EQ(view.brief.cost.n, 0U);
}

TEST_F(GeneratedHistory, ChanceIsNotClaimed) {
  generate(0.4, 0.4);
  const BriefView view = ask();
  EXPECT_EQ(supplier(view).verdict, "no_pattern");
  EXPECT_EQ(supplier(view).likelihood, std::nullopt);
  EXPECT_TRUE(view.brief.patterns.empty());
}

TEST_F(GeneratedHistory, WhatIsImportedLaterCounts) {
  generate(0.85, 0.1);
  ask();
  write("late.md", "---\nproject: 晚到\ntags: [outsourced-module]\n---\n# 复盘\n\n## 不足\n\n- 供应商交付延误。\n");
  import();
  EXPECT_EQ(supplier(ask()).all, 121U);
}

}  // namespace
}  // namespace fupan::service
