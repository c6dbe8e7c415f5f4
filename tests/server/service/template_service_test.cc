// Templates over a library in a folder: copies, lineage, drift, releases, updates, rules.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "core/codec.h"
#include "server/service/audit_trail.h"
#include "server/service/brief_service.h"
#include "server/service/check_service.h"
#include "server/service/queue_service.h"
#include "server/service/templates.h"
#include "tests/server/service/library_fixture.h"

namespace fupan::service {
namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

// Each version has what the one before has, a section more, and another word in a line.
std::string source_of_version(int minor) {
  std::string text = "---\ntitle: Charter\nkind: template\nlang: en\nphase: [initiation]\nversion: 1." +
                     std::to_string(minor) +
                     ".0\nfamily: charter\nvariant: full\nfields:\n"
                     "  - {name: who, type: text, label: Who}\n  - {name: need, type: longtext, label: Need}\n"
                     "  - {name: day, type: date, label: Day}\n---\n\n# Charter of {{who}}\n\n"
                     "> Keep it short.\n\n## Purpose\n\nThe team writes this down before work begins.\n\n{{need}}\n\n"
                     "| Item | Value |\n| --- | --- |\n| First day | {{day}} |\n| Signed by | {{who}} |\n\n"
                     "## Rules\n\nRead by " +
                     std::to_string(minor + 2) + " people.\n\n";
  for (int i = 0; i <= minor; ++i) {
    text += "## Section " + std::to_string(i) + "\n\nEverybody knows rule number " + std::to_string(i) + ".\n\n";
  }
  return text + "## Signatures\n\nNobody signs for somebody else.\n";
}

class TemplateTest : public LibraryTest {
 protected:
  void SetUp() override {
    LibraryTest::SetUp();
    templates_ = std::make_unique<Templates>(*library_, std::make_shared<TemplateIndex>(library_->store()));
    import_version(0);
  }

  void import_version(int minor) {
    write("templates/charter.md", source_of_version(minor));
    import({});
  }

  ImportReport import(ImportOptions options) {
    options.collection = "files";
    options.paths = {sources()};
    return LibraryTest::import(options);
  }

  std::string id() const { return make_document_id("files", "templates/charter.md").value; }
  FieldValues values(const std::string& who = "Skylark") const {
    return {{"who", who}, {"need", "It hurts.\n\n- twice"}, {"day", "2026-02-03"}};
  }

  CopyView copy(const std::string& who = "Skylark", bool is_for_library = false) {
    const auto made = templates_->copies.make(viewer_, {id(), "", values(who), "", who, is_for_library});
    EXPECT_TRUE(made) << made.error().message;
    return made ? *made : CopyView{};
  }

  // The states of all copies, by id.
  std::map<std::string, KnownCopy> drift() {
    const auto view = templates_->updates.drift(viewer_, id(), {std::nullopt, 1000, 0});
    EXPECT_TRUE(view) << view.error().message;
    std::map<std::string, KnownCopy> copies;
    if (view) {
      for (const KnownCopy& one : view->items) copies[one.id] = one;
    }
    return copies;
  }

  Result<TemplateRelease> release(const std::string& version, const std::string& source = "",
                                  std::vector<std::string> lessons = {}) {
    ReleaseOrder order{id(), version, "What is new", std::move(lessons), std::nullopt, std::nullopt};
    if (!source.empty()) order.source = source;
    return templates_->releases.release(viewer_, order);
  }

