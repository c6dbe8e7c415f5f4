#include "core/thesaurus.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "core/text/fold.h"
#include "core/text/utf8.h"

namespace fupan {
namespace {

bool is_character(char32_t c) { return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_IDEOGRAPHIC) != 0; }

bool is_letter(char32_t c) {
  return u_isalnum(static_cast<UChar32>(c)) != 0 || (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}

bool is_joiner(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0 || c == '-' || c == '_' || c == '/'; }

bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019; }

bool is_chinese(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const text::CodePoint c = text::decode_at(text, i);
    if (is_character(c.value)) return true;
    i += c.length;
  }
  return false;
}

bool is_one_language_each(const TermGroup& group) {
  return !group.en.empty() && !group.zh.empty() && std::none_of(group.en.begin(), group.en.end(), is_chinese) &&
         std::all_of(group.zh.begin(), group.zh.end(), is_chinese);
}

// How well the rest of a text is covered from one token on; the greater, the better.
struct Cover {
  std::size_t covered = 0;
  std::size_t phrases = 0;
  std::size_t length = 0;  // tokens of the phrase that starts here; 0: none

  bool beats(const Cover& other) const {
    return covered != other.covered ? covered > other.covered : phrases < other.phrases;
  }
};

}  // namespace

struct Thesaurus::Token {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string key;
  bool is_character = false;
  bool is_joined = false;  // to the token before
};

namespace {

// Takes the code points of a text one by one and makes folded tokens of them.
template <class Token>
class Tokenizer {
 public:
  std::vector<Token> run(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
      const text::CodePoint c = text::decode_at(text, i);
      const std::size_t next = i + c.length;
      if (is_apostrophe(c.value) && in_word_ && is_letter(text::decode_at(text, next).value)) {
        tokens_.back().key += '\'';
      } else {
        for (const char32_t folded : text::fold_code_point(c.value)) take(folded, i, next);
      }
      i = next;
    }
    return std::move(tokens_);
  }

 private:
  void take(char32_t c, std::size_t begin, std::size_t end) {
    const bool character = is_character(c);
    if (!character && !is_letter(c)) {
      in_word_ = false;
      joined_ = joined_ && is_joiner(c);
      return;
    }
    if (character || !in_word_) {
      tokens_.push_back(Token{begin, end, {}, character, joined_ && !tokens_.empty()});
    }
    in_word_ = !character;
    joined_ = true;
    tokens_.back().end = end;
    text::append_utf8(tokens_.back().key, c);
  }

  std::vector<Token> tokens_;
  bool in_word_ = false;
  bool joined_ = true;
};

// Adds a token to the key of a phrase: a blank stands between two words, nothing beside a character.
template <class Token>
void append_key(std::string& key, const Token* before, const Token& token) {
  if (before != nullptr && !before->is_character && !token.is_character) key += ' ';
  key += token.key;
}

}  // namespace

std::vector<TermGroup> label_groups(const Taxonomy& taxonomy) {
  std::vector<TermGroup> groups;
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    for (const TaxonomyValue& value : taxonomy.values(static_cast<Facet>(f))) {
      TermGroup group{{value.label_en}, {value.label_zh}};
      if (is_one_language_each(group)) groups.push_back(std::move(group));
    }
  }
  return groups;
}

std::vector<TermGroup> without(std::vector<TermGroup> groups, const std::vector<std::string>& phrases) {
  std::set<std::string> unwanted;
  for (const std::string& phrase : phrases) unwanted.insert(text::fold_name(phrase));
  const auto is_unwanted = [&](const std::string& phrase) { return unwanted.count(text::fold_name(phrase)) > 0; };
  for (TermGroup& group : groups) {
    std::erase_if(group.en, is_unwanted);
    std::erase_if(group.zh, is_unwanted);
  }
  std::erase_if(groups, [](const TermGroup& group) { return group.en.empty() || group.zh.empty(); });
  return groups;
}

Thesaurus::Thesaurus(std::vector<TermGroup> groups, WordKey word_key) : word_key_(std::move(word_key)) {
  groups_.reserve(groups.size());
  for (TermGroup& group : groups) add(std::move(group));
}

