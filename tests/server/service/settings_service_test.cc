// Settings, the table of authority, and what the table means for approvals and for undo.
#include "server/service/settings_service.h"

#include <gtest/gtest.h>

#include "server/service/audit_trail.h"
#include "server/service/curation_service.h"
#include "server/service/document_service.h"
#include "server/service/writing_service.h"
#include "tests/server/service/library_fixture.h"

namespace fupan::service {
namespace {

Viewer somebody(Role role, const std::string& name) {
  Viewer viewer;
  viewer.account = viewer.name = name;
  viewer.role = role;
  return viewer;
}

AuthorityTier tier(const std::string& value, Role role, std::vector<std::string> accounts = {}) {
  return {Facet::kRisk, value, role, std::move(accounts)};
}

class SettingsTest : public LibraryTest {
 protected:
  void SetUp() override {
    LibraryTest::SetUp();
    write("a.md", "---\nrisk: supplier\n---\n# 甲\n\n## 经验教训\n\n- 供应商延期三周，没有备用方案。\n");
    import();
    settings_ = std::make_unique<SettingsService>(*library_);
  }

  LessonId lesson() const {
    const auto stored = get_document(library_->store(), make_document_id("sources", "a.md"));
    return stored ? stored->document.lessons.front().id : LessonId{};
  }

  State state_of(const LessonId& id) const {
    const auto view = DocumentService(*library_).get_lesson(id);
    return view ? view->lesson.state : State::kDraft;
  }

  Result<AuditEntry> move(const Viewer& viewer, State state, const std::string& reason = "") const {
    LessonChange change;
    change.state = state;
    change.reason = reason;
    return CurationService(*library_).change(viewer, lesson(), change, std::nullopt);
  }

  // The field that is refused; "done" when nothing is.
  std::string refused(AuthorityTier row) const {
    const auto stored = settings_->put_tier({}, std::move(row), std::nullopt);
    return stored ? "done" : stored.error().field;
  }

