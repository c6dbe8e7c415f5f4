#include "indexer/xapian/query_builder.h"

#include <algorithm>
#include <set>

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "indexer/analysis/dictionary.h"
#include "indexer/xapian/schema.h"
#include "indexer/xapian/segments.h"

namespace fupan::indexer::xapian {
namespace {

constexpr double kVariantWeight = 0.5;    // of a regional variant against the words typed
constexpr double kHalfDullWeight = 0.5;   // of a pair of which one character belongs to a word that says nothing
constexpr double kCharacterWeight = 0.6;  // of a single character against pairs
// Of a word among characters ("设置 DHCP"), as much as a Chinese word of two: a pair and two characters.
constexpr double kWordWeight = 1 + 2 * kCharacterWeight;
constexpr double kTranslationWeight = 0.5;
constexpr std::size_t kMaxTranslations = 4;       // of one phrase
constexpr std::size_t kMaxTranslatedBytes = 400;  // longer texts are not looked up
constexpr std::size_t kMaxExactRun = 24;          // characters; longer runs are sentences, an exact match adds nothing
constexpr std::size_t kMaxPrefixTerms = 100;
constexpr std::size_t kMinPrefixBytes = 2;

bool is_value_field(TextField field) { return field == TextField::kTag || field == TextField::kProject; }

Query tier(const Query& query) { return lifted(query, kExactTier); }

// What one segment asks for.
struct Asked {
  Query required;
  Query scored;              // any of its words
  std::vector<Query> exact;  // lifted above loose matches
  std::size_t content_words = 1;
  bool is_dull = false;       // stop words only
  bool is_divisible = false;  // has parts that say something alone: "security/external-secrets", 目录树
};

// Not a number, a letter or a stop word.
bool says_something(const Atom& atom) {
  constexpr std::size_t kLeastLetters = 3;
  const bool has_digit = atom.folded.find_first_of("0123456789") != std::string::npos;
  return !has_digit && atom.folded.size() >= kLeastLetters && !is_stop_word(atom.folded);
}

class Builder {
 public:
  Builder(const Index& index, BuiltQuery& out) : index_(index), out_(out) {}

  // The queries of a node, as in BuiltQuery; excluded parts are strict in all of them.
  struct Queries {
    Query strict, relaxed, translated;
  };

  Queries build(const Node& node) {
    switch (node.kind) {
      case Node::Kind::kAll:
        return same(everything());
      case Node::Kind::kAnd:
        return build_and(node);
      case Node::Kind::kOr:
        return build_or(node);
      case Node::Kind::kWords:
        return is_value_field(node.field) ? same(build_values(node)) : build_words({&node});
      case Node::Kind::kPhrase:
        return is_value_field(node.field) ? same(build_values(node)) : build_phrase(node);
      case Node::Kind::kPrefix:
        return same(is_value_field(node.field) ? build_values(node) : build_prefix(node));
      case Node::Kind::kFilter:
        return same(unweighted(Query(filter_term(node.filter, node.text))));
      case Node::Kind::kId:
        return same(unweighted(index_.with_id(text::fold(node.text))));
    }
    return same(Query());
  }

 private:
  static Queries same(const Query& query) { return {query, query, query}; }
  static Query unweighted(const Query& query) { return scaled(query, 0); }

  Queries build_or(const Node& node) {
    out_.has_alternatives = true;
    std::vector<Query> strict, relaxed, translated;
    for (const Node& child : node.children) {
      const Queries part = build(child);
      strict.push_back(part.strict);
      relaxed.push_back(part.relaxed);
      translated.push_back(part.translated);
    }
    return {any_of(strict), any_of(relaxed), any_of(translated)};
  }

