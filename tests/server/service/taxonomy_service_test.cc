#include "server/service/taxonomy_service.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "core/taxonomy_record.h"
#include "server/service/brief_service.h"
#include "server/service/check_service.h"
#include "server/service/document_service.h"
#include "server/service/keys.h"
#include "server/service/query_log.h"
#include "server/service/queue_service.h"
#include "server/service/saved_search_service.h"
#include "server/service/search_service.h"
#include "server/service/settings_service.h"
#include "tests/server/service/library_fixture.h"

namespace fupan::service {
namespace {

class TaxonomyTest : public LibraryTest {
 protected:
  void SetUp() override {
    LibraryTest::SetUp();
    write("a.md",
          "---\ntags: [cloud-native, 大屏]\nrisk: supplier\nphase: integration\n---\n# 甲项目复盘\n\n## 经验教训\n\n"
          "- 供应商延期三周，没有备用方案。\n- 灰度发布先行，回滚只用了五分钟。\n- 周会太多。\n");
    write("b.md",
          "---\ntags: [mobile-app]\nrisk: technical\n---\n# 乙项目\n\n## Lessons learned\n\n- The vendor was late.\n");
    import();
    const TaxonomyOrder cloud = adding("cloud-native", "Cloud native", "云原生开发");
    const TaxonomyOrder app = adding("mobile-app", "Mobile app", "手机应用");
    for (const TaxonomyOrder& one : {cloud, app}) {
      if (library_->taxonomy().find(Facet::kTag, one.value) == nullptr) done(one);
    }
  }

  static TaxonomyOrder adding(const std::string& id, const std::string& en, const std::string& zh) {
    TaxonomyOrder order;
    order.action = TaxonomyAction::kAdd;
    order.value = id;
    order.label_en = en;
    order.label_zh = zh;
    return order;
  }

  static TaxonomyOrder merging(Facet facet, const std::string& from, const std::string& into) {
    TaxonomyOrder order;
    order.action = TaxonomyAction::kMerge;
    order.facet = facet;
    order.value = from;
    order.into = into;
    return order;
  }

  static TaxonomyOrder splitting(const std::string& otherwise) {
    TaxonomyOrder order;
    order.action = TaxonomyAction::kSplit;
    order.facet = Facet::kRisk;
    order.value = "supplier";
    order.parts = {{"vendor-delay", "Vendor delay", "供应商延误", {"延期", "late"}},
                   {"rollout", "Rollout", "发布", {"灰度发布"}}};
    order.otherwise = otherwise;
    return order;
  }

  AuditEntry done(const TaxonomyOrder& order) {
    auto entry = TaxonomyService(*library_).change(Viewer{}, order, std::nullopt);
    EXPECT_TRUE(entry) << entry.error().message;
    return entry ? *entry : AuditEntry{};
  }

  std::string refusal(const TaxonomyOrder& order) const {
    const auto entry = TaxonomyService(*library_).change(Viewer{}, order, std::nullopt);
    return entry ? "allowed" : entry.error().message;
  }

  TaxonomyEffects effects(const TaxonomyOrder& order) const {
    auto found = TaxonomyService(*library_).preview(Viewer{}, order, std::nullopt);
    EXPECT_TRUE(found) << found.error().message;
    return found ? *found : TaxonomyEffects{};
  }

  Document document(const std::string& path) const {
    const auto stored = get_document(library_->store(), make_document_id("sources", path));
    EXPECT_TRUE(stored);
    return stored ? stored->document : Document{};
  }

  static std::string labels(const std::vector<Label>& all, Facet facet) {
    std::string text;
    for (const Label& label : all) {
      if (label.facet == facet) text += label.value + "/" + std::string(name_of(label.origin)) + " ";
    }
    return text;
  }

  void bring_index_up_to_date() {
    Projector projector(*library_);
    projector.finish_soon();
    const Status applied = projector.wait_for(*library_->store().last_sequence(), std::chrono::seconds(60));
    ASSERT_TRUE(applied) << applied.error().message;
  }

