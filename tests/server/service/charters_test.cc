// Briefs for the thirty charters of tests/charters on the starter library.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

#include "indexer/insight/shingles.h"
#include "server/service/brief_service.h"
#include "server/service/charter.h"
#include "server/service/lesson_worth.h"
#include "server/service/risk_register.h"
#include "server/service/similar_service.h"
#include "tests/server/service/library_fixture.h"

namespace fupan::service {
namespace {

namespace fs = std::filesystem;

class ChartersTest : public LibraryTest {
 protected:
  void SetUp() override {
    LibraryTest::SetUp();
    ImportOptions options;
    options.paths = {fs::path(FUPAN_SOURCE_DIR) / "starter" / "examples",
                     fs::path(FUPAN_SOURCE_DIR) / "starter" / "templates"};
    import(options);
    briefs_ = std::make_unique<BriefService>(*library_, true);
  }

  BriefView brief_of(const fs::path& file) const {
    std::ifstream in(file, std::ios::binary);
    const auto charter = read_charter(std::string{std::istreambuf_iterator<char>(in), {}});
    EXPECT_TRUE(charter);
    const auto profile = briefs_->propose(charter->title, charter->description);
    EXPECT_TRUE(profile);
    auto made = briefs_->make({charter->title, charter->description, *profile, 10});
    EXPECT_TRUE(made) << made.error().message;
    return made ? std::move(*made) : BriefView{};
  }

  std::unique_ptr<BriefService> briefs_;
};

TEST_F(ChartersTest, EveryLessonSaysSomethingAndNoTwoSayTheSame) {
  std::size_t charters = 0, with_lessons = 0;
  for (const auto& file : fs::directory_iterator(fs::path(FUPAN_SOURCE_DIR) / "tests" / "charters")) {
    if (file.path().extension() != ".md" || file.path().stem() == "README") continue;
    ++charters;
    const BriefView view = brief_of(file.path());
    with_lessons += view.brief.lessons.empty() ? 0 : 1;
    EXPECT_LE(view.brief.lessons.size(), 10U);
    std::vector<indexer::insight::ShingleSketch> sketches;
    for (const BriefLesson& chosen : view.brief.lessons) {
      const Lesson& lesson = view.lessons.at(chosen.id.value);
      EXPECT_GT(worth_of(lesson, view.documents.at(chosen.id.document().value).kind), 0) << lesson.text;
      EXPECT_FALSE(chosen.reasons.empty()) << file.path();
      for (const BriefReason& reason : chosen.reasons) {
        for (const std::string& piece : reason.values) {
          EXPECT_NE(piece, "EUR") << file.path();
          EXPECT_NE(piece, "000") << file.path();
        }
      }
      const auto sketch = indexer::insight::sketch_shingles(lesson.text);
      for (const auto& other : sketches) {
        EXPECT_LT(indexer::insight::resemblance(sketch, other), kDuplicateFrom) << lesson.text;
      }
      sketches.push_back(sketch);
    }
    for (const RegisterRow& row : register_of(view)) EXPECT_FALSE(row.event.empty()) << file.path();
  }
  EXPECT_EQ(charters, 30U);
  EXPECT_GE(with_lessons, 18U);
}

TEST_F(ChartersTest, NearProjectsAreRecognised) {
  const std::pair<const char*, const char*> nearest[] = {{"en01-erp-rollout.md", "Larchfield ERP roll-out"},
                                                         {"en02-cloud-migration.md", "Skylark cloud migration"},
                                                         {"zh02-数据中心搬迁.md", ""}};
  for (const auto& [name, project] : nearest) {
    const BriefView view = brief_of(fs::path(FUPAN_SOURCE_DIR) / "tests" / "charters" / name);
    ASSERT_FALSE(view.brief.lessons.empty()) << name;
    if (std::string_view(project).empty()) continue;
    EXPECT_EQ(view.documents.at(view.brief.lessons[0].id.document().value).project, project);
  }
}

}  // namespace
}  // namespace fupan::service
