// Is an answer right? Thread-safe, no state.
#pragma once

#include <string>
#include <vector>

#include "core/learning.h"
#include "core/result.h"

namespace fupan::service {

struct Grade {
  bool is_right = false;
  bool is_self_rated = false;      // only the person can say how good the own answer was: a case without options
  std::vector<std::string> right;  // ids of the right options, in order; of a short answer: its answers
};

// `given`: ids of the chosen options; of an ordering all of them in order; of a short answer one text. Short answers
// are compared without case, width, script and a full stop at the end.
//
// Errors: invalid_argument  an option that the question does not have, twice the same, or none; an ordering that is not
//         complete (field "answer")
Result<Grade> grade_answer(const Question& question, const std::vector<std::string>& given);

// The options of an ordering as they are shown: never in the right order, and always the same way.
std::vector<QuestionOption> shuffled(std::vector<QuestionOption> options);

}  // namespace fupan::service
