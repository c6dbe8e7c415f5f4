// Learning over a real store and index: paths, quizzes, reviews, cases, the report.
#include "server/service/learn_service.h"

#include <gtest/gtest.h>

#include <chrono>

#include "server/service/learn_cases.h"
#include "server/service/learn_page.h"
#include "server/service/learn_report.h"
#include "server/service/render_learn_json.h"
#include "server/service/repository.h"
#include "tests/server/service/library_fixture.h"

namespace fupan::service {
namespace {

using std::chrono::seconds;

class TestClock final : public Clock {
 public:
  std::chrono::system_clock::time_point now() const override { return std::chrono::system_clock::time_point(at); }
  seconds at{1'800'000'000};  // 2027-01-15T08:00:00Z
};

constexpr const char* kToday = "2027-01-15";

constexpr const char* kPath = R"(---
kind: path
path: first-weeks
title: First weeks
lang: en
role: pmo-assistant
level: 1
prerequisites: [welcome]
---
Welcome.

## Start

1. [The guide](../guides/en/charter.md) (10 min)
2. [Its quiz](../guides/en/charter.md#quiz) (5 min)

## Practice

1. [Supplier lessons](/?q=supplier&risk=supplier&type=lesson)
2. Write one of your own
3. [Gone](../guides/en/gone.md)
)";

constexpr const char* kChinesePath = R"(---
kind: path
path: first-weeks
title: 最初两周
lang: zh
role: pmo-assistant
level: 1
---
## 开始

1. [指南](../guides/zh/charter.md)（10 分钟）
2. [测验](../guides/zh/charter.md#quiz)

## 实践

1. [供应商](/?q=供应商&risk=supplier&type=lesson)
2. 自己写一条
3. [没有](../guides/zh/gone.md)
)";

constexpr const char* kGuide = R"(---
kind: guide
title: The charter
lang: en
phase: initiation
---
# The charter

See the [other guide](other.md).

## Quiz

### What is a charter for?

- [x] To authorise a project
- [ ] To blame somebody

> It authorises.

### In which order?

1. Write
2. Sign

### Who signs?

Answer: the sponsor | sponsor
)";

constexpr const char* kRetrospective = R"(---
title: Portal retrospective
lang: en
---
# Portal retrospective

## What went wrong

- The supplier delivered three weeks late because nobody asked for a plan.

## Recommendations

- Ask every supplier for a delivery plan before the contract is signed.
)";

class LearnServiceTest : public LibraryTest {
 protected:
  void SetUp() override {
    auto library =
        Library::open({folder_.path() / "data", std::filesystem::path(FUPAN_SOURCE_DIR) / "starter", false, clock_});
    ASSERT_TRUE(library) << library.error().message;
    library_ = std::move(*library);
    write("paths/first.en.md", kPath);
    write("paths/first.zh.md", kChinesePath);
    write("guides/en/charter.md", kGuide);
    write("guides/zh/charter.md",
          "---\nkind: guide\nlang: zh\n---\n# 章程\n\n## 测验\n\n### 为什么？\n\n- [x] 授权\n- [ ] 追责\n");
    write("guides/en/other.md", "---\nkind: guide\n---\n# Other\n\nText.\n");
    write("retro.md", kRetrospective);
    import();
    learning_ = std::make_unique<LearnService>(*library_);
  }

  std::string document(const std::string& path) const { return make_document_id("sources", path).value; }

  PathStanding standing(const Viewer& viewer = {}, std::string_view lang = "en") {
    auto standing = learning_->standing(viewer, "first-weeks", lang);
    EXPECT_TRUE(standing) << standing.error().message;
    return *standing;
  }

  std::string step(std::size_t module, std::size_t index) { return standing().view.steps[module][index].id; }

  QuizView quiz() {
    auto quiz = learning_->content().quiz({}, {document("guides/en/charter.md")});
    EXPECT_TRUE(quiz) << quiz.error().message;
    return *quiz;
  }

  // The right answer, or a wrong one.
  Answer answer(const SourcedQuestion& question, bool is_right) {
    Answer answer{question.question.id, {}, std::nullopt, ""};
    if (question.question.kind == QuestionKind::kShort) {
      answer.given = {is_right ? "THE SPONSOR." : "nobody"};
      return answer;
    }
    for (const QuestionOption& option : question.question.options) {
      if (question.question.kind == QuestionKind::kOrdering || option.is_right == is_right) {
        answer.given.push_back(option.id);
      }
    }
    if (question.question.kind == QuestionKind::kOrdering && !is_right) std::swap(answer.given[0], answer.given[1]);
    return answer;
  }

