#include "indexer/xapian/matcher.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>

#include "indexer/xapian/schema.h"

namespace fupan::indexer::xapian {
namespace {

// Looking up one entry in a posting list costs as much as reading so many on.
constexpr std::size_t kSkipCost = 16;

constexpr double kMinNormalLength = 0.5;  // a shorter entry counts as half as long as the average
constexpr double kTimesSaturation = 1000;

DocIds common(const DocIds& a, const DocIds& b) {
  DocIds out;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

// Calls `visit(i, k)` for each a[i] == b[k].
template <class F>
void for_each_common(const DocIds& a, const DocIds& b, F&& visit) {
  for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    const bool is_behind = a[i] < b[k];
    if (a[i] == b[k]) {
      visit(i, k);
      ++i;
      ++k;
    } else if (is_behind) {
      ++i;
    } else {
      ++k;
    }
  }
}

// What both hold, weights added; `b` holds nothing that `a` does not.
Matches narrowed(const Matches& a, const Matches& b) {
  Matches out;
  out.ids = b.ids;
  if (a.weights.empty()) {
    out.weights = b.weights;
    return out;
  }
  out.weights.reserve(b.ids.size());
  for_each_common(a.ids, b.ids,
                  [&](std::size_t i, std::size_t k) { out.weights.push_back(a.weights[i] + b.weight(k)); });
  return out;
}

void add_bonus(Matches& matches, const Matches& bonus) {
  if (bonus.weights.empty()) return;
  if (matches.weights.empty()) matches.weights.resize(matches.ids.size());
  for_each_common(matches.ids, bonus.ids,
                  [&](std::size_t i, std::size_t k) { matches.weights[i] += bonus.weights[k]; });
}

void remove(Matches& matches, const DocIds& gone) {
  if (gone.empty()) return;
  std::size_t kept = 0, k = 0;
  for (std::size_t i = 0; i < matches.ids.size(); ++i) {
    while (k < gone.size() && gone[k] < matches.ids[i]) ++k;
    if (k < gone.size() && gone[k] == matches.ids[i]) continue;
    matches.ids[kept] = matches.ids[i];
    if (!matches.weights.empty()) matches.weights[kept] = matches.weights[i];
    ++kept;
  }
  matches.ids.resize(kept);
  if (!matches.weights.empty()) matches.weights.resize(kept);
}

// Few matches among many entries: sorted together.
Matches merged(const std::vector<Matches>& parts, bool weighted) {
  std::vector<std::pair<Xapian::docid, double>> all;
  for (const Matches& part : parts) {
    for (std::size_t i = 0; i < part.ids.size(); ++i) all.emplace_back(part.ids[i], part.weight(i));
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  Matches out;
  for (const auto& [id, weight] : all) {
    if (out.ids.empty() || out.ids.back() != id) {
      out.ids.push_back(id);
      if (weighted) out.weights.push_back(weight);
    } else if (weighted) {
      out.weights.back() += weight;
    }
  }
  return out;
}

// Many: added up in one array over all entries.
Matches added_up(const std::vector<Matches>& parts, bool weighted, std::size_t end) {
  std::vector<bool> seen(end);
  std::vector<double> sums(weighted ? end : 0);
  std::size_t count = 0;
  for (const Matches& part : parts) {
    for (std::size_t i = 0; i < part.ids.size(); ++i) {
      const Xapian::docid id = part.ids[i];
      if (!seen[id]) ++count;
      seen[id] = true;
      if (weighted) sums[id] += part.weight(i);
    }
  }
  Matches out;
  out.ids.reserve(count);
  if (weighted) out.weights.reserve(count);
  for (std::size_t id = 1; id < end; ++id) {
    if (!seen[id]) continue;
    out.ids.push_back(static_cast<Xapian::docid>(id));
    if (weighted) out.weights.push_back(sums[id]);
  }
  return out;
}

}  // namespace

Matcher::Matcher(const OpenDatabase& open) : open_(open) {}

Matches Matcher::match(const Query& query, const Bm25& bm25) { return answer(query, {nullptr, &bm25}); }

DocIds Matcher::find(const Query& query, const DocIds* among) { return answer(query, {among, nullptr}).ids; }

Matches Matcher::restricted(const Matches& found, const Query& filter) {
  return narrowed(found, {find(filter, &found.ids), {}});
}

std::optional<double> Matcher::weight_of(const Query& query, Xapian::docid id, const Bm25& bm25) {
  const DocIds one{id};
  const Matches found = answer(query, {&one, &bm25});
  if (found.ids.empty()) return std::nullopt;
  return found.weight(0);
}

std::size_t Matcher::frequency(const std::string& term) {
  const auto [known, is_new] = frequencies_.try_emplace(term);
  if (is_new) known->second = open_.database.get_termfreq(term);
  return known->second;
}

Matches Matcher::answer(const Query& query, const Scope& scope) {
  if (query.empty()) return {};
  const Query::Node& node = query.node();
  switch (node.kind) {
    case Query::Kind::kNothing:
      return {};
    case Query::Kind::kEverything: {
      if (scope.among != nullptr) return {*scope.among, {}};
      Matches all;  // entries are numbered without gaps
      all.ids.resize(end() - 1);
      std::iota(all.ids.begin(), all.ids.end(), 1);
      return all;
    }
    case Query::Kind::kTerm:
      return answer_term(node, scope);
    case Query::Kind::kBeginning:
      return answer_beginning(node, scope);
    case Query::Kind::kEntries:
      return {scope.among != nullptr ? common(*node.ids, *scope.among) : *node.ids, {}};
    case Query::Kind::kDates:
      return answer_dates(node, scope);
    case Query::Kind::kAll:
      return answer_all(node.parts, scope);
    case Query::Kind::kAny:
      return answer_any(node.parts, scope);
    case Query::Kind::kWithout: {
      Matches found = answer(node.parts[0], scope);
      remove(found, answer(node.parts[1], scope.unweighted().among_these(found.ids)).ids);
      return found;
    }
    case Query::Kind::kBonus: {
      Matches found = answer(node.parts[0], scope);
      if (scope.bm25 != nullptr) add_bonus(found, answer(node.parts[1], scope.among_these(found.ids)));
      return found;
    }
    case Query::Kind::kWithin:
      return answer_within(node, scope);
    case Query::Kind::kScaled: {
      Matches found = answer(node.parts[0], node.number == 0 ? scope.unweighted() : scope);
      for (double& weight : found.weights) weight *= node.number;
      return found;
    }
    case Query::Kind::kLifted: {
      Matches found = answer(node.parts[0], scope.unweighted());
      if (scope.bm25 != nullptr) found.weights.assign(found.ids.size(), node.number);
      return found;
    }
  }
  return {};
}

Matches Matcher::answer_term(const Query::Node& node, const Scope& scope) {
  const std::size_t found = frequency(node.text);
  if (found == 0) return {};
  Matches out;
  if (scope.among == nullptr) {
    const Postings& all = postings_of(node.text);
    out.ids = all.ids;
    if (scope.bm25 != nullptr) out.weights = weigh(all, found, node.number, *scope.bm25);
    return out;
  }
  Postings some = postings_among(node.text, *scope.among);
  if (scope.bm25 != nullptr) out.weights = weigh(some, found, node.number, *scope.bm25);
  out.ids = std::move(some.ids);
  return out;
}

// One term that is in an entry as often as all of them together.
Matches Matcher::answer_beginning(const Query::Node& node, const Scope& scope) {
  std::vector<Matches> parts;
  for (const std::string& term : terms_from(node.text, node.limit)) {
    const Postings& postings = postings_of(term);
    parts.push_back({postings.ids, {postings.counts.begin(), postings.counts.end()}});
  }
  Matches all = merged(parts, scope.bm25 != nullptr);
  Postings together{std::move(all.ids), {}};
  for (const double count : all.weights) together.counts.push_back(static_cast<std::uint32_t>(count));
  Matches out;
  if (scope.bm25 != nullptr) out.weights = weigh(together, together.ids.size(), 1, *scope.bm25);
  out.ids = std::move(together.ids);
  if (scope.among == nullptr) return out;
  Matches some{common(out.ids, *scope.among), {}};
  add_bonus(some, out);
  return some;
}

Matches Matcher::answer_dates(const Query::Node& node, const Scope& scope) {
  const Column::View dates = (*open_.columns)[kDateSlot].view(open_.database, kDateSlot, decode_date);
  const std::uint32_t first = decode_date(node.text);
  const std::uint32_t last = node.last.empty() ? std::numeric_limits<std::uint32_t>::max() : decode_date(node.last);
  Matches out = answer(everything(), scope.unweighted());
  std::erase_if(out.ids, [&](Xapian::docid id) {
    const std::uint32_t date = dates.at(id);
    return date == 0 || date < first || date > last;
  });
  return out;
}

// Each part only among what the ones before it left, the rarest first.
Matches Matcher::answer_all(const std::vector<Query>& parts, const Scope& scope) {
  std::vector<std::pair<std::size_t, std::size_t>> order;
  for (std::size_t i = 0; i < parts.size(); ++i) order.emplace_back(estimate(parts[i]), i);
  std::sort(order.begin(), order.end());
  Matches out = answer(parts[order[0].second], scope);
  for (std::size_t i = 1; i < order.size() && !out.ids.empty(); ++i) {
    out = narrowed(out, answer(parts[order[i].second], scope.among_these(out.ids)));
  }
  return out;
}

Matches Matcher::answer_any(const std::vector<Query>& parts, const Scope& scope) {
  std::vector<Matches> found;
  std::size_t sum = 0;
  for (const Query& part : parts) {
    found.push_back(answer(part, scope));
    sum += found.back().ids.size();
  }
  const bool weighted = scope.bm25 != nullptr;
  constexpr std::size_t kManyShare = 32;
  return sum * kManyShare < end() ? merged(found, weighted) : added_up(found, weighted, end());
}

Matches Matcher::answer_within(const Query::Node& node, const Scope& scope) {
  if (estimate(node.parts[1]) < estimate(node.parts[0])) {
    const DocIds some = answer(node.parts[1], scope.unweighted()).ids;
    return answer(node.parts[0], scope.among_these(some));
  }
  const Matches found = answer(node.parts[0], scope);
  return narrowed(found, {answer(node.parts[1], scope.unweighted().among_these(found.ids)).ids, {}});
}

// How many entries match at most, roughly.
std::size_t Matcher::estimate(const Query& query) {
  if (query.empty()) return 0;
  const Query::Node& node = query.node();
  std::size_t most = end();
  switch (node.kind) {
    case Query::Kind::kTerm:
      return frequency(node.text);
    case Query::Kind::kEntries:
      return node.ids->size();
    case Query::Kind::kAny: {
      std::size_t sum = 0;
      for (const Query& part : node.parts) sum += estimate(part);
      return std::min(sum, most);
    }
    case Query::Kind::kAll:
    case Query::Kind::kWithin:
      for (const Query& part : node.parts) most = std::min(most, estimate(part));
      return most;
    case Query::Kind::kWithout:
    case Query::Kind::kBonus:
    case Query::Kind::kScaled:
    case Query::Kind::kLifted:
      return estimate(node.parts[0]);
    default:
      return most;
  }
}

std::vector<std::string> Matcher::terms_from(const std::string& prefix, std::size_t limit) const {
  std::vector<std::pair<std::size_t, std::string>> terms;
  const auto last = open_.database.allterms_end(prefix);
  for (auto i = open_.database.allterms_begin(prefix); i != last; ++i) terms.emplace_back(i.get_termfreq(), *i);
  if (limit != 0 && terms.size() > limit) {
    std::stable_sort(terms.begin(), terms.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    terms.resize(limit);
  }
  std::vector<std::string> names;
  for (auto& [frequency, name] : terms) names.push_back(std::move(name));
  return names;
}

const Matcher::Postings& Matcher::postings_of(const std::string& term) {
  std::shared_ptr<const Postings>& known = postings_[term];
  if (known != nullptr) return *known;
  auto read = std::make_shared<Postings>();
  const std::size_t size = frequency(term);
  read->ids.reserve(size);
  read->counts.reserve(size);
  const auto last = open_.database.postlist_end(term);
  for (auto i = open_.database.postlist_begin(term); i != last; ++i) {
    read->ids.push_back(*i);
    read->counts.push_back(i.get_wdf());
  }
  known = std::move(read);
  return *known;
}

Matcher::Postings Matcher::postings_among(const std::string& term, const DocIds& among) {
  Postings out;
  if (among.empty()) return out;
  const auto add = [&](Xapian::docid id, std::uint32_t count) {
    out.ids.push_back(id);
    out.counts.push_back(count);
  };
  if (postings_.contains(term) || among.size() * kSkipCost > frequency(term)) {
    const Postings& all = postings_of(term);
    for_each_common(all.ids, among, [&](std::size_t i, std::size_t) { add(all.ids[i], all.counts[i]); });
    return out;
  }
  auto i = open_.database.postlist_begin(term);
  const auto last = open_.database.postlist_end(term);
  for (const Xapian::docid id : among) {
    i.skip_to(id);
    if (i == last) break;
    if (*i == id) add(id, i.get_wdf());
  }
  return out;
}

std::vector<double> Matcher::weigh(const Postings& postings, std::size_t found, double times, const Bm25& bm25) {
  if (!has_lengths_) lengths_ = open_.columns->lengths().view_lengths(open_.database);
  has_lengths_ = true;
  const double all = open_.database.get_doccount();
  const double frequency = static_cast<double>(found);
  double rarity = (all - frequency + 0.5) / (frequency + 0.5);
  if (rarity < 2) rarity = rarity * 0.5 + 1;  // never negative, also of a term that most entries have
  const double repeats = (kTimesSaturation + 1) * times / (kTimesSaturation + times);
  const double full = std::log(rarity) * repeats * (bm25.k1 + 1);
  const double per_length = 1 / std::max(open_.database.get_avlength(), 1e-9);
  std::vector<double> weights;
  weights.reserve(postings.ids.size());
  for (std::size_t i = 0; i < postings.ids.size(); ++i) {
    const double length = std::max(lengths_.at(postings.ids[i]) * per_length, kMinNormalLength);
    const double count = postings.counts[i];
    weights.push_back(full * count / (bm25.k1 * (1 - bm25.b + bm25.b * length) + count));
  }
  return weights;
}

std::vector<std::size_t> best_of(const Matches& matches, std::size_t most) {
  return first_of(matches.ids.size(), most, [&](std::size_t a, std::size_t b) {
    const double first = matches.weight(a), second = matches.weight(b);
    return first != second ? first > second : a < b;
  });
}

}  // namespace fupan::indexer::xapian
