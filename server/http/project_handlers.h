// Projects, their gates and feeds, and adoptions to follow up. Thread-safe, as handlers.h says.
#pragma once

#include <span>

#include "server/http/routes.h"

namespace fupan::http {

// phase (several), limit, offset.
std::span<const ParameterSpec> project_list_parameters();
std::span<const ParameterSpec> new_project_body();
std::span<const ParameterSpec> project_change_body();
std::span<const ParameterSpec> gate_body();
Result<Response> handle_list_projects(const Services& services, const Call& call);
Result<Response> handle_create_project(const Services& services, const Call& call);
Result<Response> handle_get_project(const Services& services, const Call& call);

// Both take If-Match; conflict when it names another state.
Result<Response> handle_change_project(const Services& services, const Call& call);
Result<Response> handle_pass_gate(const Services& services, const Call& call);

// 304 when If-None-Match names the present feed.
Result<Response> handle_project_feed(const Services& services, const Call& call);

// project, due, state, limit, offset.
std::span<const ParameterSpec> follow_up_parameters();
std::span<const ParameterSpec> follow_up_body();
Result<Response> handle_list_follow_ups(const Services& services, const Call& call);

// Takes If-Match; conflict when it names another state.
Result<Response> handle_answer_adoption(const Services& services, const Call& call);

}  // namespace fupan::http
