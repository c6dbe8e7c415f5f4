#include "server/http/learn_routes.h"

#include <array>

#include "server/http/handlers.h"
#include "server/http/learn_handlers.h"
#include "server/http/search_parameters.h"

namespace fupan::http {

std::span<const Route> learn_routes() {
  static const std::array kRoutes{
      Route{"GET", "/api/v1/paths", "listPaths", paths_parameters(), handle_list_paths},
      Route{"GET", "/api/v1/paths/{id}", "getPath", {}, handle_get_path},
      Route{"GET", "/api/v1/paths/{id}/progress", "getPathProgress", {}, handle_get_path_progress},
      Route{"POST", "/api/v1/paths/{id}/progress", "markStep", {}, handle_mark_step, step_body(), Access::kMember},
      Route{"GET", "/api/v1/paths/{id}/certificate", "getCertificate", {}, handle_get_certificate, {}, Access::kMember},
      Route{"GET", "/api/v1/documents/{id}/quiz", "getQuiz", {}, handle_get_quiz},
      Route{"POST", "/api/v1/reviews", "answerQuestion", {}, handle_answer, answer_body(), Access::kMember},
      Route{"POST", "/api/v1/reviews/check", "checkAnswer", {}, handle_check_answer, answer_body(), Access::kReader},
      Route{"GET", "/api/v1/reviews/due", "listDueCards", day_parameters(), handle_list_due},
      Route{"GET", "/api/v1/learn/progress", "getLearner", day_parameters(), handle_get_learner},
      Route{"GET",
            "/api/v1/learn/report",
            "learnReport",
            learn_report_parameters(),
            handle_learn_report,
            {},
            Access::kCurator},
      Route{"GET", "/api/v1/learn/questions/{id}", "getQuestion", {}, handle_get_question},
      Route{"GET", "/api/v1/learn/applied", "mostApplied", search_parameters(), handle_most_applied},
      Route{"GET", "/api/v1/learn/cases", "listCases", cases_parameters(), handle_list_cases},
      Route{"PATCH", "/api/v1/learn/cases/{id}", "editCase", {}, handle_edit_case, case_body(), Access::kCurator},
      Route{"POST", "/api/v1/lessons/{id}/case", "createCase", {}, handle_create_case},
  };
  return kRoutes;
}

}  // namespace fupan::http
