// Templates: versions, filling, the mark of a copy, and telling a filled template from an edited one.
#include "core/template.h"

#include <gtest/gtest.h>

#include "core/template_fill.h"
#include "core/template_match.h"
#include "core/template_rules.h"

namespace fupan {
namespace {

TemplateText charter() {
  TemplateText text;
  text.title = "Charter";
  text.fields = {{"name", FieldType::kText, "Name", "", "", {}, true},
                 {"need", FieldType::kLongText, "Need", "", "", {}, false},
                 {"day", FieldType::kDate, "Day", "", "", {}, false},
                 {"budget", FieldType::kNumber, "Budget", "", "", {}, false},
                 {"method", FieldType::kChoice, "Method", "agile", "", {"agile", "predictive"}, false}};
  text.body =
      "# Charter: {{name}}\n\n> Say it in one page.\n\n| Item | Value |\n| --- | --- |\n| Day | {{day}} |\n"
      "| Budget | {{ budget }} {{currency}} |\n\n## Need\n\n{{need}}\n\n## Method\n\nBy {{method}}.\n";
  add_undeclared_fields(text);
  return text;
}

FieldValues values() {
  return {{"name", "Skylark"},   {"need", "It hurts.\n\n- twice"},
          {"day", "2026-02-03"}, {"budget", "1200.5"},
          {"currency", "EUR"},   {"method", "agile"}};
}

TEST(TemplateVersions, AreOrderedByTheirNumbers) {
  EXPECT_TRUE(is_version("1"));
  EXPECT_TRUE(is_version("1.10.0"));
  for (const char* text : {"", "v1", "1.", "1..2", "1.2.3.4.5", "-1", "1.a"}) EXPECT_FALSE(is_version(text)) << text;
  EXPECT_LT(compare_versions("1.9.0", "1.10.0"), 0);
  EXPECT_GT(compare_versions("2", "1.99"), 0);
  EXPECT_EQ(compare_versions("1.0", "1.0.0"), 0);
  EXPECT_LT(compare_versions("draft", "0.0.1"), 0);
}

TEST(TemplateRecords, AreReadAsTheyWereWritten) {
  const std::vector<TemplateRelease> releases{{"1.1.0", 3, "Risks \"first\"", {"a.l1"}, "2026-01-01T00:00:00Z", "陈"}};
  EXPECT_EQ(*decode_releases(encode_releases(releases)), releases);
  TemplateCopy copy{"c1", "t1", "1.0.0", "标题", "项目", "zh", values(), "2026-01-01T00:00:00Z", "a1", "李", "# 文\n"};
  EXPECT_EQ(*decode_copy(encode_copy(copy)), copy);
  const std::vector<TemplateRule> rules{
      {"charter", "light", {{"planning"}, {}, {"cloud"}, {"agile"}, "en", 5e4, {}, {}, 3.5}, "Small"}};
  EXPECT_EQ(*decode_rules(encode_rules(rules)), rules);
  for (const char* bytes : {"", "{}", R"({"v":99,"releases":[]})", R"({"v":1,"releases":[{}]})"}) {
    EXPECT_FALSE(decode_releases(bytes)) << bytes;
    EXPECT_FALSE(decode_copy(bytes)) << bytes;
    EXPECT_FALSE(decode_rules(bytes)) << bytes;
  }
}

TEST(TemplateFill, PutsValuesInThePlaceOfPlaceholders) {
  const std::string text = fill(charter().body, values());
  EXPECT_NE(text.find("# Charter: Skylark\n"), std::string::npos);
  EXPECT_NE(text.find("| Budget | 1200.5 EUR |"), std::string::npos);
  EXPECT_NE(text.find("## Need\n\nIt hurts.\n\n- twice\n\n## Method"), std::string::npos);
  EXPECT_EQ(fill("{{a}} {{b}} {{{c}} {{}} {{a b}} {{a", {{"a", "{{b}}"}, {"b", "x"}, {"a b", "y"}, {"c", "z"}}),
            "{{b}} x {z {{}} y {{a")
      << "what is filled in is not filled again";
  EXPECT_EQ(fill("| {{a}} |\n", {{"a", "x|y\nz"}}), "| x\\|y z |\n") << "a value does not break its table";
}

TEST(TemplateFill, UndeclaredPlaceholdersAreFieldsOfTypeText) {
  const TemplateText text = charter();
  ASSERT_NE(text.find("currency"), nullptr);
  EXPECT_EQ(text.find("currency")->label, "currency");
  EXPECT_EQ(text.fields.size(), 6U);
}

std::string wrong(FieldValues given) {
  FieldValues all = values();
  for (auto& [name, value] : given) all[name] = value;
  const Status checked = check_values(charter(), all);
  return checked ? "" : checked.error().field;
}

TEST(TemplateFill, AWrongValueIsNamedByItsField) {
  EXPECT_EQ(wrong({}), "");
  EXPECT_EQ(wrong({{"day", "3 Feb"}}), "day");
  EXPECT_EQ(wrong({{"day", "2026-02-30"}}), "day");
  EXPECT_EQ(wrong({{"budget", "much"}}), "budget");
  EXPECT_EQ(wrong({{"method", "waterfall"}}), "method");
  EXPECT_EQ(wrong({{"name", " "}}), "name");
  EXPECT_EQ(wrong({{"name", "two\nlines"}}), "name");
  EXPECT_EQ(wrong({{"nobody", "x"}}), "nobody");
  EXPECT_EQ(wrong({{"name", "\xff"}}), "name");
  EXPECT_EQ(wrong({{"day", ""}, {"budget", ""}}), "") << "nothing is required that is not said to be";
}

const CopyMark kMark{"t1", "1.0.0", "c1"};

TEST(CopyMark, StandsInTheFrontMatterAndIsReplacedThere) {
  const std::string source = source_of_copy({"A \"b\"", "note", "en", "Skylark", kMark}, "# Body\n");
  EXPECT_NE(source.find("template: {id: \"t1\", version: \"1.0.0\", copy: \"c1\"}\n"), std::string::npos);
  EXPECT_EQ(source.substr(body_offset(source)), "# Body\n");
  const std::string updated = *with_mark(source, {"t1", "2.0.0", "c1"});
  EXPECT_EQ(updated.find("1.0.0"), std::string::npos);
  EXPECT_NE(updated.find("project: \"Skylark\"\n"), std::string::npos);
  EXPECT_EQ(updated.substr(body_offset(updated)), "# Body\n");
}

TEST(CopyMark, IsAddedWhereThereIsNone) {
  EXPECT_EQ(*with_mark("# Body\n", kMark), "---\n" + line_of(kMark) + "---\n\n# Body\n");
  EXPECT_EQ(*with_mark("---\ntitle: x\n---\n# B\n", kMark), "---\ntitle: x\n" + line_of(kMark) + "---\n# B\n");
  const std::string nested = "---\ntemplate:\n  id: t1\n  version: 0.1\ntitle: x\n---\n# B\n";
  EXPECT_EQ(*with_mark(nested, kMark), "---\n" + line_of(kMark) + "title: x\n---\n# B\n");
  EXPECT_FALSE(with_mark("+++\ntitle = 'x'\n+++\n# B\n", kMark));
}

TEST(TemplateMatch, AFilledTemplateGivesItsValuesBack) {
  const auto found = match_template(charter(), fill(charter().body, values()));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->at("name"), "Skylark");
  EXPECT_EQ(found->at("need"), "It hurts.\n\n- twice");
  EXPECT_EQ(found->at("day"), "2026-02-03");
  EXPECT_EQ(found->at("method"), "agile");
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(TemplateMatch, OnlyFieldsMayDiffer) {
  const std::string text = fill(charter().body, values());
  const auto fits = [](const std::string& copy) { return match_template(charter(), copy).has_value(); };
  EXPECT_TRUE(fits(replaced(text, "Skylark", "云燕")));
  EXPECT_TRUE(fits(replaced(text, "It hurts.", "It hurts.\n\nAnd more.\n"))) << "a field of several lines";
  EXPECT_TRUE(fits(replaced(text, "> Say it in one page.\n", ""))) << "guidance may go";
  EXPECT_TRUE(fits(replaced(text, "| Day | 2026-02-03 |\n", "| Day | 2026-02-03 |\r\n"))) << "line ends";
  EXPECT_TRUE(fits(replaced(text, "## Need\n\n", "## Need   \n")));
  EXPECT_FALSE(fits(replaced(text, "## Need", "## Why")));
  EXPECT_FALSE(fits(replaced(text, "> Say it in one page.", "> Say it in two pages.")));
  EXPECT_FALSE(fits(replaced(text, "# Charter: Skylark\n", "# Charter: Skylark\nmore\n"))) << "a field of one line";
  EXPECT_FALSE(fits(replaced(text, "| Day | 2026-02-03 |\n", "")));
  EXPECT_FALSE(fits(text + "\n## Appendix\n"));
  EXPECT_FALSE(fits(replaced(text, "By agile.", "With agile.")));
}

TEST(TemplateMatch, GuidanceThatWasEditedBesideAFieldIsNoValue) {
  TemplateText text;
  text.fields = {{"need", FieldType::kLongText, "Need", "", "", {}, false}};
  text.body = "## Need\n\n> Two paragraphs.\n\n{{need}}\n\n> Name sources.\n\n## Next\n";
  const std::string copy = fill(text.body, {{"need", "It hurts.\n\n> as they said\n\nOften."}});
  const auto fits = [&](const std::string& edited) { return match_template(text, edited).has_value(); };
  EXPECT_TRUE(fits(copy));
  EXPECT_TRUE(fits(replaced(copy, "> Two paragraphs.\n", ""))) << "deleted";
  EXPECT_TRUE(fits(replaced(replaced(copy, "> Two paragraphs.\n", ""), "> Name sources.\n", ""))) << "both deleted";
  EXPECT_TRUE(fits(replaced(copy, "It hurts.", "> It hurts."))) << "a value that is a quotation, beside its guidance";
  EXPECT_FALSE(fits(replaced(copy, "> Two paragraphs.", "> One paragraph.")));
  EXPECT_FALSE(fits(replaced(copy, "> Name sources.", "> Name no sources.")));
  EXPECT_EQ(read_values(text, replaced(copy, "> Two paragraphs.", "> One paragraph.")).count("need"), 0U);
}

TEST(TemplateMatch, EmptyFieldsAreFilledToo) {
  const TemplateText text = charter();
  EXPECT_TRUE(match_template(text, fill(text.body, {})));
  TemplateText plain;
  plain.body = "Name: {{name}}\n- {{item}}\n{{a}} - {{b}}\nend\n";
  add_undeclared_fields(plain);
  for (const FieldValues& values : {FieldValues{}, FieldValues{{"a", "x"}}, FieldValues{{"b", "x"}},
                                    FieldValues{{"item", "one"}, {"a", "-"}, {"b", "- -"}}}) {
    EXPECT_TRUE(match_template(plain, fill(plain.body, values))) << fill(plain.body, values);
  }
}

TEST(TemplateMatch, ValuesAreReadFromAnEditedTextToo) {
  std::string text = fill(charter().body, values());
  text = replaced(text, "## Method", "## How we work");
  const FieldValues found = read_values(charter(), text);
  EXPECT_EQ(found.at("name"), "Skylark");
  EXPECT_EQ(found.at("day"), "2026-02-03");
}

TEST(TemplateMatch, TellingLinesAreThoseThatSaySomething) {
  EXPECT_TRUE(is_telling_line("## 1. Need"));
  EXPECT_TRUE(is_telling_line("| Objective | Measure |"));
  for (const char* line : {"", "| --- | --- |", "> guidance", "| | |", "| Day | {{day}} |", "- [ ]"}) {
    EXPECT_FALSE(is_telling_line(line)) << line;
  }
  EXPECT_EQ(telling_lines("a line\n a line \nother\n").size(), 2U);
}

TEST(TemplateRules, HoldWhenAllThatIsSaidHolds) {
  const ProjectTraits traits{{"planning"}, {"supplier"}, {}, "Agile", "en", 40000, 2};
  EXPECT_TRUE(holds({}, traits));
  EXPECT_TRUE(holds({{"planning", "closing"}, {}, {}, {"agile"}, "en", 50000, {}, 3, {}}, traits));
  EXPECT_FALSE(holds({{"closing"}, {}, {}, {}, "", {}, {}, {}, {}}, traits));
  EXPECT_FALSE(holds({{}, {}, {"cloud"}, {}, "", {}, {}, {}, {}}, traits));
  EXPECT_FALSE(holds({{}, {}, {}, {}, "zh", {}, {}, {}, {}}, traits));
  EXPECT_FALSE(holds({{}, {}, {}, {}, "", 40000, {}, {}, {}}, traits)) << "below is not at";
  EXPECT_TRUE(holds({{}, {}, {}, {}, "", {}, 40000, {}, {}}, traits));
  EXPECT_FALSE(holds({{}, {}, {}, {}, "", 50000, {}, {}, {}}, {})) << "a budget that is not known is not small";
}

}  // namespace
}  // namespace fupan
