// Reads the taxonomy from its YAML file (starter/taxonomy.yaml), or from the JSON of export_taxonomy, which is YAML
// too. Thread-safe, no state.
#pragma once

#include <string_view>

#include "core/result.h"
#include "core/taxonomy.h"

namespace fupan::importers {

// Lists `phases`, `risks`, `tags` of {id, label: {en, zh}, aliases, pmbok, prince2, description: {en, zh}, retired,
// former, parts: [{value, words}], otherwise} as core/taxonomy.h has them; lists `lesson_headings` of {kind,
// names}, `lesson_fields` and `metadata_keys` of {field, names}, `document_kinds` of {kind, names}; and `version: 1`. A
// list that is left out is empty.
//
// Errors: invalid_argument  the YAML is not well-formed, or a member is unknown, missing, of the wrong type, or an id
// is
//                           there twice; the message starts with "line N: " and says which, and `position` is the line
Result<Taxonomy> parse_taxonomy(std::string_view yaml);

}  // namespace fupan::importers
