// The index as a whole, on a real folder.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "indexer/analysis/analyzer.h"
#include "indexer/analysis/tokens.h"
#include "indexer/open_index.h"
#include "tests/indexer/index_fixture.h"

namespace fupan::indexer {
namespace {

namespace fs = std::filesystem;

class XapianIndex : public IndexTest {
 protected:
  void add(const Document& document) {
    ASSERT_TRUE(writer_->upsert({document, "f-" + document.title}));
    ASSERT_TRUE(writer_->commit(++sequence_));
  }

  IndexPage search(const std::string& text, HitType type = HitType::kDocument) {
    SearchRequest request;
    request.text = text;
    request.type = type;
    return search(request);
  }

  IndexPage search(const SearchRequest& request) {
    auto page = reader_->search(request);
    EXPECT_TRUE(page) << page.error().message;
    return page ? std::move(*page) : IndexPage{};
  }
};

struct Found {
  const char* query;
  const char* text;
  const char* marked;
};

TEST_F(XapianIndex, FindsAndMarksRunsOfChinese) {
  const std::vector<Found> table{
      {"测试", "这是一个测试文档", "这是一个<mark>测试</mark>文档"},
      {"时光", "见面吧!在最美的时光,和最值得的人看场电影", "见面吧!在最美的<mark>时光</mark>,和最值得的人看场电影"},
      {"保存", "白板保存有问题", "白板<mark>保存</mark>有问题"},
      {"问题", "白板保存有问题", "白板保存有<mark>问题</mark>"},
      {"一篇", "本文是关于教务使用的一篇小教程", "本文是关于教务使用的<mark>一篇</mark>小教程"},
      {"简单", "安装简单，没有复杂的配置", "安装<mark>简单</mark>，没有复杂的配置"},
      {"第一篇", "这是您的第一篇文章", "这是您的<mark>第一篇</mark>文章"},
      {"中国人", "中国人", "<mark>中国人</mark>"},
      {"中国", "中国人", "<mark>中国</mark>人"},
      {"测试", "测试工具箱", "<mark>测试</mark>工具箱"},
      {"工具", "测试工具箱", "测试<mark>工具</mark>箱"},
      {"工具箱", "测试工具箱", "测试<mark>工具箱</mark>"},
      {"开通", "帳號開通了", "帳號<mark>開通</mark>了"},
      {"開通", "账号开通了", "账号<mark>开通</mark>了"},
      {"HGST", "販売店がHGST製品を", "販売店が<mark>HGST</mark>製品を"},
      {"猫", "养了一只猫", "养了一只<mark>猫</mark>"},
      {"第3期", "项目第3期延期", "项目<mark>第3期</mark>延期"},
      {"K8s集群", "升级K8s集群失败", "升级<mark>K8s集群</mark>失败"},
      {"v2.3.1", "发布 v2.3.1 版", "发布 <mark>v2.3.1</mark> 版"},
  };
  for (const Found& row : table) {
    open();
    Document document = note("无", row.text);
    add(document);
    IndexPage page = search(row.query);
    EXPECT_EQ(page.total, 1U) << row.query;
    EXPECT_FALSE(page.relaxed) << row.query;
    EXPECT_EQ(page.highlighter.mark(row.text), row.marked) << row.query;

    document = note(row.text, "无");
    document.id = make_document_id("test", "other");
    document.labels.push_back({Facet::kTag, row.text, LabelOrigin::kAuthor, false, 1});
    add(document);
    EXPECT_EQ(search(std::string("title:") + row.query).total, 1U) << row.query;
    EXPECT_EQ(search(std::string("tag:") + row.query).total, 1U) << row.query;
    writer_.reset();
    fs::remove_all(folder_);
  }
}

TEST_F(XapianIndex, DoesNotFindWhatOnlySharesCharacters) {
  open();
  add(note("甲", "这是经典作品，请点景观灯"));
  add(note("乙", "默认想法"));
  EXPECT_EQ(search("景点").total, 0U);
  EXPECT_EQ(search("默想").total, 0U);
}

TEST_F(XapianIndex, AllWordsAndWithout) {
  open();
  add(note("both", "招商银行股份公司"));
  add(note("one", "招商引资"));
  EXPECT_EQ(search("招商 公司").total, 1U);
  EXPECT_EQ(search("招商 -公司").total, 1U);
  EXPECT_EQ(search("招商").total, 2U);
}

TEST_F(XapianIndex, ExactRunRanksAboveLooseMatch) {
  open();
  std::string loose = "项目的延期。";
  for (int i = 0; i < 20; ++i) loose += "项目 延期 ";
  add(note("loose", loose));
  add(note("exact", "很长的文字里只有一次说到项目延期" + std::string(300, '.') + "别的别的别的别的"));
  const IndexPage page = search("项目延期");
  ASSERT_EQ(page.hits.size(), 2U);
  EXPECT_EQ(page.hits[0].document_id, make_document_id("test", "exact").value);
}

TEST_F(XapianIndex, RegionalWordsFindBelowWhatWasTyped) {
  open();
  add(note("mainland", "项目 已经 完成"));
  add(note("taiwan", "專案 已經 完成"));
  for (const char* query : {"专案", "專案"}) {
    const IndexPage page = search(query);
    ASSERT_EQ(page.hits.size(), 2U) << query;
    EXPECT_EQ(page.hits[0].document_id, make_document_id("test", "taiwan").value) << query;
  }
  EXPECT_EQ(search("项目").hits.at(0).document_id, make_document_id("test", "mainland").value);
}

TEST_F(XapianIndex, FacetsCountExactlyAndIgnoreTheirOwnFilter) {
  open();
  for (int i = 0; i < 6; ++i) {
    Document document = note("d" + std::to_string(i), "vendor delay");
    document.labels.push_back({Facet::kPhase, i < 4 ? "planning" : "closing", LabelOrigin::kAuthor, true, 1});
    document.labels.push_back({Facet::kRisk, i % 2 == 0 ? "cost" : "schedule", LabelOrigin::kAuthor, true, 1});
    add(document);
  }
  SearchRequest request;
  request.text = "vendor";
  request.type = HitType::kDocument;
  request.facets = {Field::kPhase, Field::kRisk};
  request.filters = {{Field::kPhase, {"planning"}}};
  const IndexPage page = search(request);
  EXPECT_EQ(page.total, 4U);
  ASSERT_EQ(page.facets.size(), 2U);
  ASSERT_EQ(page.facets[0].counts.size(), 2U);
  EXPECT_EQ(page.facets[0].counts[0].value, "planning");
  EXPECT_EQ(page.facets[0].counts[0].count, 4U);
  EXPECT_EQ(page.facets[0].counts[1].count, 2U);
  EXPECT_EQ(page.facets[1].counts[0].count, 2U);
  request.filters[0].values = {"planning", "closing"};
  EXPECT_EQ(search(request).total, 6U);
}

TEST_F(XapianIndex, RelaxesWhenNothingHasAllWords) {
  open();
  add(note("a", "vendor contract"));
  add(note("b", "delay penalty"));
  const IndexPage page = search("vendor delay");
  EXPECT_TRUE(page.relaxed);
  EXPECT_EQ(page.total, 2U);
  EXPECT_FALSE(search("vendor contract").relaxed);
}

TEST_F(XapianIndex, MatchSaysWhetherAllWordsMustBeThere) {
  open();
  add(note("a", "vendor delay"));
  add(note("b", "delay penalty"));
  SearchRequest request;
  request.text = "vendor delay";
  EXPECT_EQ(search(request).total, 1U);
  request.match = Match::kAny;
  const IndexPage any = search(request);
  EXPECT_EQ(any.total, 2U);
  EXPECT_TRUE(any.relaxed);
  EXPECT_EQ(any.hits[0].document_id, make_document_id("test", "a").value) << "what has all words comes first";
  request.text = "vendor penalty";
  EXPECT_EQ(search(request).total, 2U);
  request.match = Match::kAll;
  EXPECT_EQ(search(request).total, 0U);
}

TEST_F(XapianIndex, AWordWithTheTokenOfAnotherIsNotThatWord) {
  std::string twin;
  for (int i = 0; twin.empty() && i < 1'000'000; ++i) {
    const std::string word = "w" + std::to_string(i);
    if (token_of(word, false) == token_of(stem("blameless"), false)) twin = word;
  }
  ASSERT_FALSE(twin.empty());
  open();
  add(note("twin", "the run of " + twin + " and " + twin));
  add(note("word", "a run that was blameless, with much beside it that nobody asked for"));
  for (const char* query : {"blameless run lantern", "blameless OR lantern run"}) {
    const IndexPage page = search(query);
    ASSERT_FALSE(page.hits.empty());
    EXPECT_EQ(page.hits[0].document_id, make_document_id("test", "word").value) << query;
  }
  SearchRequest request;
  request.text = "blameless OR run OR lantern";
  request.explain = true;
  const IndexPage page = search(request);
  ASSERT_EQ(page.hits.size(), 2U);
  EXPECT_EQ(page.hits[0].document_id, make_document_id("test", "word").value);
  for (const ScorePart& part : page.hits[1].explain) EXPECT_TRUE(part.part != "blameless" || part.weight == 0);
}

TEST_F(XapianIndex, ACompoundThatIsNowhereIsLookedForByItsWords) {
  open();
  add(note("a", "keep the secrets outside"));
  const IndexPage page = search("k8s/security/external-secrets.yaml");
  EXPECT_EQ(page.total, 1U);
  EXPECT_TRUE(page.relaxed);
  EXPECT_EQ(search("v2.3.1").total, 0U) << "numbers and letters are no words";
  add(note("b", "external-secrets are kept"));
  EXPECT_EQ(search("external-secrets").total, 1U);
}

TEST_F(XapianIndex, AChineseWordThatIsNowhereIsLookedForByItsParts) {
  open();
  add(note("a", "每天备份数据"));
  const IndexPage page = search("数据库");
  EXPECT_EQ(page.total, 1U);
  EXPECT_TRUE(page.relaxed);
  add(note("b", "迁移数据库"));
  EXPECT_EQ(search("数据库").total, 1U);
}

TEST_F(XapianIndex, AWordAmongCharactersCountsAsMuchAsAChineseOne) {
  open();
  add(note("word", "alpha beta DHCP"));
  add(note("characters", "alpha beta 迁移"));
  for (int i = 0; i < 10; ++i) add(note("other" + std::to_string(i), "alpha beta gamma"));
  SearchRequest request;
  request.text = "迁移 DHCP";
  request.match = Match::kAny;
  request.translate = false;
  const IndexPage page = search(request);
  ASSERT_EQ(page.hits.size(), 2U);
  EXPECT_GT(page.hits[1].score, 0.6 * page.hits[0].score);
}

TEST_F(XapianIndex, SuggestsSpellingOfUnknownWordsOnly) {
  open();
  add(note("a", "schedule overrun of the supplier"));
  EXPECT_EQ(search("shcedule").did_you_mean, "schedule");
  EXPECT_EQ(search("late suplier").did_you_mean, "late supplier");
  EXPECT_EQ(search("schedule").did_you_mean, std::nullopt);
  EXPECT_EQ(search("供应商").did_you_mean, std::nullopt);
  add(note("b", "the fault of an hcp"));
  EXPECT_EQ(search("dhcp").did_you_mean, "hcp");
  EXPECT_EQ(search("DHCP").did_you_mean, std::nullopt) << "an acronym is meant as it stands";
  EXPECT_EQ(search("SHCEDULE").did_you_mean, "schedule");
}

TEST_F(XapianIndex, BestPassageAndFurtherOnes) {
  open();
  Document document = note("report", "introduction text");
  document.sections.push_back({{"Causes"}, {3, 4}, "the vendor was late"});
  Lesson lesson;
  lesson.id = {document.id.value + ".labcde"};
  lesson.title = "Check the vendor";
  lesson.markdown = lesson.text = "Check the vendor's capacity; a vendor that is late costs more.";
  lesson.lines = {6, 6};
  lesson.lang = "en";
  document.lessons.push_back(lesson);
  add(document);
  const IndexPage page = search("vendor late", HitType::kBestPassage);
  ASSERT_EQ(page.hits.size(), 1U);
  ASSERT_EQ(page.hits[0].passages.size(), 2U);
  EXPECT_TRUE(page.hits[0].passages[0].is_lesson || page.hits[0].passages[1].is_lesson);
  EXPECT_TRUE(page.hits[0].passages[0].is_full && page.hits[0].passages[1].is_full);
  EXPECT_EQ(search("vendor", HitType::kLesson).hits.at(0).lesson_id, lesson.id.value);
  const IndexPage sections = search("vendor", HitType::kSection);
  ASSERT_EQ(sections.total, 1U);
  ASSERT_EQ(sections.hits[0].passages.size(), 1U);
  EXPECT_FALSE(sections.hits[0].passages[0].is_lesson);
}

TEST_F(XapianIndex, ReplacingAndRemovingLeaveNothingBehind) {
  open();
  Document document = note("x", "first words");
  add(document);
  document.sections[0].text = "second words";
  add(document);
  EXPECT_EQ(search("first").total, 0U);
  EXPECT_EQ(search("second").total, 1U);
  EXPECT_EQ(search("second", HitType::kSection).total, 1U);
  ASSERT_TRUE(writer_->remove(document.id.value));
  ASSERT_TRUE(writer_->commit(++sequence_));
  EXPECT_EQ(search("").total, 0U);
  EXPECT_EQ(search("", HitType::kSection).total, 0U);
}

TEST_F(XapianIndex, ManyReplacementsAskForARebuildAndTidyingLosesNothing) {
  open();
  Document document = note("x", "words");
  for (int i = 0; i < 1100; ++i) {
    document.sections[0].text = "words number" + std::to_string(i);
    ASSERT_TRUE(writer_->upsert({document, "f"}));
  }
  ASSERT_TRUE(writer_->commit(++sequence_));
  EXPECT_TRUE(writer_->wants_rebuild());
  EXPECT_EQ(search("words").total, 1U);
  EXPECT_EQ(search("number1099").total, 1U);
  EXPECT_EQ(search("number1098").total, 0U);
  ASSERT_TRUE(writer_->tidy());
  EXPECT_EQ(search("words").total, 1U);
  EXPECT_EQ(search("number1098").total, 0U);
  document.sections[0].text = "afterwards";
  add(document);
  EXPECT_EQ(search("afterwards").total, 1U);
  EXPECT_EQ(search("words").total, 0U);
  const auto counts = reader_->counts();
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->documents, 1U);
  EXPECT_EQ(counts->sections, 1U);
}

TEST_F(XapianIndex, FacetsCountOnlyTodaysStateOfADocument) {
  open();
  Document document = note("x", "words");
  document.labels.push_back({Facet::kRisk, "supplier", LabelOrigin::kAuthor, true, 1});
  add(document);
  document.labels[0].value = "schedule";
  add(document);
  SearchRequest request;
  request.text = "words";
  request.facets = {Field::kRisk};
  const IndexPage page = search(request);
  ASSERT_EQ(page.facets.size(), 1U);
  ASSERT_EQ(page.facets[0].counts.size(), 1U);
  EXPECT_EQ(page.facets[0].counts[0].value, "schedule");
  EXPECT_EQ(page.facets[0].counts[0].count, 1U);
}

TEST_F(XapianIndex, QuotedPhrasesInDocumentsAndLessons) {
  open();
  Document document = note("x", "the risk register was late");
  Lesson lesson;
  lesson.id = {document.id.value + ".labcde"};
  lesson.title = "Keep it short";
  lesson.markdown = lesson.text = "A register of risk that is long is not read. 风险登记册太长没有人看。";
  lesson.heading_path = {"Lessons learned"};
  document.lessons.push_back(lesson);
  add(document);
  EXPECT_EQ(search("\"risk register\"").total, 1U);
  EXPECT_EQ(search("\"register risk\"").total, 0U);
  EXPECT_EQ(search("\"risk register\"", HitType::kLesson).total, 0U);
  EXPECT_EQ(search("\"register of risk\"", HitType::kLesson).total, 1U);
  EXPECT_EQ(search("\"lessons learned\"", HitType::kLesson).total, 1U);
  EXPECT_EQ(search("\"登记册太长\"", HitType::kLesson).total, 1U);
  EXPECT_EQ(search("\"登记册很长\"", HitType::kLesson).total, 0U);
  EXPECT_EQ(search("words NOT \"risk register\"").total, 0U);
}

class XapianTranslations : public XapianIndex {
 protected:
  IndexPage ask(const std::string& text, bool translate = true, HitType type = HitType::kDocument) {
    SearchRequest request;
    request.text = text;
    request.thesaurus = std::make_shared<const Thesaurus>(thesaurus_);
    request.translate = translate;
    request.type = type;
    return search(request);
  }

