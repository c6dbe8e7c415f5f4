#include "core/curation.h"

#include <gtest/gtest.h>

namespace fupan {
namespace {

std::string plain(std::string_view markdown) { return "plain " + std::string(markdown); }

Lesson lesson(const std::string& id) {
  Lesson lesson;
  lesson.id = {id};
  lesson.title = "延期";
  lesson.markdown = lesson.text = "供应商延期";
  lesson.labels = {{Facet::kPhase, "integration", LabelOrigin::kAuthor, false, 1},
                   {Facet::kRisk, "supplier", LabelOrigin::kModel, true, 0.6}};
  return lesson;
}

Document document() {
  Document document;
  document.id = {"d"};
  document.labels = {{Facet::kPhase, "integration", LabelOrigin::kAuthor, false, 1}};
  document.sections = {{{"背景"}, {1, 2}, "文字"}};
  document.lessons = {lesson("d.l1"), lesson("d.l2")};
  return document;
}

std::string describe(const std::vector<Label>& labels) {
  std::string text;
  for (const Label& label : labels) {
    text += std::string(name_of(label.facet)) + ":" + label.value + "/" + std::string(name_of(label.origin)) + " ";
  }
  return text;
}

TEST(Curation, AWordingReplacesTheSourcesAndItsPlainText) {
  Curations said;
  said.of("d.l1").edit.markdown = "新";
  Document shown = document();
  lay_over(said, plain, shown);
  EXPECT_EQ(shown.lessons[0].markdown, "新");
  EXPECT_EQ(shown.lessons[0].text, "plain 新");
  EXPECT_EQ(shown.lessons[0].title, "延期");
  EXPECT_EQ(shown.lessons[1], document().lessons[1]);
}

TEST(Curation, AProposalIsNotShown) {
  Curations said;
  said.of("d.l1").proposal.title = "提议";
  Document shown = document();
  lay_over(said, plain, shown);
  EXPECT_EQ(shown, document());
}

TEST(Curation, VerdictsConfirmRemoveAndAdd) {
  Curations said;
  Curation& one = said.of("d.l1");
  add_verdict(one, {Facet::kRisk, "supplier", false});
  add_verdict(one, {Facet::kRisk, "supplier", true});  // the last word counts
  add_verdict(one, {Facet::kPhase, "integration", false});
  add_verdict(one, {Facet::kTag, "回滚", true});
  Document shown = document();
  lay_over(said, plain, shown);
  EXPECT_EQ(describe(shown.lessons[0].labels), "risk:supplier/curator tag:回滚/curator ");
  EXPECT_EQ(shown.lessons[0].labels[0].confidence, 1.0);
}

TEST(Curation, AVerdictOnTheDocumentHoldsForTheLessonsThatHadTheLabel) {
  Curations said;
  add_verdict(said.of("d"), {Facet::kPhase, "integration", false});
  add_verdict(said.of("d"), {Facet::kPhase, "execution", true});
  Document shown = document();
  shown.lessons[1].labels.clear();
  lay_over(said, plain, shown);
  EXPECT_EQ(describe(shown.labels), "phase:execution/curator ");
  EXPECT_EQ(describe(shown.lessons[0].labels), "risk:supplier/model phase:execution/curator ");
  EXPECT_EQ(describe(shown.lessons[1].labels), "");
}

TEST(Curation, WhatLeftItsSourceStaysRetired) {
  Curations said;
  said.of("d.l1").state = State::kPublished;
  Document shown = document();
  shown.lessons[0].state = State::kRetired;
  lay_over(said, plain, shown);
  EXPECT_EQ(shown.lessons[0].state, State::kRetired);
}

TEST(Curation, LessonsAreAtMostAsVisibleAsTheirDocument) {
  Curations said;
  said.of("d").state = State::kInReview;
  said.of("d.l2").state = State::kRejected;
  Document shown = document();
  lay_over(said, plain, shown);
  EXPECT_EQ(shown.lessons[0].state, State::kInReview);
  EXPECT_EQ(shown.lessons[1].state, State::kRejected);
}

TEST(Curation, ADocumentTakesItsLessonsAlong) {
  Curations said;
  said.of("d").state = State::kPublished;
  said.of("d.l2").state = State::kRejected;
  Document shown = document();
  shown.state = shown.lessons[0].state = shown.lessons[1].state = State::kInReview;
  lay_over(said, plain, shown);
  EXPECT_EQ(shown.lessons[0].state, State::kPublished);
  EXPECT_EQ(shown.lessons[1].state, State::kRejected);
}

TEST(Curation, ADocumentThatIsNothingButItsLessonsIsAsVisibleAsThey) {
  Curations said;
  said.of("d.l1").state = State::kDraft;
  Document shown = document();
  shown.sections.clear();
  lay_over(said, plain, shown);
  EXPECT_EQ(shown.state, State::kPublished);  // the other lesson is
  said.of("d.l2").state = State::kDraft;
  shown = document();
  shown.sections.clear();
  lay_over(said, plain, shown);
  EXPECT_EQ(shown.state, State::kDraft);
}

TEST(Curation, StoredFormKeepsEverything) {
  Curations said;
  Curation& one = said.of("d.l1");
  one.state = State::kRejected;
  one.reason = "太笼统";
  one.edit.kind = LessonKind::kCause;
  one.edit.cause = "";
  one.proposal.title = "提议 \"x\"";
  one.proposed_by = "李";
  one.verdicts = {{Facet::kRisk, "cost", false}};
  one.review_by = "2027-01-01";
  one.assignee = "王";
  one.merged_into = "e.l9";
  one.merged = {"f.l1"};
  one.settled = {"near_duplicate~a~b"};
  one.changes = {3, 18446744073709551615U};
  said.of("d").state = State::kPublished;
  const auto read = decode_curations(encode_curations(said));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, said);
}

TEST(Curation, DamagedAndNewerFormsAreCorrupt) {
  for (const char* bytes : {"", "{}", "[]", R"({"v":2,"targets":[]})", R"({"v":1,"targets":[{}]})",
                            R"({"v":1,"targets":[{"target":"a","state":"odd"}]})", R"({"v":1,"targets":7})"}) {
    const auto read = decode_curations(bytes);
    ASSERT_FALSE(read) << bytes;
    EXPECT_EQ(read.error().code, ErrorCode::kCorrupt) << bytes;
  }
}

}  // namespace
}  // namespace fupan
