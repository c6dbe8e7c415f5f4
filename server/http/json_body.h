// The body of a call: one JSON object, read by the same tables as the parameters of a query. Thread-safe, no state.
#pragma once

#include <span>
#include <string_view>

#include "core/result.h"
#include "server/http/parameters.h"

namespace fupan::http {

// Texts, choices and dates are JSON strings, lists are arrays of strings (or one string), lists of objects
// arrays of flat objects (their JSON is the item, to be read by a call of its own), an object is handed on as JSON,
// integers are numbers, flags are true or false; null counts as absent, and so do an empty text and an empty list. An
// empty body is an empty object. `specs` must outlive the answer.
//
// Errors: invalid_argument  not JSON, not one flat object, a member twice (field "body", position: the character where
//                           reading stopped); an unknown member or a value that its row does not allow (field: the
//                           member)
Result<ParameterValues> parse_body(std::span<const ParameterSpec> specs, std::string_view body);

}  // namespace fupan::http
