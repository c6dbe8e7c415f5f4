// Lessons from the rows of a table. Thread-safe, no state.
#pragma once

#include <optional>
#include <vector>

#include "core/document.h"
#include "core/taxonomy.h"
#include "importers/importer.h"
#include "importers/lessons/heading_kinds.h"
#include "importers/lessons/lesson_builder.h"
#include "importers/lines.h"
#include "importers/markdown/block.h"

namespace fupan::importers {

// Whether a column of the table is named like the text of a lesson (a cause, an impact, a recommendation, the lesson
// itself); an owner or a due date alone does not make a register.
bool is_lesson_table(const Block& table, const Taxonomy& taxonomy);

// One lesson for each row that says something. Text is "Column: value" lines, Markdown a table of that row; columns
// fill fields, labels (phase, risk, tags) and, where the taxonomy knows the word, the kind. Adds to `notes` what is
// unknown.
std::vector<Lesson> lessons_from_table(const Block& table, const LessonPlace& place, const Lines& lines,
                                       const Taxonomy& taxonomy, std::vector<Note>& notes);

}  // namespace fupan::importers
