// Which combinations of facts go with failed projects? Pure function; thread-safe; deterministic.
//
// Every combination of 1 to 3 items with at least `least_support` projects is tested against "failure has nothing to do
// with it" by Fisher's exact test (one-sided, 1935). Hundreds of thousands are, so the error is controlled for the
// whole family: the chance of reporting anything at all from random history is at most `family_error`. It is split
// equally between combinations of one, two and three items (weighted Bonferroni), so that the many triples do not drown
// the singles; within a size by Bonferroni with the correction of Tarone (1990): combinations whose support is too
// small to be significant even if all their projects had failed are not counted (as LAMP does; Terada et al. 2013). Not
// Benjamini & Hochberg: a false discovery rate of 5 % lets one reported pattern in twenty be nonsense, and its bound
// does not hold for the tangled dependence between overlapping combinations; Benjamini & Yekutieli holds but is no
// sharper than Tarone here.
//
// A combination must also add something: inside the projects of each combination with one item less, the item must go
// with failure too, by the same test at the same threshold. The p value is the largest of these (intersection-union
// test, Berger 1982), so "migration + vendor" is not reported only because "migration" fails.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"

namespace fupan::indexer::insight {

struct FinishedProject {
  std::string id;
  std::vector<std::string>
      items;  // "tag:migration", "method:waterfall", "risk:supplier"; order and repeats do not matter
  bool has_failed = false;
};

struct FailurePatternOptions {
  std::size_t most_items = 3;     // a combination, 1 .. 3
  std::size_t least_support = 5;  // projects with the combination
  double family_error = 0.05;     // inside (0, 1)
  std::size_t vocabulary = 256;   // different items looked at, the most frequent; bounds the work
  std::size_t most_patterns = 50;
  std::size_t most_examples = 3;
};

struct FailurePattern {
  std::vector<std::string> items;     // in order of name
  std::size_t support = 0;            // projects with all items
  std::size_t failures = 0;           // of these
  double rate = 0;                    // failures / support
  double lift = 0;                    // rate / failure rate of all projects
  double p_value = 1;                 // the largest of the tests above
  double adjusted_p_value = 1;        // for the family; at most family_error
  std::vector<std::string> examples;  // ids of failed projects, in order of id
};

struct FailurePatterns {
  std::vector<FailurePattern> patterns;  // smallest p value first, then higher lift, then fewer items, then by name
  std::size_t projects = 0;
  std::size_t failures = 0;
  std::size_t tested = 0;          // combinations with enough support
  std::size_t items_left_out = 0;  // over `vocabulary`: nothing is said about them
};

// With fewer than 2 projects, or all or none failed, there are no patterns. Work: two passes over the frequent
// combinations (Apriori, Agrawal & Srikant 1994, on bit sets); 2,000 projects with 200 items take well under a second.
//
// Errors: invalid_argument  an id is empty or comes twice; an option is out of range
Result<FailurePatterns> find_failure_patterns(std::span<const FinishedProject> projects,
                                              const FailurePatternOptions& options = {});

}  // namespace fupan::indexer::insight
