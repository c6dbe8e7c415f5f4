// Ten lessons that do not all say the same. Pure function; thread-safe; deterministic.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "core/result.h"

namespace fupan::indexer::insight {

// Similarity 0 .. 1 of two candidates by position; symmetric. shingles.h has one for texts.
using CandidateSimilarity = std::function<double(std::size_t, std::size_t)>;

struct DiversifyOptions {
  std::size_t most = 10;
  double relevance_share = 0.7;  // lambda, 0 .. 1: 1 ranks by relevance alone
  double duplicate_from = 0.8;   // similarity from which two are one; above 1 folds nothing
};

struct Chosen {
  std::size_t position = 0;
  double marginal = 0;              // its marginal relevance when it was chosen
  std::vector<std::size_t> folded;  // near-duplicates of it, by relevance; the count to show is folded.size() + 1
};

// First, candidates in order of relevance (then position) are folded into the most similar earlier one that leads a
// group, where their similarity is at least `duplicate_from`. Then leaders are chosen greedily by maximal marginal
// relevance (Carbonell & Goldstein 1998): the next one maximises lambda · relevance - (1 - lambda) · largest similarity
// to one chosen; ties go to the more relevant, then the earlier. Relevances are divided by the largest, so any scale >=
// 0 will do. Calls `similarity` at most candidates · (leaders + most) times.
//
// Errors: invalid_argument  a relevance is negative or not finite; a similarity is not a number; an option is out of
// range
Result<std::vector<Chosen>> diversify(std::span<const double> relevance, const CandidateSimilarity& similarity,
                                      const DiversifyOptions& options = {});

}  // namespace fupan::indexer::insight