  Graded give(const Answer& answer, const Viewer& viewer = {}) {
    auto graded = learning_->answer(viewer, answer);
    EXPECT_TRUE(graded) << graded.error().message;
    return *graded;
  }

  DueCards due(const std::string& day = "") {
    auto due = learning_->due({}, day);
    EXPECT_TRUE(due) << due.error().message;
    return *due;
  }

  std::string lesson(LessonKind kind) {
    const auto stored = get_document(library_->store(), {document("retro.md")});
    for (const Lesson& one : stored->document.lessons) {
      if (one.kind == kind) return one.id.value;
    }
    return {};
  }

  std::shared_ptr<TestClock> clock_ = std::make_shared<TestClock>();
  std::unique_ptr<LearnService> learning_;
};

TEST_F(LearnServiceTest, APathIsOneInBothLanguages) {
  const auto english = learning_->content().paths({}, "en");
  const auto chinese = learning_->content().paths({}, "zh");
  ASSERT_TRUE(english && chinese);
  ASSERT_EQ(english->size(), 1U);
  ASSERT_EQ(chinese->size(), 1U);
  EXPECT_EQ(english->front().document.title, "First weeks");
  EXPECT_EQ(chinese->front().document.title, "最初两周");
  ASSERT_EQ(english->front().step_count, 5U);
  for (std::size_t module = 0; module < 2; ++module) {
    for (std::size_t index = 0; index < english->front().steps[module].size(); ++index) {
      EXPECT_EQ(english->front().steps[module][index].id, chinese->front().steps[module][index].id);
    }
  }
}

TEST_F(LearnServiceTest, APageNamesTargetsAndDeadLinks) {
  const auto page = path_page(*learning_, {}, "first-weeks", "en");
  ASSERT_TRUE(page) << page.error().message;
  EXPECT_EQ(page->targets[0][0].kind, "guide");
  EXPECT_EQ(page->targets[0][1].questions, 3U);
  EXPECT_EQ(page->targets[1][0].dead, "");
  EXPECT_EQ(page->targets[1][2].dead, "there is no document 'guides/en/gone.md'");
  ASSERT_EQ(page->prerequisites.size(), 1U);
  EXPECT_EQ(page->prerequisites[0].title, "");
  const auto dead = find_dead_links(library_->store());
  ASSERT_TRUE(dead);
  ASSERT_EQ(dead->size(), 2U);
  EXPECT_EQ((*dead)[0].document.path, "paths/first.en.md");
  EXPECT_EQ((*dead)[0].links[0].address, "../guides/en/gone.md");
  EXPECT_EQ((*dead)[0].links[0].line, 21);
  EXPECT_EQ(learning_->standing({}, "nothing", "en").error().code, ErrorCode::kNotFound);
}

TEST_F(LearnServiceTest, StepsAreDoneUndoneAndComplete) {
  auto done = learning_->mark_step({}, "first-weeks", "en", step(0, 0), true, kToday);
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(done->done.size(), 1U);
  EXPECT_EQ(done->started, kToday);
  EXPECT_EQ(standing({}, "zh").done.size(), 1U);  // the same step of the Chinese path
  done = learning_->mark_step({}, "first-weeks", "en", step(0, 0), false, "");
  EXPECT_EQ(done->done.size(), 0U);
  const auto unknown = learning_->mark_step({}, "first-weeks", "en", "nosuch", true, "");
  EXPECT_EQ(unknown.error().field, "step");
  const auto far = learning_->mark_step({}, "first-weeks", "en", step(0, 0), true, "2027-01-20");
  EXPECT_EQ(far.error().field, "day");
  const auto open = learning_->mark_step({}, "first-weeks", "en", step(0, 1), true, "");
  EXPECT_EQ(open.error().message, "step: 3 of 3 questions of the quiz are not answered yet");
  EXPECT_EQ(learning_->certificate({}, "first-weeks", "en").error().code, ErrorCode::kInvalidArgument);
  for (const SourcedQuestion& question : quiz().questions) give(answer(question, true));
  give(answer(quiz().questions[0], false));
  const auto missed = learning_->mark_step({}, "first-weeks", "en", step(0, 1), true, "");
  EXPECT_EQ(missed.error().message, "step: 2 of 3 questions of the quiz were right the last time, 3 must be");
  give(answer(quiz().questions[0], true));
  for (std::size_t module = 0; module < 2; ++module) {
    for (std::size_t index = 0; index < standing().view.steps[module].size(); ++index) {
      done = learning_->mark_step({}, "first-weeks", "en", step(module, index), true, "");
      ASSERT_TRUE(done) << done.error().message;
    }
  }
  EXPECT_EQ(done->completed, kToday);
  const auto certificate = learning_->certificate({}, "first-weeks", "en");
  ASSERT_TRUE(certificate) << certificate.error().message;
  EXPECT_EQ(certificate->quizzes, 1U);
}

TEST_F(LearnServiceTest, AnswersAreGradedByTheServer) {
  for (const SourcedQuestion& question : quiz().questions) {
    EXPECT_TRUE(learning_->look({}, answer(question, true))->grade.is_right) << question.question.prompt;
    EXPECT_FALSE(learning_->look({}, answer(question, false))->grade.is_right) << question.question.prompt;
  }
  EXPECT_EQ(learning_->learner({}, "en", "")->learner.answers, 0U);  // looking records nothing
  const std::string single = quiz().questions[0].question.id;
  const std::string ordering = quiz().questions[1].question.id;
  EXPECT_EQ(learning_->look({}, {single, {}, {}, ""}).error().field, "answer");
  EXPECT_EQ(learning_->look({}, {single, {"zzzzz"}, {}, ""}).error().field, "answer");
  EXPECT_EQ(learning_->look({}, {ordering, {quiz().questions[1].question.options[0].id}, {}, ""}).error().field,
            "answer");
  EXPECT_EQ(learning_->look({}, {"nothing.qaaaaa", {}, {}, ""}).error().code, ErrorCode::kNotFound);
}

TEST_F(LearnServiceTest, AWrongAnswerCountsAsAgainWhateverTheRating) {
  Answer wrong = answer(quiz().questions[0], false);
  wrong.rating = Rating::kEasy;
  const Graded graded = give(wrong);
  EXPECT_FALSE(graded.grade.is_right);
  EXPECT_EQ(*graded.after, review({}, Rating::kAgain, clock_->at.count()));
  const auto learner = learning_->learner({}, "en", "");
  EXPECT_EQ(learner->learner.right, 0U);
  ASSERT_EQ(learner->learner.labels.size(), 1U);
  EXPECT_EQ(learner->learner.labels[0].value, "initiation");
  EXPECT_EQ(learner->learner.labels[0].wrong, 1U);
}

TEST_F(LearnServiceTest, CardsComeBackAtGrowingIntervals) {
  const Answer right = answer(quiz().questions[0], true);
  give(right);
  EXPECT_EQ(due().total, 0U);
  EXPECT_EQ(due().next, "2027-01-18");
  int last = 0;
  for (int round = 0; round < 4; ++round) {
    const int days = give(right).after->scheduled_days;
    EXPECT_GE(days, last);
    last = days;
    clock_->at += seconds(days * 86400);
    ASSERT_EQ(due().items.size(), 1U);
    EXPECT_FALSE(due().items[0].is_changed);
  }
  EXPECT_GT(last, 20);
}

TEST_F(LearnServiceTest, AChangedQuestionAndAChangedLessonOpenTheirCards) {
  const std::string kWithLesson = std::string(kGuide) + "\n> See [it](/lessons/" + lesson(LessonKind::kFailed) + ").\n";
  write("guides/en/charter.md", kWithLesson);
  import();
  for (const SourcedQuestion& question : quiz().questions) give(answer(question, true));
  EXPECT_EQ(due().total, 0U);
  std::string changed = kWithLesson;
  changed.replace(changed.find("To blame somebody"), 17, "To find the guilty");
  write("guides/en/charter.md", changed);
  import();
  ASSERT_EQ(due().items.size(), 1U);
  EXPECT_TRUE(due().items[0].is_changed);
  EXPECT_EQ(due().items[0].question.question.prompt, "What is a charter for?");
  give(answer(quiz().questions[0], true));
  EXPECT_EQ(due().total, 0U);
  std::string retrospective = kRetrospective;
  retrospective.replace(retrospective.find("three weeks"), 11, "five weeks");
  write("retro.md", retrospective);
  import();
  ASSERT_EQ(due().items.size(), 1U);
  EXPECT_EQ(due().items[0].question.question.prompt, "Who signs?");
}

TEST_F(LearnServiceTest, AtMostTenCardsADay) {
  std::string guide = "---\nkind: guide\n---\n# Many\n\n## Quiz\n\n";
  for (int i = 0; i < 13; ++i) {
    guide += "### Question number " + std::to_string(i * 37) + "?\n\nAnswer: yes\n\n";
  }
  write("guides/en/many.md", guide);
  import();
  const auto many = learning_->content().quiz({}, {document("guides/en/many.md")});
  ASSERT_EQ(many->questions.size(), 13U);
  for (const SourcedQuestion& question : many->questions) give({question.question.id, {"yes"}, {}, ""});
  clock_->at += seconds(30 * 86400);
  EXPECT_EQ(due().total, 13U);
  ASSERT_EQ(due().items.size(), 10U);
  for (const DueCard& card : due().items) give({card.question.question.id, {"yes"}, {}, ""});
  EXPECT_EQ(due().reviewed, 10U);
  EXPECT_EQ(due().total, 3U);
  EXPECT_TRUE(due().items.empty());
  clock_->at += seconds(86400);
  EXPECT_EQ(due().items.size(), 3U);
}

TEST_F(LearnServiceTest, LearnersAreApartAndTheReportShowsNoAnswers) {
  std::vector<Viewer> learners;
  for (const char* name : {"a", "b", "c", "d", "e"}) {
    learners.push_back({name, std::string("Name ") + name, Role::kReader, {}});
    give(answer(quiz().questions[0], false), learners.back());
    give(answer(quiz().questions[0], false), learners.back());
    give(answer(quiz().questions[0], false), learners.back());
  }
  ASSERT_TRUE(learning_->mark_step(learners[0], "first-weeks", "en", step(0, 0), true, ""));
  EXPECT_EQ(standing(learners[0]).done.size(), 1U);
  EXPECT_EQ(standing(learners[1]).done.size(), 0U);
  const LearnReportService reports(*library_);
  EXPECT_EQ(reports.report(learners[0], "en", "").error().code, ErrorCode::kForbidden);
  const Viewer curator{"x", "X", Role::kCurator, {}};
  const auto report = reports.report(curator, "en", "");
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->learners, 5U);
  EXPECT_EQ(report->answers, 15U);
  EXPECT_EQ(report->right, 0U);
  ASSERT_EQ(report->paths.size(), 1U);
  EXPECT_EQ(report->paths[0].started, 1U);
  EXPECT_DOUBLE_EQ(report->paths[0].average, 0.2);
  ASSERT_EQ(report->groups.size(), 1U);
  EXPECT_EQ(report->groups[0].group, "reader");
  ASSERT_EQ(report->weak.size(), 1U);
  EXPECT_EQ(report->weak[0].value, "initiation");
  EXPECT_TRUE(reports.report(curator, "en", "portfolio-director")->paths.empty());
  const auto rows = reports.rows(curator, "en", "");
  ASSERT_EQ(rows->size(), 1U);
  const std::string csv = render_progress_csv(*rows, "en");
  EXPECT_NE(csv.find("\"Name a\",\"reader\",\"first-weeks\",\"First "
                     "weeks\",\"pmo-assistant\",\"1\",\"1\",\"5\",\"2027-01-15\",\"\",\"2027-01-15\""),
            std::string::npos)
      << csv;
}

