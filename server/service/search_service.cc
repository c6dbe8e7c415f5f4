#include "server/service/search_service.h"

#include <algorithm>
#include <chrono>

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "server/service/keys.h"
#include "server/service/repository.h"
#include "server/service/shown_words.h"

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

std::optional<Facet> facet_of(indexer::Field field) {
  switch (field) {
    case indexer::Field::kPhase:
      return Facet::kPhase;
    case indexer::Field::kRisk:
      return Facet::kRisk;
    case indexer::Field::kTag:
      return Facet::kTag;
    default:
      return std::nullopt;
  }
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
  for (const Lesson& lesson : document.lessons) {
    if (lesson.state == State::kPublished || lesson.state == document.state) consider(lesson.text);
  }
  hit.snippet_html = highlighter.snippet(best, kSnippetCharacters);
}

bool exists(const Document& document, const indexer::PassageMatch& passage) {
  return passage.ordinal < (passage.is_lesson ? document.lessons.size() : document.sections.size());
}

// Whether the labels of a lesson, or of the document around a section, are among those that were filtered by.
bool has_filtered_labels(const Document& document, const indexer::PassageMatch& passage,
                         const std::vector<indexer::FieldFilter>& filters) {
  const std::vector<Label>& labels = passage.is_lesson ? document.lessons[passage.ordinal].labels : document.labels;
  return std::all_of(filters.begin(), filters.end(), [&](const indexer::FieldFilter& filter) {
    const std::optional<Facet> facet = facet_of(filter.field);
    return !facet || std::any_of(labels.begin(), labels.end(), [&](const Label& label) {
      const auto& values = filter.values;
      return label.facet == *facet && std::find(values.begin(), values.end(), label.value) != values.end();
    });
  });
}

// The best of the passages that match; among those that hold as many of the words, one with the labels asked for.
const indexer::PassageMatch* choose_passage(const Document& document, const indexer::IndexHit& hit,
                                            const std::vector<indexer::FieldFilter>& filters) {
  const indexer::PassageMatch* best = nullptr;
  for (const indexer::PassageMatch& passage : hit.passages) {
    if (!exists(document, passage)) continue;
    if (best == nullptr) best = &passage;
    if (!passage.is_full) break;
    if (has_filtered_labels(document, passage, filters)) return &passage;
  }
  return best;
}

void show_parts(Hit& hit, const Document& document, const indexer::IndexHit& found,
                const indexer::SearchRequest& request, const indexer::Highlighter& highlighter) {
  hit.kind = name_of(document.kind);
  hit.lang = document.lang;
  hit.state = document.state;
  set_labels(hit, document.labels);
  const Lesson* lesson = found.lesson_id.empty() ? nullptr : document.find_lesson({found.lesson_id});
  const indexer::PassageMatch* passage = choose_passage(document, found, request.filters);
  if (passage != nullptr && passage->is_lesson) lesson = &document.lessons[passage->ordinal];
  if (lesson != nullptr) {
    show_lesson(hit, *lesson, highlighter);
  } else if (passage != nullptr) {
    show_section(hit, document, passage->ordinal, highlighter);
  } else if (request.type == indexer::HitType::kSection && !document.sections.empty()) {
    show_section(hit, document, 0, highlighter);
  } else {
    show_document(hit, document, highlighter);
  }
  const auto full = std::count_if(found.passages.begin(), found.passages.end(),
                                  [](const indexer::PassageMatch& match) { return match.is_full; });
  hit.further = full > 0 ? static_cast<std::size_t>(full) - 1 : 0;
}

constexpr std::size_t kMostChanges = 1000;

// Whether the documents of the hits, and what all pages are made with, are in the store as they were at `sequence`.
bool is_stored_as_shown(const store::Store& store, const SearchPage& page, std::uint64_t sequence) {
  const auto changes = store.changes(sequence, kMostChanges);
  if (!changes || changes->size() >= kMostChanges) return false;
  return std::none_of(changes->begin(), changes->end(), [&](const store::Change& change) {
    if (moves_labels(change.key) || change.key == kTaxonomyKey) return true;
    const std::optional<DocumentId> changed = document_of_key(change.key);
    return changed &&
           std::any_of(page.hits.begin(), page.hits.end(), [&](const Hit& hit) { return hit.document.id == *changed; });
  });
}

}  // namespace

Result<SearchPage> SearchService::search(const indexer::SearchRequest& given, const Viewer& viewer) const {
  indexer::SearchRequest request = given;
  request.hidden_collections = viewer.hidden_collections;
  const auto start = std::chrono::steady_clock::now();
  const auto indexed = library_.index().applied_sequence();
  const auto stored = library_.store().last_sequence();
  const bool is_known = indexed && stored;
  const PageState state{is_known ? *stored : 0, is_known ? *indexed : 0};
  const std::string key = cache_key(request);
  std::optional<CachedPage> cached = is_known ? cache_->find(key) : std::nullopt;
  if (!cached || !(cached->state == state)) {
    if (cached) cached = renew(request, std::move(*cached), state);
    if (!cached) {
      auto made = make_page(request);
      if (!made) return made.error();
      made->state = state;
      cached = std::move(*made);
    }
    if (is_known) cache_->put(key, *cached);
  }
  SearchPage page = *cached->page;
  page.took_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  return page;
}

// The page as it was, when nothing that it shows or counts has changed since.
std::optional<CachedPage> SearchService::renew(const indexer::SearchRequest& request, CachedPage cached,
                                               const PageState& state) const {
  if (!cached.basis || !is_stored_as_shown(library_.store(), *cached.page, cached.state.stored)) return std::nullopt;
  if (cached.state.indexed != state.indexed) {
    const auto basis = library_.index().renew(with_words(request), *cached.basis);
    if (!basis || !*basis) return std::nullopt;
    cached.basis = *basis;
  }
  cached.state = state;
  return cached;
}

// The request with what the library knows of words.
indexer::SearchRequest SearchService::with_words(const indexer::SearchRequest& request) const {
  indexer::SearchRequest asked = request;
  asked.taxonomy = library_.taxonomy();
  asked.thesaurus = library_.thesaurus();
  asked.shows_word = word_check(library_, request.hidden_collections);
  return asked;
}

Result<CachedPage> SearchService::make_page(const indexer::SearchRequest& request) const {
  auto found = library_.index().search(with_words(request));
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
    hit.translated = index_hit.translated;
    hit.explain = std::move(index_hit.explain);
    hit.document = std::move((*stored)->document);
    show_parts(hit, hit.document, index_hit, request, found->highlighter);
    strip_texts(hit.document);
    page.hits.push_back(std::move(hit));
  }
  CachedPage made;
  if (page.total > 0 && !page.did_you_mean) made.basis = std::move(found->basis);
  made.page = std::make_shared<const SearchPage>(std::move(page));
  return made;
}

Result<std::vector<indexer::Suggestion>> SearchService::suggest(std::string_view typed, std::size_t limit,
                                                                const Viewer& viewer) const {
  auto found = library_.index().suggest(typed, limit, viewer.hidden_collections,
                                        word_check(library_, viewer.hidden_collections));
  if (!found) return found.error();
  // Tags of the taxonomy by any of their names, in either language.
  const std::string folded = text::fold_label(typed);
  std::vector<indexer::Suggestion> tags;
  const Taxonomy taxonomy = library_.taxonomy();
  for (const auto& [name, value] : taxonomy.phrases(Facet::kTag)) {
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