  std::unique_ptr<SettingsService> settings_;
  const Viewer chief_ = somebody(Role::kAdministrator, "陈");
  const Viewer curator_ = somebody(Role::kCurator, "王");
  const Viewer author_ = somebody(Role::kContributor, "李");
};

TEST_F(SettingsTest, RowsAreAddedReplacedAndRemovedEachWithAnAuditRecord) {
  ASSERT_TRUE(settings_->put_tier(chief_, tier("供应商", Role::kAdministrator), 0));
  const auto replaced = settings_->put_tier(chief_, tier("supplier", Role::kCurator, {" 李 ", "", "李"}), 1);
  ASSERT_TRUE(replaced) << replaced.error().message;
  ASSERT_EQ(replaced->settings.authority.size(), 1U);
  EXPECT_EQ(replaced->settings.authority[0], tier("supplier", Role::kCurator, {"李"}));
  EXPECT_EQ(replaced->revision, 2U);
  const auto removed = settings_->remove_tier(chief_, Facet::kRisk, "Supplier", 2);
  ASSERT_TRUE(removed) << removed.error().message;
  EXPECT_TRUE(removed->settings.authority.empty());
  ASSERT_TRUE(settings_->set_governance(chief_, Governance::kControlling, 3));
  const auto page = AuditTrail(*library_).list({"settings", "", "settings", "", ""}, 10, 0);
  ASSERT_TRUE(page);
  ASSERT_EQ(page->total, 4U);
  EXPECT_EQ(page->items[0].action, "settings.governance");
  EXPECT_EQ(page->items[1].action, "settings.authority");
  EXPECT_EQ(page->items[1].name, "陈");
  EXPECT_EQ(AuditTrail::verify(library_->store())->problem, "");
  const auto undone = CurationService(*library_).undo(chief_, page->items[0].number);
  ASSERT_FALSE(undone);
  EXPECT_EQ(undone.error().code, ErrorCode::kInvalidArgument);
}

TEST_F(SettingsTest, BadRowsNameTheFieldAndWriteNothing) {
  EXPECT_EQ(refused(tier("nonsense", Role::kCurator)), "value");
  EXPECT_EQ(refused(tier("supplier", Role::kReader)), "role");
  EXPECT_EQ(refused({Facet::kTag, "rollback", Role::kCurator, {}}), "facet");
  EXPECT_EQ(refused(tier("supplier", Role::kCurator, {std::string(300, 'a')})), "accounts");
  std::vector<std::string> many;
  for (int i = 0; i < 101; ++i) many.push_back("n" + std::to_string(i));
  EXPECT_EQ(refused(tier("supplier", Role::kCurator, many)), "accounts");
  EXPECT_EQ(settings_->remove_tier({}, Facet::kRisk, "supplier", std::nullopt).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(settings_->get()->revision, 0U);
  EXPECT_EQ(*AuditTrail(*library_).last(), 0U);
}

TEST_F(SettingsTest, OnlyAnAdministratorChangesThemAndAnOldRevisionIsAConflict) {
  EXPECT_FALSE(settings_->put_tier(curator_, tier("supplier", Role::kCurator), std::nullopt));
  EXPECT_FALSE(settings_->set_governance(curator_, Governance::kControlling, std::nullopt));
  EXPECT_FALSE(settings_->remove_tier(curator_, Facet::kRisk, "supplier", std::nullopt));
  ASSERT_TRUE(settings_->put_tier(chief_, tier("supplier", Role::kCurator), 0));
  EXPECT_EQ(settings_->put_tier(chief_, tier("cost", Role::kCurator), 0).error().code, ErrorCode::kConflict);
  // Nothing that differs: nothing written.
  EXPECT_EQ(settings_->put_tier(chief_, tier("supplier", Role::kCurator), 1)->revision, 1U);
}

TEST_F(SettingsTest, ARowDecidesWhoPublishesWhatHasItsRisk) {
  ASSERT_TRUE(settings_->put_tier(chief_, tier("supplier", Role::kAdministrator, {"李"}), std::nullopt));
  ASSERT_TRUE(move(chief_, State::kInReview));
  EXPECT_FALSE(move(curator_, State::kPublished));
  EXPECT_TRUE(move(author_, State::kPublished)) << "is named";
  ASSERT_TRUE(move(chief_, State::kInReview));
  ASSERT_TRUE(settings_->remove_tier(chief_, Facet::kRisk, "supplier", std::nullopt));
  EXPECT_TRUE(move(curator_, State::kPublished));
}

TEST_F(SettingsTest, UndoDoesNotPublishWhatSomebodyOfMoreAuthorityTookBack) {
  ASSERT_TRUE(settings_->put_tier(chief_, tier("supplier", Role::kAdministrator), std::nullopt));
  const auto retired = move(chief_, State::kRetired);
  ASSERT_TRUE(retired);
  const CurationService curation(*library_);
  const auto refused = curation.undo(curator_, retired->number);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().field, "change");
  EXPECT_EQ(state_of(lesson()), State::kRetired);
  ASSERT_TRUE(curation.undo(chief_, retired->number));
  EXPECT_EQ(state_of(lesson()), State::kPublished);
  // What somebody did by mistake is taken back by the same person.
  const auto own = move(curator_, State::kRetired);
  ASSERT_TRUE(own);
  EXPECT_TRUE(curation.undo(curator_, own->number));
}

TEST_F(SettingsTest, UndoOfAWrittenDraftDoesNotPublishIt) {
  NewLesson written;
  written.text.title = "草稿";
  written.text.markdown = "还没想好怎么说。";
  written.state = State::kDraft;
  const auto created = WritingService(*library_).create_lesson(author_, written);
  ASSERT_TRUE(created) << created.error().message;
  ASSERT_TRUE(CurationService(*library_).undo_last(author_));
  EXPECT_EQ(state_of(created->id), State::kRetired);
}

}  // namespace
}  // namespace fupan::service
