#include "importers/labels/phrase_matcher.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "importers/characters.h"

namespace fupan::importers {
namespace {

bool is_joiner(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r') || c == '-' || c == '_' || c == '/';
  return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

void append_folded(std::u32string& out, char32_t c) {
  if (!is_joiner(c)) {
    out += c;
  } else if (!out.empty() && out.back() != U' ') {
    out += U' ';
  }
}

constexpr std::size_t kMinStart = 2;
constexpr std::size_t kMaxStart = 4;  // longer starts are rarer in texts, and cost more to look up

std::uint64_t extend(std::uint64_t key, char32_t c) { return (key ^ c) * 0x9E3779B97F4A7C15ULL; }

std::size_t filter_slot(std::uint64_t key) { return key >> 48U; }

// Whether no word ends at `boundary`, which is not the start of `text`.
bool is_inside_word(std::u32string_view text, std::size_t boundary) {
  return boundary < text.size() && is_latin_word(text[boundary - 1]) && is_latin_word(text[boundary]);
}

}  // namespace

std::u32string fold_for_matching(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      append_folded(out, byte >= 'A' && byte <= 'Z' ? byte + 32U : byte);
      ++i;
      continue;
    }
    const text::CodePoint c = text::decode_at(text, i);
    for (const char32_t folded : text::fold_code_point(c.value)) append_folded(out, folded);
    i += c.length;
  }
  return out;
}

std::uint64_t PhraseMatcher::key_of(std::u32string_view start) {
  std::uint64_t key = 1;
  for (const char32_t c : start) key = extend(key, c);
  return key;
}

void PhraseMatcher::add(std::string_view phrase, std::uint32_t value) {
  std::u32string folded = fold_for_matching(phrase);
  while (!folded.empty() && folded.back() == U' ') folded.pop_back();
  if (folded.size() < kMinStart) return;
  const std::uint64_t key = key_of(std::u32string_view(folded).substr(0, kMaxStart));
  std::vector<Phrase>& same_start = by_start_[key];
  for (const Phrase& known : same_start) {
    if (known.text == folded) return;
  }
  filter_.set(filter_slot(key));
  const auto at = std::find_if(same_start.begin(), same_start.end(),
                               [&](const Phrase& p) { return p.text.size() < folded.size(); });
  same_start.insert(at, {std::move(folded), value});
}

const PhraseMatcher::Phrase* PhraseMatcher::find_start(std::u32string_view folded, std::size_t at,
                                                       std::uint64_t key) const {
  const auto found = by_start_.find(key);
  if (found == by_start_.end()) return nullptr;
  for (const Phrase& phrase : found->second) {
    const std::size_t length = phrase.text.size();
    if (folded.compare(at, length, phrase.text) == 0 && !is_inside_word(folded, at + length)) return &phrase;
  }
  return nullptr;
}

// Long starts first: they are those of the longer phrases.
const PhraseMatcher::Phrase* PhraseMatcher::find_at(std::u32string_view folded, std::size_t at) const {
  std::array<std::uint64_t, kMaxStart> keys{};
  std::uint64_t key = 1;
  const std::size_t longest = std::min(kMaxStart, folded.size() - at);
  for (std::size_t n = 0; n < longest; ++n) keys[n] = key = extend(key, folded[at + n]);
  for (std::size_t n = longest; n >= kMinStart; --n) {
    if (!filter_.test(filter_slot(keys[n - 1]))) continue;
    if (const Phrase* phrase = find_start(folded, at, keys[n - 1])) return phrase;
  }
  return nullptr;
}

std::vector<PhraseMatcher::Match> PhraseMatcher::find(std::u32string_view folded) const {
  std::vector<Match> matches;
  bool after_letter = false;
  for (std::size_t i = 0; i + 1 < folded.size(); ++i) {
    const bool is_letter = is_latin_word(folded[i]);
    const bool is_inside = after_letter && is_letter;
    after_letter = is_letter;
    if (is_inside || folded[i] == U' ') continue;
    const Phrase* phrase = find_at(folded, i);
    if (phrase == nullptr) continue;
    matches.push_back({i, i + phrase->text.size(), phrase->value});
    i += phrase->text.size() - 1;
    after_letter = is_latin_word(folded[i]);
  }
  return matches;
}

}  // namespace fupan::importers
