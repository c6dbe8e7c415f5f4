#include "importers/learning/path_reader.h"

#include <gtest/gtest.h>

#include "tests/importers/fixture.h"

namespace fupan::importers {
namespace {

Parsed parse(const std::string& text) { return import_text(text, "paths/en/first.md"); }

constexpr const char* kPath = R"(---
kind: path
path: first-weeks
title: First weeks
lang: en
role: pmo-assistant
level: 1
prerequisites: [welcome, basics]
---

Welcome to the *office*.

## Start

Take your time.

1. [What a PMO is](../../guides/en/pmo.md) (10 min) — read it twice
2. [Its quiz](../../guides/en/pmo.md#quiz)（5 分钟）
3. Write a lesson of your own (20 min)

## Practice

1. [Supplier lessons](/?risk=supplier&type=lesson): the newest
2. [A case](/lessons/aaaaaaaaaaaaa.lbbbbb)
)";

TEST(PathReader, ReadsModulesAndSteps) {
  const Parsed parsed = parse(kPath);
  EXPECT_EQ(parsed.document.kind, DocumentKind::kPath);
  EXPECT_TRUE(parsed.notes.empty()) << parsed.notes.front().text;
  EXPECT_TRUE(parsed.document.lessons.empty());
  const auto path = path_of(parsed.document, kPath);
  ASSERT_TRUE(path);
  EXPECT_EQ(path->slug, "first-weeks");
  EXPECT_EQ(path->role, "pmo-assistant");
  EXPECT_EQ(path->level, 1);
  EXPECT_EQ(path->prerequisites, (std::vector<std::string>{"welcome", "basics"}));
  EXPECT_EQ(path->minutes, 35);
  EXPECT_EQ(path->introduction, "Welcome to the *office*.");
  ASSERT_EQ(path->modules.size(), 2U);
  const std::vector<PathStep>& steps = path->modules[0].steps;
  ASSERT_EQ(steps.size(), 3U);
  EXPECT_EQ(steps[0].title, "What a PMO is");
  EXPECT_EQ(steps[0].address, "../../guides/en/pmo.md");
  EXPECT_EQ(steps[0].minutes, 10);
  EXPECT_EQ(steps[0].note, "read it twice");
  EXPECT_EQ(steps[1].minutes, 5);
  EXPECT_EQ(steps[2].title, "Write a lesson of your own");
  EXPECT_EQ(steps[2].address, "");
  EXPECT_EQ(path->modules[0].note, "Take your time.");
  EXPECT_EQ(path->modules[1].title, "Practice");
  EXPECT_EQ(path->modules[1].steps[0].note, "the newest");
}

TEST(PathReader, NamesWhatIsWrong) {
  const Parsed parsed =
      parse("---\nkind: path\npath: a b\nrole: chief\nlevel: 9\nminutes: soon\n---\n# P\n\n- no steps\n");
  ASSERT_EQ(parsed.notes.size(), 5U);
  EXPECT_EQ(parsed.notes[0].text, "path 'a b' is no short name without blanks and '/'");
  EXPECT_TRUE(parsed.notes[1].text.starts_with("unknown role 'chief'"));
  EXPECT_EQ(parsed.notes[2].text, "level '9' is not 1 to 4");
  EXPECT_EQ(parsed.notes[3].text, "minutes 'soon' is not a number");
  EXPECT_EQ(parsed.notes[4].text, "the learning path has no steps: ordered lists hold them");
}

TEST(PathReader, WithoutNameItsDocumentIsItsName) {
  const std::string text = "---\nkind: path\nminutes: 90\n---\n# P\n\n1. [x](x.md) (10 min)\n";
  const Parsed parsed = parse(text);
  const auto path = path_of(parsed.document, text);
  ASSERT_TRUE(path);
  EXPECT_EQ(path->slug, parsed.document.id.value);
  EXPECT_EQ(path->minutes, 90);
  EXPECT_EQ(path->modules[0].title, "");
}

TEST(PathReader, FindsAllLinksWithTheirLines) {
  const auto links =
      links_of("# T\n\nSee [a](a.md).\n\n- x\n- **[b](b.md#c)**\n\n> [d](d.md)\n\n| h |\n| --- |\n| [e](e.md) |\n");
  ASSERT_TRUE(links);
  ASSERT_EQ(links->size(), 4U);
  EXPECT_EQ((*links)[1].address, "b.md#c");
  EXPECT_EQ((*links)[1].line, 6);
  EXPECT_EQ((*links)[3].address, "e.md");
}

}  // namespace
}  // namespace fupan::importers
