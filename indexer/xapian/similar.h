// What is like a text? Candidates by its most telling words, then likeness over tokens (indexer/ranking/likeness.h).
// One thread; throws Xapian's exceptions.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "indexer/analysis/analyzer.h"
#include "indexer/ranking/likeness.h"
#include "indexer/similar_request.h"
#include "indexer/xapian/database_pool.h"
#include "indexer/xapian/query.h"

namespace fupan::indexer::xapian {

class Similar {
 public:
  // Both must outlive the object.
  Similar(OpenIndex& index, const SimilarRequest& request) : index_(index), request_(request) {}

  std::vector<SimilarHit> run();

 private:
  struct Candidate {
    SimilarHit hit;
    TextVector vector;
  };
  // Where a feature of the query stands: bytes of title + '\n' + text.
  struct Place {
    Feature feature = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  bool among_lessons() const { return request_.type == HitType::kLesson; }
  // No entry of the index says the same words as it does itself.
  bool comes_from_outside() const { return request_.without.empty(); }
  const TextVector& asked() const { return comes_from_outside() ? query_ : nothing_; }
  OpenDatabase& open() const { return among_lessons() ? index_.lessons : index_.documents; }
  Query telling_terms(std::size_t most) const;
  Query restricted(const Query& query) const;
  std::vector<Candidate> candidates(std::size_t most, const FeatureStatistics* statistics);
  const Tokens& tokens_of_document(const std::string& id);
  std::vector<TextVector> surroundings(const FeatureStatistics& statistics);
  std::vector<double> likeness(const std::vector<TextVector>& vectors, const FeatureStatistics& statistics);
  void read_query(const FeatureStatistics& statistics);
  void cut_into_words(const std::vector<Atom>& atoms);
  bool is_hyphen(std::size_t begin, std::size_t end) const;  // that part of the text
  std::string whole_words(std::size_t begin, std::size_t end) const;
  std::vector<std::string> matched(const TextVector& other) const;

  OpenIndex& index_;
  const SimilarRequest& request_;
  std::string text_;
  TextVector query_;
  const TextVector nothing_;
  std::vector<Place> places_;                // in order of the text
  std::vector<bool> is_cut_;                 // before each byte of text_: no word goes on there
  std::map<std::string, Tokens> documents_;  // of lessons, by document id
};

}  // namespace fupan::indexer::xapian
