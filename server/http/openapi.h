// openapi.json, built into the program. Thread-safe.
#pragma once

#include <string_view>

namespace fupan::http {

std::string_view openapi_description();

}  // namespace fupan::http
