// Search and suggestions, with the texts that a person reads. Thread-safe.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/access.h"
#include "core/document.h"
#include "indexer/index.h"
#include "server/service/library.h"
#include "server/service/page_cache.h"

namespace fupan::service {

struct Hit {
  std::string id;    // lesson, section or document id
  std::string type;  // "lesson", "section", "document"
  std::string kind;  // lesson kind of a lesson, else document kind
  std::string title_html;
  std::string snippet_html;
  double score = 0;
  std::vector<std::string> heading_path;
  LineRange lines;
  std::size_t further = 0;
  bool translated = false;  // found by words of the other language only
  Document document;        // without sections, lessons and metadata
  std::vector<std::string> phases, risks, tags;
  State state = State::kPublished;
  std::string lang;
  std::vector<indexer::ScorePart> explain;
};

struct SearchPage {
  std::string query;
  std::size_t total = 0;
  double took_ms = 0;
  std::optional<std::string> did_you_mean;
  bool relaxed = false;
  std::vector<Hit> hits;
  std::vector<indexer::FacetCounts> facets;
  bool facets_exact = true;
};

class SearchService {
 public:
  static constexpr std::size_t kCachedPages = 500;  // about 10 kB each

  // `library` must outlive the service.
  explicit SearchService(Library& library, std::size_t cached_pages = kCachedPages)
      : library_(library), cache_(std::make_unique<PageCache>(cached_pages)) {}

  // As if what `viewer` must not see were not there. Errors: as IndexReader::search and Reader::get. A document that
  // was removed between index and store is left out.
  Result<SearchPage> search(const indexer::SearchRequest& request, const Viewer& viewer = {}) const;
  Result<std::vector<indexer::Suggestion>> suggest(std::string_view typed, std::size_t limit,
                                                   const Viewer& viewer = {}) const;

 private:
  Result<CachedPage> make_page(const indexer::SearchRequest& request) const;
  std::optional<CachedPage> renew(const indexer::SearchRequest& request, CachedPage cached,
                                  const PageState& state) const;
  indexer::SearchRequest with_words(const indexer::SearchRequest& request) const;

  Library& library_;
  std::unique_ptr<PageCache> cache_;
};

}  // namespace fupan::service
