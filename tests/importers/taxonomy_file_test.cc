#include "importers/taxonomy_file.h"

#include <gtest/gtest.h>

#include "tests/importers/fixture.h"

namespace fupan::importers {
namespace {

TEST(TaxonomyFile, ReadsAllLists) {
  const Taxonomy& taxonomy = test_taxonomy();
  EXPECT_EQ(taxonomy.find(Facet::kPhase, "需求调研")->id, "planning");
  EXPECT_EQ(taxonomy.values(Facet::kPhase)[1].pmbok, "Planning");
  EXPECT_EQ(taxonomy.lesson_heading("做得好的"), "worked");
  EXPECT_EQ(taxonomy.metadata_key("Risk_Category"), "risk");
}

TEST(TaxonomyFile, TheStartersTaxonomyIsWellFormed) {
  const auto taxonomy = parse_taxonomy(read_whole_file(std::string(FUPAN_SOURCE_DIR) + "/starter/taxonomy.yaml"));
  ASSERT_TRUE(taxonomy) << taxonomy.error().message;
  EXPECT_GE(taxonomy->values(Facet::kRisk).size(), 15U);
}

TEST(TaxonomyFile, ErrorsNameLineAndMember) {
  struct Case {
    const char* yaml;
    const char* message;
  };
  const Case cases[] = {
      {"phases:\n  - {id: a, label: {en: A, zh: 甲}, alias: [x]}\n", "line 2: phases: unknown member 'alias'"},
      {"phases:\n  - {label: {en: A, zh: 甲}}\n", "line 2: phases: 'id' is missing"},
      {"risks:\n  - id: a\n", "line 2: risks 'a': 'label' is missing"},
      {"risks:\n  - id: a\n    label: {en: A}\n", "line 3: risks 'a'.label: 'zh' is missing"},
      {"tags:\n  - {id: a, label: {en: A, zh: 甲}}\n  - {id: a, label: {en: B, zh: 乙}}\n",
       "line 3: tags: id 'a' is there twice"},
      {"tags: yes\n", "line 1: tags: not a list"},
      {"wishes: []\n", "line 1: taxonomy: unknown member 'wishes'"},
      {"lesson_headings:\n  - {kind: good, names: [x]}\n", "line 2: lesson_headings: unknown kind 'good'"},
      {"version: 2\n", "line 1: version is not 1"},
      {"- a\n", "line 1: a taxonomy is a list of \"name: …\""},
  };
  for (const Case& c : cases) {
    const auto taxonomy = parse_taxonomy(c.yaml);
    ASSERT_FALSE(taxonomy) << c.yaml;
    EXPECT_EQ(taxonomy.error().code, ErrorCode::kInvalidArgument);
    EXPECT_EQ(taxonomy.error().message, c.message);
  }
  EXPECT_FALSE(parse_taxonomy("phases: [\n"));
}

}  // namespace
}  // namespace fupan::importers
