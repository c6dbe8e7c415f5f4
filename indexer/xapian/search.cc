#include "indexer/xapian/search.h"

#include <algorithm>
#include <map>

#include "core/text/utf8.h"
#include "indexer/query/parser.h"
#include "indexer/xapian/facets.h"
#include "indexer/xapian/projection.h"
#include "indexer/xapian/schema.h"

namespace fupan::indexer::xapian {
namespace {

using Query = Xapian::Query;

// A question, or so many words, seldom has an answer that holds them all: unless there are enough, hits with fewer
// words follow those with all.
constexpr std::size_t kSentenceWords = 4;
constexpr std::size_t kEnough = 100;
constexpr unsigned kMaxEditDistance = 2;
constexpr std::size_t kMinCorrectedBytes = 4;
constexpr Xapian::doccount kCountedPassages = 1000;
constexpr std::size_t kMaxPrefixWords = 500;
constexpr double kLabelLift = 1.0;  // of a passage that itself has the label that was filtered by

// BM25 (Robertson et al. 1994) as Xapian::BM25Weight(k1, k2, k3, b, min_normlen).
Xapian::BM25Weight ranking() { return {1.2, 0, 1, 0.6, 0.5}; }

Query values_query(const FieldFilter& filter) {
  std::vector<Query> values;
  for (const std::string& value : filter.values) values.emplace_back(filter_term(filter.field, value));
  return Query(Query::OP_OR, values.begin(), values.end());
}

Query date_query(const std::string& from, const std::string& to) {
  if (to.empty()) return Query(Query::OP_VALUE_GE, kDateSlot, from);
  return Query(Query::OP_VALUE_RANGE, kDateSlot, from.empty() ? "0" : from, to);
}

// Values of filters by any of their names: "阶段:规划" is phase planning.
void resolve_names(Node& node, const Taxonomy& taxonomy) {
  for (Node& child : node.children) resolve_names(child, taxonomy);
  for (Node& child : node.excluded) resolve_names(child, taxonomy);
  if (node.kind != Node::Kind::kFilter) return;
  const TaxonomyValue* value = nullptr;
  if (node.filter == Field::kPhase) value = taxonomy.find(Facet::kPhase, node.text);
  if (node.filter == Field::kRisk) value = taxonomy.find(Facet::kRisk, node.text);
  if (value != nullptr) node.text = value->id;
  if (node.filter != Field::kKind) return;
  const std::string_view kind = taxonomy.document_kind(node.text);
  if (!kind.empty()) node.text = kind;
}

}  // namespace

// The words of the spelling dictionary that begin with `prefix`, which are more than the stems do: "managem".
std::vector<std::string> Search::words_with(const std::string& prefix) const {
  std::vector<std::string> words;
  auto i = index_.documents.spellings_begin();
  const auto end = index_.documents.spellings_end();
  if (i != end) i.skip_to(prefix);
  for (; i != end && words.size() < kMaxPrefixWords && (*i).starts_with(prefix); ++i) words.push_back(*i);
  return words;
}

bool Search::is_newest_first() const { return is_empty_text_ || request_.sort == Sort::kNewest; }

// All filters but that of the field `left_out`.
Query Search::filters(const Field* left_out) const {
  Query all = Query::MatchAll;
  const auto restrict_to = [&](const Query& query) {
    all = all.get_type() == Query::LEAF_MATCH_ALL ? query : Query(Query::OP_AND, all, query);
  };
  for (const FieldFilter& filter : request_.filters) {
    if (left_out == nullptr || filter.field != *left_out) restrict_to(values_query(filter));
  }
  if (request_.type == HitType::kLesson) restrict_to(Query(std::string(kPassageTypePrefix) + "lesson"));
  if (request_.type == HitType::kSection) restrict_to(Query(std::string(kPassageTypePrefix) + "section"));
  if (!request_.from.empty() || !request_.to.empty()) restrict_to(date_query(request_.from, request_.to));
  return all;
}

Query Search::filtered(const Query& query, const Field* left_out) const {
  Query result = query;
  const Query filter = filters(left_out);
  if (filter.get_type() != Query::LEAF_MATCH_ALL) result = Query(Query::OP_FILTER, result, filter);
  if (has_state_filter_) return result;
  const Query hidden(Query::OP_OR, Query(filter_term(Field::kState, "retired")),
                     Query(filter_term(Field::kState, "rejected")));
  return Query(Query::OP_AND_NOT, result, hidden);
}

bool Search::is_sentence() const {
  return built_.content_words >= kSentenceWords || request_.text.find('?') != std::string::npos ||
         request_.text.find("？") != std::string::npos;
}

Xapian::MSet Search::match(const Query& query, IndexPage& page) {
  Xapian::Enquire enquire(database());
  enquire.set_query(filtered(query, nullptr));
  enquire.set_weighting_scheme(ranking());
  if (is_newest_first()) {
    enquire.set_sort_by_value_then_relevance(kDateSlot, true);
    enquire.set_docid_order(Xapian::Enquire::DESCENDING);
  }
  FacetCounter counter(facets_to_count(false));
  counter.attach(enquire);
  Xapian::MSet found = enquire.get_mset(static_cast<Xapian::doccount>(request_.offset),
                                        static_cast<Xapian::doccount>(request_.limit), database().get_doccount());
  page.total = found.get_matches_estimated();  // exact: every document was looked at
  page.facets.clear();
  counter.collect(page.facets);
  return found;
}

// The facets asked for that are, or are not, filtered by.
std::vector<Field> Search::facets_to_count(bool filtered_by) const {
  std::vector<Field> fields;
  for (const Field field : request_.facets) {
    const bool is_filtered = std::any_of(request_.filters.begin(), request_.filters.end(),
                                         [&](const FieldFilter& filter) { return filter.field == field; });
    if (is_filtered == filtered_by) fields.push_back(field);
  }
  return fields;
}

// A facet that is filtered by is counted without its own filter: what would another value give?
void Search::count_filtered_facets(const Query& query, IndexPage& page) {
  for (const Field field : facets_to_count(true)) {
    Xapian::Enquire enquire(database());
    enquire.set_query(filtered(query, &field));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    FacetCounter counter({field});
    counter.attach(enquire);
    enquire.get_mset(0, 0, database().get_doccount());
    counter.collect(page.facets);
  }
}

// In the order they were asked for.
void Search::order_facets(IndexPage& page) const {
  const auto place = [&](Field field) { return std::find(request_.facets.begin(), request_.facets.end(), field); };
  std::sort(page.facets.begin(), page.facets.end(),
            [&](const FacetCounts& a, const FacetCounts& b) { return place(a.field) < place(b.field); });
}

Result<IndexPage> Search::run() {
  auto node = parse_query(request_.text);
  if (!node) return node.error();
  if (request_.taxonomy != nullptr) resolve_names(*node, *request_.taxonomy);
  is_empty_text_ = node->kind == Node::Kind::kAll;
  has_state_filter_ = std::any_of(request_.filters.begin(), request_.filters.end(),
                                  [](const FieldFilter& f) { return f.field == Field::kState; }) ||
                      node->describe().find("[state=") != std::string::npos;
  built_ = build_query(*node, {regional_variants, [&](const std::string& prefix) { return words_with(prefix); }});

  IndexPage page;
  Query query = built_.strict;
  Xapian::MSet found = match(query, page);
  if (built_.is_relaxable && (page.total == 0 || (is_sentence() && page.total < kEnough))) {
    const std::size_t strict_total = page.total;
    // What has all the words stays on top.
    query = strict_total == 0 ? built_.relaxed
                              : Query(Query::OP_AND_MAYBE, built_.relaxed, lifted(built_.strict, kExactTier));
    found = match(query, page);
    page.relaxed = page.total > strict_total;
  }
  count_filtered_facets(query, page);
  order_facets(page);
  page.highlighter = Highlighter(built_.patterns);
  add_hits(found, page);
  correct_spelling(page);
  return page;
}

void Search::add_hits(const Xapian::MSet& found, IndexPage& page) {
  for (auto i = found.begin(); i != found.end(); ++i) {
    const StoredData data = decode_data(i.get_document().get_data());
    IndexHit hit;
    hit.score = i.get_weight();
    if (searches_passages()) {
      hit.passage_id = data.id;
      hit.document_id = data.id.substr(0, data.id.find('.'));
    } else {
      hit.document_id = data.id;
      if (request_.type == HitType::kBestPassage && !is_empty_text_) find_best_passage(hit);
    }
    if (request_.explain) explain(*i, hit);
    page.hits.push_back(std::move(hit));
  }
}

// Among the passages of the document: those with all words first, then those with the labels that were filtered by.
void Search::find_best_passage(IndexHit& hit) {
  const Query own(prefixed_term(kDocumentPrefix, hit.document_id));
  const auto best_of = [&](const Query& query) {
    Query preferred = query;
    for (const FieldFilter& filter : request_.filters) {
      if (filter.field == Field::kKind) continue;  // of the document; lessons have kinds of their own
      preferred = Query(Query::OP_AND_MAYBE, preferred, lifted(values_query(filter), kLabelLift));
    }
    Xapian::Enquire enquire(index_.passages);
    enquire.set_query(Query(Query::OP_FILTER, preferred, own));
    enquire.set_weighting_scheme(ranking());
    return enquire.get_mset(0, 1, kCountedPassages);
  };
  Xapian::MSet best = best_of(built_.strict);
  if (best.empty() && built_.is_relaxable) best = best_of(built_.relaxed);
  if (best.empty()) return;
  hit.passage_id = decode_data(best.begin().get_document().get_data()).id;
  hit.further = best.get_matches_estimated() - 1;
}

void Search::explain(Xapian::docid id, IndexHit& hit) {
  const std::string id_term = prefixed_term(kIdPrefix, searches_passages() ? hit.passage_id : hit.document_id);
  for (const QueryPart& part : built_.parts) {
    Xapian::Enquire enquire(database());
    enquire.set_query(Query(Query::OP_FILTER, part.query, Query(id_term)));
    enquire.set_weighting_scheme(ranking());
    const Xapian::MSet found = enquire.get_mset(0, 1);
    if (!found.empty() && *found.begin() == id) {
      hit.explain.push_back({part.name, part.field, found.begin().get_weight()});
    }
  }
}

void Search::correct_spelling(IndexPage& page) {
  std::string corrected;
  std::size_t at = 0;
  for (const SpellingCandidate& word : built_.candidates) {
    if (word.word.size() < kMinCorrectedBytes || word.begin < at || index_.documents.term_exists(word.term)) continue;
    const std::string better = index_.documents.get_spelling_suggestion(word.word, kMaxEditDistance);
    if (better.empty()) continue;
    corrected.append(request_.text, at, word.begin - at).append(better);
    at = word.end;
  }
  if (at == 0) return;
  page.did_you_mean = corrected.append(request_.text, at, std::string::npos);
}

}  // namespace fupan::indexer::xapian
