#include "server/service/check_service.h"

#include "core/codec.h"
#include "indexer/open_index.h"
#include "server/service/keys.h"
#include "server/service/projector.h"
#include "server/service/repository.h"
#include "tests/server/service/library_fixture.h"

namespace fupan::service {
namespace {

class CheckServiceTest : public LibraryTest {
 protected:
  void SetUp() override {
    LibraryTest::SetUp();
    for (int i = 0; i < 20; ++i) {
      write("d" + std::to_string(i) + ".md",
            "# Report " + std::to_string(i) + "\n\n## Lessons learned\n\n- Item one.\n");
    }
    import();
  }

  std::string problems() {
    const auto report = check(*library_);
    EXPECT_TRUE(report) << report.error().message;
    std::string all;
    for (const std::string& problem : report->problems) all += problem + "\n";
    return all;
  }

  DocumentId id_ = make_document_id("sources", "d1.md");
};

TEST_F(CheckServiceTest, AgreesAfterAnImport) { EXPECT_EQ(problems(), ""); }

TEST_F(CheckServiceTest, SeesADocumentThatTheIndexLacks) {
  auto writer = indexer::open_writer(index_path(library_->data()), indexer::WriterMode::kContinue);
  ASSERT_TRUE(writer);
  ASSERT_TRUE((*writer)->remove(id_.value));
  ASSERT_TRUE((*writer)->commit((*writer)->applied_sequence()));
  EXPECT_NE(problems().find("lacks document " + id_.value), std::string::npos);
}

TEST_F(CheckServiceTest, SeesAnOldStateInTheIndex) {
  auto stored = get_document(library_->store(), id_);
  ASSERT_TRUE(stored);
  stored->document.title = "Changed";
  ASSERT_TRUE(library_->store().commit(
      {{document_key(id_), encode_document(stored->document, source_of(stored->record).value()), std::nullopt}}));
  const std::string found = problems();
  EXPECT_NE(found.find("old state of " + id_.value), std::string::npos) << found;
  EXPECT_NE(found.find("has applied change"), std::string::npos) << found;
}

TEST_F(CheckServiceTest, SeesADamagedSource) {
  auto stored = get_document(library_->store(), id_);
  ASSERT_TRUE(stored);
  ASSERT_TRUE(
      library_->store().commit({{document_key(id_), encode_document(stored->document, "other bytes"), std::nullopt}}));
  EXPECT_NE(problems().find("does not have its digest"), std::string::npos);
}

TEST_F(CheckServiceTest, ReindexMendsTheIndex) {
  auto stored = get_document(library_->store(), id_);
  ASSERT_TRUE(stored);
  stored->document.title = "Changed";
  ASSERT_TRUE(library_->store().commit(
      {{document_key(id_), encode_document(stored->document, source_of(stored->record).value()), std::nullopt}}));
  ASSERT_TRUE(reindex(*library_, {}));
  EXPECT_EQ(problems(), "");
}

TEST_F(CheckServiceTest, MissingIndexIsAProblemAndIsMadeAnew) {
  std::filesystem::remove_all(index_path(library_->data()));
  open();
  EXPECT_NE(problems().find("index: "), std::string::npos);
  import();
  EXPECT_EQ(problems(), "");
}

TEST_F(CheckServiceTest, UnreadableRecordIsNamedAndDoesNotStopTheIndex) {
  ASSERT_TRUE(library_->store().commit({{document_key(id_), "not a record", std::nullopt}}));
  import();
  write("later.md", "# Later\n\nquokka\n");
  import();
  EXPECT_NE(problems().find("doc/" + id_.value), std::string::npos);
  indexer::SearchRequest request;
  request.text = "quokka";
  EXPECT_EQ(library_->index().search(request)->total, 1U);
}

TEST_F(CheckServiceTest, BrokenIndexIsRebuilt) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(index_path(library_->data()))) {
    if (entry.path().filename() == "iamglass") std::ofstream(entry.path(), std::ios::trunc) << "broken";
  }
  open();
  import();
  EXPECT_EQ(problems(), "");
}

}  // namespace
}  // namespace fupan::service
