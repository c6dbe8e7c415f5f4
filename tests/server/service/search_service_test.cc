#include "server/service/search_service.h"

#include "server/service/document_service.h"
#include "tests/server/service/library_fixture.h"

namespace fupan::service {
namespace {

class SearchServiceTest : public LibraryTest {
 protected:
  void SetUp() override {
    LibraryTest::SetUp();
    write("a.md",
          "# Portal relaunch\n\n## Summary\n\nThe vendor was late.\n\n## Lessons learned\n\n- Agree on a test window "
          "with the vendor.\n- 供应商延期时启用备用方案。\n\n## <b>Odd</b>\n\nPlain & simple.\n");
    import();
  }

  SearchPage search(const std::string& text, indexer::HitType type = indexer::HitType::kBestPassage) {
    indexer::SearchRequest request;
    request.text = text;
    request.type = type;
    auto page = SearchService(*library_).search(request);
    EXPECT_TRUE(page) << page.error().message;
    return page ? std::move(*page) : SearchPage{};
  }
};

TEST_F(SearchServiceTest, HitIsTheBestPassageWithItsPlace) {
  const SearchPage page = search("供应商延期");
  ASSERT_EQ(page.hits.size(), 1U);
  const Hit& hit = page.hits[0];
  EXPECT_EQ(hit.type, "lesson");
  EXPECT_NE(hit.snippet_html.find("<mark>供应商延期</mark>"), std::string::npos) << hit.snippet_html;
  EXPECT_EQ(hit.heading_path, (std::vector<std::string>{"Lessons learned"}));
  EXPECT_EQ(hit.lines.first, 10);
  EXPECT_EQ(hit.document.title, "Portal relaunch");
}

TEST_F(SearchServiceTest, OneHitADocumentAndTheNumberOfFurtherPassages) {
  const SearchPage page = search("vendor");
  EXPECT_EQ(page.total, 1U);
  ASSERT_EQ(page.hits.size(), 1U);
  EXPECT_EQ(page.hits[0].further, 2U) << "a section that says vendor, and a lesson that says 供应商";
}

TEST_F(SearchServiceTest, TypesListPassages) {
  const SearchPage lessons = search("vendor", indexer::HitType::kLesson);
  ASSERT_EQ(lessons.hits.size(), 2U);
  EXPECT_FALSE(lessons.hits[0].translated);
  EXPECT_TRUE(lessons.hits[1].translated);
  EXPECT_EQ(search("vendor", indexer::HitType::kSection).hits.size(), 1U);
  EXPECT_EQ(search("", indexer::HitType::kLesson).total, 2U);
}

TEST_F(SearchServiceTest, WhatIsShownIsEscaped) {
  for (const Hit& hit : search("simple").hits) {
    EXPECT_EQ(hit.title_html.find("<b>"), std::string::npos);
    EXPECT_NE(hit.snippet_html.find("&amp;"), std::string::npos) << hit.snippet_html;
  }
}

TEST_F(SearchServiceTest, LessonKnowsItsNeighboursAndSource) {
  const SearchPage page = search("", indexer::HitType::kLesson);
  ASSERT_EQ(page.hits.size(), 2U);
  const DocumentService documents(*library_);
  const auto document = documents.get({page.hits[0].document.id});
  ASSERT_TRUE(document);
  const auto first = documents.get_lesson(document->document.lessons[0].id);
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_EQ(first->previous, std::nullopt);
  EXPECT_EQ(first->next, document->document.lessons[1].id.value);
  EXPECT_NE(first->html.find("test window"), std::string::npos);
  const auto unknown = documents.get_lesson({"nothing.labcde"});
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, ErrorCode::kNotFound);
  EXPECT_NE(unknown.error().message.find("nothing.labcde"), std::string::npos);
}

TEST_F(SearchServiceTest, HtmlCarriesSourceLines) {
  const auto html = DocumentService(*library_).html(make_document_id("sources", "a.md"), std::nullopt);
  ASSERT_TRUE(html);
  EXPECT_NE(html->find("data-sourcepos=\"9:"), std::string::npos) << *html;
  EXPECT_EQ(html->find("<b>Odd"), std::string::npos);
}

TEST_F(SearchServiceTest, TitleOfALessonMadeFromASubHeadingIsFound) {
  write("b.md", "# Report\n\n## Lessons learned\n\n### Rehearsals pay\n\nWe practised twice and it went smoothly.\n");
  import();
  EXPECT_EQ(search("\"rehearsals pay\"").total, 1U);
  EXPECT_EQ(search("rehearsals", indexer::HitType::kLesson).total, 1U);
  EXPECT_EQ(search("title:rehearsals", indexer::HitType::kLesson).total, 1U);
}

TEST_F(SearchServiceTest, NamesOfPhasesAndKindsAreUnderstoodInTheQuery) {
  write("c.md", "---\nphase: planning\nrisk: 供应商\nkind: retrospective\n---\n# C\n\nQuokka.\n");
  import();
  for (const char* query : {"phase:planning quokka", "阶段:规划 quokka", "risk:supplier quokka", "风险：供应商 quokka",
                            "kind:retrospective quokka", "类型:复盘 quokka", "kind:retro quokka"}) {
    EXPECT_EQ(search(query).total, 1U) << query;
  }
  EXPECT_EQ(search("阶段:收尾 quokka").total, 0U);
}

TEST_F(SearchServiceTest, PrefixLongerThanTheStemFinds) {
  write("d.md", "# D\n\nManagement of organizational change.\n");
  import();
  for (const char* query : {"manag*", "managem*", "organiza*"}) EXPECT_EQ(search(query).total, 1U) << query;
  EXPECT_EQ(search("managex*").total, 0U);
}

TEST_F(SearchServiceTest, ProjectIsFoundInEveryType) {
  write("e.md", "---\nproject: 磐石\n---\n# E\n\nText.\n\n## Lessons learned\n\n- Plan ahead.\n");
  import();
  EXPECT_EQ(search("project:磐石").total, 1U);
  EXPECT_EQ(search("project:磐石", indexer::HitType::kLesson).total, 1U);
}

TEST_F(SearchServiceTest, TotalDoesNotDependOnTheLimit) {
  for (int i = 0; i < 30; ++i) write("n" + std::to_string(i) + ".md", "# N\n\nalpha beta gamma\n");
  write("all.md", "# All\n\nalpha beta gamma delta\n");
  import();
  indexer::SearchRequest request;
  request.text = "alpha beta gamma delta";
  for (const std::size_t limit : {std::size_t{1}, std::size_t{2}, std::size_t{20}}) {
    request.limit = limit;
    const auto page = SearchService(*library_).search(request);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->total, 31U) << limit;
    EXPECT_TRUE(page->relaxed);
    EXPECT_EQ(page->hits[0].document.path, "all.md");
  }
}

TEST_F(SearchServiceTest, LessonThatLeftTheSourceIsShownAsRetired) {
  const LessonId id = {search("test window", indexer::HitType::kLesson).hits.at(0).id};
  write("a.md", "# Portal relaunch\n\nNothing is left of it.\n");
  import();
  const auto view = DocumentService(*library_).get_lesson(id);
  ASSERT_TRUE(view) << view.error().message;
  EXPECT_EQ(view->lesson.state, State::kRetired);
  EXPECT_EQ(search("test window", indexer::HitType::kLesson).total, 0U);
}

TEST_F(SearchServiceTest, SuggestsTagsByAnyOfTheirNames) {
  const auto suggestions = SearchService(*library_).suggest("需求变更", 10);
  ASSERT_TRUE(suggestions);
  bool found = false;
  for (const auto& s : *suggestions) found = found || s.type == indexer::SuggestionType::kTag;
  EXPECT_TRUE(found);
}

}  // namespace
}  // namespace fupan::service
