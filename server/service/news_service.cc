#include "server/service/news_service.h"

#include <algorithm>
#include <map>
#include <optional>

#include "core/text/utf8.h"
#include "server/service/repository.h"
#include "server/service/saved_search_service.h"

namespace fupan::service {
namespace {

constexpr std::size_t kDocumentsPerSearch = 50;
constexpr std::size_t kHitsPerSearch = 1000;
constexpr std::size_t kMostSummaryBytes = 1000;
constexpr std::size_t kMostSummaryCharacters = 500;

bool is_shown(State state) { return state == State::kPublished; }

std::string shortened(std::string_view text) {
  std::size_t end = 0, characters = 0;
  while (end < text.size() && characters < kMostSummaryCharacters && end < kMostSummaryBytes) {
    end += text::decode_at(text, end).length;
    ++characters;
  }
  return std::string(text.substr(0, end)) + (end < text.size() ? "…" : "");
}

NewsItem document_item(const Document& document) {
  NewsItem item;
  item.id = document.id.value;
  item.path = "/documents/" + document.id.value;
  item.title = document.title;
  item.lang = document.lang;
  item.updated = document.imported_at;
  item.project = document.project;
  item.labels = document.labels;
  if (!document.sections.empty()) item.summary = shortened(document.sections.front().text);
  for (const Lesson& lesson : document.lessons) {
    if (item.summary.empty() && is_shown(lesson.state)) item.summary = shortened(lesson.text);
  }
  return item;
}

NewsItem lesson_item(const Document& document, const Lesson& lesson) {
  NewsItem item = document_item(document);
  item.id = lesson.id.value;
  item.path = "/lessons/" + lesson.id.value;
  item.title = lesson.title;
  item.lang = lesson.lang;
  item.labels = lesson.labels;
  item.summary = shortened(lesson.text);
  return item;
}

// Feeds tell of what is published only, whatever states a search asks for.
bool is_news(const Document& document, const indexer::IndexHit& hit) {
  const Lesson* lesson = hit.lesson_id.empty() ? nullptr : document.find_lesson({hit.lesson_id});
  return is_shown(document.state) && (lesson == nullptr || is_shown(lesson->state));
}

// Of a search for lessons or sections the passage; else the document, told by its best passage, so that the entry keeps
// its id when another passage becomes the best.
NewsItem hit_item(const Document& document, const indexer::IndexHit& hit, indexer::HitType type) {
  const Lesson* lesson = hit.lesson_id.empty() ? nullptr : document.find_lesson({hit.lesson_id});
  if (lesson != nullptr) return lesson_item(document, *lesson);
  NewsItem item = document_item(document);
  if (hit.passages.empty()) return item;
  const indexer::PassageMatch& best = hit.passages.front();
  if (best.is_lesson) {
    if (best.ordinal < document.lessons.size()) item.summary = shortened(document.lessons[best.ordinal].text);
    return item;
  }
  if (best.ordinal >= document.sections.size()) return item;
  const Section& section = document.sections[best.ordinal];
  item.summary = shortened(section.text);
  if (type != indexer::HitType::kSection) return item;
  item.id = document.section_id(best.ordinal);
  if (!section.heading_path.empty()) item.title = section.heading_path.back();
  item.path += "#L" + std::to_string(section.lines.first) + "-" + std::to_string(section.lines.last);
  return item;
}

}  // namespace

Result<std::vector<NewsItem>> NewsService::of_search(const SavedSearch& search, const Viewer& viewer) const {
  const auto recent = recent_.written_after(0);
  if (!recent) return recent.error();
  indexer::SearchRequest request = request_of(search, library_.taxonomy());
  request.limit = kHitsPerSearch;
  request.hidden_collections = viewer.hidden_collections;
  std::vector<NewsItem> news;
  for (std::size_t begin = 0; begin < recent->size() && news.size() < kMostNews; begin += kDocumentsPerSearch) {
    request.documents.clear();
    std::map<std::string, std::size_t> places;
    for (std::size_t i = begin; i < std::min(begin + kDocumentsPerSearch, recent->size()); ++i) {
      places[(*recent)[i].value] = i;
      request.documents.push_back((*recent)[i].value);
    }
    auto page = library_.index().search(request);
    if (!page) return page.error();
    const auto place = [&](const indexer::IndexHit& hit) { return places[hit.document_id]; };
    std::stable_sort(page->hits.begin(), page->hits.end(),
                     [&](const auto& a, const auto& b) { return place(a) < place(b); });
    for (const indexer::IndexHit& hit : page->hits) {
      const auto stored = find_document(library_.store(), {hit.document_id});
      if (!stored) return stored.error();
      if (*stored && news.size() < kMostNews && is_news((*stored)->document, hit)) {
        news.push_back(hit_item((*stored)->document, hit, request.type));
      }
      if (news.size() == kMostNews) break;
    }
  }
  return news;
}

Result<std::vector<NewsItem>> NewsService::newest(const Viewer& viewer) const {
  const auto recent = recent_.written_after(0);
  if (!recent) return recent.error();
  std::vector<NewsItem> news;
  for (const DocumentId& id : *recent) {
    const auto stored = find_document(library_.store(), id);
    if (!stored) return stored.error();
    if (!*stored || !is_shown((*stored)->document.state)) continue;
    if (!viewer.sees((*stored)->document.collection)) continue;
    const Document& document = (*stored)->document;
    if (document.lessons.empty()) news.push_back(document_item(document));
    for (const Lesson& lesson : document.lessons) {
      if (is_shown(lesson.state)) news.push_back(lesson_item(document, lesson));
    }
    if (news.size() >= kMostNews) break;
  }
  if (news.size() > kMostNews) news.resize(kMostNews);
  return news;
}

}  // namespace fupan::service
