#include "indexer/analysis/tokens.h"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

#include "core/varint.h"
#include "indexer/analysis/analyzer.h"

namespace fupan::indexer {
namespace {

constexpr std::uint16_t kJoined = 1;

// In bytes the tokens of these words, two fifths of English text, are their places here; a token of two bytes whose
// higher one is no greater than kEscape stands behind that byte. Part of the stored form.
constexpr auto kShortWords =
    std::to_array<std::string_view>({"the",  "of",   "and", "to",   "a",     "in",  "is",  "for", "that", "was",  "on",
                                     "be",   "with", "it",  "as",   "are",   "by",  "not", "at",  "this", "from", "we",
                                     "have", "or",   "an",  "were", "which", "has", "had", "but", "they"});
constexpr std::uint16_t kEscape = kShortWords.size();

std::uint16_t token_of_atom(std::string_view atom) {
  std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a, folded to 15 bits
  for (const char c : atom) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  hash ^= hash >> 32U;
  hash ^= hash >> 16U;
  return static_cast<std::uint16_t>(hash << 1U);
}

// The byte of each token that has one, else kEscape.
std::uint8_t short_byte(std::uint16_t token) {
  static const std::vector<std::uint8_t> bytes = [] {
    std::vector<std::uint8_t> out(1U << 16U, kEscape);
    for (std::size_t i = kShortWords.size(); i-- > 0;) {
      out[token_of_atom(stem(kShortWords[i]))] = static_cast<std::uint8_t>(i);
    }
    return out;
  }();
  return bytes[token];
}

std::uint16_t token_of_short_byte(std::size_t byte) {
  static const auto tokens = [] {
    std::array<std::uint16_t, kShortWords.size()> out{};
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = token_of_atom(stem(kShortWords[i]));
    return out;
  }();
  return tokens[byte];
}

bool take_count(std::string_view& bytes, std::uint32_t& number) {
  const auto taken = take_varint(bytes);
  if (!taken || *taken > std::numeric_limits<std::uint32_t>::max()) return false;
  number = static_cast<std::uint32_t>(*taken);
  return true;
}

void append_token(std::string& out, std::uint16_t token) {
  const std::uint8_t byte = short_byte(token);
  if (byte != kEscape) {
    out += static_cast<char>(byte);
    return;
  }
  if (token >> 8U <= kEscape) out += static_cast<char>(kEscape);
  out += static_cast<char>(token >> 8U);
  out += static_cast<char>(token & 0xFFU);
}

// The tokens at the front of what encode() made, and removes them; cut short where the bytes are.
void take_tokens(std::string_view& bytes, std::vector<std::uint16_t>& tokens) {
  tokens.clear();
  std::uint32_t count = 0;
  if (!take_count(bytes, count)) return;
  tokens.reserve(std::min<std::size_t>(count, bytes.size()));
  std::size_t at = 0;
  const auto next = [&] { return static_cast<unsigned char>(bytes[at++]); };
  for (; count > 0 && at < bytes.size(); --count) {
    unsigned high = next();
    if (high < kEscape) {
      tokens.push_back(token_of_short_byte(high));
      continue;
    }
    if (bytes.size() - at < (high == kEscape ? 2U : 1U)) {
      at = bytes.size();
      break;
    }
    if (high == kEscape) high = next();
    tokens.push_back(static_cast<std::uint16_t>(high << 8U | next()));
  }
  bytes.remove_prefix(at);
}

}  // namespace

std::uint16_t token_of(std::string_view atom, bool joined) {
  return static_cast<std::uint16_t>(token_of_atom(atom) | (joined ? kJoined : 0));
}

bool is_stop_token(std::uint16_t token) {
  static const std::vector<bool> stops = [] {
    std::vector<bool> slots(1U << 15U);
    for (const std::string_view word : english_stop_words()) slots[token_of_atom(stem(word)) >> 1U] = true;
    return slots;
  }();
  return stops[token >> 1U];
}

void TokenPattern::add(std::string_view atom, bool join) {
  tokens.push_back(token_of_atom(atom));
  must_join.push_back(join);
  auto& [plain, joined] = forms.emplace_back();
  append_token(plain, tokens.back());
  append_token(joined, tokens.back() | kJoined);
}

void Tokens::begin_part(PartKind kind, std::uint32_t ordinal, std::uint32_t depth) {
  const auto at = static_cast<std::uint32_t>(tokens_.size());
  parts_.push_back({kind, ordinal, depth, at, at});
}

void Tokens::add(std::string_view atom, bool joined) {
  tokens_.push_back(token_of(atom, joined));
  parts_.back().end = static_cast<std::uint32_t>(tokens_.size());
}

void Tokens::add(std::span<const std::uint16_t> tokens) {
  tokens_.insert(tokens_.end(), tokens.begin(), tokens.end());
  parts_.back().end = static_cast<std::uint32_t>(tokens_.size());
}

void Tokens::drop_parts(PartKind kind) {
  std::erase_if(parts_, [kind](const Part& part) { return part.kind == kind; });
}

// The tokens come first, so that may_contain() need not read the parts.
std::string Tokens::encode() const {
  std::string out;
  out.reserve(parts_.size() * 5 + tokens_.size() * 2 + 8);
  append_varint(out, tokens_.size());
  for (const std::uint16_t token : tokens_) append_token(out, token);
  append_varint(out, parts_.size());
  for (const Part& part : parts_) {
    out += static_cast<char>(part.kind);
    append_varint(out, part.ordinal);
    append_varint(out, part.depth);
    append_varint(out, part.end - part.begin);
  }
  return out;
}

Tokens Tokens::decode(std::string_view bytes) {
  Tokens out;
  take_tokens(bytes, out.tokens_);
  std::uint32_t count = 0;
  if (!take_count(bytes, count)) return out;
  std::uint32_t at = 0;
  const auto end = static_cast<std::uint32_t>(out.tokens_.size());
  for (; count > 0 && !bytes.empty(); --count) {
    Part part;
    part.kind = static_cast<PartKind>(bytes.front());
    bytes.remove_prefix(1);
    std::uint32_t length = 0;
    if (!take_count(bytes, part.ordinal) || !take_count(bytes, part.depth) || !take_count(bytes, length)) break;
    part.begin = at;
    part.end = at + std::min(length, end - at);
    at = part.end;
    out.parts_.push_back(part);
  }
  return out;
}

// Without decoding: most documents that hold all words of a phrase do not hold them in order. Bytes that only look like
// a token, because they begin within one, are taken for it.
bool may_contain(std::string_view encoded, const TokenPattern& pattern, std::size_t first) {
  if (pattern.tokens.empty()) return false;
  const auto follows = [&](std::size_t at) {
    for (std::size_t k = first + 1; k < pattern.forms.size(); ++k) {
      const std::string_view rest = encoded.substr(at);
      const auto& [plain, joined] = pattern.forms[k];
      if (rest.starts_with(plain)) {
        at += plain.size();
      } else if (rest.starts_with(joined)) {
        at += joined.size();
      } else {
        return false;
      }
    }
    return true;
  };
  const auto precedes = [&](std::size_t at) {
    for (std::size_t k = first; k-- > 0;) {
      const std::string_view before = encoded.substr(0, at);
      const auto& [plain, joined] = pattern.forms[k];
      const bool is_plain = before.ends_with(plain);
      const bool is_joined = before.ends_with(joined);
      if (is_plain && is_joined) return true;  // perhaps
      if (!is_plain && !is_joined) return false;
      at -= is_plain ? plain.size() : joined.size();
    }
    return true;
  };
  for (const std::string& form : pattern.forms[first]) {
    for (std::size_t at = 0; (at = encoded.find(form, at)) != std::string_view::npos; ++at) {
      if (follows(at + form.size()) && precedes(at)) return true;
    }
  }
  return false;
}

std::size_t Tokens::count(const Part& part, const TokenPattern& pattern, std::size_t limit) const {
  const std::size_t length = pattern.tokens.size();
  if (length == 0 || part.end - part.begin < length) return 0;
  std::size_t found = 0;
  const std::uint16_t first = pattern.tokens[0];
  for (std::size_t i = part.begin; i + length <= part.end && found < limit; ++i) {
    if ((tokens_[i] & ~kJoined) != first) continue;
    bool all = true;
    for (std::size_t k = 1; all && k < length; ++k) {
      const std::uint16_t token = tokens_[i + k];
      all = (token & ~kJoined) == pattern.tokens[k] && (!pattern.must_join[k] || (token & kJoined) != 0);
    }
    if (!all) continue;
    ++found;
    i += length - 1;
  }
  return found;
}

}  // namespace fupan::indexer
