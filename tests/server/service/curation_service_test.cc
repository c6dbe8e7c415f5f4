#include "server/service/curation_service.h"

#include <gtest/gtest.h>
#include <set>

#include "core/text/utf8.h"
#include "server/service/document_service.h"
#include "server/service/keys.h"
#include "server/service/news_service.h"
#include "server/service/search_service.h"
#include "server/service/settings_service.h"
#include "server/service/similar_service.h"
#include "server/service/writing_service.h"
#include "tests/server/service/library_fixture.h"

namespace fupan::service {
namespace {

Viewer somebody(Role role, const std::string& name) {
  Viewer viewer;
  viewer.account = viewer.name = name;
  viewer.role = role;
  return viewer;
}

class CurationTest : public LibraryTest {
 protected:
  void SetUp() override {
    LibraryTest::SetUp();
    write("a.md",
          "---\nphase: integration\nrisk: supplier\n---\n# 甲项目复盘\n\n## 经验教训\n\n"
          "- 供应商延期三周，没有备用方案。\n- 灰度发布先行，回滚只用了五分钟。\n");
    import();
    document_ = make_document_id("sources", "a.md");
  }

  LessonId lesson(std::size_t ordinal = 0) const {
    const auto stored = get_document(library_->store(), document_);
    return stored ? stored->document.lessons.at(ordinal).id : LessonId{};
  }

  Lesson shown(const LessonId& id) const {
    const auto view = DocumentService(*library_).get_lesson(id);
    EXPECT_TRUE(view) << view.error().message;
    return view ? view->lesson : Lesson{};
  }

  Curation said(const LessonId& id) const {
    const auto view = DocumentService(*library_).get_lesson(id);
    return view ? view->said : Curation{};
  }

  AuditEntry change(const LessonId& id, const LessonChange& change, const Viewer& viewer) {
    auto entry = CurationService(*library_).change(viewer, id, change, std::nullopt);
    EXPECT_TRUE(entry) << entry.error().message;
    return entry ? *entry : AuditEntry{};
  }

  std::string refusal(const LessonId& id, const LessonChange& change, const Viewer& viewer) {
    const auto entry = CurationService(*library_).change(viewer, id, change, std::nullopt);
    return entry ? "allowed" : entry.error().message;
  }

  void govern(Governance governance) {
    Settings settings;
    settings.governance = governance;
    ASSERT_TRUE(library_->store().commit({{std::string(kSettingsKey), encode_settings(settings), std::nullopt}}));
  }

  void index() {
    const auto last = library_->store().last_sequence();
    ASSERT_TRUE(last);
    Projector projector(*library_);
    projector.finish_soon();
    ASSERT_TRUE(projector.wait_for(*last, std::chrono::seconds(60)));
  }

  // The titles or texts that a search shows.
  std::string found(const std::string& text, indexer::HitType type = indexer::HitType::kBestPassage,
                    const std::vector<std::string>& states = {}) const {
    indexer::SearchRequest request;
    request.text = text;
    request.type = type;
    request.match = indexer::Match::kAll;
    if (!states.empty()) request.filters = {{indexer::Field::kState, states}};
    const auto page = SearchService(*library_).search(request);
    if (!page) return page.error().message;
    std::string all;
    for (const Hit& hit : page->hits) all += hit.type + ":" + hit.id.substr(0, hit.id.find('.')) + " ";
    return all;
  }

  std::string verdict() const {
    const auto verdict = AuditTrail::verify(library_->store());
    return verdict ? verdict->problem : verdict.error().message;
  }