void Thesaurus::add(TermGroup group) {
  std::set<std::string> keys;
  for (const auto* phrases : {&group.en, &group.zh}) {
    for (const std::string& phrase : *phrases) {
      const std::string key = key_of(phrase);
      if (!key.empty()) keys.insert(key);
    }
  }
  Groups shared;  // the earlier groups that have all of these phrases
  bool first = true;
  for (const std::string& key : keys) {
    const auto known = index_.find(key);
    const Groups having = known == index_.end() ? Groups{} : known->second;
    Groups both;
    std::set_intersection(shared.begin(), shared.end(), having.begin(), having.end(), std::back_inserter(both));
    shared = std::exchange(first, false) ? having : std::move(both);
  }
  if (keys.empty() || !shared.empty()) return;
  for (const std::string& key : keys) index_[key].push_back(static_cast<std::uint32_t>(groups_.size()));
  for (const auto* phrases : {&group.en, &group.zh}) {
    for (const std::string& phrase : *phrases) max_words_ = std::max(max_words_, tokens_of(phrase).size());
  }
  groups_.push_back(std::move(group));
}

std::vector<Thesaurus::Token> Thesaurus::tokens_of(std::string_view text) const {
  std::vector<Token> tokens = Tokenizer<Token>().run(text);
  if (word_key_) {
    for (Token& token : tokens) {
      if (!token.is_character) token.key = word_key_(token.key);
    }
  }
  return tokens;
}

// "" when `phrase` has no tokens, or marks between them that no phrase has.
std::string Thesaurus::key_of(std::string_view phrase) const {
  const std::vector<Token> tokens = tokens_of(phrase);
  std::string key;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i > 0 && !tokens[i].is_joined) return {};
    append_key(key, i == 0 ? nullptr : &tokens[i - 1], tokens[i]);
  }
  return key;
}

const Thesaurus::Groups* Thesaurus::look_up(std::string_view phrase) const {
  const auto found = index_.find(key_of(phrase));
  return found == index_.end() ? nullptr : &found->second;
}

std::vector<const TermGroup*> Thesaurus::find(std::string_view phrase) const {
  std::vector<const TermGroup*> found;
  if (const Groups* groups = look_up(phrase)) {
    for (const std::uint32_t group : *groups) found.push_back(&groups_[group]);
  }
  return found;
}

std::vector<std::string> Thesaurus::phrases_of(std::string_view phrase, bool other_language) const {
  std::vector<std::string> out;
  std::set<std::string> seen{key_of(phrase)};
  const bool want_zh = is_chinese(phrase) != other_language;
  for (const TermGroup* group : find(phrase)) {
    for (const std::string& candidate : want_zh ? group->zh : group->en) {
      if (seen.insert(key_of(candidate)).second) out.push_back(candidate);
    }
  }
  return out;
}

std::vector<std::string> Thesaurus::translations_of(std::string_view phrase) const { return phrases_of(phrase, true); }

std::vector<std::string> Thesaurus::synonyms_of(std::string_view phrase) const { return phrases_of(phrase, false); }

std::vector<Thesaurus::Span> Thesaurus::segment(std::string_view text) const {
  return cut(tokens_of(text), max_words_);
}

std::vector<Thesaurus::Span> Thesaurus::parts(std::string_view text) const {
  const std::vector<Token> tokens = tokens_of(text);
  return tokens.empty() ? std::vector<Span>{} : cut(tokens, std::min(max_words_, tokens.size() - 1));
}

std::vector<Thesaurus::Span> Thesaurus::cut(const std::vector<Token>& tokens, std::size_t longest) const {
  std::vector<Cover> best(tokens.size() + 1);
  for (std::size_t i = tokens.size(); i-- > 0;) {
    best[i] = Cover{best[i + 1].covered, best[i + 1].phrases, 0};
    std::string key;
    for (std::size_t n = 1; n <= longest && i + n <= tokens.size(); ++n) {
      const Token& token = tokens[i + n - 1];
      if (n > 1 && !token.is_joined) break;
      append_key(key, n == 1 ? nullptr : &tokens[i + n - 2], token);
      const Cover with{best[i + n].covered + n, best[i + n].phrases + 1, n};
      // The longer of two equally good phrases; either before none at all.
      if (!best[i].beats(with) && index_.contains(key)) best[i] = with;
    }
  }
  std::vector<Span> spans;
  for (std::size_t i = 0; i < tokens.size(); i += std::max<std::size_t>(best[i].length, 1)) {
    if (best[i].length == 0) continue;
    std::string key;
    for (std::size_t n = 0; n < best[i].length; ++n)
      append_key(key, n == 0 ? nullptr : &tokens[i + n - 1], tokens[i + n]);
    Span span{tokens[i].begin, tokens[i + best[i].length - 1].end, {}};
    for (const std::uint32_t group : index_.find(key)->second) span.groups.push_back(&groups_[group]);
    spans.push_back(std::move(span));
  }
  return spans;
}

}  // namespace fupan