  // Words next to each other are asked for together, so that stop words can be left out where others are there, and
  // that phrases of several words are translated. Filters, phrases and groups are always required.
  Queries build_and(const Node& node) {
    std::vector<const Node*> words;
    std::vector<Query> strict, relaxed, translated;
    std::vector<Query> any;  // of words and phrases one is enough when the query is relaxed
    const auto add = [&](const Queries& part, std::vector<Query>& relaxed_to) {
      strict.push_back(part.strict);
      relaxed_to.push_back(part.relaxed);
      translated.push_back(part.translated);
    };
    for (const Node& child : node.children) {
      const bool is_text = !is_value_field(child.field);
      if (child.kind == Node::Kind::kWords && is_text) {
        words.push_back(&child);
      } else {
        add(build(child), child.kind == Node::Kind::kPhrase && is_text ? any : relaxed);
      }
    }
    if (!words.empty()) add(build_words(words), any);
    if (!any.empty()) relaxed.push_back(any_of(any));
    Queries result = same(everything());
    if (!strict.empty()) result = {all_of(strict), all_of(relaxed), all_of(translated)};
    for (const Node& child : node.excluded) {
      const Query excluded = build_aside(child);
      result.strict = without(result.strict, excluded);
      result.relaxed = without(result.relaxed, excluded);
      // What is not wanted is not wanted in the other language either, where that is what finds.
      BuiltQuery unused;
      result.translated = without(result.translated, Builder(index_, unused).build(child).translated);
    }
    return result;
  }

  // The strict query of a node of which nothing is marked, noted or translated.
  Query build_aside(const Node& node) {
    BuiltQuery unused;
    Index plain = index_;
    plain.thesaurus = nullptr;
    return Builder(plain, unused).build(node).strict;
  }

  Queries build_words(const std::vector<const Node*>& nodes) {
    std::vector<Asked> words;
    std::string text;
    for (const Node* node : nodes) {
      for (Asked& asked : ask_words(*node)) words.push_back(std::move(asked));
      if (node->field == TextField::kText) text.append(text.empty() ? "" : " ").append(node->text);
    }
    Queries result = combine(words);
    if (index_.thesaurus == nullptr || text.size() > kMaxTranslatedBytes) return result;
    std::vector<Query> all = translate(text, index_.thesaurus->segment(text));
    if (all.empty()) return result;
    out_.has_translations = true;
    for (const Node* node : nodes) {  // words of a field of their own are asked for as they are
      if (node->field != TextField::kText) all.push_back(build_aside(*node));
    }
    result.translated = any_of({result.strict, all_of(all)});
    return result;
  }

  // What must be there: each span as typed or in the other language, and what lies between as typed. Nothing when no
  // span has a translation.
  std::vector<Query> translate(const std::string& text, const std::vector<Thesaurus::Span>& spans) {
    std::vector<Query> all;
    bool is_translated = false;
    std::size_t at = 0;
    for (const Thesaurus::Span& span : spans) {
      ask_typed(text.substr(at, span.begin - at), all);
      const std::string phrase = text.substr(span.begin, span.end - span.begin);
      std::vector<Query> ways = translations_of(phrase);
      is_translated = is_translated || !ways.empty();
      ask_typed(phrase, ways);
      if (!ways.empty()) all.push_back(any_of(ways));
      at = span.end;
    }
    ask_typed(text.substr(std::min(at, text.size())), all);
    return is_translated ? all : std::vector<Query>{};
  }

  void ask_typed(const std::string& text, std::vector<Query>& out) {
    Node node;
    node.kind = Node::Kind::kWords;
    node.text = text::trim(text);
    if (atomize(node.text).empty() || is_stop_word(text::fold(node.text))) return;
    out.push_back(build_aside(node));
  }

  // Its translations as phrases; of a compound also the translations of its parts together: "supplier" and "late".
  std::vector<Query> translations_of(const std::string& phrase) {
    std::vector<Query> ways;
    const std::size_t unit = next_unit();
    std::vector<std::string> others = index_.thesaurus->translations_of(phrase);
    if (others.size() > kMaxTranslations) others.resize(kMaxTranslations);
    for (const std::string& other : others) {
      Node node;
      node.kind = Node::Kind::kPhrase;
      node.text = other;
      ways.push_back(scaled(build_aside(node), kTranslationWeight));
      mark(atomize(other), TextField::kText, unit);
      out_.parts.push_back({other, "translation", ways.back()});
    }
    const std::vector<Thesaurus::Span> parts = index_.thesaurus->parts(phrase);
    if (parts.size() > 1) {
      const std::vector<Query> together = translate(phrase, parts);
      if (!together.empty()) ways.push_back(all_of(together));
    }
    return ways;
  }