  DocumentId document_;
  const Viewer curator_ = somebody(Role::kCurator, "王");
  const Viewer author_ = somebody(Role::kContributor, "李");
  const Viewer reader_ = somebody(Role::kReader, "赵");
};

LessonChange retitle(const std::string& title) {
  LessonChange change;
  change.edit.title = title;
  return change;
}

LessonChange move_to(State state, const std::string& reason = {}) {
  LessonChange change;
  change.state = state;
  change.reason = reason;
  return change;
}

TEST_F(CurationTest, WhatIsSaidSurvivesTheNextImport) {
  const LessonId id = lesson();
  LessonChange said = retitle("供应商要有备份");
  said.publish = true;
  said.risks = {"schedule"};
  said.review_by = "2030-01-01";
  said.assignee = "王";
  change(id, said, curator_);
  write("a.md",
        "---\nphase: integration\nrisk: supplier\n---\n# 甲项目复盘（改）\n\n## 经验教训\n\n"
        "- 供应商延期三周，没有备用方案。\n- 新的一条。\n");
  import();
  const Lesson after = shown(id);
  EXPECT_EQ(after.title, "供应商要有备份");
  EXPECT_EQ(this->said(id).review_by, "2030-01-01");
  std::string risks;
  for (const Label& label : after.labels) {
    if (label.facet == Facet::kRisk) risks += label.value + "/" + std::string(name_of(label.origin)) + " ";
  }
  EXPECT_EQ(risks, "schedule/curator ");
}

TEST_F(CurationTest, AnEditOfAPublishedLessonWaitsWhileTheOldWordsStayVisible) {
  govern(Governance::kControlling);
  const LessonId id = lesson();
  const std::string before = shown(id).title;
  change(id, retitle("新的措辞"), author_);
  EXPECT_EQ(shown(id).title, before);
  EXPECT_EQ(shown(id).state, State::kPublished);
  EXPECT_EQ(said(id).proposal.title, "新的措辞");
  EXPECT_NE(refusal(id, move_to(State::kPublished), author_), "allowed");
  change(id, move_to(State::kPublished), curator_);
  EXPECT_EQ(shown(id).title, "新的措辞");
  EXPECT_TRUE(said(id).proposal.empty());
}

TEST_F(CurationTest, ARejectedProposalLeavesTheLessonPublished) {
  govern(Governance::kControlling);
  const LessonId id = lesson();
  change(id, retitle("不好"), author_);
  EXPECT_NE(refusal(id, move_to(State::kRejected), curator_), "allowed");  // no reason
  change(id, move_to(State::kRejected, "不准确"), curator_);
  EXPECT_EQ(shown(id).state, State::kPublished);
  EXPECT_TRUE(said(id).proposal.empty());
}

TEST_F(CurationTest, ReadersChangeNothingAndAuthorsDoNotCurateWhereACuratorApproves) {
  govern(Governance::kControlling);
  const LessonId id = lesson();
  LessonChange labels;
  labels.risks = {"cost"};
  EXPECT_NE(refusal(id, retitle("x"), reader_), "allowed");
  EXPECT_NE(refusal(id, labels, author_), "allowed");
  EXPECT_NE(refusal(id, move_to(State::kRetired), author_), "allowed");
  EXPECT_EQ(refusal(id, labels, curator_), "allowed");
}

TEST_F(CurationTest, BadValuesAreNamedAndNothingIsWritten) {
  const LessonId id = lesson();
  const auto before = library_->store().last_sequence();
  LessonChange empty = retitle(" ");
  LessonChange unknown;
  unknown.phases = {"lunch"};
  LessonChange day;
  day.review_by = "soon";
  for (const auto& [change, field] : {std::pair{empty, "title"}, {unknown, "phases"}, {day, "review_by"}}) {
    const auto entry = CurationService(*library_).change(curator_, id, change, std::nullopt);
    ASSERT_FALSE(entry);
    EXPECT_EQ(entry.error().code, ErrorCode::kInvalidArgument);
    EXPECT_EQ(entry.error().field, field);
  }
  EXPECT_EQ(*library_->store().last_sequence(), *before);
}

TEST_F(CurationTest, AnOldVersionIsAConflict) {
  const LessonId id = lesson();
  const auto seen = DocumentService(*library_).get_lesson(id);
  ASSERT_TRUE(seen);
  const CurationService curation(*library_);
  ASSERT_TRUE(curation.change(curator_, id, retitle("一"), seen->revision));
  const auto late = curation.change(author_, id, retitle("二"), seen->revision);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, ErrorCode::kConflict);
}

TEST_F(CurationTest, WhatIsNotPublishedIsFoundOnlyByItsState) {
  const LessonId id = lesson();
  index();
  EXPECT_NE(found("供应商延期"), "");
  change(id, move_to(State::kInReview), curator_);
  index();
  EXPECT_EQ(found("供应商延期"), "");
  EXPECT_EQ(found("供应商延期", indexer::HitType::kLesson), "");
  EXPECT_NE(found("\"供应商延期三周\"", indexer::HitType::kLesson, {"in_review"}), "");
  EXPECT_NE(found("灰度发布"), "");  // the other lesson of the same document
  indexer::SimilarRequest like;
  like.text = "供应商延期三周，没有备用方案。";
  const auto similar = SimilarService(*library_).of_text(like);
  ASSERT_TRUE(similar);
  for (const SimilarItem& item : *similar) EXPECT_NE(item.lesson.id, id);
  RecentDocuments recent(library_->store());
  const auto news = NewsService(*library_, recent).newest();
  ASSERT_TRUE(news);
  for (const NewsItem& item : *news) {
    EXPECT_NE(item.id, id.value);
    EXPECT_EQ(item.summary.find("三周"), std::string::npos);
  }
  change(id, move_to(State::kPublished), curator_);
  index();
  EXPECT_NE(found("供应商延期"), "");
}

TEST_F(CurationTest, UndoRestoresUnlessSomebodyChangedItSince) {
  const LessonId id = lesson();
  const CurationService curation(*library_);
  const Lesson before = shown(id);
  const AuditEntry first = change(id, move_to(State::kRetired), curator_);
  ASSERT_TRUE(curation.undo_last(curator_));
  EXPECT_EQ(shown(id), before);
  const auto nothing = curation.undo_last(curator_);
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().code, ErrorCode::kNotFound);
  const AuditEntry second = change(id, move_to(State::kRetired), curator_);
  change(id, move_to(State::kPublished), curator_);
  const auto late = curation.undo(curator_, second.number);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, ErrorCode::kConflict);
  EXPECT_NE(curation.undo(author_, first.number).has_value(), true);  // not the author's
  EXPECT_EQ(verdict(), "");
}

