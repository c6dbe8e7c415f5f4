// The quiz of a document: questions with their right answers, as docs/formats.md ("Quizzes") describes them.
// Thread-safe, no state.
#pragma once

#include <string_view>
#include <vector>

#include "core/learning.h"
#include "importers/importer.h"

namespace fupan::importers {

// Whether the text may hold a quiz at all; cheap.
bool may_have_quiz(std::string_view markdown);

// Whether a heading opens a quiz: "Quiz", "测验", also with more behind a colon.
bool opens_quiz(std::string_view heading);

// `markdown` has LF line ends and no metadata (SourceText::body). Questions that nobody could answer rightly are left
// out, and a note says which and why. Ids stay empty.
std::vector<Question> read_questions(std::string_view markdown, std::vector<Note>& notes);

// Gives each question an id: that of the question with the same prompt in `previous`, else of the most alike one, else
// a new one of its prompt.
void assign_question_ids(const DocumentId& document, const std::vector<QuestionMark>& previous,
                         std::vector<Question>& questions);

// The questions of a document's newest source, with their ids. Errors: corrupt  the source cannot be decoded
Result<std::vector<Question>> questions_of(const Document& document, std::string_view source);

}  // namespace fupan::importers
