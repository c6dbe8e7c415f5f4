// What a change of the taxonomy would do to what is there: counted before it is done. Thread-safe, no state.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/access.h"
#include "server/service/label_moves.h"
#include "server/service/taxonomy_change.h"

namespace fupan::service {

inline constexpr std::size_t kMostExamples = 5;
inline constexpr std::size_t kMostUndecided = 100;

struct Affected {
  std::size_t total = 0;
  std::vector<std::pair<std::string, std::string>> examples;  // id and name of the first ones
};

// A lesson, or a document as a whole, that no rule of a split decides.
struct UndecidedRecord {
  std::string id, title, excerpt;
};

struct TaxonomyEffects {
  Affected documents;  // whose own labels change, or carry what is renamed or retired
  Affected lessons;
  Affected briefs;                                         // that ask for the value or tell of it
  Affected projects;                                       // that are, or were, in the phase
  Affected searches;                                       // saved ones that filter by it
  Affected adoptions;                                      // of these lessons
  Affected rules;                                          // who approves what carries it
  std::vector<std::pair<std::string, std::size_t>> parts;  // split: lessons and documents that go to each value
  std::size_t undecided_total = 0;
  std::vector<UndecidedRecord> undecided;  // the first kMostUndecided
};

// The taxonomy as it is and as it would be.
struct TaxonomyStep {
  const TaxonomyOrder& order;
  const Taxonomy& before;
  const LabelMoves& moves_before;
  const LabelMoves& moves_after;
  std::string id;  // the id that the order's value means; a word that is mapped as it is
};

// Reads every document (about 50 µs each). Of collections that the viewer does not see nothing is counted or named.
// Errors: corrupt, io
Result<TaxonomyEffects> effects_of(const TaxonomyStep& step, const Viewer& viewer, const store::Reader& reader);

}  // namespace fupan::service
