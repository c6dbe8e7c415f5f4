// Reads the taxonomy from its YAML file (starter/taxonomy.yaml shows all there is). Thread-safe, no state.
#pragma once

#include <string_view>

#include "core/result.h"
#include "core/taxonomy.h"

namespace fupan::importers {

// Lists `phases`, `risks`, `tags` of {id, label: {en, zh}, aliases, pmbok, prince2}; lists `lesson_headings` of {kind,
// names}, `lesson_fields` and `metadata_keys` of {field, names}, `document_kinds` of {kind, names}; and `version: 1`. A
// list that is left out is empty.
//
// Errors: invalid_argument  the YAML is not well-formed, or a member is unknown, missing, of the wrong type, or an id
// is
//                           there twice; the message starts with "line N: " and says which, and `position` is the line
Result<Taxonomy> parse_taxonomy(std::string_view yaml);

}  // namespace fupan::importers
