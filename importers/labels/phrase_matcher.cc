#include "importers/labels/phrase_matcher.h"

#include <unicode/uchar.h>

#include <algorithm>

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

std::size_t filter_slot(std::uint64_t key) { return (key * 0x9E3779B97F4A7C15ULL) >> 48U; }

bool is_inside_word(std::u32string_view text, std::size_t boundary) {
  return boundary > 0 && boundary < text.size() && is_latin_word(text[boundary - 1]) && is_latin_word(text[boundary]);
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
  std::uint64_t key = 0;
  for (const char32_t c : start) key = key << 21U | c;
  return key;
}

void PhraseMatcher::add(std::string_view phrase, std::uint32_t value) {
  std::u32string folded = fold_for_matching(phrase);
  while (!folded.empty() && folded.back() == U' ') folded.pop_back();
  if (folded.size() < 2) return;
  const std::uint64_t key = key_of(std::u32string_view(folded).substr(0, 3));
  std::vector<Phrase>& same_start = by_start_[key];
  for (const Phrase& known : same_start) {
    if (known.text == folded) return;
  }
  filter_.set(filter_slot(key));
  const auto at = std::find_if(same_start.begin(), same_start.end(),
                               [&](const Phrase& p) { return p.text.size() < folded.size(); });
  same_start.insert(at, {std::move(folded), value});
}

const PhraseMatcher::Phrase* PhraseMatcher::find_at(std::u32string_view folded, std::size_t at,
                                                    std::size_t start_length) const {
  if (at + start_length > folded.size()) return nullptr;
  const std::uint64_t key = key_of(folded.substr(at, start_length));
  if (!filter_.test(filter_slot(key))) return nullptr;
  const auto found = by_start_.find(key);
  if (found == by_start_.end()) return nullptr;
  for (const Phrase& phrase : found->second) {
    const std::size_t length = phrase.text.size();
    if (folded.compare(at, length, phrase.text) == 0 && !is_inside_word(folded, at + length)) return &phrase;
  }
  return nullptr;
}

std::vector<PhraseMatcher::Match> PhraseMatcher::find(std::u32string_view folded) const {
  std::vector<Match> matches;
  for (std::size_t i = 0; i + 1 < folded.size(); ++i) {
    if (is_inside_word(folded, i)) continue;
    const Phrase* phrase = find_at(folded, i, 3);
    if (phrase == nullptr) phrase = find_at(folded, i, 2);
    if (phrase == nullptr) continue;
    matches.push_back({i, i + phrase->text.size(), phrase->value});
    i += phrase->text.size() - 1;
  }
  return matches;
}

}  // namespace fupan::importers
