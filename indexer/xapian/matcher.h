// Which entries of a database does a query match, and with what weight? Xapian's posting lists are read here, each one
// time a search, and everything that a page needs is counted from the one answer: hits, total, facets. One search, one
// thread; throws Xapian's exceptions.
//
// Weights are BM25 (Robertson 1994), as Xapian's BM25Weight(k1, 0, 1000, b, 0.5) gives them: tests/indexer/
// matcher_test.cc compares both.
#pragma once

#include <xapian.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "indexer/xapian/columns.h"
#include "indexer/xapian/database_pool.h"
#include "indexer/xapian/query.h"

namespace fupan::indexer::xapian {

struct Bm25 {
  double k1 = 1.6;
  double b = 0.7;
};

// What was found. `weights` is empty when all are 0.
struct Matches {
  DocIds ids;
  std::vector<double> weights;  // as `ids`

  double weight(std::size_t i) const { return weights.empty() ? 0 : weights[i]; }
};

class Matcher {
 public:
  // `open` must outlive the object.
  explicit Matcher(const OpenDatabase& open);

  // With weights.
  Matches match(const Query& query, const Bm25& bm25);

  // Without. Only what is among `among`, where that is not null.
  DocIds find(const Query& query, const DocIds* among = nullptr);

  // What the filter matches too.
  Matches restricted(const Matches& found, const Query& filter);

  // The weight of one entry; nothing when it does not match.
  std::optional<double> weight_of(const Query& query, Xapian::docid id, const Bm25& bm25);

  // How many entries have the term.
  std::size_t frequency(const std::string& term);

 private:
  struct Postings {
    DocIds ids;
    std::vector<std::uint32_t> counts;  // how often the term is in each
  };
  // The part of a query that is being answered: where, and whether weights are wanted.
  struct Scope {
    const DocIds* among = nullptr;
    const Bm25* bm25 = nullptr;  // null: no weights
    Scope among_these(const DocIds& ids) const { return {&ids, bm25}; }
    Scope unweighted() const { return {among, nullptr}; }
  };

  Matches answer(const Query& query, const Scope& scope);
  Matches answer_term(const Query::Node& node, const Scope& scope);
  Matches answer_beginning(const Query::Node& node, const Scope& scope);
  Matches answer_dates(const Query::Node& node, const Scope& scope);
  Matches answer_all(const std::vector<Query>& parts, const Scope& scope);
  Matches answer_any(const std::vector<Query>& parts, const Scope& scope);
  Matches answer_within(const Query::Node& node, const Scope& scope);
  std::size_t estimate(const Query& query);
  std::vector<std::string> terms_from(const std::string& prefix, std::size_t limit) const;
  const Postings& postings_of(const std::string& term);
  Postings postings_among(const std::string& term, const DocIds& among);
  std::vector<double> weigh(const Postings& postings, std::size_t frequency, double times, const Bm25& bm25);
  std::size_t end() const { return std::size_t{open_.database.get_lastdocid()} + 1; }

  const OpenDatabase& open_;
  std::map<std::string, std::size_t> frequencies_;
  std::map<std::string, std::shared_ptr<const Postings>> postings_;
  Column::View lengths_;
  bool has_lengths_ = false;
};

// The first `most` of the numbers below `size` in the order of `comes_before`.
template <class F>
std::vector<std::size_t> first_of(std::size_t size, std::size_t most, F&& comes_before) {
  std::vector<std::size_t> order(size);
  std::iota(order.begin(), order.end(), std::size_t{0});
  most = std::min(most, size);
  const auto middle = order.begin() + static_cast<std::ptrdiff_t>(most);
  if (most < size) std::nth_element(order.begin(), middle, order.end(), comes_before);
  std::sort(order.begin(), middle, comes_before);
  order.resize(most);
  return order;
}

// The places of the best `most` of `matches` in order: by weight, of equal ones the earlier entry first.
std::vector<std::size_t> best_of(const Matches& matches, std::size_t most);

}  // namespace fupan::indexer::xapian
