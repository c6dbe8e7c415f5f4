// The two readers behind parse_yaml_entries (front_matter.h). Thread-safe, no state.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "importers/metadata/entry.h"

namespace fupan::importers {

// Reads what most front matter consists of, lines of `key: value` and `key: [a, b]` at the left margin with plain or
// quoted values, and gives exactly what parse_full_yaml gives, for little of the time. Nothing: some line is anything
// else (nested, over several lines, with an escape, an anchor, a comment, …).
std::optional<std::vector<MetadataEntry>> parse_simple_yaml(std::string_view yaml, int first_line);

// Reads any YAML. Errors as parse_yaml_entries.
Result<std::vector<MetadataEntry>> parse_full_yaml(std::string_view yaml, int first_line);

}  // namespace fupan::importers