  std::size_t found(indexer::Field field, const std::string& value) const {
    indexer::SearchRequest request;
    request.filters = {{field, {value}}};
    const auto page = SearchService(*library_).search(request);
    EXPECT_TRUE(page);
    return page ? page->total : 0;
  }
};

TEST_F(TaxonomyTest, ANewNameIsUsedAtOnceAndAfterARestart) {
  TaxonomyOrder order;
  order.facet = Facet::kRisk;
  order.value = "supplier";
  order.label_zh = "供应伙伴";
  order.aliases = std::vector<std::string>{"外协厂家"};
  const AuditEntry entry = done(order);
  EXPECT_EQ(entry.action, "taxonomy.set");
  const Taxonomy now = library_->taxonomy();
  ASSERT_NE(now.find(Facet::kRisk, "外协厂家"), nullptr);
  EXPECT_EQ(now.find(Facet::kRisk, "供应伙伴")->id, "supplier");
  const auto words = library_->thesaurus()->translations_of("供应伙伴");
  EXPECT_NE(std::find(words.begin(), words.end(), "Supplier"), words.end());
  const std::string digest = library_->taxonomy_digest();
  open();
  EXPECT_EQ(library_->taxonomy().find(Facet::kRisk, "supplier")->label_zh, "供应伙伴");
  EXPECT_EQ(library_->taxonomy_digest(), digest);
}

TEST_F(TaxonomyTest, WhatAnotherProcessWroteIsSeenAtTheNextCall) {
  TaxonomyRecord record = library_->taxonomy_state()->record;
  const Taxonomy before = library_->taxonomy();
  TaxonomyValue zeppelin;
  zeppelin.id = "zeppelin";
  zeppelin.label_en = "Zeppelin";
  zeppelin.label_zh = "飞艇";
  record.values[static_cast<std::size_t>(Facet::kTag)].push_back(zeppelin);
  ASSERT_TRUE(library_->store().commit({{std::string(kTaxonomyKey), encode_taxonomy_record(record), std::nullopt}}));
  EXPECT_NE(library_->taxonomy().find(Facet::kTag, "飞艇"), nullptr);
  EXPECT_EQ(before.find(Facet::kTag, "飞艇"), nullptr) << "who works with an older one keeps it";
}

TEST_F(TaxonomyTest, AMergeMovesLabelsFiltersFacetsAndSearches) {
  bring_index_up_to_date();
  ASSERT_EQ(found(indexer::Field::kTag, "mobile-app"), 1U);
  const TaxonomyOrder order = merging(Facet::kTag, "mobile-app", "cloud-native");
  const TaxonomyEffects preview = effects(order);
  EXPECT_EQ(preview.documents.total, 1U);
  EXPECT_EQ(preview.documents.examples[0].second, "乙项目");
  EXPECT_EQ(preview.lessons.total, 1U);
  EXPECT_EQ(labels(document("b.md").labels, Facet::kTag), "mobile-app/author ") << "a preview writes nothing";
  const AuditEntry entry = done(order);
  EXPECT_EQ(labels(document("b.md").labels, Facet::kTag), "cloud-native/author ");
  EXPECT_EQ(labels(document("b.md").lessons[0].labels, Facet::kTag), "cloud-native/author ");
  bring_index_up_to_date();
  EXPECT_EQ(found(indexer::Field::kTag, "cloud-native"), 2U);
  EXPECT_EQ(found(indexer::Field::kTag, "mobile-app"), 0U) << "the index has the new value";
  const auto verdict = check(*library_);
  ASSERT_TRUE(verdict);
  EXPECT_TRUE(verdict->problems.empty()) << verdict->problems.front();
  // Imported again, the old words mean the new value.
  write("b.md", "---\ntags: [mobile-app]\n---\n# 乙项目\n\n## Lessons learned\n\n- The vendor was later.\n");
  import();
  EXPECT_EQ(labels(document("b.md").labels, Facet::kTag), "cloud-native/author ");
  // And back.
  const auto undone = TaxonomyService(*library_).undo(Viewer{}, entry.number);
  ASSERT_TRUE(undone) << undone.error().message;
  EXPECT_EQ(library_->taxonomy().find(Facet::kTag, "mobile-app")->id, "mobile-app");
}

TEST_F(TaxonomyTest, AnUndoneMergeGivesEveryLabelBack) {
  const Document before = document("b.md");
  const AuditEntry entry = done(merging(Facet::kTag, "mobile-app", "cloud-native"));
  ASSERT_NE(document("b.md"), before);
  const ValueLists merged = library_->taxonomy().value_lists();
  ASSERT_TRUE(TaxonomyService(*library_).undo(Viewer{}, entry.number));
  EXPECT_EQ(document("b.md"), before);
  const auto again = TaxonomyService(*library_).undo(Viewer{}, entry.number + 1);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(library_->taxonomy().value_lists(), merged);
}

TEST_F(TaxonomyTest, WhatWasChangedSinceIsNotUndone) {
  const AuditEntry entry = done(merging(Facet::kTag, "mobile-app", "cloud-native"));
  TaxonomyOrder order;
  order.value = "cloud-native";
  order.label_en = "Clouds";
  done(order);
  const auto undone = TaxonomyService(*library_).undo(Viewer{}, entry.number);
  ASSERT_FALSE(undone);
  EXPECT_EQ(undone.error().code, ErrorCode::kConflict);
  EXPECT_NE(undone.error().message.find("taxonomy.tag.cloud-native"), std::string::npos);
}

TEST_F(TaxonomyTest, AMergeReachesBriefsSavedSearchesAndRules) {
  const SavedSearch search{"0123456789", "供应商", "", "", {{"risk", {"supplier"}}}, "", "", "", "", "", 0, ""};
  BriefRequest charter;
  charter.title = "丙项目";
  charter.profile.risks = {"supplier"};
  const auto brief = BriefService(*library_, true).create(charter);
  ASSERT_TRUE(brief) << brief.error().message;
  Settings settings;
  settings.authority = {{Facet::kRisk, "supplier", Role::kAdministrator, {}}};
  ASSERT_TRUE(library_->store().commit({{std::string(kSettingsKey), encode_settings(settings), std::nullopt},
                                        {saved_search_key(search.id), encode_saved_search(search), std::nullopt}}));
  const TaxonomyOrder order = merging(Facet::kRisk, "supplier", "external");
  const TaxonomyEffects preview = effects(order);
  EXPECT_EQ(preview.briefs.total, 1U);
  EXPECT_EQ(preview.searches.examples.at(0).second, "供应商");
  EXPECT_EQ(preview.rules.total, 1U);
  done(order);
  EXPECT_EQ(BriefService(*library_, true).get(brief->brief.id)->brief.profile.risks,
            std::vector<std::string>{"external"});
  EXPECT_EQ(read_settings(library_->store())->settings.authority.at(0).value, "external");
  EXPECT_EQ(request_of(search, library_->taxonomy()).filters.at(0).values, std::vector<std::string>{"external"});
}

TEST_F(TaxonomyTest, WhatACuratorSaidOfTheNewValueHolds) {
  const Document before = document("b.md");
  LessonChange change;
  change.risks = std::vector<std::string>{"technical", "market"};
  ASSERT_TRUE(CurationService(*library_).change(Viewer{}, before.lessons[0].id, change, std::nullopt));
  change.risks = std::vector<std::string>{"technical"};
  ASSERT_TRUE(CurationService(*library_).change(Viewer{}, before.lessons[0].id, change, std::nullopt));
  done(merging(Facet::kRisk, "technical", "market"));
  EXPECT_EQ(labels(document("b.md").labels, Facet::kRisk), "market/author ");
  EXPECT_EQ(labels(document("b.md").lessons[0].labels, Facet::kRisk), "") << "a curator took market away";
  change.risks = std::vector<std::string>{"market"};
  ASSERT_TRUE(CurationService(*library_).change(Viewer{}, before.lessons[0].id, change, std::nullopt));
  EXPECT_EQ(labels(document("b.md").lessons[0].labels, Facet::kRisk), "market/curator ");
}

TEST_F(TaxonomyTest, AWordIsMappedForWhatIsThereAndWhatComes) {
  TaxonomyOrder order;
  order.action = TaxonomyAction::kMap;
  order.facet = Facet::kPhase;
  order.value = "Integration";
  order.into = "execution";
  EXPECT_EQ(effects(order).documents.total, 1U);
  done(order);
  for (const Label& label : document("a.md").labels) {
    if (label.facet != Facet::kPhase) continue;
    EXPECT_EQ(label.value, "execution");
    EXPECT_TRUE(label.mapped);
  }
  const QueryLog queries(*library_);
  const auto queue = QueueService(*library_, queries).list(Viewer{}, {QueueKind::kUnmappedLabel, std::nullopt, 20, 0});
  ASSERT_TRUE(queue);
  EXPECT_EQ(queue->total, 0U);
}

TEST_F(TaxonomyTest, ASplitGoesByWordsAndTheRestWaits) {
  const TaxonomyEffects preview = effects(splitting(""));
  EXPECT_EQ(preview.undecided_total, 0U) << "what has no word goes where its document goes";
  EXPECT_GT(preview.parts.at(0).second, 0U);
  done(splitting(""));
  const Document split = document("a.md");
  EXPECT_EQ(labels(split.labels, Facet::kRisk), "vendor-delay/author ");
  EXPECT_NE(labels(split.lessons[0].labels, Facet::kRisk).find("vendor-delay/"), std::string::npos);
  EXPECT_NE(labels(split.lessons[1].labels, Facet::kRisk).find("rollout/"), std::string::npos);
}

TEST_F(TaxonomyTest, WhatNoRuleDecidesIsAnUncertainLabel) {
  TaxonomyOrder order = splitting("");
  order.parts[0].words = {"no such word"};
  order.parts[1].words = {"nor this one"};
  const TaxonomyEffects preview = effects(order);
  EXPECT_EQ(preview.undecided.at(0).title, "甲项目复盘") << "the document stands for its lessons";
  done(order);
  const QueryLog queries(*library_);
  const QueueService queue(*library_, queries);
  const auto waiting = queue.list(Viewer{}, {QueueKind::kUncertainLabel, std::nullopt, 20, 0});
  ASSERT_TRUE(waiting);
  ASSERT_GT(waiting->total, 0U);
  const QueueItem item = waiting->items[0].item;
  EXPECT_EQ(item.value, "supplier");
  QueueOrder keep;
  keep.items = {item.id()};
  const auto refused = queue.act(Viewer{}, keep);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("was split"), std::string::npos);
  keep.action = QueueAction::kRelabel;
  keep.value = "rollout";
  ASSERT_TRUE(queue.act(Viewer{}, keep));
  const auto left = queue.list(Viewer{}, {QueueKind::kUncertainLabel, std::nullopt, 20, 0});
  EXPECT_LT(left->total, waiting->total);
}

TEST_F(TaxonomyTest, ByHandAndTheDefaultDecideTheRest) {
  TaxonomyOrder order = splitting("supplier");
  order.parts[0].words = {"no such word"};
  const Document before = document("a.md");
  order.by_hand = {{before.lessons[0].id.value, "rollout"}};
  const AuditEntry entry = done(order);
  const Document after = document("a.md");
  EXPECT_NE(labels(after.lessons[0].labels, Facet::kRisk).find("rollout/curator"), std::string::npos);
  EXPECT_EQ(labels(after.lessons[2].labels, Facet::kRisk), "rollout/author ") << "as its document, which has the word";
  ASSERT_TRUE(TaxonomyService(*library_).undo(Viewer{}, entry.number));
  EXPECT_EQ(document("a.md"), before) << "what was said by hand is taken back too";
}

TEST_F(TaxonomyTest, TwoEditorsDoNotOverwriteEachOther) {
  const std::uint64_t seen = library_->taxonomy_state()->revision;
  done(adding("zeppelin", "Zeppelin", "飞艇"));
  const auto late = TaxonomyService(*library_).change(Viewer{}, adding("blimp", "Blimp", "软式飞艇"), seen);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, ErrorCode::kConflict);
  EXPECT_NE(late.error().message.find("look at it again"), std::string::npos);
  EXPECT_EQ(library_->taxonomy().find(Facet::kTag, "blimp"), nullptr);
}