TEST_F(CurationTest, HistoryTellsEachStepAndRestoreBringsOneBack) {
  const LessonId id = lesson();
  LessonChange one = retitle("甲"), two = retitle("乙");
  one.publish = two.publish = true;
  const AuditEntry first = change(id, one, curator_);
  change(id, two, curator_);
  const CurationService curation(*library_);
  const auto steps = curation.history(id);
  ASSERT_TRUE(steps);
  ASSERT_EQ(steps->size(), 2U);
  EXPECT_EQ(steps->front().before.title, "甲");
  EXPECT_EQ(steps->front().after.title, "乙");
  ASSERT_TRUE(curation.restore(curator_, id, first.number, std::nullopt));
  EXPECT_EQ(shown(id).title, "甲");
  EXPECT_FALSE(curation.restore(curator_, id, 999, std::nullopt));
}

TEST_F(CurationTest, AuditTrailNamesTheFirstBrokenLink) {
  const LessonId id = lesson();
  for (const char* title : {"一", "二", "三", "四"}) change(id, retitle(title), curator_);
  EXPECT_EQ(verdict(), "");
  const auto record = library_->store().get(audit_key(2));
  ASSERT_TRUE(record);
  std::string changed = record->value;
  changed.replace(changed.find("王"), std::string("王").size(), "李");
  ASSERT_TRUE(library_->store().commit({{audit_key(2), changed, std::nullopt}}));
  EXPECT_NE(verdict().find("audit record 3 "), std::string::npos) << verdict();
  ASSERT_TRUE(library_->store().commit({{audit_key(2), record->value, std::nullopt}}));
  EXPECT_EQ(verdict(), "");
  ASSERT_TRUE(library_->store().commit({{audit_key(2), std::nullopt, std::nullopt}}));
  EXPECT_NE(verdict().find("audit record 2 is missing"), std::string::npos) << verdict();
  ASSERT_TRUE(library_->store().commit({{audit_key(2), record->value, std::nullopt}}));
  ASSERT_TRUE(library_->store().commit({{audit_key(4), std::nullopt, std::nullopt}}));
  EXPECT_NE(verdict().find("audit record 4 is missing"), std::string::npos) << verdict();
}

