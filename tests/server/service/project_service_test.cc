#include "server/service/project_service.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/codec.h"
#include "server/service/brief_lessons.h"
#include "server/service/check_service.h"
#include "server/service/keys.h"
#include "server/service/relation_service.h"
#include "server/service/render_brief.h"
#include "server/service/repository.h"
#include "server/service/settings_service.h"
#include "tests/server/service/library_fixture.h"

namespace fupan::service {
namespace {

constexpr const char* kCharter = "单一供应商供货，规划阶段做接口联调和采购合同。";

class ProjectServiceTest : public LibraryTest {
 protected:
  void SetUp() override {
    LibraryTest::SetUp();
    restart();
  }

  void restart() {
    briefs_ = std::make_unique<BriefService>(*library_, true);
    projects_ = std::make_unique<ProjectService>(*library_, *briefs_);
  }

  // Three lessons of each of two phases in an old project.
  void write_history() {
    write_background(
        "供应商接口联调必须写进采购合同，单一供应商要准备备选方案，采购合同里写明交期违约条款，备件清单要交给运维，联调"
        "文档随合同归档，要提前两周安排，备选供应商要在规划时选好，采购合同要写明违约条款。");
    write("old.md",
          "---\nproject: 旧网关\n---\n# 旧网关复盘\n\n## 经验教训\n\n"
          "- 规划阶段：供应商接口联调必须写进采购合同。\n- 规划阶段：单一供应商要准备备选方案。\n"
          "- 规划阶段：采购合同里写明交期违约条款。\n"
          "- 收尾阶段：供应商接口联调文档随合同归档。\n- 收尾阶段：单一供应商的备件清单要交给运维。\n");
    import();
  }

  Project stored(const std::string& name) {
    const auto found = find_project(library_->store(), make_project_id(name));
    EXPECT_TRUE(found && *found);
    return found && *found ? (*found)->project : Project{};
  }

  BriefView make_brief(const std::string& project) {
    BriefRequest request{"新网关启动", kCharter, {}, 10};
    request.profile.project = project;
    auto view = briefs_->create(request);
    EXPECT_TRUE(view) << view.error().message;
    return view ? std::move(*view) : BriefView{};
  }

  Result<ProjectView> pass(const std::string& project, const std::string& phase) {
    return projects_->pass_gate(project, phase, "", std::nullopt, viewer_);
  }

  void set_governance(Governance governance) {
    ASSERT_TRUE(SettingsService(*library_).set_governance({}, governance, std::nullopt));
  }

  void set_state(const LessonId& id, State state) {
    const auto stored = get_document(library_->store(), id.document());
    ASSERT_TRUE(stored);
    Document document = stored->document;
    for (Lesson& lesson : document.lessons) {
      if (lesson.id == id) lesson.state = state;
    }
    const auto source = source_of(stored->record);
    ASSERT_TRUE(source);
    ASSERT_TRUE(
        library_->store().commit({{document_key(document.id), encode_document(document, *source), std::nullopt}}));
  }

