// Holds JSON texts against the schemas of openapi.json: types, required and undeclared members, enums, bounds, $ref.
#pragma once

#include <string>
#include <string_view>

namespace fupan::http {

// What is wrong with `json` as components/schemas/`schema`, one line each with the path; "" when it fits.
std::string check_schema(std::string_view schema, std::string_view json);

}  // namespace fupan::http
