#include "indexer/xapian/similar.h"

#include <algorithm>
#include <cmath>

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "indexer/analysis/dictionary.h"
#include "indexer/ranking/expanded_likeness.h"
#include "indexer/ranking/idf.h"
#include "indexer/xapian/hidden_collections.h"
#include "indexer/xapian/matcher.h"
#include "indexer/xapian/projection.h"
#include "indexer/xapian/restrictions.h"
#include "indexer/xapian/schema.h"

namespace fupan::indexer::xapian {
namespace {

// By which candidates are found. Documents are expanded by their neighbours, which should be the nearest ones.
constexpr std::size_t kTellingTerms = 60;
constexpr std::size_t kTellingTermsOfLesson = 30;
constexpr double kTitleTerms = 2;  // as which a term of the title counts
constexpr std::size_t kPlainTerms = 20;
constexpr std::size_t kMostMatched = 4;
constexpr std::size_t kMostPieceBytes = 36;
constexpr std::size_t kMostTextBytes = std::size_t{32} << 10U;  // of a query; the rest says nothing new

// Terms of the query with how often they occur.
class CountTerms final : public TermSink {
 public:
  void add(TermKind kind, std::string_view term) override {
    std::string name(kind == TermKind::kDictionaryWord ? kWordPrefix : std::string_view{});
    counts_[name.append(term)] += weight_;
  }
  void add_atom(std::string_view, bool, WordForm) override {}

  void add_text(std::string_view text, double weight) {
    weight_ = weight;
    analyze(text, *this);
  }
  const std::map<std::string, double>& counts() const { return counts_; }

