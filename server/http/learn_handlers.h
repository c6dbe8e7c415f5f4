// The calls of learning: paths, quizzes, reviews, progress, cases. All are thread-safe.
#pragma once

#include <span>

#include "server/http/routes.h"

namespace fupan::http {

std::span<const ParameterSpec> paths_parameters();
std::span<const ParameterSpec> step_body();
std::span<const ParameterSpec> answer_body();
std::span<const ParameterSpec> day_parameters();
std::span<const ParameterSpec> learn_report_parameters();
std::span<const ParameterSpec> cases_parameters();
std::span<const ParameterSpec> case_body();

Result<Response> handle_list_paths(const Services& services, const Call& call);
Result<Response> handle_get_path(const Services& services, const Call& call);
Result<Response> handle_get_path_progress(const Services& services, const Call& call);
Result<Response> handle_mark_step(const Services& services, const Call& call);
Result<Response> handle_get_certificate(const Services& services, const Call& call);
Result<Response> handle_get_quiz(const Services& services, const Call& call);
Result<Response> handle_get_question(const Services& services, const Call& call);
Result<Response> handle_check_answer(const Services& services, const Call& call);
Result<Response> handle_answer(const Services& services, const Call& call);
Result<Response> handle_list_due(const Services& services, const Call& call);
Result<Response> handle_get_learner(const Services& services, const Call& call);
Result<Response> handle_learn_report(const Services& services, const Call& call);
// The parameters of a search; "sort", "type", "offset" and "facets" do not count.
Result<Response> handle_most_applied(const Services& services, const Call& call);
Result<Response> handle_create_case(const Services& services, const Call& call);
Result<Response> handle_list_cases(const Services& services, const Call& call);

// Takes If-Match; conflict when it names another state.
Result<Response> handle_edit_case(const Services& services, const Call& call);

}  // namespace fupan::http
