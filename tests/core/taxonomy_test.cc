#include "core/taxonomy.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace fupan {
namespace {

Taxonomy::Parts small_parts() {
  Taxonomy::Parts parts;
  parts.phases = {{"planning", "Planning", "规划", {"plan", "计划阶段"}, "Planning", "Initiating a Project"},
                  {"closing", "Closing", "收尾", {"close-out", "结项"}, "", ""}};
  parts.risks = {{"schedule", "Schedule", "进度", {"delay", "工期", "延期"}, "", ""},
                 {"scope", "Scope", "范围", {"scope creep", "范围蔓延", "范"}, "", ""},
                 {"cost", "Cost", "成本", {"delay", "", "范围蔓延"}, "", ""}};
  parts.lesson_headings = {{"lesson", {"Lessons learned", "经验教训"}}, {"cause", {"Root cause", "根因"}}};
  parts.lesson_fields = {{"owner", {"Owner", "负责人"}}};
  parts.document_kinds = {{"postmortem", {"Post-mortem", "事故复盘"}}};
  parts.metadata_keys = {{"date", {"Date", "日期"}}};
  return parts;
}

std::string found(const Taxonomy& taxonomy, Facet facet, std::string_view name) {
  const TaxonomyValue* value = taxonomy.find(facet, name);
  return value == nullptr ? "-" : value->id;
}

TEST(Taxonomy, FindsAValueByIdLabelAndAliasInAnySpelling) {
  const Taxonomy taxonomy(small_parts());
  for (const std::string_view name :
       {"planning", "PLANNING", "Ｐｌａｎ", "规划", "規劃", "计划阶段", "2. Planning："}) {
    EXPECT_EQ(found(taxonomy, Facet::kPhase, name), "planning") << name;
  }
  for (const std::string_view name : {"close-out", "Close out", "close_out", "結項"}) {
    EXPECT_EQ(found(taxonomy, Facet::kPhase, name), "closing") << name;
  }
}

TEST(Taxonomy, FacetsAreApartAndUnknownNamesAreNotFound) {
  const Taxonomy taxonomy(small_parts());
  EXPECT_EQ(found(taxonomy, Facet::kRisk, "planning"), "-");
  EXPECT_EQ(found(taxonomy, Facet::kTag, "planning"), "-");
  EXPECT_EQ(found(taxonomy, Facet::kPhase, "integration"), "-");
  EXPECT_EQ(found(taxonomy, Facet::kPhase, ""), "-");
  EXPECT_EQ(found(taxonomy, Facet::kPhase, "plans"), "-");
}

TEST(Taxonomy, NameClaimedTwiceBelongsToTheFirst) {
  const Taxonomy taxonomy(small_parts());
  EXPECT_EQ(found(taxonomy, Facet::kRisk, "delay"), "schedule");
  EXPECT_EQ(found(taxonomy, Facet::kRisk, "范围蔓延"), "scope");
}

TEST(Taxonomy, PhrasesAreFoldedLongestFirstAndOfTwoCharactersOrMore) {
  const Taxonomy taxonomy(small_parts());
  std::vector<std::string> lines;
  for (const auto& [phrase, value] : taxonomy.phrases(Facet::kRisk)) lines.push_back(phrase + "=" + value->id);
  EXPECT_EQ(lines, (std::vector<std::string>{"范围蔓延=scope", "scope creep=scope", "schedule=schedule",
                                             "进度=schedule", "工期=schedule", "延期=schedule", "范围=scope",
                                             "成本=cost", "delay=schedule", "scope=scope", "cost=cost"}));
  EXPECT_TRUE(taxonomy.phrases(Facet::kTag).empty());
}

TEST(Taxonomy, ListsSayWhatANameMeans) {
  const Taxonomy taxonomy(small_parts());
  EXPECT_EQ(taxonomy.lesson_heading("## 三、經驗教訓："), "lesson");
  EXPECT_EQ(taxonomy.lesson_heading("🔍 ROOT_CAUSE"), "cause");
  EXPECT_EQ(taxonomy.lesson_heading("Owner"), "");
  EXPECT_EQ(taxonomy.lesson_field("owner:"), "owner");
  EXPECT_EQ(taxonomy.document_kind("Post Mortem"), "postmortem");
  EXPECT_EQ(taxonomy.metadata_key("日期"), "date");
  EXPECT_EQ(taxonomy.metadata_key(""), "");
}

TEST(Taxonomy, EmptyOneKnowsNothing) {
  const Taxonomy taxonomy;
  EXPECT_EQ(taxonomy.find(Facet::kPhase, "planning"), nullptr);
  EXPECT_TRUE(taxonomy.values(Facet::kRisk).empty());
  EXPECT_EQ(taxonomy.lesson_heading("Lessons learned"), "");
}

TEST(Taxonomy, CopyOutlivesTheOriginal) {
  auto original = std::make_unique<Taxonomy>(small_parts());
  const Taxonomy copy = *original;
  Taxonomy assigned;
  assigned = *original;
  original.reset();
  EXPECT_EQ(found(copy, Facet::kPhase, "plan"), "planning");
  EXPECT_EQ(found(assigned, Facet::kRisk, "延期"), "schedule");
}

TEST(Taxonomy, MovedOneKeepsWorking) {
  Taxonomy original(small_parts());
  const Taxonomy moved = std::move(original);
  EXPECT_EQ(found(moved, Facet::kPhase, "plan"), "planning");
}

TEST(TaxonomyValue, LabelFollowsTheLanguage) {
  const TaxonomyValue value{"planning", "Planning", "规划", {}, "", ""};
  EXPECT_EQ(value.label("zh"), "规划");
  EXPECT_EQ(value.label("en"), "Planning");
  EXPECT_EQ(value.label("de"), "Planning");
}

}  // namespace
}  // namespace fupan
