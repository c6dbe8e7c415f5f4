// One search over open databases. One thread; throws Xapian's exceptions (the reader's guard catches them).
#pragma once

#include <optional>

#include "indexer/index.h"
#include "indexer/xapian/database_pool.h"
#include "indexer/xapian/hidden_collections.h"
#include "indexer/xapian/matcher.h"
#include "indexer/xapian/phrases.h"
#include "indexer/xapian/query_builder.h"

namespace fupan::indexer::xapian {

// A match on its way to the page.
struct RankedHit {
  Xapian::docid id = 0;
  double weight = 0;
  Rescored rescored;  // by the second stage, if it came that far
};

class Search {
 public:
  Search(OpenIndex& index, const SearchRequest& request)
      : index_(index),
        request_(request),
        matcher_(open()),
        phrases_(index, searches_lessons(), matcher_),
        hidden_(open(), request.hidden_collections) {}

  Result<IndexPage> run();
  Result<std::optional<PageBasis>> renew(const PageBasis& basis);  // as IndexReader::renew

 private:
  Status understand();
  PageBasis basis() const;
  Result<bool> matches_any(const DocIds& entries, bool relaxed);
  std::vector<Query> filters(const Field* left_out) const;
  Query hidden_query() const;
  Matches match(const Query& query, IndexPage& page);
  void count(const DocIds& matches, const std::vector<Field>& facets, IndexPage& page);
  std::vector<Field> facets_to_count(bool filtered_by) const;
  void count_filtered_facets(const Matches& unfiltered, IndexPage& page);
  void order_facets(IndexPage& page) const;
  Query direct_first(const Query& typed) const;
  void build(const Node& node);
  void add_hits(const Matches& found, IndexPage& page);
  std::size_t pool_size() const;
  std::size_t first_fetched() const;
  RescoreRequest choose_ranking() const;
  Bm25 bm25() const;
  std::vector<std::size_t> newest_of(const Matches& found, std::size_t most) const;
  std::vector<RankedHit> rank(const Matches& found);
  void rescore_pool(std::vector<RankedHit>& hits, std::size_t pool);
  void note_missing_words(const std::vector<RankedHit>& hits, std::vector<PoolEntry>& entries);
  std::vector<bool> which_match(const std::vector<RankedHit>& hits, std::size_t count);
  void explain(const RankedHit& ranked, IndexHit& hit);
  void explain_rescored(const Rescored& rescored, IndexHit& hit) const;
  std::string better_word(const SpellingCandidate& word, const HiddenCollections& hidden) const;
  void correct_spelling(IndexPage& page);
  Query with_id(const std::string& id) const;
  std::vector<Query> values_with(TextField field, const Pattern& pattern) const;
  double rarity(const std::string& term) const;
  std::vector<std::string> words_with(const std::string& prefix) const;
  bool is_sentence() const;
  std::size_t enough() const;
  bool is_newest_first() const;
  bool searches_lessons() const { return request_.type == HitType::kLesson; }
  OpenDatabase& open() const { return searches_lessons() ? index_.lessons : index_.documents; }

  OpenIndex& index_;
  const SearchRequest& request_;
  Matcher matcher_;
  Phrases phrases_;
  HiddenCollections hidden_;  // among the entries searched
  BuiltQuery built_;
  RescoreRequest ranking_;
  bool is_empty_text_ = false;
  bool is_relaxed_ = false;
  bool has_state_filter_ = false;
};

// Regional variants of a run of Chinese: Taiwan's words for the mainland's and the reverse (OpenCC), folded.
std::vector<std::string> regional_variants(const std::string& run);

}  // namespace fupan::indexer::xapian