TEST_F(TaxonomyTest, MistakesNameWhatIsWrong) {
  EXPECT_EQ(refusal(merging(Facet::kTag, "nothing", "cloud-native")), "value: the taxonomy has no tag 'nothing'");
  EXPECT_EQ(refusal(merging(Facet::kTag, "cloud-native", "Cloud-Native")), "into: is the value itself");
  EXPECT_NE(refusal(adding("x", "Mobile app", "某物")).find("already means tag 'mobile-app'"), std::string::npos);
  EXPECT_NE(refusal(adding("x", "X", "")).find("a label in English and in Chinese"), std::string::npos);
  EXPECT_NE(refusal(adding("No Id!", "X y", "某物")).find("small letters"), std::string::npos);
  TaxonomyOrder order = splitting("");
  order.parts.pop_back();
  EXPECT_NE(refusal(order).find("split into 2"), std::string::npos);
  order = splitting("");
  order.by_hand = {{"nobody.l1", "rollout"}};
  EXPECT_NE(refusal(order).find("by_hand: no lesson 'nobody.l1'"), std::string::npos);
  Viewer reader;
  reader.role = Role::kContributor;
  EXPECT_FALSE(TaxonomyService(*library_).change(reader, adding("x", "X y", "某物"), std::nullopt));
  EXPECT_FALSE(TaxonomyService(*library_).preview(reader, adding("x", "X y", "某物"), std::nullopt));
}