TEST_F(LearnServiceTest, WhoIsNotSignedInSeesNobodysProgress) {
  const Viewer anonymous{"", "", Role::kReader, {}};
  give(answer(quiz().questions[0], false));  // by the owner, whose record has no account either
  ASSERT_TRUE(learning_->mark_step({}, "first-weeks", "en", step(0, 0), true, ""));
  clock_->at += seconds(86400);
  ASSERT_EQ(due().total, 1U);
  EXPECT_TRUE(standing(anonymous).done.empty());
  EXPECT_EQ(learning_->due(anonymous, "")->total, 0U);
  EXPECT_EQ(learning_->learner(anonymous, "en", "")->learner.answers, 0U);
  EXPECT_EQ(learning_->look(anonymous, answer(quiz().questions[0], true))->before, Memory{});
  EXPECT_EQ(learning_->answer(anonymous, answer(quiz().questions[0], true)).error().code, ErrorCode::kUnauthenticated);
  EXPECT_FALSE(learning_->mark_step(anonymous, "first-weeks", "en", step(0, 0), false, ""));
  EXPECT_EQ(standing().done.size(), 1U);
}

TEST_F(LearnServiceTest, FewLearnersKeepTheirWeaknessesToThemselves) {
  for (int i = 0; i < 3; ++i) give(answer(quiz().questions[0], false));
  const auto report = LearnReportService(*library_).report({}, "en", "");
  EXPECT_TRUE(report->weak_withheld);
  EXPECT_TRUE(report->weak.empty());
  EXPECT_EQ(learning_->learner({}, "en", "")->weak.size(), 1U);
}

