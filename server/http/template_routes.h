// The routes of templates. See routes.h.
#pragma once

#include <span>

#include "server/http/routes.h"

namespace fupan::http {

std::span<const Route> template_routes();

}  // namespace fupan::http
