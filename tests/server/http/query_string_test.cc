#include "server/http/query_string.h"

#include <gtest/gtest.h>

namespace fupan::http {
namespace {

// "name=value" of each parameter, joined with "; "; or what is wrong, as "field@position".
std::string describe(std::string_view query) {
  const auto parameters = split_query(query);
  if (!parameters) return parameters.error().field + "@" + std::to_string(parameters.error().position);
  std::string text;
  for (const QueryParameter& parameter : *parameters) {
    const auto value = decode_value(parameter);
    if (!value) return value.error().field + "@" + std::to_string(value.error().position);
    text += (text.empty() ? "" : "; ") + parameter.name + "=" + *value;
  }
  return text;
}

std::string describe_list(std::string raw, bool keeps_commas) {
  const auto items = decode_list({"tag", std::move(raw)}, keeps_commas);
  if (!items) return items.error().field + "@" + std::to_string(items.error().position);
  std::string text;
  for (const std::string& item : *items) text += "[" + item + "]";
  return text;
}

struct Case {
  std::string_view query;
  std::string_view expected;
};

TEST(QueryString, IsSplitAndDecoded) {
  using std::string_view_literals::operator""sv;
  const Case cases[] = {
      {"", ""},
      {"q=a", "q=a"},
      {"q=a&limit=5", "q=a; limit=5"},
      {"&&q=a&", "q=a"},
      {"q", "q="},
      {"q=", "q="},
      {"q=a=b", "q=a=b"},
      {"q=a+b%20c%2B", "q=a b c+"},
      {"q=%E9%A1%B9%E7%9B%AE", "q=项目"},
      {"q=项目", "q=项目"},
      {"%71=a", "q=a"},
      {"q=%e9%a1%b9", "q=项"},
      {"q=100%25", "q=100%"},
      {"q=%F0%9F%8E%AF", "q=🎯"},
      {"q=%EF%BF%BD", "q=\xEF\xBF\xBD"},
      {"=x", "=x"},
  };
  for (const Case& c : cases) EXPECT_EQ(describe(c.query), c.expected) << c.query;
}

TEST(QueryString, WhatCannotBeDecodedNamesFieldAndPosition) {
  const Case cases[] = {
      {"q=%", "q@0"},      {"q=ab%4", "q@2"},      {"q=项%zz", "q@1"},  {"q=a%00b", "q@1"},    {"q=ab%FF", "q@2"},
      {"q=%C0%80", "q@0"}, {"q=%ED%A0%80", "q@0"}, {"q=%E9%A1", "q@0"}, {"a=1&q=x%gg", "q@1"}, {"%zz=1", "query@0"},
      {"q=1&q=2", "q@-1"}, {"q=1&%71=2", "q@-1"},  {"q=&q=2", "q@-1"},  {"q=%u9879", "q@0"},
  };
  for (const Case& c : cases) EXPECT_EQ(describe(c.query), c.expected) << c.query;
}

TEST(QueryString, ListIsSplitBeforeDecoding) {
  const Case cases[] = {
      {"", ""},
      {"a", "[a]"},
      {"a,b", "[a][b]"},
      {"a%2Cb,c", "[a,b][c]"},
      {"%E9%9C%80%E6%B1%82%2C%E5%8F%98%E6%9B%B4,b", "[需求,变更][b]"},
      {",a,,b,", "[a][b]"},
      {" a +,%20b", "[a][b]"},
      {"a，b", "[a，b]"},
      {"a,b%", "tag@3"},
      {"项目,%FF", "tag@3"},
  };
  for (const Case& c : cases) EXPECT_EQ(describe_list(std::string(c.query), true), c.expected) << c.query;
}

TEST(QueryString, AnEncodedCommaSeparatesWhereItemsHaveNone) {
  EXPECT_EQ(describe_list("phase%2Crisk,tag", false), "[phase][risk][tag]");
  EXPECT_EQ(describe_list("%2c回滚%2C%2C+x%20", false), "[回滚][x]");
  EXPECT_EQ(describe_list("a%252Cb", false), "[a%2Cb]");
  EXPECT_EQ(describe_list("a%2C%E9%A1", false), "tag@4");
}

TEST(QueryString, ThousandsOfParametersAreRefused) {
  std::string query;
  for (int i = 0; i < 5000; ++i) query += "p" + std::to_string(i) + "&";
  EXPECT_FALSE(split_query(query));
}

}  // namespace
}  // namespace fupan::http