TEST_F(LearnServiceTest, HiddenCollectionsAreNotLearntFrom) {
  Viewer viewer{"a", "A", Role::kReader, {"sources"}};
  EXPECT_TRUE(learning_->content().paths(viewer, "en")->empty());
  EXPECT_EQ(learning_->standing(viewer, "first-weeks", "en").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(learning_->content().quiz(viewer, {document("guides/en/charter.md")}).error().code, ErrorCode::kNotFound);
  // A link there looks as if nothing were there, whatever there is.
  Document from;
  from.collection = "sources";
  from.path = "guides/en/first.md";
  for (const char* address : {"charter.md", "other.md#quiz"}) {
    const auto target = learning_->content().target(viewer, read_link(from, address));
    EXPECT_EQ(target->dead.find("there is no document 'guides/en/"), 0U) << target->dead;
    EXPECT_EQ(target->title, "");
    EXPECT_NE(learning_->content().target({}, read_link(from, address))->dead, target->dead);
  }
  const std::string id = lesson(LessonKind::kFailed);
  const auto target = learning_->content().target(viewer, read_link(from, "/lessons/" + id));
  EXPECT_EQ(target->dead, "there is no lesson '" + id + "'");
}

TEST_F(LearnServiceTest, ALessonBecomesACaseThatACuratorApproves) {
  const LearnCases cases(*library_);
  EXPECT_EQ(cases.create({}, {lesson(LessonKind::kRecommendation)}).error().field, "lesson");
  EXPECT_EQ(cases.create({}, {"nothing.laaaaa"}).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(cases.create({"r", "R", Role::kReader, {}}, {lesson(LessonKind::kFailed)}).error().code,
            ErrorCode::kForbidden);
  write("case.md",
        "# Case\n\n## Lessons learned\n\n| Lesson | Event | Impact | Recommendation |\n| --- | --- | --- | --- |\n"
        "| Late supplier | The supplier was late | Three weeks lost | Ask for a plan |\n");
  import();
  const auto stored = get_document(library_->store(), {document("case.md")});
  ASSERT_EQ(stored->document.lessons.size(), 1U);
  const LessonId id = stored->document.lessons[0].id;
  const auto made = cases.create({}, id);
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->study.situation, "The supplier was late");
  EXPECT_EQ(made->study.recommendation, "Ask for a plan");
  EXPECT_EQ(made->study.outcome, "Three weeks lost");
  EXPECT_FALSE(made->is_stale);
  EXPECT_EQ(learning_->content().question({}, made->study.id).error().code, ErrorCode::kNotFound);
  CaseEdit edit;
  edit.prompt = "";
  EXPECT_EQ(cases.edit({}, made->study.id, edit, {}).error().field, "prompt");
  edit.prompt = "What now?";
  edit.state = CaseState::kApproved;
  EXPECT_EQ(cases.edit({}, made->study.id, edit, 9).error().code, ErrorCode::kConflict);
  const auto approved = cases.edit({"k", "K", Role::kCurator, {}}, made->study.id, edit, made->revision);
  ASSERT_TRUE(approved) << approved.error().message;
  EXPECT_EQ(approved->study.decided_by, "K");
  EXPECT_EQ(cases.create({}, id).error().code, ErrorCode::kConflict);
  EXPECT_EQ(cases.list({}, CaseState::kApproved, 20, 0)->total, 1U);
  EXPECT_EQ(cases.list({}, CaseState::kDraft, 20, 0)->total, 0U);

  EXPECT_EQ(learning_->answer({}, {made->study.id, {}, {}, ""}).error().field, "rating");
  const Graded graded = give({made->study.id, {}, Rating::kGood, ""});
  EXPECT_TRUE(graded.grade.is_self_rated);
  clock_->at += seconds(5 * 86400);
  ASSERT_EQ(due().items.size(), 1U);
  EXPECT_EQ(due().items[0].question.question.prompt, "What now?");
}

TEST_F(LearnServiceTest, ACuratorSaysWhatTheLessonDoesNot) {
  const LearnCases cases(*library_);
  const Viewer reader{"r", "R", Role::kReader, {}};
  const Viewer contributor{"c", "C", Role::kContributor, {}};
  const Viewer curator{"k", "K", Role::kCurator, {}};
  const auto made = cases.create(contributor, {lesson(LessonKind::kFailed)});
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->study.situation, "The supplier delivered three weeks late because nobody asked for a plan.");
  EXPECT_EQ(made->study.recommendation, "");
  CaseEdit edit;
  edit.state = CaseState::kApproved;
  EXPECT_EQ(cases.edit(curator, made->study.id, edit, {}).error().field, "recommendation");
  EXPECT_EQ(cases.list({}, CaseState::kDraft, 20, 0)->total, 1U);  // nothing was written
  edit.recommendation = "Ask for a plan";
  EXPECT_EQ(cases.edit(curator, made->study.id, edit, {}).error().field, "outcome");
  edit.outcome = "Three weeks lost";
  EXPECT_EQ(cases.edit(contributor, made->study.id, edit, {}).error().code, ErrorCode::kForbidden);
  EXPECT_EQ(cases.list(contributor, CaseState::kDraft, 20, 0)->total, 0U);
  EXPECT_EQ(cases.list(reader, {}, 20, 0)->total, 0U);
  ASSERT_TRUE(cases.edit(curator, made->study.id, edit, made->revision));
  EXPECT_EQ(cases.list(reader, {}, 20, 0)->total, 1U);
  edit = {};
  edit.outcome = " ";
  EXPECT_EQ(cases.edit(curator, made->study.id, edit, {}).error().field, "outcome");
  edit.state = CaseState::kRejected;
  EXPECT_TRUE(cases.edit(curator, made->study.id, edit, {}));
}