  Queries combine(const std::vector<Asked>& words) {
    const bool only_dull = std::all_of(words.begin(), words.end(), [](const Asked& a) { return a.is_dull; });
    std::vector<Query> strict, relaxed, exact;
    for (const Asked& asked : words) {
      if (asked.is_dull && !only_dull) continue;
      strict.push_back(asked.required);
      relaxed.push_back(asked.scored);
      exact.insert(exact.end(), asked.exact.begin(), asked.exact.end());
      out_.content_words += asked.content_words;
    }
    Queries result{all_of(strict), any_of(relaxed), {}};
    const auto is_divisible = [](const Asked& asked) { return asked.is_divisible; };
    if (out_.content_words > 1 || std::any_of(words.begin(), words.end(), is_divisible)) out_.is_relaxable = true;
    for (const Query& run : exact) {
      result.strict = with_bonus(result.strict, tier(run));
      // Of a sentence no piece between two marks is worth more than all the rest.
      if (words.size() == 1) result.relaxed = with_bonus(result.relaxed, tier(run));
    }
    result.translated = result.strict;
    return result;
  }

  std::vector<Asked> ask_words(const Node& node) {
    std::vector<Asked> asked;
    for (const Segment& segment : segments_of(node.text)) {
      if (segment.is_run()) {
        asked.push_back(ask_run(segment.atoms, node));
      } else if (segment.has_characters) {
        asked.push_back(ask_mixed(segment, node));
      } else {
        asked.push_back(ask_word(segment.atoms, node));
      }
    }
    return asked;
  }

  // A word, or a compound such as "v2.3.1", which is a phrase.
  Asked ask_word(const std::vector<Atom>& atoms, const Node& node) {
    Asked asked;
    std::vector<Query> words;
    for (const Atom& atom : atoms) {
      const std::string term = term_of(node.field, "", stem(atom.folded));
      words.push_back(Query(term));
      note_part(atom.folded, node, words.back());
      note_spelling(atom, term, node);
      if (atoms.size() == 1) asked.is_dull = is_stop_word(atom.folded);
      if (!is_stop_word(atom.folded)) rank({atom}, 1, node.field);
    }
    if (!asked.is_dull) mark(atoms, node.field, next_unit());
    asked.is_divisible = std::count_if(atoms.begin(), atoms.end(), says_something) > 1;
    asked.scored = any_of(words);
    asked.required = atoms.size() == 1 ? words[0] : phrase(atoms, node.field);
    return asked;
  }

  Asked ask_run(const std::vector<Atom>& run, const Node& node) {
    Asked asked;
    const std::size_t unit = next_unit();
    const std::vector<bool> dull = dull_characters(run);
    rank_run(run, dull, node.field);
    if (run.size() <= 2) {
      mark(run, node.field, unit);
      asked.required = exact_run(run, node.field);
      asked.scored = asked.required;
      asked.is_dull = is_stop_word(text_of(run));
      note_part(text_of(run), node, asked.required);
    } else {
      ask_long_run(run, dull, node, asked, unit);
    }
    add_variants(run, node, asked, unit);
    return asked;
  }

  void ask_long_run(const std::vector<Atom>& run, const std::vector<bool>& dull, const Node& node, Asked& asked,
                    std::size_t unit) {
    std::vector<Query> required, scored;
    const std::vector<std::string> words = loose_words(run);
    const bool is_one_word = words.size() == 1 && characters_of(words[0]).size() == run.size();
    mark(run, node.field, is_one_word ? unit : PassagePattern::kNoUnit);
    for (const std::string& word : words) {
      required.push_back(word_query(word, node.field));
      note_part(word, node, required.back());
      if (!is_one_word) mark(atomize(word), node.field, next_unit());
    }
    for (std::size_t i = 0; i + 1 < run.size(); ++i) {
      const double weight = pair_weight(dull, i);
      if (weight == 0) continue;
      const Query pair(term_of(node.field, "", run[i].folded + run[i + 1].folded));
      scored.push_back(weight == 1 ? pair : scaled(pair, weight));
    }
    asked.scored = any_of(scored.empty() ? required : scored);
    asked.required = all_of(required);
    asked.content_words = words.size();
    if (run.size() <= kMaxExactRun) {
      const Query exact = exact_run(run, node.field);
      if (is_one_word) {
        asked.required = exact;
        asked.is_divisible = true;
      } else {
        asked.exact.push_back(exact);
      }
    }
  }

