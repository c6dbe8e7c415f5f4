// How alike are two texts, when what is near to each counts, too? Pure; thread-safe.
//
// A text is about what its neighbours are about, too. With N(x) the ten texts nearest to x among those around the query
// and w their cosines, made to add up to 1, query and texts are expanded twice:
//   x' = (x + 0.5 * sum over n in N(x) of w(n) * n), made to length 1;  x'' from all x' in the same way;
//   s(q, d) = q'' d'' * (features of d / 1024, at most 1)^0.08
// (document expansion, Singhal & Pereira 1999; the last factor prefers the text that says more to a bare remark).
// docs/decisions/0025 has what each part brings.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "indexer/ranking/likeness.h"

namespace fupan::indexer {

inline constexpr std::size_t kMostAround = 300;

// Of each text, s(q, d) as above: 0 .. 1. `around`: what neighbours are taken from, at most kMostAround count, those
// nearest to the query; usually `texts` themselves.
std::vector<double> expanded_likeness(const TextVector& query, std::span<const TextVector> texts,
                                      std::span<const TextVector> around);

}  // namespace fupan::indexer