  Viewer viewer_{"", "王芳", Role::kAdministrator, {}};
  std::unique_ptr<BriefService> briefs_;
  std::unique_ptr<ProjectService> projects_;
};

TEST_F(ProjectServiceTest, AnImportKeepsPhaseGatesAndCorrections) {
  write("a.md", "---\nproject: 网关\nbudget: 100\n---\n# 复盘\n\n## 不足\n\n- 供应商延期交付三周。\n");
  import();
  ASSERT_TRUE(pass("网关", "规划"));
  FactChanges changes;
  changes.facts.outcome = "success";
  ASSERT_TRUE(projects_->change(make_project_id("网关"), changes, std::nullopt, viewer_));
  write("a.md", "---\nproject: 网关\nbudget: 250\n---\n# 复盘\n\n## 不足\n\n- 供应商延期交付四周。\n");
  import();
  const Project project = stored("网关");
  EXPECT_EQ(project.facts.budget, 250) << "the import did write its facts";
  EXPECT_EQ(project.phase, "planning");
  ASSERT_EQ(project.gates.size(), 1U);
  EXPECT_EQ(project.gates[0].who, "王芳");
  EXPECT_EQ(project.gates[0].from, "");
  EXPECT_EQ(project.gates[0].to, "planning");
  EXPECT_EQ(project.corrections.outcome, "success");
}

TEST_F(ProjectServiceTest, MergingAProjectTakesTheRevisionThatIsStored) {
  write_history();
  const auto created = projects_->create("网关", {}, viewer_);
  ASSERT_TRUE(created);
  Project told;
  told.id = created->project.id;
  told.name = "网关";
  told.facts.budget = 5;
  store::Write write{project_key(told.id), encode_project(told), std::nullopt};
  ASSERT_TRUE(pass("网关", "planning"));
  const auto news = merge_with_stored(library_->store(), write);
  ASSERT_TRUE(news);
  EXPECT_TRUE(*news);
  EXPECT_EQ(write.expected, 2U);
  EXPECT_EQ(decode_project(*write.value)->phase, "planning");
  ASSERT_TRUE(library_->store().commit({write}));
  EXPECT_FALSE(*merge_with_stored(library_->store(), write)) << "nothing is news any more";
}

TEST_F(ProjectServiceTest, BadInputNamesTheFieldAndWritesNothing) {
  write_history();
  ASSERT_TRUE(projects_->create("网关", {}, viewer_));
  EXPECT_EQ(projects_->create(" ", {}, viewer_).error().field, "name");
  EXPECT_EQ(projects_->create("a\nb", {}, viewer_).error().field, "name");
  EXPECT_EQ(projects_->create("网关", {}, viewer_).error().code, ErrorCode::kConflict);
  const auto unknown = pass("网关", "integration");
  EXPECT_EQ(unknown.error().field, "phase");
  EXPECT_NE(unknown.error().message.find("planning"), std::string::npos) << unknown.error().message;
  EXPECT_EQ(pass("没有", "planning").error().code, ErrorCode::kNotFound);
  ASSERT_TRUE(pass("网关", "planning"));
  EXPECT_EQ(pass("网关", "规划").error().field, "phase") << "it is there already";
  const auto old = projects_->pass_gate(make_project_id("网关"), "execution", "", 1, viewer_);
  EXPECT_EQ(old.error().code, ErrorCode::kConflict);
  FactChanges changes;
  changes.facts.start_date = "2026-05-01";
  changes.facts.end_date = "2026-04-01";
  EXPECT_EQ(projects_->change(make_project_id("网关"), changes, std::nullopt, viewer_).error().field, "end_date");
  EXPECT_EQ(stored("网关").gates.size(), 1U);
  EXPECT_TRUE(stored("网关").corrections.empty());
}

TEST_F(ProjectServiceTest, ClearedFactsAreTheDocumentsAgain) {
  write("a.md", "---\nproject: 网关\nbudget: 100\n---\n# 复盘\n\n## 不足\n\n- 供应商延期交付三周。\n");
  import();
  FactChanges changes;
  changes.facts.budget = 120;
  auto view = projects_->change("网关", changes, std::nullopt, viewer_);
  ASSERT_TRUE(view);
  EXPECT_EQ(corrected(view->project.facts, view->project.corrections).budget, 120);
  view = projects_->change("网关", {{}, {"budget"}}, std::nullopt, viewer_);
  ASSERT_TRUE(view);
  EXPECT_EQ(corrected(view->project.facts, view->project.corrections).budget, 100);
}

TEST_F(ProjectServiceTest, ListIsByNameAndFilteredByPhase) {
  write_history();
  for (const char* name : {"乙", "甲", "Beta"}) ASSERT_TRUE(projects_->create(name, {}, viewer_));
  ASSERT_TRUE(pass("甲", "planning"));
  EXPECT_EQ(projects_->list({}, 2, 1, {})->total, 4U) << "the imported one too";
  EXPECT_EQ(projects_->list({}, 2, 1, {})->items.size(), 2U);
  const auto planning = projects_->list({"规划"}, 10, 0, {});
  ASSERT_TRUE(planning);
  ASSERT_EQ(planning->total, 1U);
  EXPECT_EQ(planning->items[0].project.name, "甲");
  EXPECT_EQ(projects_->list({"none"}, 10, 0, {})->total, 3U);
  EXPECT_EQ(projects_->list({"nowhere"}, 10, 0, {}).error().field, "phase");
}

TEST_F(ProjectServiceTest, UnderStrategicGovernanceAGateNeedsAnAnsweredBrief) {
  write_history();
  restart();
  ASSERT_TRUE(projects_->create("新网关", {}, viewer_));
  set_governance(Governance::kStrategic);
  const auto without = pass("新网关", "planning");
  EXPECT_EQ(without.error().code, ErrorCode::kConflict);
  EXPECT_NE(without.error().message.find("no brief"), std::string::npos) << without.error().message;
  const BriefView brief = make_brief("新网关");
  ASSERT_GE(brief.brief.lessons.size(), 2U);
  const auto open = pass("新网关", "planning");
  EXPECT_EQ(open.error().code, ErrorCode::kConflict);
  const std::string count = std::to_string(brief.brief.lessons.size()) + " lessons are unanswered";
  EXPECT_NE(open.error().message.find(count), std::string::npos) << open.error().message;
  EXPECT_NE(open.error().message.find(brief.brief.id), std::string::npos);
  EXPECT_TRUE(stored("新网关").gates.empty());
  for (const BriefLesson& lesson : brief.brief.lessons) {
    ASSERT_TRUE(briefs_->decide(brief.brief.id, lesson.id, {Decision::kLater, "", ""}, std::nullopt));
  }
  EXPECT_TRUE(pass("新网关", "planning"));
}

TEST_F(ProjectServiceTest, ALessonThatIsGoneFromTheBriefHoldsNoGate) {
  write_history();
  restart();
  ASSERT_TRUE(projects_->create("新网关", {}, viewer_));
  set_governance(Governance::kStrategic);
  const BriefView brief = make_brief("新网关");
  ASSERT_FALSE(brief.brief.lessons.empty());
  for (const BriefLesson& lesson : brief.brief.lessons) set_state(lesson.id, State::kRetired);
  EXPECT_TRUE(pass("新网关", "planning"));
}

TEST_F(ProjectServiceTest, AGateDeliversLessonsOfItsPhaseOnce) {
  write_history();
  restart();
  ASSERT_TRUE(projects_->create("新网关", {}, viewer_));
  const BriefView brief = make_brief("新网关");
  const auto planned =
      std::find_if(brief.brief.lessons.begin(), brief.brief.lessons.end(), [&](const BriefLesson& one) {
        return brief.lessons.at(one.id.value).text.find("规划阶段") != std::string::npos;
      });
  ASSERT_NE(planned, brief.brief.lessons.end());
  const LessonId refused = planned->id;
  ASSERT_TRUE(briefs_->decide(brief.brief.id, refused, {Decision::kRejected, "已有", ""}, std::nullopt));
  const auto moved = pass("新网关", "planning");
  ASSERT_TRUE(moved) << moved.error().message;
  ASSERT_EQ(moved->deliveries.size(), 1U);
  const DeliveryView& delivered = moved->deliveries[0];
  EXPECT_EQ(delivered.delivery.phase, "planning");
  ASSERT_FALSE(delivered.delivery.lessons.empty());
  EXPECT_LE(delivered.delivery.lessons.size(), kMostBriefLessons);
  for (const BriefLesson& chosen : delivered.delivery.lessons) {
    EXPECT_FALSE(chosen.reasons.empty());
    EXPECT_NE(chosen.id, refused);
    EXPECT_NE(delivered.lessons.at(chosen.id.value).text.find("规划阶段"), std::string::npos);
  }
  const Delivery before = delivered.delivery;
  write("late.md", "---\nproject: 晚到\n---\n# 复盘\n\n## 经验教训\n\n- 规划阶段：供应商接口联调要早。\n");
  import();
  EXPECT_EQ(projects_->get("新网关", viewer_)->deliveries[0].delivery, before) << "chosen once";
  const auto news = projects_->news(*moved, "zh");
  ASSERT_EQ(news.size(), 1 + before.lessons.size());
  EXPECT_EQ(news[0].title, "项目进入阶段：规划");
  EXPECT_EQ(news[1].path, "/lessons/" + before.lessons[0].id.value);
  set_state(before.lessons[0].id, State::kRetired);
  EXPECT_EQ(projects_->get("新网关", viewer_)->deliveries[0].delivery.lessons.size(), before.lessons.size() - 1)
      << "what a curator retired is not shown, delivered or not";
  const Viewer stranger{"", "", Role::kReader, {"sources"}};
  EXPECT_TRUE(projects_->get("新网关", stranger)->deliveries[0].delivery.lessons.empty());
  const auto closing = pass("新网关", "closing");
  ASSERT_TRUE(closing);
  ASSERT_EQ(closing->deliveries.size(), 2U);
  EXPECT_EQ(closing->deliveries[0].delivery.phase, "closing") << "newest first";
}

TEST_F(ProjectServiceTest, AProjectWithoutABriefIsDeliveredWhatFitsItsName) {
  write_history();
  restart();
  ASSERT_TRUE(projects_->create("供应商接口联调平台", {}, viewer_));
  const auto moved = pass("供应商接口联调平台", "planning");
  ASSERT_TRUE(moved);
  ASSERT_EQ(moved->deliveries.size(), 1U);
  EXPECT_FALSE(moved->deliveries[0].delivery.lessons.empty());
}

TEST_F(ProjectServiceTest, ASupersededLessonIsInNoBriefAndNoDelivery) {
  write_history();
  restart();
  const BriefView before = make_brief("甲");
  ASSERT_GE(before.brief.lessons.size(), 2U);
  const LessonId old = before.brief.lessons[0].id, successor = before.brief.lessons[1].id;
  Relation relation;
  relation.from = successor;
  relation.to = old;
  ASSERT_TRUE(RelationService(*library_).add(relation, viewer_));
  const auto is_in = [&](const std::vector<BriefLesson>& lessons) {
    return std::any_of(lessons.begin(), lessons.end(), [&](const BriefLesson& one) { return one.id == old; });
  };
  EXPECT_FALSE(is_in(briefs_->get(before.brief.id)->brief.lessons));
  EXPECT_FALSE(is_in(make_brief("乙").brief.lessons));
  ASSERT_TRUE(projects_->create("丙", {}, viewer_));
  for (const char* phase : {"planning", "closing"}) {
    const auto moved = pass("丙", phase);
    ASSERT_TRUE(moved);
    EXPECT_FALSE(is_in(moved->deliveries[0].delivery.lessons));
  }
}

TEST_F(ProjectServiceTest, AGateMakesPendingAdoptionsDueAndTheAnswerCounts) {
  write_history();
  restart();
  ASSERT_TRUE(projects_->create("新网关", {}, viewer_));
  const BriefView brief = make_brief("新网关");
  const BriefLesson lesson = brief.brief.lessons.at(0);
  const auto accepted = briefs_->decide(brief.brief.id, lesson.id, {Decision::kAccepted, "", ""}, std::nullopt);
  ASSERT_TRUE(accepted);
  ASSERT_TRUE(accepted->adoptions.contains(lesson.id.value));
  EXPECT_FALSE(accepted->adoptions.at(lesson.id.value).is_due);
  const FollowUpService follow_ups(*library_);
  FollowUpQuery due;
  due.project = "新网关";
  due.due = true;
  EXPECT_EQ(follow_ups.list(due, viewer_)->total, 0U);
  ASSERT_TRUE(pass("新网关", "planning"));
  const auto page = follow_ups.list(due, viewer_);
  ASSERT_TRUE(page);
  ASSERT_EQ(page->total, 1U);
  EXPECT_EQ(page->items[0].title, brief.lessons.at(lesson.id.value).title);
  EXPECT_EQ(projects_->get("新网关", viewer_)->adoptions.due, 1U);
  EXPECT_TRUE(briefs_->get(brief.brief.id)->adoptions.at(lesson.id.value).is_due);
  const std::string told = render_brief_markdown(*briefs_->get(brief.brief.id), library_->taxonomy(), "zh");
  EXPECT_NE(told.find("已采纳，待回访：有用吗？"), std::string::npos);
  const std::string id = page->items[0].adoption.id;
  EXPECT_EQ(follow_ups.answer(id, {AdoptionState::kNotHelped, {}, {}}, 7, viewer_).error().code, ErrorCode::kConflict);
  EXPECT_EQ(follow_ups.answer("nobody", {AdoptionState::kHelped, {}, {}}, {}, viewer_).error().code,
            ErrorCode::kNotFound);
  const Viewer stranger{"", "", Role::kReader, {"sources"}};
  EXPECT_EQ(follow_ups.answer(id, {AdoptionState::kHelped, {}, {}}, {}, stranger).error().code, ErrorCode::kNotFound);
  EXPECT_FALSE(follow_ups.answer(id, {{}, {}, "2999-01-01"}, {}, viewer_)->is_due) << "put off to a later day";
  EXPECT_TRUE(follow_ups.answer(id, {{}, {}, "2020-01-01"}, {}, viewer_)->is_due);
  const auto answered = follow_ups.answer(id, {AdoptionState::kNotHelped, "合同没有用上", {}}, 3, viewer_);
  ASSERT_TRUE(answered) << answered.error().message;
  EXPECT_FALSE(answered->is_due);
  EXPECT_EQ(answered->adoption.note, "合同没有用上");
  EXPECT_EQ(follow_ups.list(due, viewer_)->total, 0U);
  EXPECT_TRUE(check(*library_)->problems.empty());

  const BriefView other = make_brief("第三个网关");
  const auto found = std::find_if(other.brief.lessons.begin(), other.brief.lessons.end(),
                                  [&](const BriefLesson& one) { return one.id == lesson.id; });
  ASSERT_NE(found, other.brief.lessons.end()) << "lowered, not hidden";
  const auto reason = std::find_if(found->reasons.begin(), found->reasons.end(),
                                   [](const BriefReason& one) { return one.kind == ReasonKind::kAdoption; });
  ASSERT_NE(reason, found->reasons.end()) << "the reader sees why";
  EXPECT_LT(reason->weight, 0);
  EXPECT_GE(reason->weight, -kAdoptionBoost);
  EXPECT_NEAR(found->score, lesson.score + reason->weight, 1e-9);
}

TEST(FollowUps, TheNextGateAsksOrTheDateWhicheverComesFirst) {
  Adoption adoption;
  adoption.follow_up = "2026-03-01";
  EXPECT_FALSE(is_due(adoption, 0, "2026-02-28"));
  EXPECT_TRUE(is_due(adoption, 0, "2026-03-01"));
  EXPECT_TRUE(is_due(adoption, 1, "2026-02-28"));
  adoption.follow_up.clear();
  adoption.gates = 2;
  EXPECT_FALSE(is_due(adoption, 2, "2026-03-01"));
  EXPECT_TRUE(is_due(adoption, 3, "2026-03-01"));
  adoption.state = AdoptionState::kHelped;
  EXPECT_FALSE(is_due(adoption, 3, "2026-03-01"));
}

TEST_F(ProjectServiceTest, SettingsAreSupportiveUntilSomebodySaysOtherwise) {
  const SettingsService settings(*library_);
  EXPECT_EQ(settings.get()->settings.governance, Governance::kSupportive);
  EXPECT_EQ(settings.get()->revision, 0U);
  set_governance(Governance::kControlling);
  EXPECT_EQ(settings.get()->settings.governance, Governance::kControlling);
  EXPECT_EQ(settings.set_governance({}, Governance::kStrategic, 0).error().code, ErrorCode::kConflict);
}

}  // namespace
}  // namespace fupan::service
