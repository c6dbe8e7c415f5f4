// One search over open databases. One thread; throws Xapian's exceptions (the reader's guard catches them).
#pragma once

#include <optional>

#include "indexer/index.h"
#include "indexer/xapian/database_pool.h"
#include "indexer/xapian/hidden_collections.h"
#include "indexer/xapian/phrases.h"
#include "indexer/xapian/query_builder.h"

namespace fupan::indexer::xapian {

// A match on its way to the page.
struct RankedHit {
  Xapian::docid id = 0;
  double weight = 0;
  std::string data;   // of the Xapian document
  Rescored rescored;  // by the second stage, if it came that far
};

class Search {
 public:
  Search(OpenIndex& index, const SearchRequest& request)
      : index_(index),
        request_(request),
        phrases_(index, searches_lessons()),
        hidden_(open(), request.hidden_collections) {}

  Result<IndexPage> run();

 private:
  Xapian::Query filters(const Field* left_out) const;
  Xapian::Query filtered(const Xapian::Query& query, const Field* left_out) const;
  Xapian::MSet match(const Xapian::Query& query, IndexPage& page);
  void count(const Xapian::Query& query, const std::vector<Field>& facets, IndexPage& page);
  std::vector<Field> facets_to_count(bool filtered_by) const;
  void count_filtered_facets(const Xapian::Query& query, IndexPage& page);
  void order_facets(IndexPage& page) const;
  Xapian::Query direct_first(const Xapian::Query& typed) const;
  void build(const Node& node);
  void add_hits(const Xapian::MSet& found, IndexPage& page);
  std::size_t pool_size() const;
  std::size_t first_fetched() const;
  RescoreRequest choose_ranking() const;
  std::vector<RankedHit> rank(const Xapian::MSet& found, const Xapian::Query& strict);
  void rescore_pool(std::vector<RankedHit>& hits, std::size_t pool, const Xapian::Query& strict);
  std::vector<bool> which_match(const std::vector<RankedHit>& hits, std::size_t count,
                                const Xapian::Query& strict) const;
  void explain(const RankedHit& ranked, IndexHit& hit);
  void explain_rescored(const Rescored& rescored, IndexHit& hit) const;
  std::optional<double> weight_of(const Xapian::Query& query, Xapian::docid id) const;
  std::string better_word(const SpellingCandidate& word, const HiddenCollections& hidden) const;
  void correct_spelling(IndexPage& page);
  Xapian::Query with_id(const std::string& id) const;
  std::vector<Xapian::Query> values_with(TextField field, const Pattern& pattern) const;
  double rarity(const std::string& term) const;
  std::vector<std::string> words_with(const std::string& prefix) const;
  bool is_sentence() const;
  bool is_newest_first() const;
  bool searches_lessons() const { return request_.type == HitType::kLesson; }
  OpenDatabase& open() const { return searches_lessons() ? index_.lessons : index_.documents; }

  OpenIndex& index_;
  const SearchRequest& request_;
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