  const Thesaurus thesaurus_{{{{"supplier", "vendor"}, {"供应商"}},
                              {{"delay", "late"}, {"延期"}},
                              {{"scope creep"}, {"范围蔓延"}},
                              {{"rollback"}, {"回滚"}}},
                             [](std::string_view word) { return stem(word); }};
};

TEST_F(XapianTranslations, FindTheOtherLanguageBelowWhatWasTyped) {
  open();
  add(note("direct", "供应商延期了三周，很长很长的一段文字，别的内容别的内容别的内容"));
  add(note("translated", "vendor delays: the vendor was late, vendor delay, vendor delay"));
  add(note("half", "the vendor was early"));
  const IndexPage page = ask("供应商延期");
  ASSERT_EQ(page.total, 2U);
  EXPECT_EQ(page.hits[0].document_id, make_document_id("test", "direct").value);
  EXPECT_FALSE(page.hits[0].translated);
  EXPECT_EQ(page.hits[1].document_id, make_document_id("test", "translated").value);
  EXPECT_TRUE(page.hits[1].translated);
  EXPECT_FALSE(page.relaxed);
  EXPECT_NE(page.highlighter.mark("the vendor was late").find("<mark>vendor</mark>"), std::string::npos);
  EXPECT_EQ(ask("供应商延期", false).total, 1U);
  EXPECT_EQ(ask("vendor delay").total, 2U);
  EXPECT_EQ(ask("vendor delay", false).total, 1U);
}

TEST_F(XapianTranslations, PhrasesOfSeveralWordsStayPhrases) {
  open();
  add(note("phrase", "beware of scope creep"));
  add(note("words", "creep into scope"));
  const IndexPage page = ask("范围蔓延");
  ASSERT_EQ(page.total, 1U);
  EXPECT_TRUE(page.hits[0].translated);
  add(note("zh", "发布失败后立即回滚"));
  EXPECT_EQ(ask("rollback").total, 1U);
  EXPECT_EQ(ask("\"rollback\"").total, 0U) << "a quoted phrase is taken as it is";
  EXPECT_EQ(ask("rollback -发布").total, 0U);
  add(note("en", "a rollback of the supplier"));
  EXPECT_EQ(ask("rollback -供应商").total, 2U) << "typed words are left out as typed";
  EXPECT_EQ(ask("回滚 -供应商").total, 1U) << "in a translation also its translation";
}

TEST_F(XapianTranslations, MixedQueriesAndLessons) {
  open();
  Document document = note("x", "");
  Lesson lesson;
  lesson.id = {document.id.value + ".labcde"};
  lesson.title = lesson.markdown = lesson.text = "Ask each vendor for a K8s plan before a rollback";
  document.lessons.push_back(lesson);
  add(document);
  EXPECT_EQ(ask("K8s 回滚").total, 1U);
  const IndexPage lessons = ask("供应商 回滚", true, HitType::kLesson);
  ASSERT_EQ(lessons.total, 1U);
  EXPECT_TRUE(lessons.hits[0].translated);
}

TEST_F(XapianIndex, PagesPutTogetherAreTheWholeOrder) {
  open();
  for (int i = 0; i < 70; ++i) {  // more than the second stage orders
    std::string text = "the risk of every project and its register";
    for (int k = 0; k < i % 7; ++k) text += " risk register 项目延期";
    ASSERT_TRUE(writer_->upsert({note("note " + std::to_string(i), text), "f"}));
  }
  ASSERT_TRUE(writer_->commit(++sequence_));
  for (const char* query : {"risk register", "risk of a late project register?", "项目延期", "risk"}) {
    SearchRequest request;
    request.text = query;
    request.limit = 100;
    const IndexPage whole = search(request);
    std::vector<std::string> expected, pages;
    for (const IndexHit& hit : whole.hits) expected.push_back(hit.document_id);
    EXPECT_EQ(expected.size(), whole.total) << query;
    request.limit = 10;
    for (; request.offset < whole.total; request.offset += request.limit) {
      const IndexPage page = search(request);
      EXPECT_EQ(page.total, whole.total) << query;
      for (const IndexHit& hit : page.hits) pages.push_back(hit.document_id);
    }
    EXPECT_EQ(pages, expected) << query;
  }
}

TEST_F(XapianIndex, SequenceSurvivesReopening) {
  open();
  add(note("x", "words"));
  open();
  EXPECT_EQ(writer_->applied_sequence(), 1U);
  EXPECT_EQ(*reader_->applied_sequence(), 1U);
}

TEST_F(XapianIndex, SecondWriterIsRefused) {
  open();
  const auto second = open_writer(folder_, WriterMode::kContinue);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kUnavailable);
}

