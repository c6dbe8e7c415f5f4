// How alike are two short texts? Thread-safe, no state.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace fupan::importers {

// The character pairs of a folded text, sorted, with repetitions.
std::vector<std::uint64_t> pairs_of(std::string_view text);

// Dice's coefficient, 0 to 1: twice the common pairs by all pairs. 0 also where one half cannot be reached.
double likeness(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b);

}  // namespace fupan::importers
