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

using Query = Xapian::Query;

constexpr double kVariantWeight = 0.5;    // of a regional variant against the words typed
constexpr std::size_t kMaxExactRun = 24;  // characters; longer runs are sentences, an exact match adds nothing
constexpr unsigned kMaxPrefixTerms = 100;
constexpr std::size_t kMinPrefixBytes = 2;

Query all_of(const std::vector<Query>& queries) { return Query(Query::OP_AND, queries.begin(), queries.end()); }
Query any_of(const std::vector<Query>& queries) { return Query(Query::OP_OR, queries.begin(), queries.end()); }

Query tier(const Query& query) { return lifted(query, kExactTier); }

// What one segment asks for.
struct Asked {
  Query required;
  Query scored;              // any of its words
  std::vector<Query> exact;  // lifted above loose matches
  std::size_t content_words = 1;
  bool is_dull = false;  // stop words only
};

class Builder {
 public:
  Builder(const Widening& widening, BuiltQuery& out) : widening_(widening), out_(out) {}

  // Strict and relaxed query of a node; excluded parts are strict in both.
  struct Both {
    Query strict, relaxed;
  };

  Both build(const Node& node) {
    switch (node.kind) {
      case Node::Kind::kAll:
        return both(Query::MatchAll);
      case Node::Kind::kAnd:
        return build_and(node);
      case Node::Kind::kOr:
        return build_or(node);
      case Node::Kind::kWords:
        return combine(ask_words(node));
      case Node::Kind::kPhrase:
        return both(build_phrase(node));
      case Node::Kind::kPrefix:
        return both(build_prefix(node));
      case Node::Kind::kFilter:
        return both(unweighted(Query(filter_term(node.filter, node.text))));
      case Node::Kind::kId:
        return both(unweighted(Query(prefixed_term(kIdPrefix, text::fold(node.text)))));
    }
    return both(Query());
  }

 private:
  static Both both(const Query& query) { return {query, query}; }
  static Query unweighted(const Query& query) { return Query(Query::OP_SCALE_WEIGHT, query, 0); }

  Both build_or(const Node& node) {
    std::vector<Query> strict, relaxed;
    for (const Node& child : node.children) {
      const Both part = build(child);
      strict.push_back(part.strict);
      relaxed.push_back(part.relaxed);
    }
    return {any_of(strict), any_of(relaxed)};
  }

  // Words next to each other are asked for together, so that stop words can be left out where others are there.
  // Filters, phrases and groups are always required.
  Both build_and(const Node& node) {
    std::vector<Asked> words;
    std::vector<Query> strict, relaxed;
    for (const Node& child : node.children) {
      if (child.kind == Node::Kind::kWords) {
        for (Asked& asked : ask_words(child)) words.push_back(std::move(asked));
      } else {
        const Both part = build(child);
        strict.push_back(part.strict);
        relaxed.push_back(part.relaxed);
      }
    }
    if (!words.empty()) {
      const Both part = combine(words);
      strict.push_back(part.strict);
      relaxed.push_back(part.relaxed);
    }
    Both result{strict.empty() ? Query::MatchAll : all_of(strict), relaxed.empty() ? Query::MatchAll : all_of(relaxed)};
    for (const Node& child : node.excluded) {
      BuiltQuery unused;
      const Query excluded = Builder(widening_, unused).build(child).strict;
      result.strict = Query(Query::OP_AND_NOT, result.strict, excluded);
      result.relaxed = Query(Query::OP_AND_NOT, result.relaxed, excluded);
    }
    return result;
  }

