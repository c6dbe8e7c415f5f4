#include "server/service/search_service.h"

#include <algorithm>
#include <chrono>

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "server/service/repository.h"

namespace fupan::service {
namespace {

constexpr std::size_t kSnippetCharacters = 240;
constexpr std::size_t kMaxTaxonomySuggestions = 3;

std::vector<std::string> values_of(const std::vector<Label>& labels, Facet facet) {
  std::vector<std::string> values;
  for (const Label& label : labels) {
    if (label.facet == facet) values.push_back(label.value);
  }
  return values;
}

void set_labels(Hit& hit, const std::vector<Label>& labels) {
  hit.phases = values_of(labels, Facet::kPhase);
  hit.risks = values_of(labels, Facet::kRisk);
  hit.tags = values_of(labels, Facet::kTag);
}

void show_lesson(Hit& hit, const Lesson& lesson, const indexer::Highlighter& highlighter) {
  hit.id = lesson.id.value;
  hit.type = "lesson";
  hit.kind = name_of(lesson.kind);
  hit.title_html = highlighter.mark(lesson.title);
  hit.snippet_html = highlighter.snippet(lesson.text, kSnippetCharacters);
  hit.heading_path = lesson.heading_path;
  hit.lines = lesson.lines;
  hit.state = lesson.state;
  hit.lang = lesson.lang;
  set_labels(hit, lesson.labels);
}

void show_section(Hit& hit, const Document& document, std::size_t ordinal, const indexer::Highlighter& highlighter) {
  const Section& section = document.sections[ordinal];
  hit.id = document.section_id(ordinal);
  hit.type = "section";
  hit.title_html = highlighter.mark(section.heading_path.empty() ? document.title : section.heading_path.back());
  hit.snippet_html = highlighter.snippet(section.text, kSnippetCharacters);
  hit.heading_path = section.heading_path;
  hit.lines = section.lines;
}

// The document as a whole: its opening words, or the first part that matches.
void show_document(Hit& hit, const Document& document, const indexer::Highlighter& highlighter) {
  hit.id = document.id.value;
  hit.type = "document";
  hit.title_html = highlighter.mark(document.title);
  std::string_view best;
  std::size_t most = 0;
  const auto consider = [&](const std::string& text) {
    const std::size_t coverage = highlighter.empty() ? 0 : highlighter.coverage(text);
    if (!text.empty() && (best.empty() || coverage > most)) {
      best = text;
      most = coverage;
    }
  };
  for (const Section& section : document.sections) consider(section.text);
  for (const Lesson& lesson : document.lessons) consider(lesson.text);
  hit.snippet_html = highlighter.snippet(best, kSnippetCharacters);
}

std::optional<std::size_t> section_ordinal(const Document& document, const std::string& id) {
  for (std::size_t i = 0; i < document.sections.size(); ++i) {
    if (document.section_id(i) == id) return i;
  }
  return std::nullopt;
}

void show_parts(Hit& hit, const Document& document, const std::string& passage_id,
                const indexer::Highlighter& highlighter) {
  hit.kind = name_of(document.kind);
  hit.lang = document.lang;
  hit.state = document.state;
  set_labels(hit, document.labels);
  const Lesson* lesson = is_lesson_id(passage_id) ? document.find_lesson({passage_id}) : nullptr;
  const auto ordinal = is_section_id(passage_id) ? section_ordinal(document, passage_id) : std::nullopt;
  if (lesson != nullptr) {
    show_lesson(hit, *lesson, highlighter);
  } else if (ordinal) {
    show_section(hit, document, *ordinal, highlighter);
  } else {
    show_document(hit, document, highlighter);
  }
}

void strip(Document& document) {
  document.sections.clear();
  document.lessons.clear();
  document.gone.clear();
  document.metadata.clear();
}

}  // namespace

Result<SearchPage> SearchService::search(const indexer::SearchRequest& request) const {
  const auto start = std::chrono::steady_clock::now();
  indexer::SearchRequest asked = request;
  asked.taxonomy = &library_.taxonomy();
  auto found = library_.index().search(asked);
  if (!found) return found.error();
  SearchPage page;
  page.query = request.text;
  page.total = found->total;
  page.did_you_mean = std::move(found->did_you_mean);
  page.relaxed = found->relaxed;
  page.facets = std::move(found->facets);
  page.facets_exact = found->facets_exact;
  for (indexer::IndexHit& index_hit : found->hits) {
    auto stored = find_document(library_.store(), {index_hit.document_id});
    if (!stored) return stored.error();
    if (!*stored) continue;
    Hit hit;
    hit.score = index_hit.score;
    hit.further = index_hit.further;
    hit.explain = std::move(index_hit.explain);
    hit.document = std::move((*stored)->document);
    show_parts(hit, hit.document, index_hit.passage_id, found->highlighter);
    strip(hit.document);
    page.hits.push_back(std::move(hit));
  }
  page.took_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  return page;
}

Result<std::vector<indexer::Suggestion>> SearchService::suggest(std::string_view typed, std::size_t limit) const {
  auto found = library_.index().suggest(typed, limit);
  if (!found) return found.error();
  // Tags of the taxonomy by any of their names, in either language.
  const std::string folded = text::fold_label(typed);
  std::vector<indexer::Suggestion> tags;
  for (const auto& [name, value] : library_.taxonomy().phrases(Facet::kTag)) {
    if (folded.empty() || tags.size() >= kMaxTaxonomySuggestions || !name.starts_with(folded)) continue;
    const auto same = [&, id = value->id](const indexer::Suggestion& s) { return s.text == id; };
    const bool is_known =
        std::any_of(found->begin(), found->end(), same) || std::any_of(tags.begin(), tags.end(), same);
    if (!is_known) tags.push_back({indexer::SuggestionType::kTag, value->id, value->id});
  }
  found->insert(found->begin(), tags.begin(), tags.end());
  for (indexer::Suggestion& suggestion : *found) {
    if (suggestion.type == indexer::SuggestionType::kTag) suggestion.id = suggestion.text;
  }
  if (found->size() > limit) found->resize(limit);
  return found;
}

}  // namespace fupan::service
