#include "importers/lessons/heading_kinds.h"

#include <gtest/gtest.h>

#include "tests/importers/fixture.h"

namespace fupan::importers {
namespace {

TEST(HeadingKinds, KnownHeadingsInAllTheirForms) {
  struct Case {
    const char* heading;
    const char* kind;  // "" when it announces no lessons
  };
  const Case cases[] = {
      {"Lessons Learned", "lesson"},
      {"🎯 1.2 Root_Cause：", "cause"},
      {"经验教训（二期）", "lesson"},
      {"五、经验教训", "lesson"},
      {"第三章 经验教训", "lesson"},
      {"Contributing Factors (findings)", "cause"},
      {"复盘会（经验教训）", "lesson"},
      {"5 Whys / Root cause", "cause"},
      {"Retrospective: what went well", "worked"},
      {"总结与建议", "recommendation"},
      {"Findings and Recommendations", "recommendation"},
      {"Lessons learned from the pilot", "lesson"},
      {"Recommendations for future projects", "recommendation"},
      {"Key lessons learned", "lesson"},
      {"本期项目经验教训", "lesson"},
      {"根本原因分析", "cause"},
      {"后续建议", "recommendation"},
      {"Lessons learned process", ""},
      {"Problems with our lessons database", ""},
      {"How to capture lessons learned", ""},
      {"Applying lessons learned", ""},
      {"接口清单（建议）", ""},
      {"安全建议书", ""},
      {"技术亮点", ""},
      {"GitHub Actions", ""},
      {"Summary", ""},
      {"", ""},
  };
  const HeadingKinds kinds(test_taxonomy());
  for (const Case& c : cases) {
    const auto kind = kinds.find(c.heading);
    EXPECT_EQ(kind ? name_of(*kind) : "", c.kind) << c.heading;
  }
}

}  // namespace
}  // namespace fupan::importers
