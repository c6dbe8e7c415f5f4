// What a search looks for, as a tree: terms of the index, and how they belong together. The matcher (matcher.h) says
// what it matches. Immutable; copies share their nodes; thread-safe, which Xapian's own queries are not: the count of
// users of its shared objects is changed without a lock.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "indexer/xapian/append_database.h"

namespace fupan::indexer::xapian {

class Query {
 public:
  enum class Kind {
    kNothing,
    kEverything,  // weighs nothing
    kTerm,        // `text`, which stands `number` times in the query
    kBeginning,   // any term that begins with `text`, all as one term; the `limit` commonest, 0: all of them
    kEntries,     // `ids`; weighs nothing
    kDates,       // encode_date() from `text` to `last`, both included; `last` may be empty. Weighs nothing
    kAll,         // all parts; their weights add up
    kAny,         // any part; the weights of those that match add up
    kWithout,     // the first part where the second does not match
    kBonus,       // the first part; where the second matches too its weight is added
    kWithin,      // the first part where the second matches too, whose weight does not count
    kScaled,      // its part, the weight times `number`
    kLifted,      // its part, weighing `number` whatever it weighs
  };

  struct Node {
    Kind kind = Kind::kNothing;
    std::string text, last;
    double number = 1;
    std::size_t limit = 0;
    std::shared_ptr<const DocIds> ids;
    std::vector<Query> parts;
  };

  Query() = default;  // nothing
  explicit Query(std::string term, unsigned times = 1);
  explicit Query(Node node) : node_(std::make_shared<const Node>(std::move(node))) {}

  Kind kind() const { return node_ ? node_->kind : Kind::kNothing; }
  bool empty() const { return node_ == nullptr; }
  const Node& node() const { return *node_; }  // of a query that is not empty

 private:
  std::shared_ptr<const Node> node_;
};

Query everything();
Query beginning_with(std::string prefix, std::size_t limit = 0);
Query any_entry_of(std::shared_ptr<const DocIds> ids);
Query dated(std::string from, std::string to);

// Of no parts: nothing. One part is itself.
Query all_of(std::vector<Query> parts);
Query any_of(std::vector<Query> parts);

Query without(const Query& query, const Query& excluded);
Query with_bonus(const Query& query, const Query& bonus);
Query within(const Query& query, const Query& filter);
Query scaled(const Query& query, double factor);

// What `query` matches, weighing `weight` whatever `query` weighs.
Query lifted(const Query& query, double weight);

}  // namespace fupan::indexer::xapian
