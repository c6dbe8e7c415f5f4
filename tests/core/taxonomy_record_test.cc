#include "core/taxonomy_record.h"

#include <gtest/gtest.h>

namespace fupan {
namespace {

TaxonomyValue value(const std::string& id, const std::string& en, const std::string& zh,
                    std::vector<std::string> aliases = {}) {
  TaxonomyValue made;
  made.id = id;
  made.label_en = en;
  made.label_zh = zh;
  made.aliases = std::move(aliases);
  return made;
}

ValueLists tags(std::vector<TaxonomyValue> values) { return {{{}, {}, std::move(values)}}; }

std::string ids(const std::vector<TaxonomyValue>& values) {
  std::string text;
  for (const TaxonomyValue& one : values) text += (text.empty() ? "" : " ") + one.id;
  return text;
}

std::string described(const std::vector<UpgradeNote>& notes) {
  std::string text;
  for (const UpgradeNote& note : notes) {
    text += std::string(name_of(note.outcome)) + " " + note.value + (note.field.empty() ? "" : "." + note.field) + "; ";
  }
  return text;
}

const std::vector<TaxonomyValue> kFile{value("cloud", "Cloud", "云", {"aws"}), value("data", "Data", "数据"),
                                       value("erp", "ERP", "企业资源计划")};

class UpgradeTest : public testing::Test {
 protected:
  UpgradedTaxonomy upgraded(const std::vector<TaxonomyValue>& newer) const {
    return upgrade({tags(ours), tags(kFile)}, tags(newer));
  }
  static const std::vector<TaxonomyValue>& tags_of(const UpgradedTaxonomy& upgraded) {
    return upgraded.record.values[static_cast<std::size_t>(Facet::kTag)];
  }

