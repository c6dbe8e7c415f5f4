#include "importers/template_reader.h"

#include <gtest/gtest.h>

#include "tests/importers/fixture.h"

namespace fupan::importers {
namespace {

constexpr const char* kSource =
    "---\ntitle: Charter\nkind: template\nversion: 1.2.0\nfamily: charter\nvariant: light\nmakes: register\nfields:\n"
    "  - {name: who, type: text, label: Who, help: \"A role.\", required: true}\n"
    "  - {name: how, type: choice, label: How, options: [\"a, b\", c], default: c}\n"
    "  - {name: odd, type: colour}\n"
    "  - {label: nameless}\n"
    "---\n\n\n# Charter of {{who}}\n\nBy {{how}} in {{where}}.\n\n";

TEST(TemplateReader, ReadsFieldsAndWhatOnlyTheTextNames) {
  const Parsed parsed = import_text(kSource);
  EXPECT_EQ(parsed.document.kind, DocumentKind::kTemplate);
  const auto text = read_template(parsed.document, kSource);
  ASSERT_TRUE(text) << text.error().message;
  EXPECT_EQ(text->title, "Charter");
  EXPECT_EQ(text->version, "1.2.0");
  EXPECT_EQ(text->family, "charter");
  EXPECT_EQ(text->variant, "light");
  EXPECT_EQ(text->makes, "register");
  EXPECT_EQ(text->body, "# Charter of {{who}}\n\nBy {{how}} in {{where}}.\n");
  ASSERT_EQ(text->fields.size(), 4U);
  EXPECT_EQ(text->fields[0], (TemplateField{"who", FieldType::kText, "Who", "", "A role.", {}, true}));
  EXPECT_EQ(text->fields[1], (TemplateField{"how", FieldType::kChoice, "How", "c", "", {"a, b", "c"}, false}));
  EXPECT_EQ(text->fields[2].type, FieldType::kText) << "a type that nobody knows is text";
  EXPECT_EQ(text->fields[3], (TemplateField{"where", FieldType::kText, "where", "", "", {}, false}));
}

TEST(TemplateReader, ATemplateNeedsNoFrontMatter) {
  const auto text = read_template({}, "# {{项目名称}}\n\n由 {{ 负责人 }} 起草\n");
  ASSERT_TRUE(text);
  ASSERT_EQ(text->fields.size(), 2U);
  EXPECT_EQ(text->fields[1].name, "负责人");
  EXPECT_EQ(text->makes, "note");
  EXPECT_EQ(text->version, "");
}

TEST(TemplateReader, ACopyIsNoTemplateHoweverLittleOfItIsFilledIn) {
  std::string source = source_of_copy({"Project charter template", "note", "en", "", {"t1", "1.0.0", "c1"}}, "");
  for (int i = 0; i < 30; ++i) source += "- [Name] of [Role]\n";
  const Parsed parsed = import_text(source);
  EXPECT_NE(parsed.document.kind, DocumentKind::kTemplate);
  EXPECT_EQ(mark_of(source), (CopyMark{"t1", "1.0.0", "c1"}));
  EXPECT_EQ(mark_of("# Text\n"), CopyMark{});
  const auto body = body_of(source);
  ASSERT_TRUE(body);
  EXPECT_TRUE(body->starts_with("- [Name]"));
}

}  // namespace
}  // namespace fupan::importers
