#include "indexer/xapian/hidden_collections.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "core/text/utf8.h"
#include "indexer/analysis/analyzer.h"
#include "indexer/xapian/schema.h"
#include "indexer/xapian/value_codes.h"

namespace fupan::indexer::xapian {
namespace {

constexpr std::size_t kMaxEdits = 2;
constexpr std::size_t kMaxCounted = 1000;
constexpr std::size_t kMaxNearest = 20;

std::u32string code_points(std::string_view text) {
  std::u32string points;
  for (std::size_t at = 0; at < text.size();) {
    const auto decoded = text::decode_at(text, at);
    points += decoded.value;
    at += decoded.length;
  }
  return points;
}

// Insertions, deletions, replacements; more than kMaxEdits is kMaxEdits + 1.
std::size_t edits_between(const std::u32string& a, const std::u32string& b) {
  const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference > kMaxEdits) return kMaxEdits + 1;
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t k = 1; k <= b.size(); ++k) {
      const std::size_t above = row[k];
      row[k] = std::min({above + 1, row[k - 1] + 1, diagonal + (a[i - 1] == b[k - 1] ? 0 : 1)});
      diagonal = above;
    }
    if (*std::min_element(row.begin(), row.end()) > kMaxEdits) return kMaxEdits + 1;
  }
  return row.back();
}

}  // namespace

HiddenCollections::HiddenCollections(const OpenDatabase& open, const std::vector<std::string>& names)
    : open_(open), names_(names) {
  if (names.empty()) return;
  const unsigned slot = row_of(Field::kCollection).slot;
  std::set<std::string> terms;
  for (const std::string& name : names) terms.insert(filter_term(Field::kCollection, name));
  values_ = (*open.columns)[slot].view(open.database, slot);
  numbers_.resize(values_.end());
  for (std::uint32_t number = 1; number < numbers_.size(); ++number) {
    numbers_[number] = terms.contains(filter_term(Field::kCollection, text_of_code(open.database, slot, number)));
  }
}

std::size_t HiddenCollections::count(const std::string& term, std::size_t most) const {
  std::size_t found = 0;
  const auto end = open_.database.postlist_end(term);
  for (auto i = open_.database.postlist_begin(term); i != end && found < most; ++i) {
    found += open_.is_dead(*i) || hides(*i) ? 0 : 1;
  }
  return found;
}

// Where nothing is hidden, dead entries count too, as Xapian counts them.
double HiddenCollections::frequency(const std::string& term) const {
  const double all = open_.database.get_termfreq(term);
  if (empty()) return all;
  std::size_t shown = 0, seen = 0;
  const auto end = open_.database.postlist_end(term);
  for (auto i = open_.database.postlist_begin(term); i != end && seen < kMostLookedAt; ++i, ++seen) {
    shown += open_.is_dead(*i) || hides(*i) ? 0 : 1;
  }
  return seen == 0 ? 0 : all * static_cast<double>(shown) / static_cast<double>(seen);
}

double HiddenCollections::size() const { return empty() ? open_.database.get_doccount() : frequency(""); }

SharedStatistics::Veil HiddenCollections::veil() const {
  if (empty()) return {names_, {}};
  return {names_, [this](Xapian::docid id) { return hides(id); }};
}

std::shared_ptr<const TokenStatistics> HiddenCollections::statistics() const {
  return open_.shared_statistics->of(open_, veil());
}

std::shared_ptr<const FeatureStatistics> HiddenCollections::features() const {
  return open_.shared_statistics->features_of(open_, veil());
}

std::vector<std::string> nearest_words(const OpenDatabase& open, const HiddenCollections& hidden,
                                       std::string_view word) {
  struct Near {
    std::size_t edits = 0, count = 0;
    std::string word;
  };
  std::vector<Near> near;
  const std::u32string asked = code_points(word);
  for (auto i = open.database.spellings_begin(); i != open.database.spellings_end(); ++i) {
    const std::string candidate = *i;
    if (candidate == word || candidate.size() > word.size() + 4 * kMaxEdits) continue;
    const std::size_t edits = edits_between(asked, code_points(candidate));
    if (edits > kMaxEdits) continue;
    const std::size_t count = hidden.count(stem(candidate), kMaxCounted);
    if (count > 0) near.push_back({edits, count, candidate});
  }
  std::sort(near.begin(), near.end(), [](const Near& a, const Near& b) {
    return a.edits != b.edits ? a.edits < b.edits : a.count != b.count ? a.count > b.count : a.word < b.word;
  });
  std::vector<std::string> words;
  for (std::size_t i = 0; i < std::min(near.size(), kMaxNearest); ++i) words.push_back(std::move(near[i].word));
  return words;
}

}  // namespace fupan::indexer::xapian