  Viewer viewer_;
  std::unique_ptr<Templates> templates_;
};

TEST_F(TemplateTest, TheGalleryListsFiltersAndDescribes) {
  const auto page = templates_->gallery.list(viewer_, {});
  ASSERT_TRUE(page);
  ASSERT_EQ(page->total, 1U);
  const KnownTemplate& known = *page->items[0].known;
  EXPECT_EQ(known.newest().release.version, "1.0.0");
  EXPECT_EQ(known.newest().release.by, "import");
  EXPECT_EQ(known.description, "Keep it short.");
  EXPECT_FALSE(known.is_unreleased);
  const auto total = [&](const TemplateFilter& filter) { return templates_->gallery.list(viewer_, filter)->total; };
  EXPECT_EQ(total({"zh", "", "", {}, {}, {}}), 0U);
  EXPECT_EQ(total({"en", "charter", "SHORT char", {"initiation"}, {}, {}}), 1U);
  EXPECT_EQ(total({"", "", "", {"closing"}, {}, {}}), 0U);
  EXPECT_EQ(total({"", "", "nothing", {}, {}, {}}), 0U);
  EXPECT_EQ(templates_->gallery.version(viewer_, id(), "9.9").error().field, "version");
  EXPECT_EQ(templates_->gallery.get(viewer_, "none").error().code, ErrorCode::kNotFound);
}

TEST_F(TemplateTest, APreviewWritesNothingAndSaysWhatIsUnknown) {
  const std::uint64_t sequence = *library_->store().last_sequence();
  const auto preview = templates_->gallery.preview(viewer_, id(), "", {{"who", "<b>我</b>"}, {"nobody", "x"}});
  ASSERT_TRUE(preview);
  EXPECT_EQ(preview->unknown, std::vector<std::string>{"nobody"});
  EXPECT_NE(preview->markdown.find("# Charter of <b>我</b>"), std::string::npos);
  EXPECT_EQ(preview->html.find("<b>"), std::string::npos);
  EXPECT_EQ(*library_->store().last_sequence(), sequence);
}

TEST_F(TemplateTest, ACopyForTheLibraryIsADocumentWithItsLineage) {
  const CopyView made = copy("Skylark", true);
  const auto stored = get_document(library_->store(), {made.document});
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->document.collection, kCopiesCollection);
  EXPECT_EQ(stored->document.path, "general/skylark-" + made.id + ".md");
  EXPECT_EQ(stored->document.title, "Skylark");
  EXPECT_EQ(stored->document.kind, DocumentKind::kNote);
  EXPECT_EQ(stored->document.state, State::kPublished);
  const auto copies = drift();
  ASSERT_EQ(copies.size(), 1U);
  EXPECT_EQ(copies.at(made.id).document->id.value, made.document);
  EXPECT_EQ(copies.at(made.id).state, CopyState::kCurrent);
  EXPECT_FALSE(copies.at(made.id).is_guessed);
  EXPECT_EQ(templates_->copies.get(viewer_, made.id)->markdown, made.markdown);
  EXPECT_EQ(AuditTrail(*library_).get(1)->action, "document.copy");
}

TEST_F(TemplateTest, AnyNumberOfEqualCopiesInOneMoment) {
  std::set<std::string> ids;
  for (int i = 0; i < 60; ++i) ids.insert(copy("Skylark", i % 2 == 0).id);
  EXPECT_EQ(ids.size(), 60U);
}

TEST_F(TemplateTest, AWrongValueWritesNothing) {
  const std::uint64_t sequence = *library_->store().last_sequence();
  FieldValues wrong = values();
  wrong["day"] = "tomorrow";
  EXPECT_EQ(templates_->copies.make(viewer_, {id(), "", wrong, "", "", true}).error().field, "day");
  Viewer reader;
  reader.account = "r";
  reader.role = Role::kReader;
  EXPECT_EQ(templates_->copies.make(reader, {id(), "", values(), "", "", true}).error().code, ErrorCode::kForbidden);
  EXPECT_EQ(*library_->store().last_sequence(), sequence);
  EXPECT_TRUE(templates_->copies.make(reader, {id(), "", values(), "", "", false})) << "a file is for everybody";
}

