#include "indexer/query/parser.h"

#include <gtest/gtest.h>

#include <random>

namespace fupan::indexer {
namespace {

struct Case {
  const char* name;
  const char* query;
  const char* meaning;
};

class ParserTable : public testing::TestWithParam<Case> {};

TEST_P(ParserTable, DescribesItself) {
  const auto node = parse_query(GetParam().query);
  ASSERT_TRUE(node) << node.error().message;
  EXPECT_EQ(node->describe(), GetParam().meaning);
}

INSTANTIATE_TEST_SUITE_P(
    All, ParserTable,
    testing::Values(
        Case{"empty", "", "ALL"}, Case{"blank", " \t　", "ALL"}, Case{"word", "delay", "delay"},
        Case{"both", "招商 公司", "(招商 AND 公司)"}, Case{"without", "招商 -公司", "(招商 NOT 公司)"},
        Case{"full_width_minus", "招商　－公司", "(招商 NOT 公司)"}, Case{"not_word", "a NOT b c", "(a AND c NOT b)"},
        Case{"only_excluded", "-a", "(ALL NOT a)"}, Case{"or_binds_weaker", "a b OR c", "((a AND b) OR c)"},
        Case{"group", "a (b OR c)", "(a AND (b OR c))"}, Case{"parenthesis", "a (b c) d", "(a AND b AND c AND d)"},
        Case{"excluded_group", "a -(b c)", "(a NOT (b AND c))"}, Case{"full_width_group", "（b OR c）", "(b OR c)"},
        Case{"phrase", "\"root cause\" x", "(\"root cause\" AND x)"},
        Case{"chinese_quotes", "“根本原因”", "\"根本原因\""}, Case{"corner_quotes", "「根因」", "\"根因\""},
        Case{"open_quote", "\"root cause", "\"root cause\""}, Case{"empty_quote", "a \"\"", "a"},
        Case{"prefix", "sched*", "sched*"}, Case{"lone_star", "a * b", "(a AND b)"},
        Case{"field", "title:延期", "title:延期"}, Case{"chinese_field", "标题：延期", "title:延期"},
        Case{"filter", "phase:planning x", "([phase=planning] AND x)"},
        Case{"field_phrase", "tag:\"data migration\"", "tag:\"data migration\""},
        Case{"field_group", "title:(a OR b)", "(title:a OR title:b)"},
        Case{"excluded_filter", "x -risk:cost", "(x NOT [risk=cost])"}, Case{"id", "id:abc", "[id=abc]"},
        Case{"colon_without_value", "title: x", "(title AND x)"},
        Case{"time_is_no_field", "at 10:30", "(at AND 10:30)"}, Case{"url_is_no_field", "http://a.b/c", "http://a.b/c"},
        Case{"question", "what is: a (b) - c?", "(what AND is: AND a AND b AND - AND c?)"},
        Case{"stray_close", "a) b", "(a AND b)"}, Case{"unclosed", "(a b", "(a AND b)"},
        Case{"dangling_or", "a OR", "a"}, Case{"leading_or", "OR a", "a"}, Case{"and_between", "a AND b", "(a AND b)"},
        Case{"lower_case_is_a_word", "not b", "(not AND b)"}, Case{"double_minus", "--a", "--a"},
        Case{"plus", "+a b", "(a AND b)"}, Case{"emphasis", "a *b* c*", "(a AND *b AND c*)"},
        Case{"long_emphasis", "**some words**, *more*. end*", "(**some AND words**, AND *more*. AND end*)"},
        Case{"bullet", "* a* b", "(a* AND b)"},
        Case{"shouted", "LESSONS LEARNED AND NOT APPLIED OR FORGOTTEN IN PROJECTS",
             "(LESSONS AND LEARNED AND AND AND NOT AND APPLIED AND OR AND FORGOTTEN AND IN AND PROJECTS)"},
        Case{"acronyms", "ERP OR CRM OR PLM", "(ERP OR CRM OR PLM)"},
        Case{"chinese_has_no_capitals", "一 OR 二 OR 三 OR 四 OR 五 OR 六 OR 七",
             "(一 OR 二 OR 三 OR 四 OR 五 OR 六 OR 七)"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Parser, SlipInAFieldNameIsAnErrorWithPosition) {
  const auto node = parse_query("项目 pahse:planning");
  ASSERT_FALSE(node);
  EXPECT_EQ(node.error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(node.error().field, "q");
  EXPECT_EQ(node.error().position, 3);
  EXPECT_NE(node.error().message.find("phase"), std::string::npos);
  EXPECT_TRUE(parse_query("阶段1：需求 phase2:x")) << "a number is no slip";
}

TEST(Parser, ATextHasNoMarks) {
  EXPECT_EQ(parse_text("operations -cost (drivers) title:x OR y* \"z").describe(),
            "(operations AND -cost AND (drivers) AND title:x AND OR AND y* AND \"z)");
  EXPECT_EQ(parse_text(" 延期　").describe(), "延期");
  EXPECT_EQ(parse_text(" \n").describe(), "ALL");
  std::string many;
  for (std::size_t i = 0; i <= kMaxQueryWords; ++i) many += "w ";
  EXPECT_EQ(parse_text(many).children.size(), kMaxQueryWords);
}

TEST(Parser, TooDeepAndTooManyAreErrors) {
  EXPECT_FALSE(parse_query(std::string(1000, '(') + "a"));
  std::string many;
  for (int i = 0; i < 300; ++i) many += "w ";
  EXPECT_FALSE(parse_query(many));
}

TEST(Parser, AnyBytesGiveAnAnswer) {
  std::mt19937 random(7);
  const std::string alphabet = "ab \"()-:*+ANDORNOT\xE9\xA1\xB9\xEF\xBC\x9A\xFF\x00\n";
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (auto length = random() % 40; length > 0; --length) text += alphabet[random() % alphabet.size()];
    const auto node = parse_query(text);
    if (node) {
      node->describe();
    } else {
      EXPECT_EQ(node.error().code, ErrorCode::kInvalidArgument);
    }
  }
}

}  // namespace
}  // namespace fupan::indexer
