// The JSON texts of what concerns learning, as the schemas of server/http/openapi.json say; HTTP and `--json` share
// them. What would give an answer away is only in graded answers. Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/taxonomy.h"
#include "server/service/learn_cases.h"
#include "server/service/learn_page.h"
#include "server/service/learn_report.h"
#include "server/service/learn_service.h"

namespace fupan::service {

std::string render_paths(const std::vector<PathStanding>& paths, std::size_t limit, std::size_t offset);  // PathList
std::string render_path(const PathPage& page);                                                          // LearningPath
std::string render_path_progress(const PathStanding& standing);                                         // PathProgress
std::string render_certificate(const Certificate& certificate);                                         // Certificate
std::string render_quiz(const QuizView& quiz);                                                          // Quiz
std::string render_question(const SourcedQuestion& question);                                           // Question
std::string render_graded(const Graded& graded);                                                        // GradedAnswer
std::string render_due(const DueCards& due);                                                            // DueCards
std::string render_learner(const LearnerView& view, const Taxonomy& taxonomy, std::string_view lang);   // Learner
std::string render_report(const LearnReport& report, const Taxonomy& taxonomy, std::string_view lang);  // LearnReport
std::string render_case(const CaseView& view);                                                          // Case
std::string render_cases(const CasePage& page);                                                         // CaseList

}  // namespace fupan::service