TEST_F(TemplateTest, ADeliveredCopyIsForWhoMadeItAndForCurators) {
  Viewer maker, other, curator;
  maker.account = "m";
  other.account = "o";
  curator.account = "c";
  maker.role = other.role = Role::kContributor;
  curator.role = Role::kCurator;
  const auto made = templates_->copies.make(maker, {id(), "", values(), "Secret", "Secret", false});
  ASSERT_TRUE(made);
  EXPECT_TRUE(templates_->copies.get(maker, made->id));
  EXPECT_TRUE(templates_->copies.get(curator, made->id));
  EXPECT_EQ(templates_->copies.get(other, made->id).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(templates_->updates.drift(other, id(), {})->counts.total(), 0U);
  EXPECT_EQ(templates_->updates.propose(other, made->id).error().code, ErrorCode::kNotFound);
}

// What the issue is judged by: 200 copies of ten versions, as they are, filled anew, edited, or without their mark.
TEST_F(TemplateTest, LineageAndDriftAreRightForTwoHundredCopiesOfTenVersions) {
  constexpr int kVersions = 10, kCopies = 20;
  struct Expected {
    std::string version;
    bool is_edited = false, is_guessed = false;
  };
  std::map<std::string, Expected> by_title;
  std::mt19937 random(5);
  for (int minor = 0; minor < kVersions; ++minor) {
    if (minor > 0) import_version(minor);
    for (int i = 0; i < kCopies; ++i) {
      const std::string title = "Copy " + std::to_string(minor) + "-" + std::to_string(i);
      const CopyView made = copy(title);
      Expected expected{"1." + std::to_string(minor) + ".0", i % 4 == 2, i % 4 == 3};
      std::string text = made.markdown;
      if (i % 4 == 1)
        text = replaced(text, "It hurts.", "It hurts " + std::to_string(random() % 100) + " times.\n\nSo.");
      if (i % 4 == 2) text = replaced(text, "The team writes this down", "We write this down");
      if (expected.is_guessed) {
        expected.is_edited = i % 8 == 7;
        text = "# " + title + "\n\n" + text.substr(body_offset(text));
        if (!expected.is_edited) text = made.markdown.substr(body_offset(made.markdown));
        text = replaced(text, "> Keep it short.\n\n", "");
      }
      const bool is_delivered_only = i % 4 == 0 && i % 8 == 0;
      if (!is_delivered_only) write("copies/" + std::to_string(random() % 7) + "/" + title + ".md", text);
      if (is_delivered_only || !expected.is_guessed) by_title[title] = expected;
      if (expected.is_guessed) by_title[expected.is_edited ? title : "Charter of " + title] = expected;
    }
  }
  import({});
  std::size_t in_library = 0, guessed = 0, delivered = 0;
  for (const auto& [copy_id, found] : drift()) {
    if (!found.document && !by_title.contains(found.title))
      continue;  // lost its mark: known by its text, and delivered
    if (by_title.contains(found.title) && by_title[found.title].is_guessed && !found.document) continue;
    ASSERT_TRUE(by_title.contains(found.title)) << found.title;
    const Expected& expected = by_title[found.title];
    EXPECT_EQ(found.mark.version, expected.version) << found.title;
    EXPECT_EQ(found.is_guessed, expected.is_guessed) << found.title;
    const bool is_newest = expected.version == "1.9.0";
    const CopyState state = expected.is_edited ? (is_newest ? CopyState::kChanged : CopyState::kBehindChanged)
                                               : (is_newest ? CopyState::kCurrent : CopyState::kBehind);
    EXPECT_EQ(found.state, state) << found.title << ": " << name_of(found.state);
    in_library += found.document ? 1 : 0;
    guessed += found.is_guessed ? 1 : 0;
    delivered += found.document ? 0 : 1;
  }
  EXPECT_EQ(guessed, 50U);
  EXPECT_EQ(in_library + delivered, 200U);
}

TEST_F(TemplateTest, AMovedCopyIsKnownByItsMarkAndASecondOneByItsDocument) {
  const CopyView made = copy();
  write("a/one.md", made.markdown);
  import({});
  ASSERT_EQ(drift().at(made.id).document->path, "a/one.md");
  write("b/two.md", replaced(made.markdown, "It hurts.", "Still."));
  import({});
  EXPECT_EQ(drift().size(), 2U);
}

TEST_F(TemplateTest, AVersionThatIsNotThereAnyMoreIsUnknown) {
  const CopyView made = copy();
  write("a/one.md", replaced(made.markdown, "version: \"1.0.0\"", "version: \"0.7.0\""));
  import({});
  EXPECT_EQ(drift().at(made.id).state, CopyState::kUnknown);
  EXPECT_EQ(templates_->updates.propose(viewer_, made.id).error().code, ErrorCode::kConflict);
}

TEST_F(TemplateTest, AReleaseHasNotesLessonsAndAnAuditRecord) {
  write("report.md", "# Report\n\n## Lessons learned\n\n- Ask who may stop the project before it begins.\n");
  import({});
  const auto report = get_document(library_->store(), make_document_id("files", "report.md"));
  ASSERT_TRUE(report);
  ASSERT_FALSE(report->document.lessons.empty());
  const std::string lesson = report->document.lessons[0].id.value;
  const auto released = release("1.1.0", source_of_version(1), {lesson});
  ASSERT_TRUE(released) << released.error().message;
  EXPECT_EQ(released->revision, 2);
  const auto view = templates_->gallery.get(viewer_, id());
  ASSERT_TRUE(view);
  EXPECT_EQ(view->row.known->versions.size(), 2U);
  EXPECT_EQ(view->row.known->newest().release.notes, "What is new");
  EXPECT_FALSE(view->row.known->is_unreleased);
  EXPECT_EQ(view->lessons.at("1.1.0")[0].id, lesson);
  const auto caused = templates_->gallery.caused_by(viewer_, {lesson});
  ASSERT_EQ(caused->size(), 1U);
  EXPECT_EQ(caused->front().version, "1.1.0");
  EXPECT_EQ(AuditTrail(*library_).get(1)->action, "document.release");
  EXPECT_EQ(AuditTrail::verify(library_->store())->problem, "");
  const auto checked = check(*library_);
  ASSERT_TRUE(checked);
}

TEST_F(TemplateTest, AnEditIsUnreleasedAndCopiesAreOfWhatWasReleased) {
  write("templates/charter.md", replaced(source_of_version(0), "before work begins", "before anybody works"));
  import({});
  const auto version = templates_->gallery.version(viewer_, id(), "");
  EXPECT_TRUE(version->known->is_unreleased);
  EXPECT_NE(copy().markdown.find("before work begins"), std::string::npos);
  ASSERT_TRUE(release("1.0.1"));
  EXPECT_NE(copy().markdown.find("before anybody works"), std::string::npos);
  EXPECT_FALSE(templates_->gallery.version(viewer_, id(), "")->known->is_unreleased);
}

TEST_F(TemplateTest, AWrongReleaseWritesNothing) {
  const std::uint64_t sequence = *library_->store().last_sequence();
  for (const char* version : {"", "v2", "1.0.0", "0.9"})
    EXPECT_EQ(release(version).error().field, "version") << version;
  EXPECT_EQ(release("1.1.0", "", {"nobody.l1"}).error().field, "lessons");
  EXPECT_EQ(release("1.1.0", "---\nkind: note\n---\n# Only text\n").error().field, "source");
  EXPECT_EQ(release("1.2.0", source_of_version(1)).error().field, "source") << "it says that it is 1.1.0";
  ReleaseOrder order{id(), "1.1.0", " ", {}, std::nullopt, std::nullopt};
  EXPECT_EQ(templates_->releases.release(viewer_, order).error().field, "notes");
  order.notes = "New";
  order.expected = 77;
  EXPECT_EQ(templates_->releases.release(viewer_, order).error().code, ErrorCode::kConflict);
  Viewer contributor;
  contributor.account = "c";
  contributor.role = Role::kContributor;
  order.expected.reset();
  EXPECT_EQ(templates_->releases.release(contributor, order).error().code, ErrorCode::kForbidden);
  EXPECT_EQ(*library_->store().last_sequence(), sequence);
}

TEST_F(TemplateTest, AnUpdateBringsTheNewTextAndKeepsWhatWasWritten) {
  const CopyView made = copy("Skylark", true);
  const std::string edited = replaced(made.markdown, "Nobody signs for somebody else.", "The sponsor signs alone.");
  ASSERT_TRUE(WritingService(*library_).put_document(viewer_, {made.document}, edited, std::nullopt));
  ASSERT_TRUE(release("1.1.0", source_of_version(1)));
  EXPECT_EQ(drift().at(made.id).state, CopyState::kBehindChanged);
  const auto update = templates_->updates.propose(viewer_, made.id);
  ASSERT_TRUE(update) << update.error().message;
  EXPECT_EQ(update->from, "1.0.0");
  EXPECT_EQ(update->to, "1.1.0");
  EXPECT_TRUE(update->conflicts.empty());
  for (const char* text : {"The sponsor signs alone.", "## Section 1\n", "Read by 3 people.", "| Signed by | Skylark |",
                           "- twice", "version: \"1.1.0\""}) {
    EXPECT_NE(update->markdown.find(text), std::string::npos) << text << "\n" << update->markdown;
  }
  ASSERT_EQ(update->notes.size(), 1U);
  const auto done = templates_->updates.apply(viewer_, made.id, update->markdown, update->document_version);
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(drift().at(made.id).state, CopyState::kChanged);
  EXPECT_EQ(drift().at(made.id).mark.version, "1.1.0");
  EXPECT_EQ(templates_->updates.apply(viewer_, made.id, update->markdown, update->document_version).error().code,
            ErrorCode::kConflict);
}

TEST_F(TemplateTest, AnUpdateOfAnUntouchedCopyIsCurrentAfterwards) {
  const CopyView made = copy("Skylark", true);
  const std::string filled = replaced(made.markdown, "It hurts.", "It hurts more.");
  ASSERT_TRUE(WritingService(*library_).put_document(viewer_, {made.document}, filled, std::nullopt));
  ASSERT_TRUE(release("1.1.0", source_of_version(1)));
  const auto update = templates_->updates.propose(viewer_, made.id);
  ASSERT_TRUE(update);
  EXPECT_TRUE(update->conflicts.empty());
  ASSERT_TRUE(templates_->updates.apply(viewer_, made.id, update->markdown, std::nullopt));
  EXPECT_EQ(drift().at(made.id).state, CopyState::kCurrent);
  EXPECT_NE(templates_->copies.get(viewer_, made.id)->markdown.find("It hurts more."), std::string::npos);
}

TEST_F(TemplateTest, AConflictSaysWhatBothSidesWrote) {
  const CopyView made = copy("Skylark", true);
  const std::string edited = replaced(made.markdown, "Read by 2 people.", "Read by nobody.");
  ASSERT_TRUE(WritingService(*library_).put_document(viewer_, {made.document}, edited, std::nullopt));
  ASSERT_TRUE(release("1.1.0", source_of_version(1)));
  const auto update = templates_->updates.propose(viewer_, made.document);
  ASSERT_TRUE(update);
  ASSERT_EQ(update->conflicts.size(), 1U);
  EXPECT_EQ(update->conflicts[0].yours, "Read by nobody.\n");
  EXPECT_EQ(update->conflicts[0].theirs, "Read by 3 people.\n");
  std::istringstream lines(update->markdown);
  std::string line;
  for (std::size_t i = 0; i < update->conflicts[0].line; ++i) std::getline(lines, line);
  EXPECT_EQ(line, "Read by nobody.");
}

TEST_F(TemplateTest, AGuessedCopyGetsAMarkByItsUpdate) {
  const CopyView made = copy();
  write("old/charter.md", made.markdown.substr(body_offset(made.markdown)));
  import({});
  ASSERT_TRUE(release("1.1.0", source_of_version(1)));
  const std::string document = make_document_id("files", "old/charter.md").value;
  ASSERT_TRUE(drift().contains(document));
  EXPECT_TRUE(drift().at(document).is_guessed);
  const auto update = templates_->updates.propose(viewer_, document);
  ASSERT_TRUE(update) << update.error().message;
  ASSERT_TRUE(templates_->updates.apply(viewer_, document, update->markdown, std::nullopt));
  for (const auto& [copy_id, found] : drift()) {
    if (!found.document) continue;
    EXPECT_FALSE(found.is_guessed);
    EXPECT_EQ(found.state, CopyState::kCurrent);
  }
}

TEST_F(TemplateTest, DriftingCopiesOfTheLibraryWaitInTheQueue) {
  const QueryLog queries(*library_);
  const QueueService queue(*library_, queries);
  const auto count = [&] {
    const auto page = queue.list(viewer_, {QueueKind::kDrift, std::nullopt, 20, 0});
    EXPECT_TRUE(page);
    return page->total;
  };
  copy("Delivered");
  const CopyView made = copy("Skylark", true);
  EXPECT_EQ(count(), 0U);
  ASSERT_TRUE(release("1.1.0", source_of_version(1)));
  ASSERT_EQ(count(), 1U);
  const auto page = queue.list(viewer_, {QueueKind::kDrift, std::nullopt, 20, 0});
  EXPECT_EQ(page->items[0].item.target, id());
  EXPECT_EQ(page->items[0].copies.total(), 1U);
  EXPECT_EQ(page->items[0].copies.of[static_cast<std::size_t>(CopyState::kBehind)], 1U);
  QueueOrder order;
  order.action = QueueAction::kAssign;
  order.items = {page->items[0].item.id()};
  order.assignee = "陈";
  ASSERT_TRUE(queue.act(viewer_, order));
  EXPECT_EQ(queue.list(viewer_, {QueueKind::kDrift, "陈", 20, 0})->total, 1U);
  order.action = QueueAction::kApprove;
  EXPECT_EQ(queue.act(viewer_, order).error().field, "action");
  Viewer elsewhere;
  elsewhere.account = "e";
  elsewhere.role = Role::kCurator;
  elsewhere.hidden_collections = {kCopiesCollection};
  EXPECT_EQ(queue.list(elsewhere, {QueueKind::kDrift, std::nullopt, 20, 0})->total, 0U);
  const auto update = templates_->updates.propose(viewer_, made.id);
  ASSERT_TRUE(templates_->updates.apply(viewer_, made.id, update->markdown, std::nullopt));
  EXPECT_EQ(count(), 0U);
}

class TemplateRulesTest : public TemplateTest {
 protected:
  void SetUp() override {
    TemplateTest::SetUp();
    write("templates/light.md", replaced(replaced(source_of_version(0), "variant: full", "variant: light"),
                                         "title: Charter", "title: Light charter"));
    import({});
  }
};

TEST_F(TemplateRulesTest, TheFirstRuleThatHoldsChooses) {
  const auto variant = [&](const ProjectTraits& traits) {
    const auto choice = templates_->rules.choose(viewer_, "charter", traits, "en");
    EXPECT_TRUE(choice) << choice.error().message;
    return choice->variant + (choice->rule ? std::to_string(*choice->rule) : "");
  };
  EXPECT_EQ(variant({}), "full");
  RuleCondition small, never;
  small.budget_below = 50000;
  never.months_below = 1;
  const auto put = templates_->rules.put(
      viewer_, {{"charter", "express", small, "Not made yet"}, {"charter", "light", small, "Small"}}, 0);
  ASSERT_TRUE(put) << put.error().message;
  ProjectTraits traits;
  traits.budget = 1000;
  EXPECT_EQ(variant(traits), "light1");
  EXPECT_EQ(templates_->rules.choose(viewer_, "charter", traits, "en")->reason, "Small");
  traits.budget = 50000;
  EXPECT_EQ(variant(traits), "full");
  EXPECT_EQ(templates_->rules.choose(viewer_, "nothing", traits, "en").error().field, "family");
  EXPECT_EQ(templates_->rules.put(viewer_, {}, 0).error().code, ErrorCode::kConflict);
  EXPECT_EQ(AuditTrail(*library_).get(1)->action, "settings.template_rules");
}

TEST_F(TemplateRulesTest, AWrongRuleIsNamedByItsNumber) {
  const auto refused = [&](const TemplateRule& rule) {
    const auto put = templates_->rules.put(viewer_, {{"charter", "full", {}, ""}, rule}, std::nullopt);
    EXPECT_FALSE(put);
    return put ? "" : put.error().message;
  };
  EXPECT_NE(refused({"", "light", {}, ""}).find("rule 2"), std::string::npos);
  RuleCondition when;
  when.phases = {"nonsense"};
  EXPECT_NE(refused({"charter", "light", when, ""}).find("nonsense"), std::string::npos);
  when = {};
  when.budget_below = 1;
  when.budget_at_least = 2;
  EXPECT_NE(refused({"charter", "light", when, ""}).find("budget"), std::string::npos);
  EXPECT_EQ(templates_->rules.get()->revision, 0U);
}

TEST_F(TemplateRulesTest, ABriefOffersOneVariantOfAFamilyWithItsReason) {
  RuleCondition small;
  small.budget_below = 50000;
  ASSERT_TRUE(templates_->rules.put(viewer_, {{"charter", "light", small, "Below 50,000"}}, std::nullopt));
  BriefRequest request;
  request.title = "A new portal";
  request.profile.phases = {"initiation"};
  request.profile.budget = 20000;
  const auto brief = BriefService(*library_, true).make(request);
  ASSERT_TRUE(brief) << brief.error().message;
  ASSERT_EQ(brief->templates.size(), 1U);
  EXPECT_EQ(brief->templates[0].variant, "light");
  EXPECT_EQ(brief->templates[0].document.title, "Light charter");
  EXPECT_EQ(brief->templates[0].reason, "Below 50,000");
}

}  // namespace
}  // namespace fupan::service
