#include "server/service/similar_service.h"

#include <gtest/gtest.h>

#include "core/codec.h"
#include "server/service/evaluate_similar.h"
#include "server/service/keys.h"
#include "server/service/repository.h"
#include "tests/server/service/library_fixture.h"

namespace fupan::service {
namespace {

constexpr const char* kSupplier =
    "---\ntags: [vendor]\n---\n# 供应商复盘\n\n## 经验教训\n\n"
    "- 供应商接口联调延期三周，应提前准备备用供应商方案。\n- 回滚方案没有演练，上线当晚无法恢复数据库。\n";
constexpr const char* kOther =
    "---\ntags: [vendor]\n---\n# 网关复盘\n\n## 经验教训\n\n"
    "- 供应商接口联调延期三周；應提前准备备用供应商方案！\n- 主要供应商延期，接口联调推迟，合同没有违约条款。\n";
constexpr const char* kEnglish =
    "---\ntags: [release]\n---\n# Release\n\n## Lessons learned\n\n"
    "- The rollback was never rehearsed and the database restore failed.\n- Rehearse the rollback of the database "
    "before release.\n";
constexpr const char* kSecondEnglish =
    "---\ntags: [release]\n---\n# Second release\n\n## Lessons learned\n\n"
    "- Nobody had rehearsed the rollback; restore of the database took a night.\n";

class SimilarServiceTest : public LibraryTest {
 protected:
  void SetUp() override {
    LibraryTest::SetUp();
    write("a.md", kSupplier);
    write("b.md", kOther);
    write("c.md", kEnglish);
    write("d.md", kSecondEnglish);
    import();
  }

  Document document(const std::string& path) const {
    const auto stored = get_document(library_->store(), make_document_id("sources", path));
    EXPECT_TRUE(stored);
    return stored ? stored->document : Document{};
  }

  std::vector<SimilarItem> like_lesson(const std::string& path, std::size_t ordinal) const {
    auto items = SimilarService(*library_).of_lesson(document(path).lessons.at(ordinal).id, 10);
    EXPECT_TRUE(items) << items.error().message;
    return items ? std::move(*items) : std::vector<SimilarItem>{};
  }