 private:
  std::map<std::string, double> counts_;
  double weight_ = 1;
};

bool says_something(const std::string& term) {
  if (text::count_code_points(term) < 2 || is_stop_word(term)) return false;
  return term.find_first_not_of("0123456789") != std::string::npos;
}

std::string_view first_bytes(std::string_view text) { return text::clip_utf8(text, kMostTextBytes); }

}  // namespace

// The terms with the highest tf-idf, joined by OR.
Query Similar::telling_terms(std::size_t most) const {
  CountTerms terms;
  terms.add_text(request_.title, kTitleTerms);
  terms.add_text(first_bytes(request_.text), 1);
  struct Telling {
    double weight;
    std::string term;
    double count;
  };
  std::vector<Telling> telling;
  const HiddenCollections hidden(open(), request_.hidden_collections);
  const double all = hidden.size();
  for (const auto& [term, count] : terms.counts()) {
    if (!says_something(term)) continue;
    const double found = hidden.frequency(term);
    if (found == 0) continue;
    const double idf = inverse_document_frequency(found, all);
    telling.push_back({(request_.plain ? count : std::sqrt(count)) * idf, term, count});
  }
  std::sort(telling.begin(), telling.end(), [](const Telling& a, const Telling& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
  });
  if (telling.size() > most) telling.resize(most);
  std::vector<Query> words;
  for (const Telling& one : telling) {
    words.emplace_back(one.term, request_.plain ? 1 : static_cast<unsigned>(std::ceil(std::sqrt(one.count))));
  }
  return any_of(std::move(words));
}

Query Similar::restricted(const Query& query) const {
  Query result = query;
  for (const FieldFilter& filter : request_.filters) result = within(result, values_query(filter));
  if (!request_.documents.empty()) result = within(result, documents_query(request_.documents));
  std::vector<Query> hidden = hidden_entries(open(), false, request_.hidden_collections);
  if (!request_.without.empty() && request_.without.find('.') == std::string::npos) {
    hidden.push_back(documents_query({request_.without}));
  }
  return without(result, any_of(std::move(hidden)));
}

const Tokens& Similar::tokens_of_document(const std::string& id) {
  const auto [known, is_new] = documents_.try_emplace(id);
  if (!is_new) return known->second;
  const Xapian::Database& documents = index_.documents.database;
  const Xapian::docid newest = newest_entry(documents, prefixed_term(kIdPrefix, id));
  if (newest != 0) {
    known->second = index_.documents.tokens->shown(newest);
  }
  return known->second;
}

// Without statistics: no vectors.
std::vector<Similar::Candidate> Similar::candidates(std::size_t most, const FeatureStatistics* statistics) {
  std::vector<Candidate> found;
  const std::size_t telling = among_lessons() ? kTellingTermsOfLesson : kTellingTerms;
  const Query query = telling_terms(request_.plain ? kPlainTerms : telling);
  if (query.empty()) return found;
  const Matches matches = Matcher(open()).match(restricted(query), request_.plain ? Bm25{1, 0.5} : Bm25{1.2, 0.7});
  for (const std::size_t i : best_of(matches, most)) {
    Candidate candidate;
    candidate.hit.score = matches.weight(i);
    const std::string data = open().data(matches.ids[i]);
    if (among_lessons()) {
      const LessonData lesson = decode_lesson_data(data);
      if (lesson.id == request_.without) continue;
      candidate.hit.lesson_id = lesson.id;
      candidate.hit.document_id = lesson.document_id();
      if (statistics != nullptr) {
        candidate.vector =
            vector_of_lesson(tokens_of_document(candidate.hit.document_id), lesson.ordinal, *statistics, asked());
      }
    } else {
      candidate.hit.document_id = decode_document_data(data).id;
      if (statistics != nullptr) {
        candidate.vector = vector_of_document(open().tokens->shown(matches.ids[i]), *statistics, asked());
      }
    }
    found.push_back(std::move(candidate));
  }
  return found;
}

void Similar::read_query(const FeatureStatistics& statistics) {
  text_ = request_.title + "\n" + std::string(first_bytes(request_.text));
  Tokens tokens;
  std::vector<Atom> atoms = atomize(text_);
  const std::size_t title_end = request_.title.size();
  tokens.begin_part(PartKind::kTitle);
  bool is_in_title = true;
  for (const Atom& atom : atoms) {
    if (is_in_title && atom.begin >= title_end) {
      tokens.begin_part(PartKind::kSection);
      is_in_title = false;
    }
    tokens.add(atom.is_character ? atom.folded : stem(atom.folded), atom.is_character && atom.joined);
  }
  VectorBuilder builder;
  for (const Part& part : tokens.parts()) {
    builder.add(tokens, part, part.kind == PartKind::kTitle ? kTitleCount : 1, !among_lessons());
    Feature feature = 0;
    for (std::size_t i = part.begin; i < part.end; ++i) {
      if (!feature_at(tokens, part, i, feature)) continue;
      const bool is_pair = i > part.begin && atoms[i].is_character && atoms[i].joined;
      places_.push_back({feature, is_pair ? atoms[i - 1].begin : atoms[i].begin, atoms[i].end});
    }
  }
  query_ = builder.build(statistics, comes_from_outside() ? 1 : 2);
  cut_into_words(atoms);
}

// Chinese words, and words with hyphens.
void Similar::cut_into_words(const std::vector<Atom>& atoms) {
  is_cut_.assign(text_.size() + 1, true);
  const auto join = [&](std::size_t begin, std::size_t end) {
    std::fill(is_cut_.begin() + static_cast<std::ptrdiff_t>(begin) + 1,
              is_cut_.begin() + static_cast<std::ptrdiff_t>(end), false);
  };
  std::u32string run;
  for (std::size_t at = 0; at < atoms.size();) {
    if (!atoms[at].is_character) {
      const bool is_joined = at > 0 && !atoms[at - 1].is_character && is_hyphen(atoms[at - 1].end, atoms[at].begin);
      join(is_joined ? atoms[at - 1].begin : atoms[at].begin, atoms[at].end);
      ++at;
      continue;
    }
    run.clear();
    for (std::size_t end = at; end < atoms.size() && atoms[end].is_character; ++end) {
      if (end > at && !atoms[end].joined) break;
      run += text::decode_at(atoms[end].folded, 0).value;
    }
    for (const std::size_t length : segment_finely(run)) {
      join(atoms[at].begin, atoms[at + length - 1].end);
      at += length;
    }
  }
}

bool Similar::is_hyphen(std::size_t begin, std::size_t end) const { return end == begin + 1 && text_[begin] == '-'; }

// The bytes from `begin` to `end` of the text without parts of words at their ends, "立产" of "独立产权" is none, and
// without words that say nothing: the 与 of 与供应商.
std::string Similar::whole_words(std::size_t begin, std::size_t end) const {
  while (begin < end && !is_cut_[begin]) ++begin;
  while (end > begin && !is_cut_[end]) --end;
  std::size_t second = std::min(begin + 1, end), last = std::max(end, begin + 1) - 1;
  while (second < end && !is_cut_[second]) ++second;
  if (second < end && is_stop_word(text_.substr(begin, second - begin))) begin = second;
  while (last > begin && !is_cut_[last]) --last;
  if (last > begin && is_stop_word(text_.substr(last, end - last))) end = last;
  return text_.substr(begin, end - begin);
}

// Pieces of the query that `other` shares, longest stretches joined, by what they bring.
std::vector<std::string> Similar::matched(const TextVector& other) const {
  TextVector gains;  // of the features of both
  for (std::size_t i = 0, k = 0; i < query_.size() && k < other.size();) {
    if (query_[i].feature == other[k].feature) gains.push_back({other[k].feature, query_[i].weight * other[k].weight});
    const bool is_behind = query_[i].feature <= other[k].feature;
    k += query_[i].feature >= other[k].feature ? 1 : 0;
    i += is_behind ? 1 : 0;
  }
  struct Piece {
    double weight = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  std::vector<Piece> pieces;
  for (const Place& place : places_) {
    const auto gain = std::lower_bound(gains.begin(), gains.end(), place.feature,
                                       [](const WeightedFeature& w, Feature f) { return w.feature < f; });
    if (gain == gains.end() || gain->feature != place.feature) continue;
    const bool continues = !pieces.empty() && place.end - pieces.back().begin <= kMostPieceBytes &&
                           (place.begin < pieces.back().end || is_hyphen(pieces.back().end, place.begin) ||
                            (place.begin == pieces.back().end + 1 && text_[pieces.back().end] == ' '));
    if (!continues) pieces.push_back({0, place.begin, place.end});
    pieces.back().weight += gain->weight;
    pieces.back().end = place.end;
  }
  std::stable_sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.weight > b.weight; });
  std::vector<std::string> out;
  std::vector<std::string> said;
  for (const Piece& piece : pieces) {
    std::string written = whole_words(piece.begin, piece.end);
    std::string folded = text::fold(written);
    if (text::count_code_points(written) < 2 || is_stop_word(folded)) continue;
    const bool is_said = std::any_of(said.begin(), said.end(), [&](const std::string& one) {
      return one.find(folded) != std::string::npos || folded.find(one) != std::string::npos;
    });
    if (is_said || out.size() == kMostMatched) continue;
    out.push_back(std::move(written));
    said.push_back(std::move(folded));
  }
  return out;
}

