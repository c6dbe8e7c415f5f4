#include "server/service/file_list.h"

#include "tests/server/service/library_fixture.h"

namespace fupan::service {
namespace {

using FileListTest = LibraryTest;

TEST_F(FileListTest, ListsInAFixedOrderAndPassesOverVersionControl) {
  write("b.md", "x");
  write("a/z.md", "x");
  write("a/b.md", "x");
  write(".git/config.md", "x");
  const auto list = list_files(sources());
  ASSERT_TRUE(list);
  EXPECT_EQ(list->name, "sources");
  std::string paths;
  for (const ListedFile& file : list->files) paths += file.path + " ";
  EXPECT_EQ(paths, "a/b.md a/z.md b.md ");
}

TEST_F(FileListTest, SingleFileBelongsToTheCollectionOfItsFolder) {
  write("a/b.md", "x");
  const auto list = list_files(sources() / "a" / "b.md");
  ASSERT_TRUE(list);
  EXPECT_EQ(list->name, "a");
  ASSERT_EQ(list->files.size(), 1U);
  EXPECT_EQ(list->files[0].path, "b.md");
}

}  // namespace
}  // namespace fupan::service