  // "K8s集群", "第3期延期": each unit, lifted where they stand together.
  Asked ask_mixed(const Segment& segment, const Node& node) {
    Asked asked;
    std::vector<Query> required, scored;
    const std::vector<std::vector<Atom>> units = units_of(segment.atoms);
    asked.content_words = units.size();
    for (const std::vector<Atom>& unit : units) {
      Asked part = ask_unit(unit, node);
      required.push_back(part.required);
      scored.push_back(part.scored);
    }
    asked.required = all_of(required);
    asked.scored = any_of(scored);
    if (units.size() > 1 && segment.atoms.size() <= kMaxExactRun) {
      asked.exact.push_back(phrase(segment.atoms, node.field));
      mark(segment.atoms, node.field, PassagePattern::kNoUnit);
    }
    return asked;
  }

  Asked ask_unit(const std::vector<Atom>& unit, const Node& node) {
    const bool has_word = std::any_of(unit.begin(), unit.end(), [](const Atom& atom) { return !atom.is_character; });
    if (!has_word) return ask_run(unit, node);
    if (unit.size() == 1) return ask_word(unit, node);
    Asked asked;
    asked.required = phrase(unit, node.field);
    asked.scored = asked.required;
    mark(unit, node.field, next_unit());
    note_part(text_of(unit), node, asked.required);
    return asked;
  }

  static std::string text_of(const std::vector<Atom>& atoms) {
    std::string text;
    for (const Atom& atom : atoms) text += atom.folded;
    return text;
  }

  // Regional words (專案 for 项目) find too, below what was typed.
  void add_variants(const std::vector<Atom>& run, const Node& node, Asked& asked, std::size_t unit) {
    std::vector<Query> others;
    for (const std::string& variant : index_.variants(text_of(run))) {
      const std::vector<Atom> atoms = atomize(variant);
      if (atoms.empty()) continue;
      const Query exact = exact_run(atoms, node.field);
      others.push_back(exact);
      note_part(variant, node, scaled(exact, kVariantWeight));
      mark(atoms, node.field, unit);
    }
    if (others.empty()) return;
    if (asked.exact.empty()) asked.exact.push_back(asked.required);
    const Query weak = scaled(any_of(others), kVariantWeight);
    asked.required = any_of({asked.required, weak});
    asked.scored = any_of({asked.scored, weak});
  }

  Query word_query(const std::string& word, TextField field) {
    const std::vector<std::string> characters = characters_of(word);
    if (characters.size() == 1) return beginning_with(term_of(field, "", word));
    if (characters.size() == 2) return Query(term_of(field, "", word));
    return Query(term_of(field, kWordPrefix, word));
  }

  Query exact_run(const std::vector<Atom>& run, TextField field) {
    std::u32string characters;
    for (const Atom& atom : run) characters += text::decode_at(atom.folded, 0).value;
    if (run.size() <= 2 || is_dictionary_word(characters)) return word_query(text_of(run), field);
    return phrase(run, field);
  }

  Query phrase(const std::vector<Atom>& atoms, TextField field) {
    std::vector<Query> terms;
    for (const std::string& term : phrase_terms(atoms)) terms.emplace_back(term_of(field, "", term));
    if (atoms.size() == 1 && terms.empty()) return word_query(atoms[0].folded, field);
    if (atoms.size() == 1 || (atoms.size() == 2 && is_run(atoms))) return terms[0];
    if (terms.empty()) {
      for (const Atom& atom : atoms) terms.push_back(word_query(atom.folded, field));
    }
    return index_.phrase(all_of(terms), token_pattern(atoms), field);
  }