  // Writes the document again with one lesson in another state, and indexes it.
  void set_state(const std::string& path, std::size_t ordinal, State state) {
    auto stored = get_document(library_->store(), make_document_id("sources", path));
    ASSERT_TRUE(stored);
    const auto source = source_of(stored->record);
    stored->document.lessons.at(ordinal).state = state;
    const auto sequence = library_->store().commit(
        {{document_key(stored->document.id), encode_document(stored->document, *source), std::nullopt}});
    ASSERT_TRUE(sequence);
    Projector projector(*library_);
    projector.finish_soon();
    ASSERT_TRUE(projector.wait_for(*sequence, std::chrono::seconds(60)));
  }
};

TEST_F(SimilarServiceTest, NearestLessonComesFirstAndIsMarkedWhenNearlyTheSame) {
  const auto items = like_lesson("a.md", 0);
  ASSERT_GE(items.size(), 2U);
  EXPECT_EQ(items[0].document.title, "网关复盘");
  EXPECT_TRUE(items[0].duplicate);
  EXPECT_FALSE(items[1].duplicate);
  EXPECT_GT(items[0].score, items[1].score);
  EXPECT_LE(items[0].score, 1);
  ASSERT_FALSE(items[1].matched.empty());
  for (const std::string& piece : items[1].matched) {
    EXPECT_NE(document("a.md").lessons[0].text.find(piece), std::string::npos) << piece;
  }
  for (const SimilarItem& item : items) EXPECT_NE(item.lesson.id, document("a.md").lessons[0].id) << "not itself";
}

TEST_F(SimilarServiceTest, EnglishFindsEnglish) {
  const auto items = like_lesson("d.md", 0);
  ASSERT_FALSE(items.empty());
  EXPECT_EQ(items[0].document.title, "Release");
}

TEST_F(SimilarServiceTest, RetiredAndRejectedLessonsNeverAppear) {
  const LessonId nearest = like_lesson("a.md", 0).at(0).lesson.id;
  for (const State state : {State::kRetired, State::kRejected}) {
    set_state("b.md", 0, state);
    for (const SimilarItem& item : like_lesson("a.md", 0)) EXPECT_NE(item.lesson.id, nearest);
  }
  set_state("b.md", 0, State::kPublished);
  EXPECT_EQ(like_lesson("a.md", 0).at(0).lesson.id, nearest);
}

TEST_F(SimilarServiceTest, DocumentsAreLikeDocuments) {
  const auto items = SimilarService(*library_).of_document(make_document_id("sources", "c.md"), 10);
  ASSERT_TRUE(items);
  ASSERT_FALSE(items->empty());
  EXPECT_EQ(items->front().document.title, "Second release");
  EXPECT_TRUE(items->front().lesson.id.value.empty());
  EXPECT_FALSE(items->front().excerpt.empty());
}

TEST_F(SimilarServiceTest, UnknownIdsAreNotFoundAndOddTextsFindNothing) {
  EXPECT_EQ(SimilarService(*library_).of_lesson({"x.lyyyyy"}, 10).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(SimilarService(*library_).of_document({"x"}, 10).error().code, ErrorCode::kNotFound);
  for (const char* text : {"", "the", "\xff\xfe", "12 a", "🙂", "((( OR NOT"}) {
    indexer::SimilarRequest request;
    request.text = text;
    const auto items = SimilarService(*library_).of_text(request);
    ASSERT_TRUE(items) << text;
    EXPECT_TRUE(items->empty()) << text;
  }
}

TEST_F(SimilarServiceTest, FiltersAndDocumentsRestrict) {
  indexer::SimilarRequest request;
  request.text = "供应商接口联调延期，回滚没有演练";
  request.documents = {make_document_id("sources", "b.md").value};
  auto items = SimilarService(*library_).of_text(request);
  ASSERT_TRUE(items);
  EXPECT_EQ(items->size(), 2U);
  request.documents.clear();
  request.filters = {{indexer::Field::kLang, {"en"}}};
  items = SimilarService(*library_).of_text(request);
  ASSERT_TRUE(items);
  EXPECT_TRUE(items->empty());
}

TEST_F(SimilarServiceTest, EvaluationCountsSharedTagsOfAuthors) {
  const auto found = evaluate_similar(*library_);
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->documents, 4U);
  EXPECT_EQ(found->queries, 4U);
  EXPECT_NEAR(found->chance, 1.0 / 3, 1e-9);
  EXPECT_NEAR(found->ours.precision_at_10, 0.1, 1e-9) << "one of ten places";
  EXPECT_NEAR(found->ours.ndcg_at_10, 1, 1e-9);
  EXPECT_GT(found->plain.ndcg_at_10, 0);
}

TEST_F(SimilarServiceTest, PiecesOfATextAreWholeWords) {
  indexer::SimilarRequest request;
  request.text = "备用供应链";  // shares the characters 供应 with 供应商, not a word
  const auto hits = library_->index().similar(request);
  ASSERT_TRUE(hits);
  ASSERT_FALSE(hits->empty());
  EXPECT_EQ(hits->front().matched, std::vector<std::string>{"备用"});
}

TEST_F(SimilarServiceTest, PiecesOfATextBeginAndEndWithWordsThatSaySomething) {
  write("f.md", "# 己\n\n## 经验教训\n\n- 合同与供应商的约定要写明。\n");
  import();
  indexer::SimilarRequest request;
  request.text = "与供应商的";
  const auto hits = library_->index().similar(request);
  ASSERT_TRUE(hits);
  ASSERT_FALSE(hits->empty());
  EXPECT_EQ(hits->front().matched, std::vector<std::string>{"供应商"});
}

}  // namespace
}  // namespace fupan::service
