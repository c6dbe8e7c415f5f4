// Deterministic folds for cross-validation. Pure functions; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "indexer/insight/calibration.h"

namespace fupan::indexer::insight {

// A number for each id that depends on the id and nothing else: not on order, count or machine.
std::vector<std::uint64_t> fold_keys(std::span<const std::string> ids);

// The fold (0 .. folds - 1) of each case: cases with outcome 1 are dealt round in order of their key, then those with
// 0, so every fold has its share of both. An id that comes or goes moves few others. `rows` picks the cases by position
// in `keys` and `outcomes`; the answer is in the order of `rows`. `salt` gives another deal (inner against outer
// folds).
std::vector<std::uint32_t> deal_folds(std::span<const std::uint64_t> keys, std::span<const Outcome> outcomes,
                                      std::span<const std::uint32_t> rows, std::uint32_t folds, std::uint64_t salt);

}  // namespace fupan::indexer::insight
