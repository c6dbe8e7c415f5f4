// The thesaurus: which English and which Chinese phrases mean the same, so that 供应商延期 also finds "vendor delay".
// Made of the glossary (starter/glossary.tsv, read by importers/glossary_file.h) and the labels of the taxonomy. What
// it is asked for may be typed in any case, width, script, and with hyphens for blanks; words are compared by a key
// that the builder chooses, a stem for example, so that plurals are found.
//
// A token is a word (letters and digits) or one Chinese character. A phrase matches tokens that stand side by side with
// nothing but blanks, '-', '_' and '/' between them.
//
// Immutable; const methods are thread-safe when the word key is. Copies are independent.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/taxonomy.h"
#include "core/text/string_hash.h"

namespace fupan {

// Phrases that mean the same, as written, the usual one first. An English phrase has no Chinese character, a Chinese
// one has at least one.
struct TermGroup {
  std::vector<std::string> en;
  std::vector<std::string> zh;

  bool operator==(const TermGroup&) const = default;
};

// One group for each phase, risk and tag: its English and its Chinese label. Aliases are left out: they say which label
// a text gets ("user interviews" is requirements elicitation), not that two phrases mean the same. A value whose labels
// are not one English and one Chinese phrase gives no group.
std::vector<TermGroup> label_groups(const Taxonomy& taxonomy);

// `groups` without these phrases, compared after text::fold_name. A group that is left with one language goes.
std::vector<TermGroup> without(std::vector<TermGroup> groups, const std::vector<std::string>& phrases);

class Thesaurus {
 public:
  // The key by which a folded word is compared: words with equal keys are one word. Must be thread-safe.
  using WordKey = std::function<std::string(std::string_view folded_word)>;

  // A piece of a text that is a phrase of at least one group: bytes [begin, end) of that text.
  struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::vector<const TermGroup*> groups;  // never empty; live as long as the thesaurus
  };

  Thesaurus() = default;

  // A group that says nothing new (all its phrases are in an earlier group) is left out. Without `word_key` words are
  // compared as they are folded.
  explicit Thesaurus(std::vector<TermGroup> groups, WordKey word_key = {});

  // The groups in which `phrase` as a whole is; none when it is unknown.
  std::vector<const TermGroup*> find(std::string_view phrase) const;

  // The phrases of the other language that mean `phrase`, of all its groups, as written, each once, the usual one
  // first.
  std::vector<std::string> translations_of(std::string_view phrase) const;

  // The other phrases of its own language.
  std::vector<std::string> synonyms_of(std::string_view phrase) const;

  // Cuts a text, or a run of Chinese, into phrases: most tokens covered, then fewest phrases, then the longer phrase
  // first. What belongs to no phrase lies between the spans. 供应商延期 is one span where the thesaurus has it.
  // The cut knows phrases, not words: 评审计划 would hold 审计 if 评审 were unknown. A caller with a dictionary can
  // check that a span starts and ends where words do.
  std::vector<Span> segment(std::string_view text) const;

  // The same without the phrase that is the whole text: 供应商延期 is 供应商 and 延期. Empty where no part is a phrase.
  // Asked for the text of each span of `segment`, it gives the looser reading of a compound.
  std::vector<Span> parts(std::string_view text) const;

  // The tokens of the longest phrase, 0 when there is none: no longer piece of a query need be looked up.
  std::size_t max_words() const { return max_words_; }

  const std::vector<TermGroup>& groups() const { return groups_; }

 private:
  struct Token;
  using Groups = std::vector<std::uint32_t>;  // positions in groups_, ascending

  std::vector<Token> tokens_of(std::string_view text) const;
  std::string key_of(std::string_view phrase) const;
  const Groups* look_up(std::string_view phrase) const;
  void add(TermGroup group);
  std::vector<std::string> phrases_of(std::string_view phrase, bool other_language) const;
  std::vector<Span> cut(const std::vector<Token>& tokens, std::size_t longest) const;

  WordKey word_key_;
  std::vector<TermGroup> groups_;
  std::unordered_map<std::string, Groups, text::StringHash, std::equal_to<>> index_;
  std::size_t max_words_ = 0;
};

}  // namespace fupan
