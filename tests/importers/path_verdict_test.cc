#include <gtest/gtest.h>

#include "importers/importer.h"

namespace fupan::importers {
namespace {

TEST(JudgePath, AcceptsDocumentsAndSaysWhyNot) {
  struct Case {
    const char* path;
    const char* reason;  // "" when accepted
  };
  const Case cases[] = {
      {"a/复盘.md", ""},
      {"README.MD", ""},
      {"x.markdown", ""},
      {"notes.txt", ""},
      {"PM2022-009 - Bad image causing 5.1 issues", ""},
      {".github/ISSUE_TEMPLATE/bug.md", ""},
      {"v1.2 会议", ""},
      {"a/b.md.bak", "a backup copy"},
      {"a/b.md.bak2", "a backup copy"},
      {"a/b.md~", "a backup copy"},
      {"a/b.orig", "a backup copy"},
      {".b.md.swp", "a backup copy"},
      {"a/.hidden.md", "a hidden file"},
      {".git/description.md", "inside .git, which tools fill"},
      {"web/node_modules/x/README.md", "inside node_modules, which tools fill"},
      {"LICENSE", "not a document (LICENSE)"},
      {"sub/Makefile", "not a document (Makefile)"},
      {"requirements-dev.txt", "not a document (requirements-dev.txt)"},
      {"CMakeLists.txt", "not a document (CMakeLists.txt)"},
      {"data.json", "not a document format that Fupan reads (.json)"},
      {"photo.PNG", "not a document format that Fupan reads (.png)"},
      {"", "not a file"},
      {"a/", "not a file"},
  };
  for (const Case& c : cases) {
    const FileVerdict verdict = judge_path(c.path);
    EXPECT_EQ(verdict.reason, c.reason) << c.path;
    EXPECT_EQ(verdict.accepted, verdict.reason.empty()) << c.path;
  }
}

}  // namespace
}  // namespace fupan::importers