TEST_F(CurationTest, ALessonWrittenByHandIsOneLessonWhateverItsTextHolds) {
  NewLesson lesson;
  lesson.text.title = "灰度之前先演练回滚";
  lesson.text.markdown = "- 先演练\n- 再发布\n\n## 小标题\n\n文字。";
  lesson.text.cause = "没有演练";
  lesson.phases = {"execution"};
  const WritingService writing(*library_);
  const auto written = writing.create_lesson(author_, lesson);
  ASSERT_TRUE(written) << written.error().message;
  const auto stored = get_document(library_->store(), written->id.document());
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->document.lessons.size(), 1U);
  EXPECT_TRUE(stored->document.sections.empty());
  EXPECT_EQ(shown(written->id).markdown, *lesson.text.markdown);
  EXPECT_EQ(shown(written->id).cause, "没有演练");
  EXPECT_EQ(shown(written->id).state, State::kPublished);
  govern(Governance::kControlling);
  lesson.text.title = "另一条";
  const auto waiting = writing.create_lesson(author_, lesson);
  ASSERT_TRUE(waiting);
  EXPECT_EQ(shown(waiting->id).state, State::kInReview);
  index();
  EXPECT_EQ(found("另一条"), "");
  lesson.state = State::kPublished;
  EXPECT_FALSE(writing.create_lesson(author_, lesson));
}

TEST_F(CurationTest, AnyNumberOfEqualLessonsInOneMoment) {
  NewLesson lesson;
  lesson.text.title = "灰度之前先演练回滚";
  lesson.text.markdown = "先演练，再发布。";
  std::set<std::string> ids;
  for (int i = 0; i < 30; ++i) {
    const auto written = WritingService(*library_).create_lesson(author_, lesson);
    ASSERT_TRUE(written) << written.error().message;
    ids.insert(written->id.value);
  }
  EXPECT_EQ(ids.size(), 30U);
}

TEST_F(CurationTest, ADocumentKeepsEverySourceAndItsLessonsTheirIds) {
  const LessonId id = lesson();
  const WritingService writing(*library_);
  const auto before = DocumentService(*library_).get(document_);
  ASSERT_TRUE(before);
  const std::string text = "# 甲\n\n## 经验教训\n\n- 供应商延期三周，没有备用方案。\n- 全新的一条。\n";
  const auto put = writing.put_document(author_, document_, text, before->revision);
  ASSERT_TRUE(put) << put.error().message;
  EXPECT_EQ(lesson(), id);
  const auto late = writing.put_document(author_, document_, text + "x", before->revision);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, ErrorCode::kConflict);
  const auto revisions = writing.revisions(document_);
  ASSERT_TRUE(revisions);
  ASSERT_EQ(revisions->size(), 2U);
  EXPECT_EQ(revisions->front().by, "李");
  EXPECT_EQ(revisions->back().action, "import");
  const auto diff = writing.diff(document_, 1, 2);
  ASSERT_TRUE(diff);
  EXPECT_GT(diff->parts.size(), 1U);
  EXPECT_FALSE(writing.diff(document_, 1, 3));
  ASSERT_TRUE(writing.restore_document(author_, document_, 1, std::nullopt));
  const auto restored = DocumentService(*library_).source(document_, std::nullopt);
  const auto first = DocumentService(*library_).source(document_, 1);
  ASSERT_TRUE(restored && first);
  EXPECT_EQ(restored->bytes, first->bytes);
  import();  // the file did not change: what was written stays
  EXPECT_EQ(writing.revisions(document_)->size(), 3U);
}

}  // namespace
}  // namespace fupan::service
