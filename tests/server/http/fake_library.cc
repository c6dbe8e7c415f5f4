#include "tests/server/http/fake_library.h"

#include "core/codec.h"
#include "server/service/keys.h"

namespace fupan::http {
namespace {

constexpr std::string_view kSource =
    "# 支付系统上线复盘\n\n## 经验教训\n\n- 没有回滚方案，<script>alert(1)</script>延期三天\n- 灰度发布先行\n";

Taxonomy make_taxonomy() {
  Taxonomy::Parts parts;
  parts.phases = {{"planning", "Planning", "规划", {"计划阶段"}, "Planning", "Initiating a project"}};
  parts.risks = {{"schedule", "Schedule", "进度", {"延期"}, "", ""}};
  parts.tags = {{"rollback", "Rollback", "回滚", {}, "", ""}};
  return Taxonomy(std::move(parts));
}

Lesson make_lesson(std::string_view id, LessonKind kind, std::string title, std::string_view text, int line) {
  Lesson lesson;
  lesson.id = LessonId{std::string(id)};
  lesson.kind = kind;
  lesson.title = title;
  lesson.markdown = lesson.text = text;
  lesson.heading_path = {"支付系统上线复盘", "经验教训"};
  lesson.lines = {line, line};
  lesson.lang = "zh";
  lesson.labels = {{Facet::kPhase, "planning", LabelOrigin::kRule, true, 1.0},
                   {Facet::kTag, "自研", LabelOrigin::kAuthor, false, 1.0}};
  return lesson;
}

Document make_document() {
  Document document;
  document.id = DocumentId{std::string(kDocument)};
  document.collection = "内部";
  document.path = "2024/支付 复盘.md";
  document.kind = DocumentKind::kPostmortem;
  document.title = "支付系统上线复盘";
  document.lang = "zh";
  document.date = "2024-05-03";
  document.project = "支付系统";
  document.metadata = {{"作者", "张三"}};
  document.facts.budget = 1.5e6;
  document.facts.sector = "金融";
  document.labels = {{Facet::kRisk, "schedule", LabelOrigin::kAuthor, true, 1.0}};
  document.sections = {{{"支付系统上线复盘"}, {1, 2}, "背景"}};
  document.lessons = {make_lesson(kLesson, LessonKind::kFailed, "没有回滚方案", kLessonText, 5),
                      make_lesson(kSecondLesson, LessonKind::kWorked, "灰度发布先行", kSecondLessonText, 6)};
  document.encoding = "UTF-8";
  document.content_hash = std::string(64, 'a');
  document.source_bytes = kSource.size();
  document.imported_at = "2024-05-04T00:00:00Z";
  return document;
}

}  // namespace

Result<indexer::IndexPage> FakeIndex::search(const indexer::SearchRequest&) const {
  before_search();
  if (failure) return *failure;
  return page;
}

Result<std::optional<indexer::PageBasis>> FakeIndex::renew(const indexer::SearchRequest&,
                                                           const indexer::PageBasis&) const {
  return std::nullopt;
}

Result<std::vector<indexer::Suggestion>> FakeIndex::suggest(std::string_view, std::size_t,
                                                            const std::vector<std::string>&,
                                                            const indexer::WordCheck&) const {
  if (failure) return *failure;
  return std::vector<indexer::Suggestion>{{indexer::SuggestionType::kTitle, "支付系统上线复盘", std::string(kDocument)},
                                          {indexer::SuggestionType::kWord, "延期", ""}};
}

Result<std::vector<indexer::SimilarHit>> FakeIndex::similar(const indexer::SimilarRequest& request) const {
  if (failure) return *failure;
  std::vector<indexer::SimilarHit> hits;
  for (const indexer::SimilarHit& hit : nearest) {
    if (request.without != hit.document_id && request.without != hit.lesson_id) hits.push_back(hit);
  }
  return hits;
}

Result<std::uint64_t> FakeIndex::applied_sequence() const {
  if (failure) return *failure;
  return applied;
}

Result<indexer::IndexCounts> FakeIndex::counts(const std::vector<std::string>&) const {
  if (failure) return *failure;
  return indexer::IndexCounts{};
}

Status FakeIndex::for_each_document(const std::function<void(const indexer::IndexedDocument&)>&) const {
  return ok_status();
}

Status FakeIndex::check_files() const { return ok_status(); }

FakeLibrary::FakeLibrary() : taxonomy_({make_taxonomy(), "file", {}, {}, {}}, store_), state_(*taxonomy_.current()) {
  const Document document = make_document();
  const auto committed = store_.commit({{service::document_key(document.id), encode_document(document, kSource), {}}});
  if (committed) fake_index.applied = *committed;
  indexer::IndexHit hit;
  hit.document_id = kDocument;
  hit.lesson_id = kLesson;
  hit.passages = {{true, 0, 1, true}, {false, 0, 0.5, true}};
  hit.score = 3.5;
  hit.explain = {{"回滚", "text", 3.5}};
  fake_index.page.hits = {hit};
  fake_index.page.total = 1;
  fake_index.page.facets = {{indexer::Field::kPhase, {{"planning", 2}, {"integration", 1}}},
                            {indexer::Field::kKind, {{"postmortem", 1}}},
                            {indexer::Field::kState, {{"published", 1}}}};
}

}  // namespace fupan::http
