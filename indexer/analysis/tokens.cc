#include "indexer/analysis/tokens.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <vector>

#include "core/varint.h"
#include "indexer/analysis/analyzer.h"

namespace fupan::indexer {
namespace {

constexpr std::uint16_t kJoined = 1;
constexpr unsigned kFormShift = 16;
constexpr unsigned kFormBits = 2;
constexpr unsigned kFormsInByte = 8 / kFormBits;

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

// What encode() made, in two: the forms follow the parts.
struct Encoded {
  std::string_view tokens;
  std::string_view parts;
};

Encoded take_apart(std::string_view bytes) {
  std::uint32_t size = 0;
  if (!take_count(bytes, size)) return {};
  const std::size_t end = std::min<std::size_t>(size, bytes.size());
  return {bytes.substr(0, end), bytes.substr(end)};
}

// From one token to the next.
class TokenWalk {
 public:
  explicit TokenWalk(std::string_view bytes, std::size_t at = 0) : bytes_(bytes), at_(at) {}

  bool at_end() const { return at_ >= bytes_.size(); }
  std::size_t at() const { return at_; }

  // Nothing where the bytes are cut short.
  std::optional<std::uint16_t> token() const {
    const std::size_t size = size_here();
    if (bytes_.size() - at_ < size) return std::nullopt;
    if (size == 1) return token_of_short_byte(byte(at_));
    return static_cast<std::uint16_t>(byte(at_ + size - 2) << 8U | byte(at_ + size - 1));
  }

  void step() { at_ += size_here(); }

 private:
  unsigned byte(std::size_t at) const { return static_cast<unsigned char>(bytes_[at]); }
  std::size_t size_here() const {
    const unsigned high = byte(at_);
    return high < kEscape ? 1 : high == kEscape ? 3 : 2;
  }

  std::string_view bytes_;
  std::size_t at_;
};

// The first byte of a part: its kind, kOtherOrdinal, its depth. Then, where they are not told by it, ordinal and depth.
constexpr unsigned kKindMask = 7;
constexpr unsigned kOtherOrdinal = 8;  // not the one that is usual here
constexpr unsigned kDepthShift = 4;
constexpr std::uint32_t kOtherDepth = 15;

// The usual ordinals of parts: of each kind one more than that before, from 0 on.
class UsualOrdinals {
 public:
  std::uint32_t of(PartKind kind) const { return next_[slot_of(kind)]; }
  void pass(PartKind kind, std::uint32_t ordinal) { next_[slot_of(kind)] = ordinal + 1; }

 private:
  static std::size_t slot_of(PartKind kind) { return static_cast<std::size_t>(kind) & kKindMask; }
  std::array<std::uint32_t, kKindMask + 1> next_{};
};

// From one part to the next. Its begin and end are places in the bytes of the tokens; both are 0 at first.
class PartWalk {
 public:
  explicit PartWalk(std::string_view bytes) : bytes_(bytes) { take_count(bytes_, left_); }

  const Part& part() const { return part_; }
  // What follows the last part, once next() was false.
  std::string_view rest() const { return bytes_; }

  bool next() {
    if (left_ == 0 || bytes_.empty()) return false;
    --left_;
    part_.begin = part_.end;
    std::uint32_t size = 0;
    if (!take_head() || !take_count(bytes_, size)) {
      left_ = 0;
      bytes_ = {};
      return false;
    }
    constexpr std::uint32_t kMost = std::numeric_limits<std::uint32_t>::max();
    part_.end = part_.begin + std::min(size, kMost - part_.begin);
    return true;
  }

 private:
  bool take_head() {
    const unsigned head = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    part_.kind = static_cast<PartKind>(head & kKindMask);
    part_.ordinal = usual_.of(part_.kind);
    part_.depth = head >> kDepthShift;
    if ((head & kOtherOrdinal) != 0 && !take_count(bytes_, part_.ordinal)) return false;
    if (part_.depth == kOtherDepth && !take_count(bytes_, part_.depth)) return false;
    usual_.pass(part_.kind, part_.ordinal);
    return true;
  }