TEST_F(XapianIndex, RebuildIsSeenOnlyWhenPublished) {
  open();
  add(note("old", "words"));
  writer_.reset();
  auto rebuild = open_writer(folder_, WriterMode::kRebuild);
  ASSERT_TRUE(rebuild);
  ASSERT_TRUE((*rebuild)->upsert({note("new", "fresh words"), ""}));
  ASSERT_TRUE((*rebuild)->commit(7));
  EXPECT_EQ(search("fresh").total, 0U);
  ASSERT_TRUE((*rebuild)->publish());
  EXPECT_EQ(search("fresh").total, 1U);
  EXPECT_EQ(search("words").total, 1U);
  EXPECT_EQ(*reader_->applied_sequence(), 7U);
}

TEST_F(XapianIndex, HidesRetiredUnlessAskedFor) {
  open();
  Document document = note("x", "words");
  document.state = State::kRetired;
  add(document);
  EXPECT_EQ(search("words").total, 0U);
  EXPECT_EQ(search("words state:retired").total, 1U);
}

TEST_F(XapianIndex, FiltersByDateAndSortsNewestFirst) {
  open();
  for (const char* date : {"2024-01-05", "2025-03-01", "2023-12-31"}) {
    Document document = note(date, "words");
    document.date = date;
    add(document);
  }
  SearchRequest request;
  request.type = HitType::kDocument;
  IndexPage page = search(request);
  ASSERT_EQ(page.hits.size(), 3U);
  EXPECT_EQ(page.hits[0].document_id, make_document_id("test", "2025-03-01").value);
  request.from = "2024-01-01";
  request.to = "2024-12-31";
  EXPECT_EQ(search(request).total, 1U);
}

