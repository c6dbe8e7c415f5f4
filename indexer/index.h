// Which records answer this question? The index is a projection of the store: it can always be thrown away and made
// again.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/document.h"
#include "core/result.h"
#include "indexer/highlight/highlighter.h"
#include "indexer/search_request.h"
#include "indexer/similar_request.h"

namespace fupan::indexer {

struct ScorePart {
  std::string part;   // the word or phrase; of a boost "proximity", "feedback", "all words", "exact run" or "rest"
  std::string field;  // "text", "title", "tag", "project", "translation" or "boost"
  double weight = 0;  // all parts add up to the score; only "rest" may be below 0, of what is not counted
};

// A passage of a document that matches: a lesson or a section, by its place in Document::lessons or ::sections.
struct PassageMatch {
  bool is_lesson = false;
  std::size_t ordinal = 0;
  double score = 0;      // comparable within one document only
  bool is_full = false;  // holds as many of the words as the best passage does
};

struct IndexHit {
  std::string document_id;
  std::string lesson_id;    // of a search for lessons; else empty
  std::string fingerprint;  // of the record that was indexed, as fingerprint_of(); empty in a search for lessons
  double score = 0;         // comparable within one page only
  bool translated = false;  // found by words of the other language only
  std::vector<PassageMatch> passages;  // best first; none when only the title, a tag or the project's name matches
  std::vector<ScorePart> explain;
};

struct FacetCount {
  std::string value;
  std::size_t count = 0;
};

struct FacetCounts {
  Field field = Field::kPhase;
  std::vector<FacetCount> counts;  // most frequent first, then by value
};

// The state of the index that a page was made from, for IndexReader::renew. Only the index reads it.
struct PageBasis {
  std::string generation;
  bool is_settled = false;                          // false: made in the middle of a commit, so that it says nothing
  bool is_relaxed = false;                          // any of the words were looked for
  std::size_t first_end = 0;                        // entries there were, ever, when the page was made
  std::size_t end = 0;                              // and when it was last renewed
  std::weak_ptr<const std::vector<unsigned>> dead;  // of these, those that were replaced or removed
};

struct IndexPage {
  std::vector<IndexHit> hits;
  std::size_t total = 0;  // exact
  std::vector<FacetCounts> facets;
  bool facets_exact = true;
  bool relaxed = false;                     // hits that lack some of the words were let in
  std::optional<std::string> did_you_mean;  // the whole query, corrected
  Highlighter highlighter;                  // marks what this query looks for in any text
  PageBasis basis;
};

enum class SuggestionType { kTitle, kTag, kProject, kWord };
inline constexpr std::array<std::string_view, 4> kSuggestionTypeNames{"title", "tag", "project", "word"};

struct Suggestion {
  SuggestionType type = SuggestionType::kWord;
  std::string text;
  std::string id;  // document id of a title
};

struct IndexCounts {
  std::size_t documents = 0;
  std::size_t lessons = 0;
  std::size_t sections = 0;
  std::uint64_t bytes = 0;
};

// Which state of a document is indexed: for comparing index and store.
struct IndexedDocument {
  std::string document_id;
  std::string fingerprint;  // of the indexed record, as fingerprint_of()
};

// Identifies the content of a stored document record.
std::string fingerprint_of(std::string_view encoded_document);

// Reads. Thread-safe. Each call sees the newest commit of the index.
//
// Errors of all: unavailable  there is no index yet, or it changed several times while reading; retry
//                corrupt, io  the index cannot be read; `fupan reindex` makes it anew
class IndexReader {
 public:
  virtual ~IndexReader() = default;

  // Errors: invalid_argument  the text or a filter cannot be understood; field and position are set
  virtual Result<IndexPage> search(const SearchRequest& request) const = 0;

  // Whether a page that was made from `basis` has the same hits, total and facets today, so that it need not be made
  // again: no entry that came or went since matches `request`. Then the basis to ask with the next time; else nothing,
  // also where that cannot be told quickly. Scores are those of statistics that were at most a hundredth of all entries
  // behind. Did the page correct the spelling or have no hits, the answer is not about these.
  virtual Result<std::optional<PageBasis>> renew(const SearchRequest& request, const PageBasis& basis) const = 0;

  // Completions of what was typed so far, best first, at most `limit`. Never an error for odd text. Nothing comes of
  // `hidden_collections`: a word has its stem in another one, and passes `shows_word` (null: yes).
  virtual Result<std::vector<Suggestion>> suggest(std::string_view typed, std::size_t limit,
                                                  const std::vector<std::string>& hidden_collections = {},
                                                  const WordCheck& shows_word = {}) const = 0;

  // The nearest documents or lessons, best first; none for a text that shares no word with any. Never an error for odd
  // text.
  virtual Result<std::vector<SimilarHit>> similar(const SimilarRequest& request) const = 0;

  // The last store sequence that is in the index.
  virtual Result<std::uint64_t> applied_sequence() const = 0;

  // Without what lies in `hidden_collections`; bytes are those of all.
  virtual Result<IndexCounts> counts(const std::vector<std::string>& hidden_collections = {}) const = 0;

  // Calls `visit` for each indexed document.
  virtual Status for_each_document(const std::function<void(const IndexedDocument&)>& visit) const = 0;

  // Reads the index files whole; kCorrupt when their structure is broken. As slow as they are large.
  virtual Status check_files() const = 0;
};

struct IndexUpsert {
  Document document;
  std::string fingerprint;
};

// Writes. One thread. At most one writer per index, in whatever process.
class IndexWriter {
 public:
  virtual ~IndexWriter() = default;

  virtual std::uint64_t applied_sequence() const = 0;

  // Takes the documents in; readers see nothing yet. A document replaces its earlier state.
  virtual Status upsert(IndexUpsert upsert) = 0;
  virtual Status remove(const std::string& document_id) = 0;

  // Makes all taken changes visible and durable together with `sequence`. On an error nothing since the last commit is
  // in the index, and the writer must be thrown away.
  virtual Status commit(std::uint64_t sequence) = 0;

  // After tidy(): whether so much of the index is left over from earlier states of documents that it should be made
  // anew.
  virtual bool wants_rebuild() const = 0;

  // After commit(), with nothing taken in since: makes the files small when many documents were added since the last
  // time. Takes seconds per 100,000 documents; readers go on meanwhile.
  virtual Status tidy() = 0;

  // After open_writer(…, kRebuild) and commit(): makes the new index the one that readers use. Otherwise does nothing.
  virtual Status publish() = 0;
};

}  // namespace fupan::indexer