// What is like the query anywhere: an answer from few documents knows its neighbours from all.
std::vector<TextVector> Similar::surroundings(const FeatureStatistics& statistics) {
  SimilarRequest anywhere = request_;
  anywhere.documents.clear();
  anywhere.filters.clear();
  Similar similar(index_, anywhere);
  std::vector<TextVector> vectors;
  for (Candidate& candidate : similar.candidates(kMostSimilar, &statistics))
    vectors.push_back(std::move(candidate.vector));
  return vectors;
}

// Documents speak of their topics in many words and are expanded by their neighbours. A lesson is one thought: expanded
// it drifts to whatever is near it, and long lessons about everything come first.
std::vector<double> Similar::likeness(const std::vector<TextVector>& vectors, const FeatureStatistics& statistics) {
  if (among_lessons()) {
    std::vector<double> scores;
    for (const TextVector& vector : vectors) scores.push_back(cosine(query_, vector));
    return scores;
  }
  const bool is_restricted = !request_.documents.empty() || !request_.filters.empty();
  if (!is_restricted) return expanded_likeness(query_, vectors, vectors);
  return expanded_likeness(query_, vectors, surroundings(statistics));
}

std::vector<SimilarHit> Similar::run() {
  std::vector<SimilarHit> hits;
  if (request_.plain) {
    for (Candidate& candidate : candidates(request_.limit + 1, nullptr)) hits.push_back(std::move(candidate.hit));
    if (hits.size() > request_.limit) hits.resize(request_.limit);
    return hits;
  }
  const auto statistics = HiddenCollections(index_.documents, request_.hidden_collections).features();
  read_query(*statistics);
  std::vector<Candidate> found = candidates(kMostSimilar, statistics.get());
  std::vector<TextVector> vectors;
  for (Candidate& candidate : found) vectors.push_back(std::move(candidate.vector));
  const std::vector<double> scores = likeness(vectors, *statistics);
  std::vector<std::size_t> order(found.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
  for (const std::size_t i : order) {
    if (hits.size() == request_.limit || scores[i] <= 0) break;
    found[i].hit.score = scores[i];
    found[i].hit.matched = matched(vectors[i]);
    hits.push_back(std::move(found[i].hit));
  }
  return hits;
}

}  // namespace fupan::indexer::xapian
