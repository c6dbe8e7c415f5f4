// Briefs for the thirty charters of tests/charters on the starter library.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
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

// Lines of a file of tests/charters without its head, by their first `keys` columns.
std::map<std::vector<std::string>, std::vector<std::string>> table_of(const char* name, std::size_t keys) {
  std::ifstream in(fs::path(FUPAN_SOURCE_DIR) / "tests" / "charters" / name);
  std::map<std::vector<std::string>, std::vector<std::string>> table;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::vector<std::string> cells(1);
    for (const char c : line) c == '\t' ? void(cells.emplace_back()) : void(cells.back() += c);
    const auto middle = cells.begin() + static_cast<std::ptrdiff_t>(keys);
    table[{cells.begin(), middle}] = {middle, cells.end()};
  }
  return table;
}

struct Share {
  std::size_t yes = 0, read = 0, all = 0;
  void add(bool is_read, bool is_yes) {
    ++all;
    read += is_read ? 1 : 0;
    yes += is_read && is_yes ? 1 : 0;
  }
  double of_read() const { return static_cast<double>(yes) / static_cast<double>(std::max<std::size_t>(read, 1)); }
};

// By the readings in marks.tsv and claims.tsv: at least seven in ten lessons are useful, and what is said of them is
// true.
TEST_F(ChartersTest, MostLessonsAreUsefulAndTheirReasonsTrue) {
  const auto marks = table_of("marks.tsv", 2), claims = table_of("claims.tsv", 4);
  ASSERT_GT(marks.size(), 200U);
  ASSERT_GT(claims.size(), 200U);
  Share useful, strict, plain;
  for (const auto& file : fs::directory_iterator(fs::path(FUPAN_SOURCE_DIR) / "tests" / "charters")) {
    if (file.path().extension() != ".md" || file.path().stem() == "README") continue;
    const std::string charter = file.path().stem().string();
    for (const BriefLesson& chosen : brief_of(file.path()).brief.lessons) {
      const auto mark = marks.find({charter, chosen.id.value});
      useful.add(mark != marks.end(), mark != marks.end() && mark->second[0] == "1");
      for (const BriefReason& reason : chosen.reasons) {
        if (reason.kind != ReasonKind::kText) continue;
        for (const std::string& value : reason.values) {
          const auto claim = claims.find({charter, chosen.id.value, "text", value});
          strict.add(claim != claims.end(), claim != claims.end() && claim->second[0] == "1");
          plain.add(claim != claims.end(), claim != claims.end() && claim->second[1] == "1");
        }
      }
    }
  }
  std::printf("lessons %zu, useful %.3f; pieces %zu, true %.3f (strictly %.3f)\n", useful.all, useful.of_read(),
              plain.all, plain.of_read(), strict.of_read());
  EXPECT_GE(useful.read * 10, useful.all * 9) << "lessons nobody has read";
  EXPECT_GE(plain.read * 10, plain.all * 9) << "pieces nobody has read";
  EXPECT_GE(useful.all, 85U);
  EXPECT_GE(useful.of_read(), 0.7);
  EXPECT_GE(plain.of_read(), 0.94);
  EXPECT_GE(strict.of_read(), 0.75);
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
