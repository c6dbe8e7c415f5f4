// Metadata in all its forms, through the importer.
#include <gtest/gtest.h>

#include "importers/metadata/document_fields.h"
#include "importers/metadata/file_name.h"
#include "tests/importers/fixture.h"

namespace fupan::importers {
namespace {

using Strings = std::vector<std::string>;

std::string value_of(const Document& document, std::string_view key) {
  for (const auto& [name, value] : document.metadata) {
    if (name == key) return value;
  }
  return "(none)";
}

TEST(Metadata, BoldLinesUnderTheTitle) {
  const Document document = import_text(
                                "# 修复报告\n\n**完成时间**: 2026年2月21日  \n**状态**：✅ 已完成\n**负责小组**: 支付 | "
                                "**版本**: `1.2`\n\n---\n\n正文。\n")
                                .document;
  EXPECT_EQ(document.date, "2026-02-21");
  EXPECT_EQ(value_of(document, "负责小组"), "支付");
  EXPECT_EQ(value_of(document, "版本"), "1.2");
  EXPECT_EQ(document.state, State::kPublished);
}

TEST(Metadata, AValueInEmphasisIsItsText) {
  const Document document =
      import_text("# Report\n\n**Project**: *Harbour Crane*\n**Sector**: _rail_\n**Method**: *a* or *b*\n\ntext\n")
          .document;
  EXPECT_EQ(document.project, "Harbour Crane");
  EXPECT_EQ(document.facts.sector, "rail");
  EXPECT_EQ(document.facts.method, "*a* or *b*");
}

TEST(Metadata, LeadingQuotation) {
  const Document document =
      import_text("# 计划\n\n> **日期**: 2025-01-02\n> 行业：轨道交通\n> 本页由 PMO 维护\n\n正文\n").document;
  EXPECT_EQ(document.date, "2025-01-02");
  EXPECT_EQ(document.facts.sector, "轨道交通");
}

TEST(Metadata, InvisibleLinesAreNoText) {
  const Document document = import_text("[#]: date: \"2024-05-03\"\n[#]: project: Apollo\n\n# T\n\nbody\n").document;
  EXPECT_EQ(document.date, "2024-05-03");
  EXPECT_EQ(document.project, "Apollo");
  ASSERT_EQ(document.sections.size(), 1U);
  EXPECT_EQ(document.sections[0].text, "body");
}

TEST(Metadata, ProseUnderTheTitleIsNone) {
  const Document document = import_text("# T\n\nThis went wrong: everything.\n\n**Date**: 2024-05-03\n").document;
  EXPECT_TRUE(document.metadata.empty());
}

TEST(Metadata, FileNameGivesNumberDateAndTitle) {
  EXPECT_EQ(value_of(import_text("text", "x/PM2021-005 - All services down").document, "number"), "PM2021-005");
  EXPECT_EQ(import_text("text", "x/PM2021-005 - All services down").document.title, "PM2021-005 - All services down");
  EXPECT_EQ(import_text("text", "2024-05-03-kick-off_notes.md").document.date, "2024-05-03");
  EXPECT_EQ(import_text("text", "2024-05-03-kick-off_notes.md").document.title, "2024-05-03 kick off notes");
  EXPECT_EQ(read_file_name("P2_阶段总结.md").number, "");
}

TEST(Metadata, TitleComesFromMetadataThenHeadingThenName) {
  EXPECT_EQ(import_text("---\ntitle: M\n---\n# H\n").document.title, "M");
  EXPECT_EQ(import_text("intro\n\n**H** of *all*\n====\n\ntext\n").document.title, "H of all");
  EXPECT_EQ(import_text("text\n", "数据_迁移.md").document.title, "数据 迁移");
}

TEST(Metadata, HeadingWithDate) {
  EXPECT_EQ(import_text("# 2018-01-04, Failed deploy\n\nx\n").document.date, "2018-01-04");
}

TEST(Metadata, ValuesAreLookedUpAndUnknownOnesKept) {
  const Parsed parsed = import_text(
      "---\nphase: Implementation » Phase C\nrisk: 进度、集成；供应商\ntags: [灰度, \"冷链, 生鲜\"]\n---\n# T\n\nx\n");
  EXPECT_EQ(labels_of(parsed.document.labels),
            (Strings{"phase:execution/author", "phase:planning/author", "risk:schedule/author", "risk:supplier/author",
                     "risk:集成/author?", "tag:canary-release/author", "tag:冷链, 生鲜/author?"}));
  ASSERT_EQ(parsed.notes.size(), 1U);
  EXPECT_EQ(parsed.notes[0].line, 3);
  EXPECT_EQ(parsed.notes[0].text, "unknown risk '集成'");
}

TEST(Metadata, UnknownRiskInVisibleLinesIsNoLabel) {
  const Parsed parsed = import_text("# T\n\n**风险**: 低\n**阶段**: 规划\n\nx\n");
  EXPECT_EQ(labels_of(parsed.document.labels), (Strings{"phase:planning/author"}));
  EXPECT_TRUE(parsed.notes.empty());
}

TEST(Metadata, FactsAndWhatIsNoNumber) {
  const Parsed parsed = import_text("---\n计划工期: 12 周\nbudget: 1,200,000\nactual cost: many\n---\n# T\n\nx\n");
  EXPECT_EQ(parsed.document.facts.planned_duration_days, 84.0);
  EXPECT_EQ(parsed.document.facts.budget, 1200000.0);
  EXPECT_EQ(value_of(parsed.document, "actual cost"), "many");
  ASSERT_EQ(parsed.notes.size(), 1U);
  EXPECT_EQ(parsed.notes[0].line, 4);
}

TEST(Metadata, StateKindLanguageExample) {
  const Document document =
      import_text("---\nstatus: In Review\ntype: 复盘\nlang: zh-CN\nexample: yes\n---\n# Words\n\nx\n").document;
  EXPECT_EQ(document.state, State::kInReview);
  EXPECT_EQ(document.kind, DocumentKind::kRetrospective);
  EXPECT_EQ(document.lang, "zh");
  EXPECT_TRUE(document.example);
}

TEST(Metadata, LanguageCodes) {
  EXPECT_EQ(language_code("English"), "en");
  EXPECT_EQ(language_code("简体中文"), "zh");
  EXPECT_EQ(language_code("de"), "");
}

}  // namespace
}  // namespace fupan::importers
