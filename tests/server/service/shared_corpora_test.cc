// The main job on real documents that lie beside the repository; skipped where they do not.
#include <cstdlib>

#include "server/service/check_service.h"
#include "server/service/export_service.h"
#include "server/service/search_service.h"
#include "tests/server/service/library_fixture.h"

namespace fupan::service {
namespace {

namespace fs = std::filesystem;

class SharedCorpora : public LibraryTest {
 protected:
  void SetUp() override {
    const char* chosen = std::getenv("FUPAN_SHARED");
    root_ = fs::path(chosen != nullptr ? chosen : FUPAN_SOURCE_DIR "/../shared") / "corpora" / "dfds-postmortems";
    if (!fs::is_directory(root_)) GTEST_SKIP() << "needs " << root_ << " (set FUPAN_SHARED)";
    LibraryTest::SetUp();
  }
  fs::path root_;
};

TEST_F(SharedCorpora, ImportSearchCheckAndExport) {
  ImportOptions options;
  options.paths = {root_};
  const ImportReport report = import(options);
  EXPECT_GE(report.added, 41U);
  EXPECT_GE(report.lessons, 100U);
  EXPECT_EQ(check(*library_)->problems, std::vector<std::string>{});
  EXPECT_EQ(import(options).unchanged, report.added);
  indexer::SearchRequest request;
  request.text = "kubernetes node failure";
  EXPECT_GE(SearchService(*library_).search(request)->total, 1U);
  ASSERT_TRUE(export_sources(*library_, folder_.path() / "out"));
  for (const auto& entry : fs::directory_iterator(root_)) {
    const fs::path copy = folder_.path() / "out" / report.collections[0] / entry.path().filename();
    if (entry.path().filename() == "LICENSE") continue;
    ASSERT_TRUE(fs::exists(copy)) << copy;
    EXPECT_EQ(fs::file_size(copy), fs::file_size(entry.path()));
  }
}

}  // namespace
}  // namespace fupan::service
