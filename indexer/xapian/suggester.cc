#include "indexer/xapian/suggester.h"

#include <algorithm>

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "indexer/xapian/projection.h"
#include "indexer/xapian/schema.h"
#include "indexer/xapian/segments.h"

namespace fupan::indexer::xapian {
namespace {

using Query = Xapian::Query;

constexpr unsigned kMaxExpansion = 50;
constexpr std::size_t kMaxScanned = 2000;
constexpr std::size_t kMaxTypedBytes = 400;
constexpr std::size_t kMinWordPrefix = 2;

Query title_term(std::string_view kind, std::string_view term) {
  return Query(std::string(row_of(TextField::kTitle).prefix).append(kind).append(term));
}

// What titles must hold: everything typed, the last word as a beginning.
Query title_query(std::string_view typed) {
  std::vector<Query> all;
  const std::vector<Segment> segments = segments_of(typed);
  for (std::size_t s = 0; s < segments.size(); ++s) {
    const std::vector<Atom>& atoms = segments[s].atoms;
    for (const PhraseTerm& term : phrase_terms(atoms)) {
      const bool is_character = text::count_code_points(term.term) == 1 && atoms.front().is_character;
      all.push_back(title_term(is_character ? kCharacterPrefix : std::string_view{}, term.term));
    }
    const Atom& last = atoms.back();
    if (s + 1 == segments.size() && !last.is_character && last.end == typed.size()) {
      const Query whole = all.back();
      all.back() = Query(Query::OP_OR, whole,
                         Query(Query::OP_WILDCARD, std::string(row_of(TextField::kTitle).prefix) + last.folded,
                               kMaxExpansion, Query::WILDCARD_LIMIT_MOST_FREQUENT));
    }
  }
  return all.empty() ? Query() : Query(Query::OP_AND, all.begin(), all.end());
}

void add_titles(Xapian::Database& documents, std::string_view typed, std::size_t limit, std::vector<Suggestion>& out) {
  const Query query = title_query(typed);
  if (query.empty()) return;
  Xapian::Enquire enquire(documents);
  enquire.set_query(Query(Query::OP_AND_NOT, query, Query(filter_term(Field::kState, "retired"))));
  const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(limit));
  for (auto i = found.begin(); i != found.end(); ++i) {
    const StoredData data = decode_data(i.get_document().get_data());
    out.push_back({SuggestionType::kTitle, data.title, data.id});
  }
}

struct Counted {
  std::string text;
  std::size_t count = 0;
};

void add_most_frequent(std::vector<Counted> found, SuggestionType type, std::string_view before, std::size_t limit,
                       std::vector<Suggestion>& out) {
  std::stable_sort(found.begin(), found.end(), [](const Counted& a, const Counted& b) { return a.count > b.count; });
  if (found.size() > limit) found.resize(limit);
  for (const Counted& entry : found) out.push_back({type, std::string(before) + entry.text, ""});
}

void add_values(Xapian::Database& documents, Field field, SuggestionType type, const std::string& folded,
                std::size_t limit, std::vector<Suggestion>& out) {
  const std::string prefix(row_of(field).prefix);
  std::vector<Counted> found;
  std::size_t scanned = 0;
  const auto end = documents.allterms_end(prefix + folded);
  for (auto i = documents.allterms_begin(prefix + folded); i != end && scanned < kMaxScanned; ++i, ++scanned) {
    found.push_back({(*i).substr(prefix.size()), i.get_termfreq()});
  }
  add_most_frequent(std::move(found), type, "", limit, out);
}

// The last word typed, completed from the spelling dictionary.
void add_words(Xapian::Database& documents, std::string_view typed, std::size_t limit, std::vector<Suggestion>& out) {
  const std::vector<Atom> atoms = atomize(typed);
  if (atoms.empty() || atoms.back().is_character || atoms.back().end != typed.size()) return;
  const std::string& word = atoms.back().folded;
  if (word.size() < kMinWordPrefix) return;
  std::vector<Counted> found;
  std::size_t scanned = 0;
  auto i = documents.spellings_begin();
  const auto end = documents.spellings_end();
  if (i != end) i.skip_to(word);
  for (; i != end && scanned < kMaxScanned; ++i, ++scanned) {
    const std::string candidate = *i;
    if (!candidate.starts_with(word)) break;
    if (candidate.size() > word.size()) found.push_back({candidate, i.get_termfreq()});
  }
  add_most_frequent(std::move(found), SuggestionType::kWord, typed.substr(0, atoms.back().begin), limit, out);
}

}  // namespace

std::vector<Suggestion> suggest(OpenIndex& index, std::string_view typed, std::size_t limit) {
  typed = text::clip_utf8(text::trim(typed), kMaxTypedBytes);
  std::vector<Suggestion> out;
  if (typed.empty()) return out;
  const std::string folded = text::fold(typed);
  const std::size_t share = std::max<std::size_t>(1, limit / 4);
  add_values(index.documents, Field::kTag, SuggestionType::kTag, folded, share, out);
  add_values(index.documents, Field::kProject, SuggestionType::kProject, folded, share, out);
  add_words(index.documents, typed, share, out);
  add_titles(index.documents, typed, limit - std::min(limit, out.size()), out);
  if (out.size() > limit) out.resize(limit);
  return out;
}

}  // namespace fupan::indexer::xapian
