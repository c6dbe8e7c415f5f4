#include "indexer/xapian/query.h"

#include <algorithm>

namespace fupan::indexer::xapian {
namespace {

Query of_kind(Query::Kind kind, std::vector<Query> parts, double number = 1) {
  Query::Node node;
  node.kind = kind;
  node.number = number;
  node.parts = std::move(parts);
  return Query(std::move(node));
}

Query leaf(Query::Kind kind, std::string text = {}) {
  Query::Node node;
  node.kind = kind;
  node.text = std::move(text);
  return Query(std::move(node));
}

}  // namespace

Query::Query(std::string term, unsigned times) {
  Node node;
  node.kind = Kind::kTerm;
  node.text = std::move(term);
  node.number = times;
  node_ = std::make_shared<const Node>(std::move(node));
}

Query everything() { return leaf(Query::Kind::kEverything); }

Query beginning_with(std::string prefix, std::size_t limit) {
  Query::Node node;
  node.kind = Query::Kind::kBeginning;
  node.text = std::move(prefix);
  node.limit = limit;
  return Query(std::move(node));
}

Query any_entry_of(std::shared_ptr<const DocIds> ids) {
  if (ids->empty()) return {};
  Query::Node node;
  node.kind = Query::Kind::kEntries;
  node.ids = std::move(ids);
  return Query(std::move(node));
}

Query dated(std::string from, std::string to) {
  Query::Node node;
  node.kind = Query::Kind::kDates;
  node.text = std::move(from);
  node.last = std::move(to);
  return Query(std::move(node));
}

Query all_of(std::vector<Query> parts) {
  const bool is_impossible = std::any_of(parts.begin(), parts.end(), [](const Query& part) { return part.empty(); });
  if (parts.empty() || is_impossible) return {};
  return parts.size() == 1 ? parts[0] : of_kind(Query::Kind::kAll, std::move(parts));
}

Query any_of(std::vector<Query> parts) {
  std::erase_if(parts, [](const Query& part) { return part.empty(); });
  if (parts.empty()) return {};
  return parts.size() == 1 ? parts[0] : of_kind(Query::Kind::kAny, std::move(parts));
}

Query without(const Query& query, const Query& excluded) {
  if (query.empty() || excluded.empty()) return query;
  return of_kind(Query::Kind::kWithout, {query, excluded});
}

Query with_bonus(const Query& query, const Query& bonus) {
  if (query.empty() || bonus.empty()) return query;
  return of_kind(Query::Kind::kBonus, {query, bonus});
}

Query within(const Query& query, const Query& filter) {
  if (query.empty() || filter.empty()) return {};
  return of_kind(Query::Kind::kWithin, {query, filter});
}

Query scaled(const Query& query, double factor) {
  return query.empty() ? query : of_kind(Query::Kind::kScaled, {query}, factor);
}

Query lifted(const Query& query, double weight) {
  return query.empty() ? query : of_kind(Query::Kind::kLifted, {query}, weight);
}

}  // namespace fupan::indexer::xapian