TEST_F(XapianIndex, SuggestsTitlesTagsAndWords) {
  open();
  Document document = note("供应商延期复盘", "the supplier was late");
  document.labels.push_back({Facet::kTag, "vendor-management", LabelOrigin::kAuthor, true, 1});
  add(document);
  const auto typed = [&](const char* text) {
    std::string all;
    const auto suggestions = reader_->suggest(text, 10);
    for (const Suggestion& s : *suggestions) all += s.text + "|";
    return all;
  };
  EXPECT_NE(typed("供应").find("供应商延期复盘"), std::string::npos);
  EXPECT_NE(typed("延期").find("供应商延期复盘"), std::string::npos);
  EXPECT_NE(typed("vend").find("vendor-management"), std::string::npos);
  EXPECT_NE(typed("suppl").find("supplier"), std::string::npos);
  EXPECT_EQ(typed(""), "");
}

TEST_F(XapianIndex, ExplainNamesTheParts) {
  open();
  add(note("x", "供应商延期 vendor"));
  SearchRequest request;
  request.text = "供应商延期 vendor";
  request.type = HitType::kDocument;
  request.explain = true;
  const IndexPage page = search(request);
  ASSERT_EQ(page.hits.size(), 1U);
  std::string names;
  for (const ScorePart& part : page.hits[0].explain) names += part.part + "|";
  EXPECT_NE(names.find("供应商|"), std::string::npos) << names;
  EXPECT_NE(names.find("vendor|"), std::string::npos) << names;
  EXPECT_NE(names.find("exact run|"), std::string::npos) << names;
}

