// Cutting text at separators. Thread-safe, no state.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace fupan::importers {

// The pieces of `text` between any of the separators, in order, empty ones included. They point into `text`.
std::vector<std::string_view> split_at(std::string_view text, std::span<const std::string_view> separators);

}  // namespace fupan::importers
