// The part of the route table about the taxonomy.
#pragma once

#include <span>

#include "server/http/routes.h"

namespace fupan::http {

std::span<const Route> taxonomy_routes();

}  // namespace fupan::http