// The parts of each hit as "field:part", in order; a sum that is not the score shows up as "sum WRONG".
std::string explained(const IndexPage& page) {
  std::string text;
  for (const IndexHit& hit : page.hits) {
    double sum = 0;
    text += hit.document_id + (hit.translated ? " translated" : "") + ":";
    for (const ScorePart& part : hit.explain) {
      text += " " + part.field + ":" + part.part;
      sum += part.weight;
    }
    if (std::abs(sum - hit.score) > 0.01) text += " sum WRONG";
    text += "\n";
  }
  return text;
}

TEST_F(XapianIndex, PartsOfAScoreAddUpToIt) {
  open();
  add(note("close", "供应商延期 and the rollback plan of the vendor"));
  add(note("far", "rollback was discussed. 延期 came from a 供应商. Much later there was another plan."));
  add(note("other", "vendor delay, late supplier"));
  for (const char* text :
       {"rollback", "rollback plan", "供应商", "供应商延期", "供应商延期了怎么办？", "title:close rollback",
        "\"rollback plan\"", "roll*", "v2 rollback plan nobody", "K8s集群 OR 供应商延期"}) {
    for (const HitType type : {HitType::kBestPassage, HitType::kLesson, HitType::kDocument}) {
      SearchRequest request;
      request.text = text;
      request.type = type;
      request.explain = true;
      const std::string found = explained(search(request));
      EXPECT_EQ(found.find("WRONG"), std::string::npos) << text << "\n" << found;
    }
  }
}

