// "Cause: …", "适用条件：…", "(Owner: Li, due: 2024-05-01)" inside the text of a lesson. Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>

#include "core/document.h"
#include "core/taxonomy.h"

namespace fupan::importers {

// Fills those fields of `lesson` that are empty and that its text names. A due date is normalised when it is a date.
void fill_fields(Lesson& lesson, const Taxonomy& taxonomy);

// Sets the field that `meaning` (of Taxonomy::lesson_field) names, unless it has a value. False: no such field.
bool set_field(Lesson& lesson, std::string_view meaning, std::string_view value);

// What the label at the start of a line means ("Root cause: …" is "cause"), or "".
std::string_view field_at_start(std::string_view line, const Taxonomy& taxonomy);

}  // namespace fupan::importers
