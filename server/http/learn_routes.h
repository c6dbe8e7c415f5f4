// The calls of learning, for the route table.
#pragma once

#include <span>

#include "server/http/routes.h"

namespace fupan::http {

std::span<const Route> learn_routes();

}  // namespace fupan::http