  std::vector<TaxonomyValue> ours = kFile;
};

TEST_F(UpgradeTest, AFileThatIsAsItWasChangesNothing) {
  ours[0].label_en = "Cloud platforms";
  const UpgradedTaxonomy same = upgraded(kFile);
  EXPECT_EQ(tags_of(same), ours);
  EXPECT_TRUE(same.notes.empty());
}

TEST_F(UpgradeTest, FieldsThatOnlyTheFileChangedAreTaken) {
  ours[0].label_en = "Cloud platforms";
  std::vector<TaxonomyValue> newer = kFile;
  newer[0].label_zh = "云平台";
  newer[1].label_en = "Data and reports";
  const UpgradedTaxonomy merged = upgraded(newer);
  EXPECT_EQ(tags_of(merged)[0].label_en, "Cloud platforms");
  EXPECT_EQ(tags_of(merged)[0].label_zh, "云平台");
  EXPECT_EQ(tags_of(merged)[1].label_en, "Data and reports");
  EXPECT_EQ(described(merged.notes), "taken cloud.label_zh; taken data.label_en; ");
}

TEST_F(UpgradeTest, WhereBothChangedTheEditedStaysAndIsToldOfUntilItIsSettled) {
  ours[0].label_en = "Cloud platforms";
  std::vector<TaxonomyValue> newer = kFile;
  newer[0].label_en = "Cloud services";
  const UpgradedTaxonomy once = upgraded(newer);
  EXPECT_EQ(tags_of(once)[0].label_en, "Cloud platforms");
  ASSERT_EQ(described(once.notes), "kept cloud.label_en; ");
  EXPECT_EQ(once.notes[0].shipped, "Cloud services");
  const UpgradedTaxonomy again = upgrade(once.record, tags(newer));  // written by an edit of something else
  EXPECT_EQ(described(again.notes), "kept cloud.label_en; ");
}

TEST_F(UpgradeTest, NamesAreMergedOneByOne) {
  ours[0].aliases = {"azure"};  // "aws" was taken out here
  std::vector<TaxonomyValue> newer = kFile;
  newer[0].aliases = {"aws", "gcp"};
  EXPECT_EQ(tags_of(upgraded(newer))[0].aliases, (std::vector<std::string>{"azure", "gcp"}));
}

TEST_F(UpgradeTest, NewValuesStandWhereTheFileHasThemAndMissingOnesStay) {
  const UpgradedTaxonomy merged = upgraded({kFile[0], value("devops", "DevOps", "运维开发"), kFile[1]});
  EXPECT_EQ(ids(tags_of(merged)), "cloud devops data erp");
  EXPECT_EQ(described(merged.notes), "added devops; missing erp; ");
}

TEST_F(UpgradeTest, AValueThatWasMergedAwayDoesNotComeBack) {
  ours = {kFile[0], kFile[1]};
  ours[0].former = {"erp"};
  std::vector<TaxonomyValue> newer = kFile;
  newer[2].label_en = "Enterprise resource planning";
  EXPECT_EQ(ids(tags_of(upgraded(newer))), "cloud data");
}

TEST_F(UpgradeTest, OurOrderStaysAndAnUntouchedOrderFollowsTheFile) {
  const std::vector<TaxonomyValue> newer{kFile[2], kFile[0], kFile[1]};
  EXPECT_EQ(ids(tags_of(upgraded(newer))), "erp cloud data");
  ours = {kFile[1], kFile[0], kFile[2]};
  EXPECT_EQ(ids(tags_of(upgraded(newer))), "data cloud erp");
}

TEST(TaxonomyRecord, ComesBackAsItWas) {
  TaxonomyValue split = value("cloud", "Cloud", "云 \"x\"", {"a,b", "c: d"});
  split.description_en = "All of it";
  split.retired = true;
  split.former = {"aws"};
  split.parts = {{"data", {"lake", "湖"}}, {"erp", {}}};
  split.otherwise = "data";
  split.pmbok = "Planning";
  const TaxonomyRecord record{tags({split, kFile[1]}), tags(kFile)};
  const auto back = decode_taxonomy_record(encode_taxonomy_record(record));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(*back, record);
  EXPECT_EQ(*decode_taxonomy_value(encode_taxonomy_value(split)), split);
}

TEST(TaxonomyRecord, ANewerFormatIsRefused) {
  const auto newer = decode_taxonomy_record(R"({"v":2,"values":{},"base":{}})");
  ASSERT_FALSE(newer);
  EXPECT_EQ(newer.error().code, ErrorCode::kCorrupt);
  EXPECT_FALSE(decode_taxonomy_record("{"));
}

TEST(Taxonomy, FormerNamesMeanTheValueButAreNotLookedForInTexts) {
  Taxonomy::Parts parts;
  TaxonomyValue cloud = value("cloud", "Cloud", "云计算");
  cloud.former = {"Wolke"};
  TaxonomyValue old = value("old", "Mainframe", "大型机");
  old.retired = true;
  TaxonomyValue both = value("both", "Both", "两者");
  both.parts = {{"cloud", {}}, {"old", {}}};
  parts.tags = {cloud, old, both};
  const Taxonomy taxonomy(std::move(parts));
  ASSERT_NE(taxonomy.find(Facet::kTag, "wolke"), nullptr);
  EXPECT_EQ(taxonomy.find(Facet::kTag, "wolke")->id, "cloud");
  for (const auto& [name, found] : taxonomy.phrases(Facet::kTag)) {
    EXPECT_NE(name, "wolke");
    EXPECT_NE(found->id, "old") << name;
  }
  EXPECT_EQ(taxonomy.ids_for(Facet::kTag, "Wolke"), (std::vector<std::string>{"cloud"}));
  EXPECT_EQ(taxonomy.ids_for(Facet::kTag, "both"), (std::vector<std::string>{"both", "cloud", "old"}));
  EXPECT_EQ(taxonomy.ids_for(Facet::kTag, "free"), (std::vector<std::string>{"free"}));
}

TEST(Taxonomy, ACopyLivesOnWhenTheOtherIsReplaced) {
  Taxonomy::Parts parts;
  parts.tags = {value("cloud", "Cloud", "云计算")};
  Taxonomy taxonomy(std::move(parts));
  const Taxonomy copy = taxonomy;
  const TaxonomyValue* found = copy.find(Facet::kTag, "cloud");
  taxonomy = Taxonomy();
  EXPECT_EQ(found->label_en, "Cloud");
  EXPECT_FALSE(copy.is_copy_of(taxonomy));
}

}  // namespace
}  // namespace fupan
