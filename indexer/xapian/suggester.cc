#include "indexer/xapian/suggester.h"

#include <algorithm>

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "indexer/analysis/analyzer.h"
#include "indexer/xapian/hidden_collections.h"
#include "indexer/xapian/matcher.h"
#include "indexer/xapian/projection.h"
#include "indexer/xapian/restrictions.h"
#include "indexer/xapian/schema.h"
#include "indexer/xapian/segments.h"

namespace fupan::indexer::xapian {
namespace {

constexpr std::size_t kMaxExpansion = 50;
constexpr std::size_t kMaxScanned = 2000;
constexpr std::size_t kMaxTypedBytes = 400;
constexpr std::size_t kMinWordPrefix = 2;
constexpr Bm25 kTitleBm25{1, 0.5};
constexpr std::size_t kMaxChecked = 20;  // words that are looked up in texts

Query title_term(std::string_view term) { return Query(std::string(row_of(TextField::kTitle).prefix).append(term)); }

Query title_beginning(std::string_view text) {
  return beginning_with(std::string(row_of(TextField::kTitle).prefix).append(text), kMaxExpansion);
}

// What titles must hold: everything typed, the last word as a beginning.
Query title_query(std::string_view typed) {
  std::vector<Query> all;
  const std::vector<Segment> segments = segments_of(typed);
  for (std::size_t s = 0; s < segments.size(); ++s) {
    const std::vector<Atom>& atoms = segments[s].atoms;
    const std::vector<std::string> terms = phrase_terms(atoms);
    for (const std::string& term : terms) all.push_back(title_term(term));
    if (terms.empty()) all.push_back(title_beginning(atoms.front().folded));
    const Atom& last = atoms.back();
    if (s + 1 == segments.size() && !last.is_character && last.end == typed.size()) {
      all.back() = any_of({all.back(), title_beginning(last.folded)});
    }
  }
  return all_of(std::move(all));
}

void add_titles(const OpenDatabase& open, const std::vector<std::string>& hidden_collections, std::string_view typed,
                std::size_t limit, std::vector<Suggestion>& out) {
  const Query query = title_query(typed);
  if (query.empty()) return;
  const Query shown = without(query, any_of(hidden_entries(open, false, hidden_collections)));
  const Matches found = Matcher(open).match(shown, kTitleBm25);
  for (const std::size_t i : best_of(found, limit)) {
    const DocumentData data = decode_document_data(open.data(found.ids[i]));
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

// In how many documents of today that may be shown the term is; `frequency` counts dead entries too.
std::size_t live_count(const OpenDatabase& open, const HiddenCollections& hidden, const std::string& term,
                       std::size_t frequency) {
  if (!hidden.empty()) return hidden.count(term, kMaxScanned);
  if (open.dead->empty()) return frequency;
  std::size_t live = 0;
  std::size_t seen = 0;
  const auto end = open.database.postlist_end(term);
  for (auto i = open.database.postlist_begin(term); i != end && seen < kMaxScanned; ++i, ++seen) {
    live += open.is_dead(*i) ? 0 : 1;
  }
  return live + (frequency - seen);
}

void add_values(const OpenDatabase& open, const HiddenCollections& hidden, Field field, const std::string& folded,
                std::size_t limit, std::vector<Suggestion>& out) {
  const SuggestionType type = field == Field::kTag ? SuggestionType::kTag : SuggestionType::kProject;
  const std::string prefix(row_of(field).prefix);
  std::vector<Counted> found;
  std::size_t scanned = 0;
  const auto end = open.database.allterms_end(prefix + folded);
  for (auto i = open.database.allterms_begin(prefix + folded); i != end && scanned < kMaxScanned; ++i, ++scanned) {
    const std::size_t count = live_count(open, hidden, *i, i.get_termfreq());
    if (count > 0) found.push_back({(*i).substr(prefix.size()), count});
  }
  add_most_frequent(std::move(found), type, "", limit, out);
}

// The `limit` most frequent ones that pass: each check reads documents.
void keep_shown(const WordCheck& shows_word, std::size_t limit, std::vector<Counted>& found) {
  std::stable_sort(found.begin(), found.end(), [](const Counted& a, const Counted& b) { return a.count > b.count; });
  std::vector<Counted> shown;
  for (std::size_t i = 0; i < std::min(found.size(), kMaxChecked) && shown.size() < limit; ++i) {
    if (shows_word(found[i].text)) shown.push_back(std::move(found[i]));
  }
  found = std::move(shown);
}

// The last word typed, completed from the spelling dictionary.
void add_words(const OpenDatabase& open, const HiddenCollections& hidden, const WordCheck& shows_word,
               std::string_view typed, std::size_t limit, std::vector<Suggestion>& out) {
  const std::vector<Atom> atoms = atomize(typed);
  if (atoms.empty() || atoms.back().is_character || atoms.back().end != typed.size()) return;
  const std::string& word = atoms.back().folded;
  if (word.size() < kMinWordPrefix) return;
  std::vector<Counted> found;
  std::size_t scanned = 0;
  auto i = open.database.spellings_begin();
  const auto end = open.database.spellings_end();
  if (i != end) i.skip_to(word);
  for (; i != end && scanned < kMaxScanned; ++i, ++scanned) {
    const std::string candidate = *i;
    if (!candidate.starts_with(word)) break;
    if (candidate.size() <= word.size()) continue;
    const std::size_t count = hidden.empty() ? i.get_termfreq() : hidden.count(stem(candidate), kMaxScanned);
    if (count > 0) found.push_back({candidate, count});
  }
  if (!hidden.empty() && shows_word) keep_shown(shows_word, limit, found);
  add_most_frequent(std::move(found), SuggestionType::kWord, typed.substr(0, atoms.back().begin), limit, out);
}

}  // namespace

std::vector<Suggestion> suggest(OpenIndex& index, std::string_view typed, std::size_t limit,
                                const std::vector<std::string>& hidden_collections, const WordCheck& shows_word) {
  typed = text::clip_utf8(text::trim(typed), kMaxTypedBytes);
  std::vector<Suggestion> out;
  if (typed.empty()) return out;
  const std::string folded = text::fold(typed);
  const std::size_t share = std::max<std::size_t>(1, limit / 4);
  const HiddenCollections hidden(index.documents, hidden_collections);
  add_values(index.documents, hidden, Field::kTag, folded, share, out);
  add_values(index.documents, hidden, Field::kProject, folded, share, out);
  add_words(index.documents, hidden, shows_word, typed, share, out);
  add_titles(index.documents, hidden_collections, typed, limit - std::min(limit, out.size()), out);
  if (out.size() > limit) out.resize(limit);
  return out;
}

}  // namespace fupan::indexer::xapian
