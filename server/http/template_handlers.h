// The calls of templates and their copies. See handlers.h.
#pragma once

#include <span>

#include "server/http/routes.h"

namespace fupan::http {

std::span<const ParameterSpec> templates_parameters();
std::span<const ParameterSpec> version_parameters();
std::span<const ParameterSpec> filling_body();
std::span<const ParameterSpec> new_copy_body();
std::span<const ParameterSpec> copy_parameters();

Result<Response> handle_list_templates(const Services& services, const Call& call);
Result<Response> handle_get_template(const Services& services, const Call& call);
Result<Response> handle_template_fields(const Services& services, const Call& call);
Result<Response> handle_preview_template(const Services& services, const Call& call);
Result<Response> handle_copy_template(const Services& services, const Call& call);
Result<Response> handle_get_copy(const Services& services, const Call& call);

std::span<const ParameterSpec> release_body();
std::span<const ParameterSpec> drift_parameters();
std::span<const ParameterSpec> update_body();
std::span<const ParameterSpec> rules_body();
std::span<const ParameterSpec> choice_parameters();

// These take If-Match; conflict when it names another state.
Result<Response> handle_release_template(const Services& services, const Call& call);
Result<Response> handle_update_copy(const Services& services, const Call& call);
Result<Response> handle_put_template_rules(const Services& services, const Call& call);

Result<Response> handle_template_drift(const Services& services, const Call& call);
Result<Response> handle_propose_update(const Services& services, const Call& call);
Result<Response> handle_get_template_rules(const Services& services, const Call& call);
Result<Response> handle_choose_template(const Services& services, const Call& call);

}  // namespace fupan::http
