#include "indexer/xapian/search.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/text/utf8.h"
#include "indexer/query/parser.h"
#include "indexer/ranking/idf.h"
#include "indexer/xapian/facets.h"
#include "indexer/xapian/hidden_collections.h"
#include "indexer/xapian/projection.h"
#include "indexer/xapian/restrictions.h"
#include "indexer/xapian/schema.h"
#include "indexer/xapian/value_codes.h"

namespace fupan::indexer::xapian {
namespace {

// A question, or so many words, seldom has an answer that holds them all: unless there are enough, hits with fewer
// words follow those with all.
constexpr std::size_t kSentenceWords = 4;
constexpr std::size_t kEnough = 100;
constexpr unsigned kMaxEditDistance = 2;
constexpr std::size_t kMinCorrectedBytes = 4;
constexpr std::size_t kMaxAcronymBytes = 5;
constexpr std::size_t kMaxPrefixWords = 500;
constexpr std::size_t kMaxPassages = 100;  // of a hit

// The second stage looks at so many of the best hits.
constexpr std::size_t kPool = 200;
constexpr std::size_t kShortPool = 50;  // of a query of few words, all of which every hit holds
constexpr std::size_t kMaxFeedbackWords = 40;
constexpr double kConciseWords = 8;  // from there on a query is more and more of a text, where each word says less
constexpr double kVerboseWords = 18;
constexpr double kScoreScale = 10;              // of the second stage's scores, which are about 1
constexpr std::size_t kLeastShareOfNews = 100;  // a page is made again when one in so many entries is new
constexpr double kLeastRest = 0.005;            // of a score that its parts do not explain

Query date_query(const std::string& from, const std::string& to) {
  return dated(encode_date(from.empty() ? "0001" : from), to.empty() ? "" : encode_date(to));
}

// Values of filters by any of their names: "阶段:规划" is phase planning.
void resolve_names(Node& node, const Taxonomy& taxonomy) {
  for (Node& child : node.children) resolve_names(child, taxonomy);
  for (Node& child : node.excluded) resolve_names(child, taxonomy);
  if (node.kind != Node::Kind::kFilter) return;
  const TaxonomyValue* value = nullptr;
  if (node.filter == Field::kPhase) value = taxonomy.find(Facet::kPhase, node.text);
  if (node.filter == Field::kRisk) value = taxonomy.find(Facet::kRisk, node.text);
  if (node.filter == Field::kTag) value = taxonomy.find(Facet::kTag, node.text);
  if (value != nullptr) node.text = value->id;
  if (node.filter != Field::kKind) return;
  const std::string_view kind = taxonomy.document_kind(node.text);
  if (!kind.empty()) node.text = kind;
}

}  // namespace

// The words of the spelling dictionary that begin with `prefix`, which are more than the stems do: "managem".
std::vector<std::string> Search::words_with(const std::string& prefix) const {
  std::vector<std::string> words;
  auto i = index_.documents.database.spellings_begin();
  const auto end = index_.documents.database.spellings_end();
  if (i != end) i.skip_to(prefix);
  for (; i != end && words.size() < kMaxPrefixWords && (*i).starts_with(prefix); ++i) words.push_back(*i);
  return words;
}

bool Search::is_newest_first() const { return is_empty_text_ || request_.sort == Sort::kNewest; }

// All filters but that of the field `left_out`.
std::vector<Query> Search::filters(const Field* left_out) const {
  std::vector<Query> all;
  for (const FieldFilter& filter : request_.filters) {
    if (left_out == nullptr || filter.field != *left_out) all.push_back(values_query(filter));
  }
  if (request_.type == HitType::kSection) all.push_back(Query(std::string(kHasSectionsTerm)));
  if (!request_.from.empty() || !request_.to.empty()) all.push_back(date_query(request_.from, request_.to));
  if (!request_.documents.empty()) all.push_back(documents_query(request_.documents));
  return all;
}

Query Search::hidden_query() const {
  return any_of(hidden_entries(open(), has_state_filter_, request_.hidden_collections));
}

bool Search::is_sentence() const {
  return built_.content_words >= kSentenceWords || request_.text.find('?') != std::string::npos ||
         request_.text.find("？") != std::string::npos;
}

// What the page shows and counts, all of one match. A facet that is filtered by is counted without its own filter: what
// would another value give?
Matches Search::match(const Query& query, IndexPage& page) {
  const std::vector<Query> restrictions = filters(nullptr);
  const Query filter = restrictions.empty() ? everything() : all_of(restrictions);
  const bool needs_unfiltered = !facets_to_count(true).empty();
  page.facets.clear();
  Matches found;
  if (restrictions.empty() || needs_unfiltered) {
    const Matches unfiltered = matcher_.match(without(query, hidden_query()), bm25());
    found = restrictions.empty() ? unfiltered : matcher_.restricted(unfiltered, filter);
    count_filtered_facets(unfiltered, page);
  } else {
    found = matcher_.match(without(within(query, filter), hidden_query()), bm25());
  }
  page.total = found.ids.size();
  count(found.ids, facets_to_count(false), page);
  return found;
}

void Search::count(const DocIds& matches, const std::vector<Field>& facets, IndexPage& page) {
  FacetCounter counter(facets, open().database, *open().columns);
  counter.count(matches);
  counter.collect(page.facets);
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

void Search::count_filtered_facets(const Matches& unfiltered, IndexPage& page) {
  for (const Field field : facets_to_count(true)) {
    const std::vector<Query> others = filters(&field);
    count(others.empty() ? unfiltered.ids : matcher_.find(all_of(others), &unfiltered.ids), {field}, page);
  }
}

// In the order they were asked for.
void Search::order_facets(IndexPage& page) const {
  const auto place = [&](Field field) { return std::find(request_.facets.begin(), request_.facets.end(), field); };
  std::sort(page.facets.begin(), page.facets.end(),
            [&](const FacetCounts& a, const FacetCounts& b) { return place(a.field) < place(b.field); });
}

// Makes the query of the text.
Status Search::understand() {
  auto node = request_.syntax == Syntax::kText ? parse_text(request_.text) : parse_query(request_.text);
  if (!node) return node.error();
  resolve_names(*node, request_.taxonomy);
  is_empty_text_ = node->kind == Node::Kind::kAll;
  has_state_filter_ = std::any_of(request_.filters.begin(), request_.filters.end(),
                                  [](const FieldFilter& f) { return f.field == Field::kState; }) ||
                      node->describe().find("[state=") != std::string::npos;
  build(*node);
  return ok_status();
}

PageBasis Search::basis() const {
  const std::size_t end = std::size_t{open().database.get_lastdocid()} + 1;
  return {index_.generation, index_.is_settled(), is_relaxed_, end, end, open().dead};
}

Result<std::optional<PageBasis>> Search::renew(const PageBasis& basis) {
  PageBasis today = this->basis();
  const auto dead = basis.dead.lock();
  if (!basis.is_settled || !today.is_settled || basis.generation != today.generation || !dead) return std::nullopt;
  if ((today.end - basis.first_end) * kLeastShareOfNews > today.end) return std::nullopt;
  DocIds changed;
  std::set_difference(open().dead->begin(), open().dead->end(), dead->begin(), dead->end(),
                      std::back_inserter(changed));
  changed.resize(
      static_cast<std::size_t>(std::lower_bound(changed.begin(), changed.end(), basis.end) - changed.begin()));
  for (std::size_t id = basis.end; id < today.end; ++id) changed.push_back(static_cast<Xapian::docid>(id));
  if (!changed.empty()) {
    const auto matches = matches_any(changed, basis.is_relaxed);
    if (!matches) return matches.error();
    if (*matches) return std::nullopt;
  }
  today.is_relaxed = basis.is_relaxed;
  today.first_end = basis.first_end;
  return today;
}

// Whether one of the entries, dead ones among them, is a match of the request.
Result<bool> Search::matches_any(const DocIds& entries, bool relaxed) {
  phrases_.look_only_among(entries);
  if (Status understood = understand(); !understood) return understood.error();
  Query query = built_.has_translations ? built_.translated : built_.strict;
  if (relaxed) query = any_of({query, built_.relaxed});
  const std::vector<Query> restrictions = filters(nullptr);
  // A facet's own filter is not applied to its counts.
  const bool may_filter = !restrictions.empty() && facets_to_count(true).empty();
  if (may_filter) query = within(query, all_of(restrictions));
  return !matcher_.find(query, &entries).empty();
}

Result<IndexPage> Search::run() {
  if (Status understood = understand(); !understood) return understood.error();
  ranking_ = choose_ranking();

  IndexPage page;
  Matches found = match(direct_first(built_.strict), page);
  if (built_.is_relaxable && page.total < enough()) {
    const std::size_t strict_total = page.total;
    is_relaxed_ = true;
    found = match(direct_first(built_.relaxed), page);
    page.relaxed = page.total > strict_total;
  }
  order_facets(page);
  page.highlighter = Highlighter(built_.patterns);
  add_hits(found, page);
  correct_spelling(page);
  page.facets_exact = !phrases_.is_capped();
  page.basis = basis();
  return page;
}

// From how many matches of all words on nothing else is looked for.
std::size_t Search::enough() const {
  if (request_.match == Match::kAll) return 0;
  if (request_.match == Match::kAny) return std::numeric_limits<std::size_t>::max();
  return is_sentence() ? kEnough : 1;
}

// What matches as typed stays above what matches in translation only.
Query Search::direct_first(const Query& typed) const {
  if (!built_.has_translations) return typed;
  return with_bonus(any_of({typed, built_.translated}), lifted(typed, kDirectTier));
}

void Search::build(const Node& node) {
  built_ = build_query(node, {
                                 request_.translate ? request_.thesaurus.get() : nullptr,
                                 [&](const Query& terms, const TokenPattern& pattern, TextField field) {
                                   return phrases_.find(terms, pattern, field);
                                 },
                                 [&](const std::string& id) { return with_id(id); },
                                 [&](TextField field, const Pattern& pattern) { return values_with(field, pattern); },
                                 [&](const std::string& term) { return rarity(term); },
                                 regional_variants,
                                 [&](const std::string& prefix) { return words_with(prefix); },
                             });
}

// A document; or a lesson, where lessons are searched.
Query Search::with_id(const std::string& id) const {
  const std::string owner = prefixed_term(kIdPrefix, id.substr(0, id.find('.')));
  if (!searches_lessons() || id.find('.') == std::string::npos) return Query(owner);
  auto found = std::make_shared<DocIds>();
  for (auto i = open().database.postlist_begin(owner); i != open().database.postlist_end(owner); ++i) {
    if (decode_lesson_data(open().data(*i)).id == id) found->push_back(*i);
  }
  return any_entry_of(std::move(found));
}

std::vector<Query> Search::values_with(TextField field, const Pattern& pattern) const {
  const std::string prefix(row_of(field == TextField::kTag ? Field::kTag : Field::kProject).prefix);
  const Highlighter finder({pattern});
  std::vector<Query> found;
  const auto end = open().database.allterms_end(prefix);
  for (auto i = open().database.allterms_begin(prefix); i != end; ++i) {
    if (finder.coverage((*i).substr(prefix.size())) > 0) found.emplace_back(*i);
  }
  return found;
}

double Search::rarity(const std::string& term) const {
  return inverse_document_frequency(hidden_.frequency(term), hidden_.size());
}

// How many hits the second stage orders anew; 0 when the first stage's order stands.
std::size_t Search::pool_size() const {
  if (is_newest_first() || searches_lessons() || built_.has_other_fields || built_.ranking.size() < 2) return 0;
  return is_sentence() ? kPool : kShortPool;
}

RescoreRequest Search::choose_ranking() const {
  RescoreRequest request{.terms = built_.ranking, .has_characters = built_.has_characters};
  if (!built_.has_characters) {
    const auto words = static_cast<double>(request.terms.size());
    request.verbosity = std::clamp((words - kConciseWords) / (kVerboseWords - kConciseWords), 0.0, 1.0);
  }
  request.feedback = request.terms.size() <= kMaxFeedbackWords;
  return request;
}

// Of the first stage.
Bm25 Search::bm25() const {
  if (built_.has_characters || ranking_.terms.size() < kSentenceWords) return {1.2, 0.6};
  return {1.6, 0.7};
}

// By date, of the same day by weight, then the entry that was added later.
std::vector<std::size_t> Search::newest_of(const Matches& found, std::size_t most) const {
  const Column::View dates = (*open().columns)[kDateSlot].view(open().database, kDateSlot, decode_date);
  return first_of(found.ids.size(), most, [&](std::size_t a, std::size_t b) {
    const std::uint32_t first = dates.at(found.ids[a]), second = dates.at(found.ids[b]);
    if (first != second) return first > second;
    return found.weight(a) != found.weight(b) ? found.weight(a) > found.weight(b) : a > b;
  });
}

// The second stage orders its pool from the first hit on, whatever page is asked for.
std::vector<RankedHit> Search::rank(const Matches& found) {
  const std::size_t most = std::max(pool_size(), request_.offset + request_.limit);
  std::vector<RankedHit> hits;
  for (const std::size_t i : is_newest_first() ? newest_of(found, most) : best_of(found, most)) {
    hits.push_back({found.ids[i], found.weight(i), {}});
  }
  const std::size_t pool = request_.offset < pool_size() ? std::min(pool_size(), hits.size()) : 0;
  if (pool > 1) rescore_pool(hits, pool);
  hits.erase(hits.begin(), hits.begin() + static_cast<long>(std::min(request_.offset, hits.size())));
  if (hits.size() > request_.limit) hits.resize(request_.limit);
  return hits;
}

// Exact runs, and matches as typed against translations, keep their rank: the second stage orders within each tier.
void Search::rescore_pool(std::vector<RankedHit>& hits, std::size_t pool) {
  const std::vector<bool> full = which_match(hits, pool);
  std::vector<PoolEntry> entries;
  for (std::size_t i = 0; i < pool; ++i) entries.push_back({open().tokens->shown(hits[i].id), full[i]});
  if (is_relaxed_ || built_.has_alternatives) note_missing_words(hits, entries);
  std::vector<Rescored> scored =
      rescore(ranking_, entries, *HiddenCollections(index_.documents, request_.hidden_collections).statistics());
  for (std::size_t i = 0; i < pool; ++i) {
    hits[i].weight = std::floor(hits[i].weight / kExactTier) * kExactTier + kScoreScale * scored[i].score;
    hits[i].rescored = std::move(scored[i]);
  }
  const auto end = hits.begin() + static_cast<long>(pool);
  std::stable_sort(hits.begin(), end, [](const RankedHit& a, const RankedHit& b) { return a.weight > b.weight; });
}

namespace {

DocIds sorted_ids(const std::vector<RankedHit>& hits, std::size_t count) {
  DocIds ids;
  for (std::size_t i = 0; i < count; ++i) ids.push_back(hits[i].id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace

// Two words may have one token: where not all words must be there, the index says which are.
void Search::note_missing_words(const std::vector<RankedHit>& hits, std::vector<PoolEntry>& entries) {
  const DocIds ids = sorted_ids(hits, entries.size());
  for (PoolEntry& entry : entries) entry.lacks.assign(ranking_.terms.size(), false);
  for (std::size_t t = 0; t < ranking_.terms.size(); ++t) {
    const std::string& term = ranking_.terms[t].index_term;
    if (term.empty()) continue;
    const DocIds holders = matcher_.find(Query(term), &ids);
    for (std::size_t i = 0; i < entries.size(); ++i) {
      entries[i].lacks[t] = !std::binary_search(holders.begin(), holders.end(), hits[i].id);
    }
  }
}

// Which of the first hits hold all words. Of a query that was not relaxed, all do.
std::vector<bool> Search::which_match(const std::vector<RankedHit>& hits, std::size_t count) {
  std::vector<bool> full(count, !is_relaxed_);
  if (!is_relaxed_) return full;
  const DocIds ids = sorted_ids(hits, count);
  const DocIds found = matcher_.find(built_.strict, &ids);
  for (std::size_t i = 0; i < count; ++i) full[i] = std::binary_search(found.begin(), found.end(), hits[i].id);
  return full;
}

void Search::add_hits(const Matches& found, IndexPage& page) {
  for (RankedHit& ranked : rank(found)) {
    const std::string data = open().data(ranked.id);
    IndexHit hit;
    hit.score = ranked.weight;
    if (built_.has_translations) {
      hit.translated = hit.score < kDirectTier;
      if (!hit.translated) hit.score -= kDirectTier;
    }
    if (searches_lessons()) {
      LessonData lesson = decode_lesson_data(data);
      hit.document_id = lesson.document_id();
      hit.lesson_id = std::move(lesson.id);
    } else {
      DocumentData document = decode_document_data(data);
      hit.document_id = std::move(document.id);
      hit.fingerprint = std::move(document.fingerprint);
      if (request_.type != HitType::kDocument && !is_empty_text_) {
        hit.passages = rank_passages(open().tokens->shown(ranked.id), built_.passages,
                                     request_.type == HitType::kSection, kMaxPassages);
      }
    }
    if (request_.explain) explain(ranked, hit);
    page.hits.push_back(std::move(hit));
  }
}

namespace {

bool is_translation(const ScorePart& part) { return part.field == "translation"; }

// How often the typed words count when all they add up to is `score`; 0 when that is no whole number.
double times_counted(double score, double typed) {
  const double times = std::round(score / typed);
  return std::abs(score - times * typed) > kLeastRest ? 0 : times;
}

// A query with translations asks for the typed words more than once: each then weighs a whole number of times what it
// weighs alone. Of a hit that holds not all of the words, no translation counts.
void count_repeats(double score, std::vector<ScorePart>& parts) {
  double typed = 0, translated = 0;
  for (const ScorePart& part : parts) (is_translation(part) ? translated : typed) += part.weight;
  if (typed <= 0) return;
  double times = times_counted(score - translated, typed);
  if (times == 0) {
    times = times_counted(score, typed);
    if (times > 0) std::erase_if(parts, is_translation);
  }
  if (times == 0) return;
  for (ScorePart& part : parts) {
    if (!is_translation(part)) part.weight *= times;
  }
}

}  // namespace

// The parts add up to the score.
void Search::explain(const RankedHit& ranked, IndexHit& hit) {
  const bool was_rescored = !ranked.rescored.terms.empty();
  if (was_rescored) explain_rescored(ranked.rescored, hit);
  for (const QueryPart& part : built_.parts) {
    // The second stage weighs no translations: there they only say what found the hit.
    if (was_rescored && !(hit.translated && part.field == "translation")) continue;
    const std::optional<double> weight = matcher_.weight_of(part.query, ranked.id, bm25());
    if (weight) hit.explain.push_back({part.name, part.field, was_rescored ? 0 : *weight});
  }
  const double exact = std::floor(hit.score / kExactTier) * kExactTier;
  if (!was_rescored) count_repeats(hit.score - exact, hit.explain);
  if (exact > 0) hit.explain.push_back({"exact run", "boost", exact});
  double rest = hit.score;
  for (const ScorePart& part : hit.explain) rest -= part.weight;
  if (std::abs(rest) >= kLeastRest && !hit.explain.empty()) hit.explain.push_back({"rest", "boost", rest});
}

void Search::explain_rescored(const Rescored& rescored, IndexHit& hit) const {
  const auto add = [&](const std::string& name, const std::string& field, double value) {
    if (value > 0) hit.explain.push_back({name, field, kScoreScale * value});
  };
  for (std::size_t i = 0; i < ranking_.terms.size(); ++i) add(ranking_.terms[i].name, "text", rescored.terms[i]);
  add("proximity", "boost", rescored.proximity);
  add("feedback", "boost", rescored.feedback);
  add("all words", "boost", rescored.full);
}

// Xapian's own correction knows nothing of collections, so hidden ones need a slower one.
std::string Search::better_word(const SpellingCandidate& word, const HiddenCollections& hidden) const {
  const Xapian::Database& database = index_.documents.database;
  if (hidden.empty()) {
    return database.term_exists(word.term) ? "" : database.get_spelling_suggestion(word.word, kMaxEditDistance);
  }
  const auto is_shown = [&](const std::string& text) { return !request_.shows_word || request_.shows_word(text); };
  if (hidden.shows(word.term)) return "";
  for (const std::string& near : nearest_words(index_.documents, hidden, word.word)) {
    if (is_shown(near)) return near;
  }
  return "";
}

namespace {

// "DHCP": meant as it stands, though nothing has it.
bool is_acronym(std::string_view word) {
  return word.size() <= kMaxAcronymBytes &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

void Search::correct_spelling(IndexPage& page) {
  const HiddenCollections hidden(index_.documents, request_.hidden_collections);
  std::string corrected;
  std::size_t at = 0;
  for (const SpellingCandidate& word : built_.candidates) {
    if (word.word.size() < kMinCorrectedBytes || word.begin < at) continue;
    if (is_acronym(std::string_view(request_.text).substr(word.begin, word.end - word.begin))) continue;
    const std::string better = better_word(word, hidden);
    if (better.empty()) continue;
    corrected.append(request_.text, at, word.begin - at).append(better);
    at = word.end;
  }
  if (at == 0) return;
  page.did_you_mean = corrected.append(request_.text, at, std::string::npos);
}

}  // namespace fupan::indexer::xapian
