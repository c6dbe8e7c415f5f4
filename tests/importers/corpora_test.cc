// The real documents beside the repository, where they are there: FUPAN_SHARED, else ../shared.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "core/text/utf8.h"
#include "importers/encoding/decoder.h"
#include "importers/taxonomy_file.h"
#include "tests/importers/coverage.h"
#include "tests/importers/fixture.h"

namespace fupan::importers {
namespace {

std::filesystem::path corpora_folder() {
  const char* shared = std::getenv("FUPAN_SHARED");
  return std::filesystem::path(shared != nullptr ? shared : std::string(FUPAN_SOURCE_DIR) + "/../shared") / "corpora";
}

struct Imported {
  std::string path;
  std::string source;  // decoded
  Document document;
};

class Corpora : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!std::filesystem::exists(corpora_folder())) return;
    const auto taxonomy = parse_taxonomy(read_whole_file(std::string(FUPAN_SOURCE_DIR) + "/starter/taxonomy.yaml"));
    ASSERT_TRUE(taxonomy) << taxonomy.error().message;
    const MarkdownImporter importer(*taxonomy);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(corpora_folder())) {
      if (!entry.is_regular_file()) continue;
      const std::string path = std::filesystem::relative(entry.path(), corpora_folder()).generic_string();
      if (!judge_path(path).accepted) continue;
      const std::string bytes = read_whole_file(entry.path().string());
      // As the command does: each folder is a collection.
      auto parsed = importer.parse({path.substr(0, path.find('/')), path.substr(path.find('/') + 1), bytes}, nullptr);
      if (parsed) all().push_back({path, decode(bytes)->text, std::move(parsed->document)});
    }
  }

  void SetUp() override {
    if (all().empty()) GTEST_SKIP() << "no corpora at " << corpora_folder();
  }

  static std::vector<Imported>& all() {
    static std::vector<Imported> documents;
    return documents;
  }
};

TEST_F(Corpora, NearlyAllFilesAreRead) { EXPECT_GE(all().size(), 2650U); }

TEST_F(Corpora, AllTextIsInExactlyOneSectionOrLesson) {
  for (const Imported& file : all()) EXPECT_EQ(find_coverage_fault(file.document, file.source), "") << file.path;
}

TEST_F(Corpora, NasaFilesWithALessonsHeadingHaveLessons) {
  std::size_t with_lessons = 0;
  for (const Imported& file : all()) {
    if (!file.path.starts_with("nasa-llis/")) continue;
    with_lessons += file.document.lessons.empty() ? 0 : 1;
    const bool has_heading = file.source.find("\n## Lessons Learned") != std::string::npos;
    EXPECT_TRUE(!has_heading || !file.document.lessons.empty()) << file.path;
  }
  EXPECT_GE(with_lessons, 1060U);  // nine files hold an abstract only
}

TEST_F(Corpora, PostmortemsWithALessonsHeadingHaveLessons) {
  for (const Imported& file : all()) {
    if (!file.path.starts_with("dfds-postmortems/") || file.document.kind == DocumentKind::kTemplate) continue;
    const bool has_heading = file.source.find("\n## Lessons Learned") != std::string::npos;
    EXPECT_TRUE(!has_heading || !file.document.lessons.empty()) << file.path;
  }
}

TEST_F(Corpora, ChineseReportsAreChinese) {
  std::size_t chinese = 0;
  std::size_t files = 0;
  for (const Imported& file : all()) {
    if (!file.path.starts_with("zh-pms-project-reports/")) continue;
    ++files;
    chinese += file.document.lang == "zh" ? 1 : 0;
  }
  EXPECT_GE(chinese * 100, files * 90);
}

TEST_F(Corpora, TitlesAreShortAndNeverEmpty) {
  for (const Imported& file : all()) {
    EXPECT_FALSE(file.document.title.empty()) << file.path;
    for (const Lesson& lesson : file.document.lessons) {
      EXPECT_FALSE(lesson.title.empty()) << file.path << ":" << lesson.lines.first;
      EXPECT_LE(text::count_code_points(lesson.title), 120U) << file.path << ":" << lesson.lines.first;
    }
  }
}

}  // namespace
}  // namespace fupan::importers