  // Characters without anything between them.
  static bool is_run(const std::vector<Atom>& atoms) {
    return std::all_of(atoms.begin(), atoms.end(), [&](const Atom& atom) {
      return atom.is_character && (atom.joined || atom.begin == atoms[0].begin);
    });
  }

  // The words of a tag or of a project's name: every value that holds them all, in whatever of the values.
  Query build_values(const Node& node) {
    std::vector<Query> all;
    const auto ask = [&](const std::vector<Atom>& atoms) {
      Pattern pattern{pattern_atoms(atoms), node.kind == Node::Kind::kPrefix};
      if (pattern.is_prefix) pattern.atoms.back() = atoms.back().folded;
      all.push_back(any_of(index_.values_with(node.field, pattern)));
      out_.patterns.push_back(std::move(pattern));
    };
    if (node.kind == Node::Kind::kWords) {
      for (const Segment& segment : segments_of(node.text)) ask(segment.atoms);
    } else if (const std::vector<Atom> atoms = atomize(node.text); !atoms.empty()) {
      ask(atoms);
    }
    ++out_.content_words;
    if (all.empty()) return everything();
    note_part(node.text, node, all_of(all));
    return unweighted(all_of(all));
  }

  static TokenPattern token_pattern(const std::vector<Atom>& atoms) {
    TokenPattern pattern;
    for (std::size_t i = 0; i < atoms.size(); ++i) {
      const bool join = i > 0 && atoms[i].is_character && atoms[i - 1].is_character && atoms[i].joined;
      pattern.add(atoms[i].is_character ? atoms[i].folded : stem(atoms[i].folded), join);
    }
    return pattern;
  }

  // Required as it stands; where too little has all that a sentence asks for, its words are.
  Queries build_phrase(const Node& node) {
    const std::vector<Atom> atoms = atomize(node.text);
    if (atoms.empty()) return same(everything());
    ++out_.content_words;
    mark(atoms, node.field, next_unit());
    const Query query = is_run(atoms) ? exact_run(atoms, node.field) : phrase(atoms, node.field);
    note_part('"' + node.text + '"', node, query);
    BuiltQuery words;
    Index plain = index_;
    plain.thesaurus = nullptr;
    Builder loose(plain, words);
    const Query any = loose.combine(loose.ask_words(node)).relaxed;
    out_.ranking.insert(out_.ranking.end(), words.ranking.begin(), words.ranking.end());
    out_.has_characters = out_.has_characters || words.has_characters;
    out_.has_other_fields = out_.has_other_fields || words.has_other_fields;
    return {query, any.empty() ? query : any, query};
  }

  Query build_prefix(const Node& node) {
    const std::vector<Atom> atoms = atomize(node.text);
    if (atoms.empty()) return everything();
    if (atoms.back().is_character || atoms.back().folded.size() < kMinPrefixBytes) {
      return combine(ask_words(node)).strict;
    }
    ++out_.content_words;
    out_.has_other_fields = true;
    std::vector<Query> all;
    for (std::size_t i = 0; i + 1 < atoms.size(); ++i)
      all.push_back(Query(term_of(node.field, "", stem(atoms[i].folded))));
    all.push_back(beginning_with(term_of(node.field, "", atoms.back().folded), kMaxPrefixTerms));
    // Terms are stems, which may be shorter than what was typed: "managem*" must find "management".
    std::set<std::string> stems;
    for (const std::string& word : index_.words_with(atoms.back().folded)) stems.insert(stem(word));
    std::vector<Query> beginnings{all.back()};
    for (const std::string& stemmed : stems) beginnings.emplace_back(term_of(node.field, "", stemmed));
    all.back() = any_of(beginnings);
    mark_prefix(atoms, stems);
    note_part(node.text + "*", node, all.back());
    return all_of(all);
  }

  static std::string term_of(TextField field, std::string_view kind_prefix, std::string_view term) {
    return std::string(row_of(field).prefix).append(kind_prefix).append(term);
  }

