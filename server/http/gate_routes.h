// The part of the route table about projects, gates, relations of lessons, and webhooks.
#pragma once

#include <span>

#include "server/http/routes.h"

namespace fupan::http {

std::span<const Route> gate_routes();

}  // namespace fupan::http
