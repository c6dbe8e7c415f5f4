#include "importers/labels/phrase_matcher.h"

#include <gtest/gtest.h>

#include "tests/importers/fixture.h"

namespace fupan::importers {
namespace {

std::string found(const PhraseMatcher& matcher, std::string_view text) {
  std::string out;
  for (const auto& match : matcher.find(fold_for_matching(text))) out += std::to_string(match.value);
  return out;
}

TEST(PhraseMatcher, LongestPhraseAtWordEnds) {
  PhraseMatcher matcher;
  matcher.add("scope", 1);
  matcher.add("scope creep", 2);
  matcher.add("范围", 3);
  matcher.add("范围蔓延", 4);
  matcher.add("QA", 5);
  EXPECT_EQ(found(matcher, "Scope-creep and SCOPE"), "21");
  EXPECT_EQ(found(matcher, "microscope, scoped"), "");
  EXPECT_EQ(found(matcher, "发生范围蔓延后，範圍又变"), "43");
  EXPECT_EQ(found(matcher, "由QA负责, ＱＡ"), "55");
  EXPECT_EQ(found(matcher, "aqua"), "");
  EXPECT_EQ(found(matcher, "scope\n creep"), "2");
}

TEST(RuleLabels, PlainNamesCountOnlyAsHeadings) {
  const Document document =
      import_text(
          "# T\n\n## 经验教训\n\n- 资源要提前锁定，需求变更要走评审\n\n### 资源\n\n没有备份人员，出现人手不足。\n")
          .document;
  ASSERT_EQ(document.lessons.size(), 2U);
  EXPECT_EQ(labels_of(document.lessons[0].labels), (std::vector<std::string>{"risk:scope/rule"}));
  EXPECT_EQ(labels_of(document.lessons[1].labels), (std::vector<std::string>{"risk:resource/rule"}));
}

TEST(RuleLabels, AuthorsComeFirstAndAreNotRepeated) {
  const Document document = import_text(
                                "---\nrisk: scope\n---\n# T\n\n## Lessons learned\n\n- Scope creep began after "
                                "go-live; the vendor was silent\n")
                                .document;
  EXPECT_EQ(labels_of(document.lessons[0].labels),
            (std::vector<std::string>{"phase:operation/rule", "risk:scope/author", "risk:supplier/rule"}));
}

TEST(RuleLabels, ADocumentWithoutLessonsIsLabelledByItsHeadings) {
  const Document document = import_text("# 灰度发布方案\n\n## 回滚步骤\n\n告警之后人工确认。\n").document;
  EXPECT_EQ(labels_of(document.labels), (std::vector<std::string>{"tag:canary-release/rule", "tag:rollback/rule"}));
}

}  // namespace
}  // namespace fupan::importers
