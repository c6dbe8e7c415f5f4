#include "server/service/learn_grade.h"

#include <algorithm>
#include <set>

#include "core/text/fold.h"
#include "core/text/utf8.h"

namespace fupan::service {
namespace {

Error bad_answer(std::string message) {
  return Error{ErrorCode::kInvalidArgument, "answer: " + std::move(message), "answer"};
}

std::string comparable(std::string_view answer) {
  std::string folded = text::fold_name(answer);
  for (const std::string_view mark : {".", "。", "!"}) {
    if (folded.ends_with(mark)) folded.resize(folded.size() - mark.size());
  }
  return std::string(text::trim(folded));
}

std::vector<std::string> right_ids(const Question& question) {
  std::vector<std::string> ids;
  for (const QuestionOption& option : question.options) {
    if (option.is_right || question.kind == QuestionKind::kOrdering) ids.push_back(option.id);
  }
  return ids;
}

Status check_options(const Question& question, const std::vector<std::string>& given) {
  std::set<std::string> seen;
  for (const std::string& id : given) {
    const auto is_it = [&](const QuestionOption& option) { return option.id == id; };
    if (std::none_of(question.options.begin(), question.options.end(), is_it)) {
      return bad_answer("the question has no option '" + id + "'");
    }
    if (!seen.insert(id).second) return bad_answer("option '" + id + "' is there twice");
  }
  if (given.empty()) return bad_answer("choose at least one option");
  if (question.kind == QuestionKind::kOrdering && given.size() != question.options.size()) {
    return bad_answer("all " + std::to_string(question.options.size()) + " items must be put in order");
  }
  return ok_status();
}

Result<Grade> grade_short(const Question& question, const std::vector<std::string>& given) {
  if (given.size() != 1 || text::trim(given.front()).empty()) return bad_answer("must be one text");
  const std::string answer = comparable(given.front());
  Grade grade;
  grade.right = question.answers;
  grade.is_right = std::any_of(question.answers.begin(), question.answers.end(),
                               [&](const std::string& right) { return comparable(right) == answer; });
  return grade;
}

}  // namespace

Result<Grade> grade_answer(const Question& question, const std::vector<std::string>& given) {
  if (question.kind == QuestionKind::kShort) return grade_short(question, given);
  if (question.options.empty()) return Grade{true, true, {}};
  if (Status checked = check_options(question, given); !checked) return checked.error();
  Grade grade;
  grade.right = right_ids(question);
  if (question.kind == QuestionKind::kOrdering) {
    grade.is_right = given == grade.right;
  } else {
    grade.is_right = std::set(given.begin(), given.end()) == std::set(grade.right.begin(), grade.right.end());
  }
  return grade;
}

std::vector<QuestionOption> shuffled(std::vector<QuestionOption> options) {
  const std::vector<QuestionOption> right = options;
  std::sort(options.begin(), options.end(),
            [](const QuestionOption& a, const QuestionOption& b) { return a.id < b.id; });
  if (options == right) std::rotate(options.begin(), options.begin() + 1, options.end());
  return options;
}

}  // namespace fupan::service