  Both combine(const std::vector<Asked>& words) {
    const bool only_dull = std::all_of(words.begin(), words.end(), [](const Asked& a) { return a.is_dull; });
    std::vector<Query> strict, relaxed, exact;
    for (const Asked& asked : words) {
      if (asked.is_dull && !only_dull) continue;
      strict.push_back(asked.required);
      relaxed.push_back(asked.scored);
      exact.insert(exact.end(), asked.exact.begin(), asked.exact.end());
      out_.content_words += asked.content_words;
    }
    Both result{all_of(strict), any_of(relaxed)};
    if (words.size() > 0 && out_.content_words > 1) out_.is_relaxable = true;
    for (const Query& run : exact) {
      result.strict = Query(Query::OP_AND_MAYBE, result.strict, tier(run));
      result.relaxed = Query(Query::OP_AND_MAYBE, result.relaxed, tier(run));
    }
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
    }
    if (!asked.is_dull) mark(pattern_atoms(atoms));
    asked.scored = any_of(words);
    asked.required = atoms.size() == 1 ? words[0] : phrase(atoms, node.field);
    return asked;
  }

  Asked ask_run(const std::vector<Atom>& run, const Node& node) {
    Asked asked;
    mark(pattern_atoms(run));
    if (run.size() <= 2) {
      asked.required = exact_run(run, node.field);
      asked.scored = asked.required;
      asked.is_dull = is_stop_word(text_of(run));
      note_part(text_of(run), node, asked.required);
    } else {
      ask_long_run(run, node, asked);
    }
    add_variants(run, node, asked);
    return asked;
  }

  void ask_long_run(const std::vector<Atom>& run, const Node& node, Asked& asked) {
    std::vector<Query> required, scored;
    const std::vector<std::string> words = loose_words(run);
    for (const std::string& word : words) {
      required.push_back(word_query(word, node.field));
      note_part(word, node, required.back());
      mark(characters_of(word));
    }
    scored = required;
    for (const PhraseTerm& pair : phrase_terms(run)) {
      const Query query(term_of(node.field, "", pair.term));
      if (std::find(words.begin(), words.end(), pair.term) == words.end()) scored.push_back(query);
    }
    asked.scored = any_of(scored);
    asked.required = all_of(required);
    asked.content_words = words.size();
    if (run.size() <= kMaxExactRun) {
      const Query exact = exact_run(run, node.field);
      if (words.size() == 1 && characters_of(words[0]).size() == run.size()) {
        asked.required = exact;
      } else {
        asked.exact.push_back(exact);
        note_part("exact run", node, tier(exact));
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
      mark(pattern_atoms(segment.atoms));
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
    mark(pattern_atoms(unit));
    note_part(text_of(unit), node, asked.required);
    return asked;
  }

  static std::string text_of(const std::vector<Atom>& atoms) {
    std::string text;
    for (const Atom& atom : atoms) text += atom.folded;
    return text;
  }

  // Regional words (專案 for 项目) find too, below what was typed.
  void add_variants(const std::vector<Atom>& run, const Node& node, Asked& asked) {
    std::vector<Query> others;
    for (const std::string& variant : widening_.variants(text_of(run))) {
      const std::vector<Atom> atoms = atomize(variant);
      if (atoms.empty()) continue;
      const Query exact = exact_run(atoms, node.field);
      others.push_back(exact);
      note_part(variant, node, Query(Query::OP_SCALE_WEIGHT, exact, kVariantWeight));
      mark(pattern_atoms(atoms));
    }
    if (others.empty()) return;
    if (asked.exact.empty()) asked.exact.push_back(asked.required);
    const Query weak(Query::OP_SCALE_WEIGHT, any_of(others), kVariantWeight);
    asked.required = Query(Query::OP_OR, asked.required, weak);
    asked.scored = Query(Query::OP_OR, asked.scored, weak);
  }

  Query word_query(const std::string& word, TextField field) {
    const std::vector<std::string> characters = characters_of(word);
    if (characters.size() == 1) return Query(term_of(field, kCharacterPrefix, word));
    if (characters.size() == 2) return Query(term_of(field, "", word));
    return Query(term_of(field, kWordPrefix, word));
  }

  Query exact_run(const std::vector<Atom>& run, TextField field) {
    std::u32string characters;
    for (const Atom& atom : run) characters += text::decode_at(atom.folded, 0).value;
    if (run.size() <= 2 || is_dictionary_word(characters)) return word_query(text_of(run), field);
    return phrase(run, field);
  }

  static Query phrase(const std::vector<Atom>& atoms, TextField field) {
    std::vector<Query> terms;
    std::size_t last = 0;
    for (const PhraseTerm& term : phrase_terms(atoms)) {
      terms.push_back(Query(term_of(field, "", term.term)));
      last = term.position;
    }
    if (terms.size() == 1) return terms[0];
    return Query(Query::OP_PHRASE, terms.begin(), terms.end(), static_cast<Xapian::termcount>(last + 1));
  }

  Query build_phrase(const Node& node) {
    const std::vector<Atom> atoms = atomize(node.text);
    if (atoms.empty()) return Query::MatchAll;
    ++out_.content_words;
    mark(pattern_atoms(atoms));
    const bool is_single_run = std::all_of(atoms.begin(), atoms.end(), [&](const Atom& atom) {
      return atom.is_character && (atom.joined || atom.begin == atoms[0].begin);
    });
    const Query query = is_single_run ? exact_run(atoms, node.field) : phrase(atoms, node.field);
    note_part('"' + node.text + '"', node, query);
    return query;
  }

  Query build_prefix(const Node& node) {
    const std::vector<Atom> atoms = atomize(node.text);
    if (atoms.empty()) return Query::MatchAll;
    if (atoms.back().is_character || atoms.back().folded.size() < kMinPrefixBytes) {
      return combine(ask_words(node)).strict;
    }
    ++out_.content_words;
    std::vector<Query> all;
    for (std::size_t i = 0; i + 1 < atoms.size(); ++i)
      all.push_back(Query(term_of(node.field, "", stem(atoms[i].folded))));
    all.push_back(Query(Query::OP_WILDCARD, term_of(node.field, "", atoms.back().folded), kMaxPrefixTerms,
                        Query::WILDCARD_LIMIT_MOST_FREQUENT));
    // Terms are stems, which may be shorter than what was typed: "managem*" must find "management".
    std::set<std::string> stems;
    for (const std::string& word : widening_.words_with(atoms.back().folded)) stems.insert(stem(word));
    std::vector<Query> beginnings{all.back()};
    for (const std::string& stemmed : stems) beginnings.emplace_back(term_of(node.field, "", stemmed));
    all.back() = any_of(beginnings);
    Pattern pattern{pattern_atoms(atoms), true};
    pattern.atoms.back() = atoms.back().folded;
    out_.patterns.push_back(std::move(pattern));
    note_part(node.text + "*", node, all.back());
    return all_of(all);
  }

  static std::string term_of(TextField field, std::string_view kind_prefix, std::string_view term) {
    return std::string(row_of(field).prefix).append(kind_prefix).append(term);
  }

  void mark(std::vector<std::string> atoms) {
    const auto same = [&](const Pattern& p) { return !p.is_prefix && p.atoms == atoms; };
    if (std::none_of(out_.patterns.begin(), out_.patterns.end(), same))
      out_.patterns.push_back({std::move(atoms), false});
  }

  void note_part(const std::string& name, const Node& node, const Query& query) {
    out_.parts.push_back({name, std::string(row_of(node.field).name), query});
  }

  void note_spelling(const Atom& atom, const std::string& term, const Node& node) {
    if (node.field != TextField::kText) return;
    out_.candidates.push_back({term, atom.folded, node.begin + atom.begin, node.begin + atom.end});
  }

  const Widening& widening_;
  BuiltQuery& out_;
};

}  // namespace

Query lifted(const Query& query, double weight) {
  Xapian::PostingSource* source = new Xapian::FixedWeightPostingSource(weight);
  return Query(Query::OP_FILTER, Query(source->release()), query);
}

BuiltQuery build_query(const Node& node, const Widening& widening) {
  BuiltQuery out;
  const Builder::Both queries = Builder(widening, out).build(node);
  out.strict = queries.strict;
  out.relaxed = queries.relaxed;
  return out;
}

}  // namespace fupan::indexer::xapian
