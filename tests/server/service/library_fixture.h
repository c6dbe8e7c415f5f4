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

  // Ten documents about other things, and one that repeats `words`: what only one document says is no likeness yet, and
  // among a handful of lessons no word tells one from the other.
  void write_background(const std::string& words = "") const {
    write("background/words.md", "# 词语\n\n" + words + "\n");
    const char* const sentences[] = {"测试环境的数据量太小，性能问题没有暴露", "培训材料发得太晚，用户不会用新系统",
                                     "数据库迁移前没有做全量备份演练",         "需求变更没有评审，开发返工两次",
                                     "夜间值班没有交接记录，告警漏看",         "界面文案没有人校对，英文错字很多",
                                     "预算里没有留风险储备，后期削减范围",     "例会太长，结论没有记录",
                                     "日志里有个人信息，被审计指出",           "灰度发布先行，问题只影响少数用户"};
    int number = 0;
    for (const char* sentence : sentences) {
      write("background/" + std::to_string(number++) + ".md",
            "# 其他\n\n## 经验教训\n\n- " + std::string(sentence) + "。\n");
    }
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
