// The calls of the taxonomy. As handlers.h. Changes take If-Match; conflict (412) when it names another state.
#pragma once

#include "server/http/routes.h"

namespace fupan::http {

std::span<const ParameterSpec> taxonomy_parameters();

// 304 when If-None-Match names the present state. `format=file` is the export that PUT and the importer take.
Result<Response> handle_get_taxonomy(const Services& services, const Call& call);

std::span<const ParameterSpec> taxonomy_change_body();
Result<Response> handle_preview_taxonomy(const Services& services, const Call& call);
Result<Response> handle_change_taxonomy(const Services& services, const Call& call);

std::span<const ParameterSpec> taxonomy_file_body();
Result<Response> handle_put_taxonomy(const Services& services, const Call& call);

std::span<const ParameterSpec> taxonomy_undo_body();
Result<Response> handle_undo_taxonomy(const Services& services, const Call& call);

}  // namespace fupan::http