  std::string_view bytes_;
  std::uint32_t left_ = 0;
  Part part_;
  UsualOrdinals usual_;
};

void append_head(std::string& out, const Part& part, UsualOrdinals& usual) {
  const bool is_usual = part.ordinal == usual.of(part.kind);
  const std::uint32_t depth = std::min(part.depth, kOtherDepth);
  out += static_cast<char>(static_cast<unsigned>(part.kind) | (is_usual ? 0 : kOtherOrdinal) | depth << kDepthShift);
  if (!is_usual) append_varint(out, part.ordinal);
  if (depth == kOtherDepth) append_varint(out, part.depth);
  usual.pass(part.kind, part.ordinal);
}

// Characters and stop words have no form.
bool has_form(Token token) { return (token & kJoined) == 0 && !is_stop_token(static_cast<std::uint16_t>(token)); }

class FormWriter {
 public:
  void add(Token token) {
    if (!has_form(token)) return;
    if (count_ % kFormsInByte == 0) bytes_ += '\0';
    const unsigned bits = (token >> kFormShift) << count_ % kFormsInByte * kFormBits;
    bytes_.back() = static_cast<char>(static_cast<unsigned char>(bytes_.back()) | bits);
    ++count_;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  std::size_t count_ = 0;
};

// Forms that the bytes do not have are WordForm::kBare.
void decode_forms(std::string_view bytes, std::vector<Token>& tokens) {
  std::size_t at = 0;
  for (Token& token : tokens) {
    if (at / kFormsInByte >= bytes.size()) return;
    if (!has_form(token)) continue;
    const unsigned packed = static_cast<unsigned char>(bytes[at / kFormsInByte]);
    token |= (packed >> at % kFormsInByte * kFormBits & ((1U << kFormBits) - 1)) << kFormShift;
    ++at;
  }
}

}  // namespace

Token token_of(std::string_view atom, bool joined, WordForm form) {
  const Token token = token_of_atom(atom);
  return joined ? token | kJoined : token | static_cast<Token>(form) << kFormShift;
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

void Tokens::add(std::string_view atom, bool joined, WordForm form) {
  tokens_.push_back(token_of(atom, joined, form));
  parts_.back().end = static_cast<std::uint32_t>(tokens_.size());
}

void Tokens::add(std::span<const Token> tokens) {
  tokens_.insert(tokens_.end(), tokens.begin(), tokens.end());
  parts_.back().end = static_cast<std::uint32_t>(tokens_.size());
}

void Tokens::drop_parts(PartKind kind) {
  std::erase_if(parts_, [kind](const Part& part) { return part.kind == kind; });
}

// The tokens come first, and parts say how many bytes they take, so that looking for a phrase need decode neither.
std::string Tokens::encode() const {
  std::string tokens, parts;
  tokens.reserve(tokens_.size() * 2);
  append_varint(parts, parts_.size());
  UsualOrdinals usual;
  FormWriter forms;
  for (const Part& part : parts_) {
    const std::size_t before = tokens.size();
    for (std::uint32_t i = part.begin; i < part.end; ++i) {
      append_token(tokens, at(i));
      forms.add(tokens_[i]);
    }
    append_head(parts, part, usual);
    append_varint(parts, tokens.size() - before);
  }
  std::string out;
  out.reserve(tokens.size() + parts.size() + forms.bytes().size() + 4);
  append_varint(out, tokens.size());
  return out.append(tokens).append(parts).append(forms.bytes());
}

Tokens Tokens::decode(std::string_view bytes) {
  const Encoded encoded = take_apart(bytes);
  Tokens out;
  out.tokens_.reserve(encoded.tokens.size());
  TokenWalk walk(encoded.tokens);
  PartWalk parts(encoded.parts);
  while (parts.next()) {
    Part part = parts.part();
    part.begin = static_cast<std::uint32_t>(out.tokens_.size());
    for (; !walk.at_end() && walk.at() < parts.part().end; walk.step()) {
      if (const auto token = walk.token()) out.tokens_.push_back(*token);
    }
    part.end = static_cast<std::uint32_t>(out.tokens_.size());
    out.parts_.push_back(part);
  }
  decode_forms(parts.rest(), out.tokens_);
  return out;
}

namespace {

constexpr std::size_t kNowhere = std::string_view::npos;

// Where the pattern begins whose token `first` stands at `at` and takes `size` bytes; kNowhere when the bytes around
// are others.
std::size_t begin_of(std::string_view tokens, std::size_t at, const TokenPattern& pattern, std::size_t first,
                     std::size_t size) {
  std::string_view rest = tokens.substr(at + size);
  for (std::size_t k = first + 1; k < pattern.forms.size(); ++k) {
    const auto& [plain, joined] = pattern.forms[k];
    const bool is_plain = rest.starts_with(plain);
    if (!is_plain && !rest.starts_with(joined)) return kNowhere;
    rest.remove_prefix(is_plain ? plain.size() : joined.size());
  }
  std::string_view before = tokens.substr(0, at);
  for (std::size_t k = first; k-- > 0;) {
    const auto& [plain, joined] = pattern.forms[k];
    const bool is_plain = before.ends_with(plain);
    if (!is_plain && !before.ends_with(joined)) return kNowhere;
    before.remove_suffix(is_plain ? plain.size() : joined.size());
  }
  return before.size();
}

bool is_token(std::uint16_t token, const TokenPattern& pattern, std::size_t k) {
  return (token & ~kJoined) == pattern.tokens[k] && (k == 0 || !pattern.must_join[k] || (token & kJoined) != 0);
}

// Where the pattern ends that begins at `begin`; kNowhere when there is none.
std::size_t end_of(std::string_view tokens, std::size_t begin, const TokenPattern& pattern) {
  TokenWalk walk(tokens, begin);
  for (std::size_t k = 0; k < pattern.tokens.size(); ++k, walk.step()) {
    const auto token = walk.at_end() ? std::nullopt : walk.token();
    if (!token || !is_token(*token, pattern, k)) return kNowhere;
  }
  return walk.at();
}

// Whether a token begins at `at`, when one does at `from`.
bool is_boundary(std::string_view tokens, std::size_t from, std::size_t at) {
  TokenWalk walk(tokens, from);
  while (walk.at() < at) walk.step();
  return walk.at() == at;
}

}  // namespace

bool holds_pattern(std::string_view encoded, const TokenPattern& pattern, std::size_t first, PartKinds kinds) {
  // That so many bytes are those of the pattern although they begin within a token is rarer than that two words have
  // one hash.
  constexpr std::size_t kSureBytes = 4;
  if (pattern.tokens.empty()) return false;
  const auto [tokens, parts] = take_apart(encoded);
  for (const std::string& form : pattern.forms[first]) {
    PartWalk walk(parts);
    const Part& part = walk.part();
    for (std::size_t at = 0; (at = tokens.find(form, at)) != kNowhere; ++at) {
      const std::size_t begin = begin_of(tokens, at, pattern, first, form.size());
      const std::size_t end = begin == kNowhere ? kNowhere : end_of(tokens, begin, pattern);
      if (end == kNowhere) continue;
      while (part.end <= begin) {
        if (!walk.next()) break;
      }
      if (begin < part.begin || end > part.end) continue;
      const auto kind = static_cast<std::size_t>(part.kind);
      const bool is_wanted = kind < kinds.size() && kinds[kind];
      if (is_wanted && (end - begin >= kSureBytes || is_boundary(tokens, part.begin, begin))) return true;
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
    if ((at(i) & ~kJoined) != first) continue;
    bool all = true;
    for (std::size_t k = 1; all && k < length; ++k) all = is_token(at(i + k), pattern, k);
    if (!all) continue;
    ++found;
    i += length - 1;
  }
  return found;
}

std::size_t Tokens::count_form(const Part& part, std::uint16_t word, WordForm form) const {
  const Token wanted = word | static_cast<Token>(form) << kFormShift;
  return static_cast<std::size_t>(std::count(tokens_.begin() + part.begin, tokens_.begin() + part.end, wanted));
}

}  // namespace fupan::indexer
