// Relations between lessons, and near-duplicates. Thread-safe, as handlers.h says.
#pragma once

#include <span>

#include "server/http/routes.h"

namespace fupan::http {

std::span<const ParameterSpec> relation_body();
std::span<const ParameterSpec> near_duplicate_body();
Result<Response> handle_list_relations(const Services& services, const Call& call);
Result<Response> handle_add_relation(const Services& services, const Call& call);
Result<Response> handle_remove_relation(const Services& services, const Call& call);
Result<Response> handle_near_duplicates(const Services& services, const Call& call);

}  // namespace fupan::http
