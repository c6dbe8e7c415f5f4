#include "importers/metadata/document_kind.h"

#include <gtest/gtest.h>

#include "tests/importers/fixture.h"

namespace fupan::importers {
namespace {

TEST(DocumentKinds, NamesThatTell) {
  struct Case {
    const char* title;
    const char* path;
    DocumentKind kind;
  };
  const Case cases[] = {
      {"Sprint 12 retrospective", "a.md", DocumentKind::kRetrospective},
      {"支付网关故障复盘", "a.md", DocumentKind::kPostmortem},
      {"二期复盘报告（终稿）", "a.md", DocumentKind::kRetrospective},
      {"Retrospective: login", "a.md", DocumentKind::kRetrospective},
      {"Postmortem for the login outage", "a.md", DocumentKind::kPostmortem},
      {"Login outage", "incident-reports/2024-05-03-login.md", DocumentKind::kPostmortem},
      {"Login outage", "docs/login_post-mortem_v2.md", DocumentKind::kPostmortem},
      {"项目章程模板", "a.md", DocumentKind::kTemplate},
      {"Project charter", "docs/templates/charter.md", DocumentKind::kTemplate},
      {"Template usage guide", "docs/templates/usage.md", DocumentKind::kGuide},
      {"复盘模板", "a.md", DocumentKind::kTemplate},
      {"经验教训登记册", "a.md", DocumentKind::kRegister},
      {"Guide rails for cranes", "a.md", DocumentKind::kNote},
      {"Charter", "a.md", DocumentKind::kNote},
  };
  const DocumentKinds kinds(test_taxonomy());
  for (const Case& c : cases)
    EXPECT_EQ(name_of(kinds.guess(c.title, c.path)), name_of(c.kind)) << c.title << " " << c.path;
}

TEST(DocumentKinds, APageOfFieldsToFillIsATemplate) {
  std::string text = "# Project canvas\n\n## Lessons learned\n\n";
  for (int i = 0; i < 12; ++i) text += "- Ask [Name of the person] for [Amount in euro]\n";
  const Document document = import_text(text).document;
  EXPECT_EQ(document.kind, DocumentKind::kTemplate);
  EXPECT_TRUE(document.lessons.empty());
}

}  // namespace
}  // namespace fupan::importers
