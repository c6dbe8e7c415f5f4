// A library in a folder of its own, for tests of the use cases.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "server/service/import_service.h"
#include "server/service/library.h"
#include "server/service/projector.h"
#include "tests/support/temp_folder.h"

namespace fupan::service {

class LibraryTest : public testing::Test {
 protected:
  void SetUp() override { open(); }

  void open() {
    library_.reset();
    auto library = Library::open({folder_.path() / "data", std::filesystem::path(FUPAN_SOURCE_DIR) / "starter", false});
    ASSERT_TRUE(library) << library.error().message;
    library_ = std::move(*library);
  }

  std::filesystem::path sources() const { return folder_.path() / "sources"; }

  void write(const std::string& path, const std::string& bytes) const {
    std::filesystem::create_directories((sources() / path).parent_path());
    std::ofstream(sources() / path, std::ios::binary) << bytes;
  }

  // Imports sources() and brings the index up to date.
  ImportReport import(ImportOptions options = {}) {
    if (options.paths.empty()) options.paths = {sources()};
    auto report = ImportService(*library_).run(options, {});
    EXPECT_TRUE(report) << report.error().message;
    if (!report) return {};
    Projector projector(*library_);
    projector.finish_soon();
    Status applied = projector.wait_for(report->sequence, std::chrono::seconds(60));
    EXPECT_TRUE(applied) << applied.error().message;
    return *report;
  }

  test::TempFolder folder_;
  std::unique_ptr<Library> library_;
};

}  // namespace fupan::service
