// The words of a document in order, about two bytes each: what phrases are looked up in, and what chooses the best
// passage of a document, without reading its text again. The index keeps one Tokens for each document, as bytes.
//
// A token is a 15-bit hash of an atom (indexer/analysis/analyzer.h) and one bit that says whether a character stands
// right behind another one. Two different atoms share a hash once in 32,768; since a phrase is only looked up where all
// its terms are known to occur, a false match needs such a collision right beside one of them. As bytes, tokens of the
// most frequent English words take one, an eighth of all others three. Two more bits tell the form of a word that says
// something ("schedule", "scheduling"); they stand by themselves behind all tokens, where only ranking reads them.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/analyzer.h"

namespace fupan::indexer {

// kHidden: a lesson in a state that its document is not shown in; seen by searches for lessons only.
enum class PartKind : std::uint8_t { kTitle, kHeading, kLesson, kSection, kTag, kProject, kHidden };
inline constexpr std::size_t kPartKinds = 7;

// Whether a token is that of an English stop word. (Or of a word with the same hash.)
bool is_stop_token(std::uint16_t token);

// Of 18 bits: from the lowest one, whether it is joined, its hash, its form.
using Token = std::uint32_t;

// `joined`: a character that stands right behind another one.
Token token_of(std::string_view atom, bool joined, WordForm form = WordForm::kBare);

// A stretch of tokens that no phrase crosses.
struct Part {
  PartKind kind = PartKind::kSection;
  std::uint32_t ordinal = 0;  // of a lesson or section: its place in Document::lessons or sections
  std::uint32_t depth = 0;    // of a heading: how many headings it stands under; of a passage: how many it is under
  std::uint32_t begin = 0;    // tokens, half open
  std::uint32_t end = 0;
};

// What to look for: atoms that follow each other. `must_join[i]`: character i must stand right behind the one before.
struct TokenPattern {
  std::vector<std::uint16_t> tokens;
  std::vector<bool> must_join;
  std::vector<std::array<std::string, 2>> forms;  // as bytes: by itself, and right behind another character

  void add(std::string_view atom, bool join);
};

// By PartKind.
using PartKinds = std::bitset<kPartKinds>;

// Whether one part of these kinds contains the pattern, as Tokens::decode() and contains() say, but without decoding.
// `encoded` is what Tokens::encode() made; `first` is the place in the pattern of the token that is looked for first,
// best the rarest.
bool holds_pattern(std::string_view encoded, const TokenPattern& pattern, std::size_t first, PartKinds kinds);

class Tokens {
 public:
  // Starts a part; add() fills it.
  void begin_part(PartKind kind, std::uint32_t ordinal = 0, std::uint32_t depth = 0);
  void add(std::string_view atom, bool joined, WordForm form = WordForm::kBare);
  void add(std::span<const Token> tokens);

  // Forgets the parts of this kind.
  void drop_parts(PartKind kind);

  std::string encode() const;
  // Of what encode() made; anything else gives whatever could be read.
  static Tokens decode(std::string_view bytes);

  const std::vector<Part>& parts() const { return parts_; }
  std::size_t size() const { return tokens_.size(); }
  // Without its form.
  std::uint16_t at(std::size_t i) const { return static_cast<std::uint16_t>(tokens_[i]); }

  // How often `pattern` occurs in `part`, without overlap; at most `limit`.
  std::size_t count(const Part& part, const TokenPattern& pattern, std::size_t limit) const;
  bool contains(const Part& part, const TokenPattern& pattern) const { return count(part, pattern, 1) > 0; }
  // How often a word occurs in `part` in this very form. Of stop words no form is known: all are WordForm::kBare.
  std::size_t count_form(const Part& part, std::uint16_t word, WordForm form) const;

 private:
  std::vector<Part> parts_;
  std::vector<Token> tokens_;
};

}  // namespace fupan::indexer
