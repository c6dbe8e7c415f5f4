#include "server/http/parameters.h"

#include <gtest/gtest.h>

#include "server/http/search_parameters.h"

namespace fupan::http {
namespace {

Taxonomy make_taxonomy() {
  Taxonomy::Parts parts;
  parts.phases = {{"planning", "Planning", "规划", {"计划阶段", "planning phase"}, "", ""},
                  {"execution", "Execution", "执行", {}, "", ""}};
  parts.risks = {{"schedule", "Schedule", "进度", {"delay", "延期"}, "", ""}};
  parts.tags = {{"rollback", "Rollback", "回滚", {}, "", ""}};
  parts.document_kinds = {{"postmortem", {"事故复盘", "post-mortem"}}};
  return Taxonomy(std::move(parts));
}

std::string join(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : "|") + item;
  return text;
}

// The request as text, with what is not the default only; or "error FIELD".
std::string describe(std::string_view query) {
  static const Taxonomy taxonomy = make_taxonomy();
  const auto values = parse_parameters(search_parameters(), query);
  if (!values) return "error " + values.error().field;
  const auto request = make_search_request(*values, taxonomy);
  if (!request) return "error " + request.error().field;
  std::string text = "'" + request->text + "'";
  static constexpr std::string_view kTypes[] = {"", " lesson", " section", " document"};
  text += kTypes[static_cast<std::size_t>(request->type)];
  for (const auto& filter : request->filters)
    text += " " + std::string(name_of(filter.field)) + "=" + join(filter.values);
  if (!request->from.empty()) text += " from=" + request->from;
  if (!request->to.empty()) text += " to=" + request->to;
  if (request->sort == indexer::Sort::kNewest) text += " newest";
  if (request->limit != 20) text += " limit=" + std::to_string(request->limit);
  if (request->offset != 0) text += " offset=" + std::to_string(request->offset);
  for (const auto facet : request->facets) text += " +" + std::string(name_of(facet));
  if (!request->translate) text += " untranslated";
  return text + (request->explain ? " explain" : "");
}

struct Case {
  std::string_view query;
  std::string_view expected;
};

TEST(SearchParameters, BecomeARequest) {
  const Case cases[] = {
      {"", "''"},
      {"q=&phase=&limit=&from=&sort=&type=&explain=&facets=", "''"},
      {"q=%E9%A1%B9%E7%9B%AE%E5%BB%B6%E6%9C%9F", "'项目延期'"},
      {"q=a+b", "'a b'"},
      {"type=lesson", "'' lesson"},
      {"type=section", "'' section"},
      {"type=document", "'' document"},
      {"phase=planning", "'' phase=planning"},
      {"phase=%E8%A7%84%E5%88%92,Execution", "'' phase=planning|execution"},
      {"phase=计划阶段", "'' phase=planning"},
      {"phase=integration", "'' phase=integration"},
      {"risk=DELAY,延期", "'' risk=schedule"},
      {"tag=a%2Cb,回滚", "'' tag=a,b|rollback"},
      {"phase=planning%2C%E6%89%A7%E8%A1%8C", "'' phase=planning|execution"},
      {"phase=planning%2Cnowhere", "'' phase=planning,nowhere"},
      {"lang=zh%2Cen&kind=guide%2C+postmortem", "'' kind=guide|postmortem lang=zh|en"},
      {"facets=phase%2Cyear", "'' +phase +year"},
      {"project=a%2Cb,c", "'' project=a,b|c"},
      {"project=%E5%BE%AE%E6%9C%8D%E5%8A%A1", "'' project=微服务"},
      {"kind=postmortem,guide", "'' kind=postmortem|guide"},
      {"kind=事故复盘", "'' kind=postmortem"},
      {"type=lesson&kind=cause,guide", "'' lesson kind=cause|guide"},
      {"state=draft,in_review", "'' state=draft|in_review"},
      {"lang=zh&collection=c", "'' lang=zh collection=c"},
      {"from=2024-02-29&to=2024-03-01", "'' from=2024-02-29 to=2024-03-01"},
      {"sort=newest", "'' newest"},
      {"sort=relevance", "''"},
      {"limit=1&offset=10000", "'' limit=1 offset=10000"},
      {"limit=100&offset=0", "'' limit=100"},
      {"facets=phase,year,phase", "'' +phase +year"},
      {"translate=false", "'' untranslated"},
      {"translate=true", "''"},
      {"translate=", "''"},
      {"q=供应商&translate=false&explain=true", "'供应商' untranslated explain"},
      {"explain=true", "'' explain"},
      {"explain=false", "''"},
  };
  for (const Case& c : cases) EXPECT_EQ(describe(c.query), c.expected) << c.query;
}

TEST(SearchParameters, WhatIsNotAllowedNamesTheParameter) {
  const Case cases[] = {
      {"foo=1", "error foo"},
      {"foo", "error foo"},
      {"Q=1", "error Q"},
      {"q=1&q=2", "error q"},
      {"type=lessons", "error type"},
      {"kind=banana", "error kind"},
      {"kind=cause", "error kind"},
      {"state=open", "error state"},
      {"from=2024-02-30", "error from"},
      {"to=yesterday", "error to"},
      {"from=2024-3-1", "error from"},
      {"from=2024-02-02&to=2024-02-01", "error from"},
      {"sort=oldest", "error sort"},
      {"limit=0", "error limit"},
      {"limit=101", "error limit"},
      {"limit=-1", "error limit"},
      {"limit=1e1", "error limit"},
      {"limit=%2B5", "error limit"},
      {"limit=5.0", "error limit"},
      {"limit=99999999999999999999", "error limit"},
      {"offset=10001", "error offset"},
      {"facets=phase,title", "error facets"},
      {"translate=no", "error translate"},
      {"translate=0", "error translate"},
      {"translate=true,false", "error translate"},
      {"explain=yes", "error explain"},
      {"explain=1", "error explain"},
      {"q=%", "error q"},
      {"phase=%ff", "error phase"},
  };
  for (const Case& c : cases) EXPECT_EQ(describe(c.query), c.expected) << c.query;
}

TEST(SearchParameters, SizesAreBounded) {
  std::string longest, list;
  for (int i = 0; i < 2000; ++i) longest += "项";
  for (int i = 0; i < 101; ++i) list += "a,";
  EXPECT_EQ(describe("q=" + longest), "'" + longest + "'");
  EXPECT_EQ(describe("q=" + longest + "a"), "error q");
  EXPECT_EQ(describe("tag=" + list), "error tag");
  EXPECT_EQ(describe("tag=" + std::string(201, 'a')), "error tag");
}

TEST(SearchParameters, MessagesHelp) {
  const auto message = [](std::string_view query) {
    return parse_parameters(search_parameters(), query).error().message;
  };
  EXPECT_EQ(message("phases=x"), "unknown parameter \"phases\"; did you mean \"phase\"?");
  EXPECT_EQ(message("sort=newst"), "sort: must be one of relevance, newest, not \"newst\"; did you mean \"newest\"?");
  EXPECT_EQ(message("limit=500"), "limit: must be a whole number from 1 to 100, not \"500\"");
  EXPECT_EQ(message("q=a&q=b"),
            "parameter \"q\" is given twice; several values of one parameter are separated by commas");
  EXPECT_NE(message("banana=1").find("allowed are q, type, kind"), std::string::npos);
  const Taxonomy taxonomy;
  EXPECT_EQ(make_search_request(*parse_parameters(search_parameters(), "kind=cause"), taxonomy).error().message,
            "kind: \"cause\" is a kind of lesson and needs type=lesson");
}

TEST(SearchParameters, LongNamesAreNotEchoed) {
  const auto values = parse_parameters(search_parameters(), std::string(5000, 'x') + "=1");
  ASSERT_FALSE(values);
  EXPECT_LT(values.error().message.size(), 400U);
  EXPECT_LT(values.error().field.size(), 100U);
}

}  // namespace
}  // namespace fupan::http