TEST_F(LearnServiceTest, GuidesAreShownWithLinksThatLeadSomewhere) {
  Document guide;
  guide.id = {document("guides/en/charter.md")};
  guide.collection = "sources";
  guide.path = "guides/en/charter.md";
  EXPECT_NE(part_html(guide, "[h](#how)").find("href=\"/documents/" + guide.id.value + "#how\""), std::string::npos);
  const auto html =
      document_html(guide, "[o](other.md) [p](x.pdf) [h](#how) [s](/?q=a) [q](other.md#quiz) [out](../../../x.md)");
  EXPECT_NE(html.find("href=\"/documents/" + document("guides/en/other.md") + "\""), std::string::npos) << html;
  EXPECT_NE(html.find("href=\"/learn/quiz/" + document("guides/en/other.md") + "\""), std::string::npos) << html;
  for (const char* kept : {"href=\"x.pdf\"", "href=\"#how\"", "href=\"/?q=a\"", "href=\"../../../x.md\""}) {
    EXPECT_NE(html.find(kept), std::string::npos) << kept << " in " << html;
  }
}

TEST(ShippedPaths, NoLinkOfTheStarterLibraryIsDeadAndNothingIsMisread) {
  const test::TempFolder folder;
  const auto starter = std::filesystem::path(FUPAN_SOURCE_DIR) / "starter";
  auto library = Library::open({folder.path() / "data", starter, false, nullptr});
  ASSERT_TRUE(library) << library.error().message;
  ImportOptions options;
  options.paths = {starter};
  options.collection = ImportService::kStarterCollection;
  options.subfolders_only = true;
  const auto imported = ImportService(**library).run(options, {});
  ASSERT_TRUE(imported) << imported.error().message;
  for (const FileNotes& file : imported->notes) ADD_FAILURE() << file.path << ": " << file.notes.front().text;
  std::size_t documents = 0;
  const Status walked = for_each_document((*library)->store(), [&](const StoredDocument& stored) -> Status {
    ++documents;
    EXPECT_TRUE(stored.document.kind != DocumentKind::kGuide || stored.document.lessons.empty())
        << stored.document.path;
    const auto source = get_source((*library)->store(), stored, stored.document.source_revision);
    if (!source) return source.error();
    const auto dead = dead_links((*library)->store(), stored.document, *source);
    if (!dead) return dead.error();
    for (const DeadLink& link : *dead) {
      ADD_FAILURE() << stored.document.path << ":" << link.line << ": " << link.address << ": " << link.reason;
    }
    return ok_status();
  });
  ASSERT_TRUE(walked) << walked.error().message;
  EXPECT_GT(documents, 10U);
}

}  // namespace
}  // namespace fupan::service
