// One search over open databases. One thread; throws Xapian's exceptions (the reader's guard catches them).
#pragma once

#include "indexer/index.h"
#include "indexer/xapian/database_pool.h"
#include "indexer/xapian/query_builder.h"

namespace fupan::indexer::xapian {

class Search {
 public:
  Search(OpenIndex& index, const SearchRequest& request) : index_(index), request_(request) {}

  Result<IndexPage> run();

 private:
  Xapian::Query filters(const Field* left_out) const;
  Xapian::Query filtered(const Xapian::Query& query, const Field* left_out) const;
  Xapian::MSet match(const Xapian::Query& query, IndexPage& page);
  std::vector<Field> facets_to_count(bool filtered_by) const;
  void count_filtered_facets(const Xapian::Query& query, IndexPage& page);
  void order_facets(IndexPage& page) const;
  void add_hits(const Xapian::MSet& found, IndexPage& page);
  void find_best_passage(IndexHit& hit);
  void explain(Xapian::docid id, IndexHit& hit);
  void correct_spelling(IndexPage& page);
  std::vector<std::string> words_with(const std::string& prefix) const;
  bool is_sentence() const;
  bool is_newest_first() const;
  bool searches_passages() const { return request_.type == HitType::kLesson || request_.type == HitType::kSection; }
  Xapian::Database& database() { return searches_passages() ? index_.passages : index_.documents; }

  OpenIndex& index_;
  const SearchRequest& request_;
  BuiltQuery built_;
  bool is_empty_text_ = false;
  bool has_state_filter_ = false;
};

// Regional variants of a run of Chinese: Taiwan's words for the mainland's and the reverse (OpenCC), folded.
std::vector<std::string> regional_variants(const std::string& run);

}  // namespace fupan::indexer::xapian
