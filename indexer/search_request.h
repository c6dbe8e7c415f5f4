// The question: what a search asks for. Plain values.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/taxonomy.h"
#include "core/thesaurus.h"

namespace fupan::indexer {

// What can be filtered by and counted. The names are those of the API and the query language.
enum class Field { kPhase, kRisk, kTag, kKind, kProject, kLang, kState, kCollection, kYear };
inline constexpr std::array<std::string_view, 9> kFieldNames{"phase", "risk",  "tag",        "kind", "project",
                                                             "lang",  "state", "collection", "year"};
constexpr std::string_view name_of(Field field) { return kFieldNames[static_cast<std::size_t>(field)]; }

// At least one of `values` must be there.
struct FieldFilter {
  Field field = Field::kPhase;
  std::vector<std::string> values;
};

enum class HitType { kBestPassage, kLesson, kSection, kDocument };
// Which hits: only those that have all the words; usually those, and others where they are too few; all that have any
// of them, which is what ranked retrieval is measured by. Those with all of them have an advantage.
enum class Match { kAll, kUsual, kAny };
inline constexpr std::array<std::string_view, 3> kMatchNames{"all", "usual", "any"};
// Whether the text is written in the query language, or is any text: a title, a question that somebody judged answers
// to.
enum class Syntax { kQuery, kText };
enum class Sort { kRelevance, kNewest };

// Whether a word, folded but not stemmed, stands in a text that may be shown. The index knows stems only.
using WordCheck = std::function<bool(const std::string& word)>;

struct SearchRequest {
  std::string text;  // see indexer/query/parser.h. Empty: everything
  Syntax syntax = Syntax::kQuery;
  HitType type = HitType::kBestPassage;  // kBestPassage: a hit is the best passage of its document
  std::vector<FieldFilter> filters;      // all must hold. Without a state filter: published
  std::string from, to;                  // "YYYY-MM-DD", both included; empty: no bound
  Sort sort = Sort::kRelevance;          // an empty text is always sorted by kNewest
  std::size_t limit = 20;
  std::size_t offset = 0;
  std::vector<Field> facets;  // which facets to count
  bool explain = false;
  bool translate = true;  // with a thesaurus: phrases of the other language find too, below what was typed
  std::shared_ptr<const Thesaurus> thesaurus;   // may be null; shared: it is replaced when the taxonomy is edited
  std::vector<std::string> documents;           // only these documents, by id; empty: all
  std::vector<std::string> hidden_collections;  // as if they were not there: no hit, count or correction comes of them
  WordCheck shows_word;                         // asked with hidden collections only; null: yes
  Match match = Match::kUsual;
  Taxonomy taxonomy;  // so that names of phases, risks, tags and kinds in the text are understood
};

}  // namespace fupan::indexer
