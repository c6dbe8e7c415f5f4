#include "server/service/near_duplicates.h"

#include <gtest/gtest.h>

#include "tests/server/service/library_fixture.h"

namespace fupan::service {
namespace {

constexpr const char* kLine = "供应商接口联调延期三周，应提前准备备用供应商方案并写进采购合同";

class NearDuplicatesTest : public LibraryTest {
 protected:
  void write_lesson(const std::string& path, const std::string& text) {
    write(path, "# " + path + "\n\n## 经验教训\n\n- " + text + "。\n");
  }
};

TEST_F(NearDuplicatesTest, AnImportNamesBothPlaces) {
  write_background();
  write_lesson("old.md", kLine);
  EXPECT_TRUE(import().near_duplicates.empty());
  write_lesson("new.md", std::string(kLine) + "里");
  write_lesson("other.md", "测试环境的数据量和生产环境差两个数量级，性能问题没有暴露");
  const ImportReport report = import();
  ASSERT_EQ(report.near_duplicates.size(), 1U);
  const NearDuplicate& pair = report.near_duplicates[0];
  EXPECT_EQ(pair.path, "new.md");
  EXPECT_EQ(pair.line, 5);
  EXPECT_EQ(pair.other_path, "old.md");
  EXPECT_EQ(pair.other_line, 5);
  EXPECT_GE(pair.resemblance, kDuplicateFrom);
  EXPECT_FALSE(report.too_many_for_duplicates);
  EXPECT_TRUE(import().near_duplicates.empty()) << "said once";
}

TEST_F(NearDuplicatesTest, OneImportIsComparedWithItselfAndEachPairOnce) {
  write_lesson("a.md", kLine);
  write_lesson("b.md", kLine);
  const ImportReport report = import();
  ASSERT_EQ(report.near_duplicates.size(), 1U);
  EXPECT_EQ(report.near_duplicates[0].path, "b.md");
  EXPECT_EQ(report.near_duplicates[0].other_path, "a.md");
}

TEST_F(NearDuplicatesTest, ADryRunWarnsTooAndALargeImportSaysThatItDidNotLook) {
  for (std::size_t i = 0; i <= kMostWatchedLessons; ++i) write_lesson("d" + std::to_string(i) + ".md", kLine);
  const ImportReport report = import();
  EXPECT_TRUE(report.too_many_for_duplicates);
  EXPECT_TRUE(report.near_duplicates.empty());
  write_lesson("late.md", kLine);
  ImportOptions options;
  options.paths = {sources()};
  options.dry_run = true;
  const auto dry = ImportService(*library_).run(options, {});
  ASSERT_TRUE(dry);
  EXPECT_EQ(dry->near_duplicates.size(), 1U);
}

TEST_F(NearDuplicatesTest, ATextIsComparedWithWhatThereIs) {
  write_background();
  write_lesson("old.md", kLine);
  import();
  const auto near = near_duplicates(*library_, std::string(kLine) + "！", {});
  ASSERT_TRUE(near) << near.error().message;
  ASSERT_EQ(near->size(), 1U);
  EXPECT_GE((*near)[0].resemblance, kDuplicateFrom);
  EXPECT_TRUE(near_duplicates(*library_, "供应商接口文档写得很清楚，大家都满意", {})->empty());
  EXPECT_EQ(near_duplicates(*library_, " ", {}).error().field, "text");
  EXPECT_EQ(near_duplicates(*library_, "\xff", {}).error().field, "text");
  Viewer stranger;
  stranger.hidden_collections = {"sources"};
  EXPECT_TRUE(near_duplicates(*library_, kLine, stranger)->empty());
}

}  // namespace
}  // namespace fupan::service