TEST_F(XapianIndex, TranslatedHitNamesTheTranslationThatFoundIt) {
  open();
  add(note("zh", "供应商延期 的 经过"));
  add(note("en", "a vendor delay of six weeks"));
  const Thesaurus thesaurus({{{"vendor delay"}, {"供应商延期"}}});
  SearchRequest request;
  request.thesaurus = std::make_shared<const Thesaurus>(thesaurus);
  request.type = HitType::kDocument;
  request.explain = true;
  for (const auto& [text, line] :
       {std::pair{"供应商延期", "translation:vendor delay"}, {"vendor delay", "translation:供应商延期"}}) {
    request.text = text;
    const std::string found = explained(search(request));
    const std::size_t translated = found.find(" translated:");
    ASSERT_NE(translated, std::string::npos) << found;
    EXPECT_NE(found.find(line, translated), std::string::npos) << found;
    EXPECT_EQ(found.find("WRONG"), std::string::npos) << found;
  }
}

TEST_F(XapianIndex, AnyQueryGivesAnAnswerOrAClearError) {
  open();
  add(note("x", "供应商延期 vendor delay v2.3.1"));
  std::mt19937 random(11);
  const std::vector<std::string> pieces{
      "供应商", "延",    "vendor", " ",      "\"", "(",      ")",    "-",
      " OR ",   " AND ", "NOT ",   "title:", "*",  "phase:", "\xFF", "\xE9\xA1",
      "第3期",  "v2.3",  "“",      "：",     "的", "　",     "0",    std::string(1, '\0')};
  for (int round = 0; round < 1500; ++round) {
    SearchRequest request;
    for (auto n = random() % 8; n > 0; --n) request.text += pieces[random() % pieces.size()];
    request.type = static_cast<HitType>(random() % 4);
    request.explain = random() % 2 == 0;
    request.facets = {Field::kPhase, Field::kTag};
    const auto page = reader_->search(request);
    if (!page) {
      EXPECT_EQ(page.error().code, ErrorCode::kInvalidArgument) << request.text << ": " << page.error().message;
    }
    EXPECT_TRUE(reader_->suggest(request.text, 5)) << request.text;
  }
}

TEST_F(XapianIndex, AnyTextCanBeIndexed) {
  open();
  std::mt19937 random(13);
  for (int round = 0; round < 200; ++round) {
    std::string text;
    for (auto n = random() % 2000; n > 0; --n) text += static_cast<char>(random() % 256);
    Document document = note("t" + std::to_string(round), text);
    document.project = text.substr(0, 600);
    document.labels.push_back({Facet::kTag, text.substr(0, 700), LabelOrigin::kAuthor, false, 1});
    ASSERT_TRUE(writer_->upsert({document, ""}));
  }
  ASSERT_TRUE(writer_->commit(1));
  EXPECT_EQ(search("").total, 200U);
}

}  // namespace
}  // namespace fupan::indexer