  // Which characters of a run belong to words that say nothing.
  static std::vector<bool> dull_characters(const std::vector<Atom>& run) {
    std::vector<bool> dull(run.size());
    std::size_t at = 0;
    for (const std::string& word : words_of_run(run)) {
      const std::size_t length = characters_of(word).size();
      if (is_stop_word(word) || is_question_word(word)) std::fill_n(dull.begin() + static_cast<long>(at), length, true);
      at += length;
    }
    return dull;
  }

  static double pair_weight(const std::vector<bool>& dull, std::size_t i) {
    if (dull[i] && dull[i + 1]) return 0;
    return dull[i] || dull[i + 1] ? kHalfDullWeight : 1;
  }

  void rank_run(const std::vector<Atom>& run, const std::vector<bool>& dull, TextField field) {
    out_.has_characters = true;
    for (std::size_t i = 0; i + 1 < run.size(); ++i) {
      const double weight = pair_weight(dull, i);
      if (weight > 0) rank({run[i], run[i + 1]}, weight, field);
    }
    for (std::size_t i = 0; i < run.size(); ++i) {
      if (!dull[i]) rank({run[i]}, kCharacterWeight, field);
    }
  }

  void rank(const std::vector<Atom>& atoms, double weight, TextField field) {
    if (field != TextField::kText) {
      out_.has_other_fields = true;
      return;
    }
    RankingTerm term{text_of(atoms), token_pattern(atoms), weight, -1, !atoms[0].is_character, {}, {}};
    if (term.is_word) {
      const std::string stemmed = stem(atoms[0].folded);
      term.index_term = term_of(field, "", stemmed);
      term.idf = index_.rarity(term.index_term);
      if (!is_stop_token(term.tokens.tokens[0])) term.form = form_of(atoms[0].folded, stemmed);
    } else if (atoms.size() == 2) {
      term.idf = index_.rarity(term_of(field, "", term.name));
    }
    out_.ranking.push_back(std::move(term));
  }

  std::size_t next_unit() { return units_++; }

  // Words of a field of their own are marked everywhere, but do not choose the passage.
  void mark(const std::vector<Atom>& atoms, TextField field, std::size_t unit) {
    const std::vector<std::string> names = pattern_atoms(atoms);
    const auto same = [&](const Pattern& p) { return !p.is_prefix && p.atoms == names; };
    if (std::any_of(out_.patterns.begin(), out_.patterns.end(), same)) return;
    out_.patterns.push_back({names, false});
    if (field != TextField::kText || atoms.empty()) return;
    double rarity = 0;
    for (const std::string& term : phrase_terms(atoms)) rarity = std::max(rarity, index_.rarity(term));
    if (rarity == 0) rarity = 1;
    out_.passages.push_back({token_pattern(atoms), unit, rarity});
  }

  void mark_prefix(const std::vector<Atom>& atoms, const std::set<std::string>& stems) {
    Pattern pattern{pattern_atoms(atoms), true};
    pattern.atoms.back() = atoms.back().folded;
    out_.patterns.push_back(std::move(pattern));
    const std::size_t unit = next_unit();
    for (const std::string& stemmed : stems) {
      TokenPattern tokens = token_pattern({atoms.begin(), atoms.end() - 1});
      tokens.add(stemmed, false);
      out_.passages.push_back({std::move(tokens), unit, 1});
    }
  }

  void note_part(const std::string& name, const Node& node, const Query& query) {
    out_.parts.push_back({name, std::string(row_of(node.field).name), query});
  }

  void note_spelling(const Atom& atom, const std::string& term, const Node& node) {
    if (node.field != TextField::kText) return;
    out_.candidates.push_back({term, atom.folded, node.begin + atom.begin, node.begin + atom.end});
  }

  const Index& index_;
  BuiltQuery& out_;
  std::size_t units_ = 0;
};

}  // namespace

BuiltQuery build_query(const Node& node, const Index& index) {
  BuiltQuery out;
  const Builder::Queries queries = Builder(index, out).build(node);
  out.strict = queries.strict;
  out.relaxed = queries.relaxed;
  out.translated = queries.translated;
  if (out.has_characters) {
    for (RankingTerm& term : out.ranking) {
      if (term.is_word) term.weight *= kWordWeight;
    }
  }
  return out;
}

}  // namespace fupan::indexer::xapian
