// The part of the route table about writing, curating, the queue, the audit trail and the settings.
#pragma once

#include <span>

#include "server/http/routes.h"

namespace fupan::http {

std::span<const Route> curation_routes();

}  // namespace fupan::http