TEST_F(TaxonomyTest, ARetiredValueStaysWhereItIsAndIsGivenToNothingNew) {
  TaxonomyOrder order;
  order.action = TaxonomyAction::kRetire;
  order.facet = Facet::kRisk;
  order.value = "supplier";
  EXPECT_GT(effects(order).lessons.total, 0U);
  done(order);
  EXPECT_EQ(labels(document("a.md").labels, Facet::kRisk), "supplier/author ");
  LessonChange change;
  change.risks = std::vector<std::string>{"supplier"};
  const auto given = CurationService(*library_).change(Viewer{}, document("b.md").lessons[0].id, change, std::nullopt);
  ASSERT_FALSE(given);
  EXPECT_NE(given.error().message.find("retired"), std::string::npos);
}

TEST_F(TaxonomyTest, TheExportMakesTheSameTaxonomyElsewhere) {
  done(merging(Facet::kTag, "mobile-app", "cloud-native"));
  done(splitting("supplier"));
  const Taxonomy exported = library_->taxonomy();
  std::ofstream(folder_.path() / "data" / "taxonomy.yaml") << export_taxonomy(exported);
  ASSERT_TRUE(library_->store().commit({{std::string(kTaxonomyKey), std::nullopt, std::nullopt}}));
  open();
  EXPECT_EQ(library_->taxonomy().value_lists(), exported.value_lists());
}

