// What is learnt from: questions with their right answers, and learning paths, as a source says them. Plain values.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"

namespace fupan {

enum class QuestionKind { kSingle, kMultiple, kOrdering, kShort, kCase };
inline constexpr std::array<std::string_view, 5> kQuestionKindNames{"single", "multiple", "ordering", "short", "case"};
constexpr std::string_view name_of(QuestionKind kind) { return kQuestionKindNames[static_cast<std::size_t>(kind)]; }

struct QuestionOption {
  std::string id;    // 5 characters [0-9a-v]; of its text, so that it says nothing about its place
  std::string text;  // plain
  bool is_right = false;
  std::string feedback;  // Markdown; empty: the question's
  bool operator==(const QuestionOption&) const = default;
};

struct Question {
  std::string id;  // "<document id>.q<5 characters>"; empty until assign_question_ids()
  QuestionKind kind = QuestionKind::kSingle;
  std::string prompt;                   // plain, one line
  std::string body;                     // Markdown between the prompt and what is to be answered
  std::vector<QuestionOption> options;  // as written; of an ordering: in the right order; a case may have none
  std::vector<std::string> answers;     // of a short answer: any of them is right
  std::string outcome;                  // Markdown; of a case: what happened
  std::string feedback;                 // Markdown
  std::vector<std::string> links;       // addresses in all feedback, in order
  LineRange lines;
  bool operator==(const Question&) const = default;
};

// Changes with anything that a person is asked or told.
std::string digest_of(const Question& question);

struct PathStep {
  std::string title;
  std::string address;  // as written; empty: something to do, not to read
  int minutes = 0;      // 0: not said
  std::string note;     // plain
  int line = 0;
};

struct PathModule {
  std::string title;  // empty before the first heading
  std::string note;   // plain; what stands between the heading and the steps
  std::vector<PathStep> steps;
};

inline constexpr std::array<std::string_view, 4> kTrainingRoles{"pmo-assistant", "project-coordinator", "pmo-manager",
                                                                "portfolio-director"};

struct LearningPath {
  std::string slug;                        // `path`, else the document's id
  std::string role;                        // one of kTrainingRoles, or empty
  int level = 0;                           // 1 to 4; 0: not said
  std::vector<std::string> prerequisites;  // slugs
  int minutes = 0;                         // as said, else the sum of the steps
  std::string introduction;                // Markdown before the first module
  std::vector<PathModule> modules;         // none of them empty
};

}  // namespace fupan
