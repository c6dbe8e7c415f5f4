// The question: what a search asks for. Plain values.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/taxonomy.h"

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
enum class Sort { kRelevance, kNewest };

struct SearchRequest {
  std::string text;                      // query language; see indexer/query/parser.h. Empty: everything
  HitType type = HitType::kBestPassage;  // kBestPassage: a hit is the best passage of its document
  std::vector<FieldFilter> filters;      // all must hold. Without a state filter: not retired, not rejected
  std::string from, to;                  // "YYYY-MM-DD", both included; empty: no bound
  Sort sort = Sort::kRelevance;          // an empty text is always sorted by kNewest
  std::size_t limit = 20;
  std::size_t offset = 0;
  std::vector<Field> facets;  // which facets to count
  bool explain = false;
  const Taxonomy* taxonomy =
      nullptr;  // so that names of phases, risks and kinds in the text are understood; may be null
};

}  // namespace fupan::indexer
