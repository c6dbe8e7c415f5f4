#include "server/service/library.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "indexer/analysis/analyzer.h"
#include "tests/server/service/library_fixture.h"

namespace fupan::service {
namespace {

class LibraryGlossaryTest : public LibraryTest {
 protected:
  void write_glossary(const std::string& text) const {
    std::ofstream(folder_.path() / "data" / "glossary.tsv", std::ios::binary) << text;
  }

  bool translates(const std::string& phrase, const std::string& translation) const {
    const std::vector<std::string> all = library_->thesaurus()->translations_of(phrase);
    return std::find(all.begin(), all.end(), translation) != all.end();
  }
};

TEST_F(LibraryGlossaryTest, TheShippedGlossaryAndTheLabelsAreLoadedAndWordsAreStemmed) {
  EXPECT_TRUE(translates("供应商延期", "vendor delay"));
  EXPECT_TRUE(translates("Delayed deliveries", "延期交付"));
  EXPECT_TRUE(translates("acceptance criteria", "验收标准"));
  EXPECT_TRUE(translates("external", "外部"));  // a label of the taxonomy, in no group of the glossary
}

TEST_F(LibraryGlossaryTest, NoEnglishPhraseOfAGroupIsAnInflectionOfAnother) {
  ASSERT_GE(library_->thesaurus()->groups().size(), 1000U);
  const auto thesaurus = library_->thesaurus();
  for (const TermGroup& group : thesaurus->groups()) {
    EXPECT_EQ(Thesaurus({group}, indexer::stem).translations_of(group.zh.front()), group.en);
  }
}

TEST_F(LibraryGlossaryTest, TheOrganisationsOwnGlossaryAddsAndRemoves) {
  write_glossary("blue crane project\t蓝鹤工程\n-vendor\n-外部\n");
  open();
  EXPECT_TRUE(translates("蓝鹤工程", "blue crane project"));
  EXPECT_TRUE(translates("供应商", "supplier"));
  EXPECT_FALSE(translates("供应商", "vendor"));
  EXPECT_TRUE(library_->thesaurus()->find("external").empty());
}

TEST_F(LibraryGlossaryTest, ABadGlossaryIsAnErrorThatNamesFileAndLine) {
  write_glossary("# ours\nblue crane 蓝鹤\n");
  const auto library =
      Library::open({folder_.path() / "data", std::filesystem::path(FUPAN_SOURCE_DIR) / "starter", false});
  ASSERT_FALSE(library);
  EXPECT_EQ(library.error().code, ErrorCode::kInvalidArgument);
  EXPECT_TRUE(library.error().message.ends_with("glossary.tsv: line 2: no tab between English and Chinese phrases"))
      << library.error().message;
}

}  // namespace
}  // namespace fupan::service
