// Text that stands for text still to be written. Thread-safe, no state.
#pragma once

#include <cstddef>
#include <string_view>

namespace fupan::importers {

// Whether `text` says nothing yet: "[Describe …]", "{{owner}}", "____", "TBD", "N/A", "待补充", "Owner: [name]", or no
// word at all.
bool is_placeholder(std::string_view text);

// How many "[Project name]", "[负责人]" there are in plain text (links have no brackets there).
std::size_t count_fields_to_fill(std::string_view text);

}  // namespace fupan::importers