TEST_F(TaxonomyTest, ReplacingRetiresWhatTheFileLacks) {
  Taxonomy::Parts parts = library_->taxonomy().parts();
  std::erase_if(parts.tags, [](const TaxonomyValue& value) { return value.id == "mobile-app"; });
  ASSERT_TRUE(TaxonomyService(*library_).replace(Viewer{}, Taxonomy(parts), std::nullopt));
  EXPECT_TRUE(library_->taxonomy().find(Facet::kTag, "mobile-app")->retired);
  const auto empty = TaxonomyService(*library_).replace(Viewer{}, Taxonomy(), std::nullopt);
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().field, "phases");
}

TEST_F(TaxonomyTest, ANewerFileIsMergedAndToldOf) {
  TaxonomyOrder order;
  order.facet = Facet::kRisk;
  order.value = "supplier";
  order.label_en = "Vendor";
  done(order);
  std::ifstream in(library_->starter() / "taxonomy.yaml");
  std::string text((std::istreambuf_iterator<char>(in)), {});
  const std::string label = "label: {en: Supplier, zh: 供应商}";
  ASSERT_NE(text.find(label), std::string::npos);
  text.replace(text.find(label), label.size(), "label: {en: Supply chain, zh: 供应链}");
  std::ofstream(folder_.path() / "data" / "taxonomy.yaml") << text;
  open();
  const TaxonomyValue supplier = *library_->taxonomy().find(Facet::kRisk, "supplier");
  EXPECT_EQ(supplier.label_en, "Vendor");
  EXPECT_EQ(supplier.label_zh, "供应链");
  const auto state = library_->taxonomy_state();
  ASSERT_EQ(state->notes.size(), 2U);
  EXPECT_EQ(state->notes[0].outcome, UpgradeOutcome::kKept);
  EXPECT_EQ(state->notes[1].outcome, UpgradeOutcome::kTaken);
}

TEST_F(TaxonomyTest, AProjectorThatStoppedInTheMiddleGoesOn) {
  bring_index_up_to_date();
  const std::uint64_t applied = *library_->index().applied_sequence();
  done(merging(Facet::kTag, "mobile-app", "cloud-native"));
  open();  // as after kill -9: store and index as they are on disk
  EXPECT_EQ(*library_->index().applied_sequence(), applied);
  bring_index_up_to_date();
  EXPECT_EQ(found(indexer::Field::kTag, "cloud-native"), 2U);
  const auto verdict = check(*library_);
  ASSERT_TRUE(verdict);
  EXPECT_TRUE(verdict->problems.empty());
}

}  // namespace
}  // namespace fupan::service
