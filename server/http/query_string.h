// The query of a request target: its parameters in order. Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace fupan::http {

struct QueryParameter {
  std::string name;  // decoded
  std::string raw;   // the value as sent; decode_value or decode_list makes sense of it
};

// Splits "a=1&b=2" ("?" not included). Parameters without a value ("a=", "a") have an empty one; "&&" is skipped.
//
// Errors: invalid_argument  a name cannot be decoded (field "query"), or occurs twice (field: the name); or
//                           there are more than 64 parameters
Result<std::vector<QueryParameter>> split_query(std::string_view query);

// The value as one text: escapes decoded, "+" is a space.
//
// Errors: invalid_argument  as percent_decode; field: the parameter's name
Result<std::string> decode_value(const QueryParameter& parameter);

// The value as a list: split at ",", and at "%2C", which programs send that encode whole values; with `keeps_commas`
// that is a comma inside an item. White space around items and empty items go away.
//
// Errors: invalid_argument  as percent_decode, position counted in the whole value
Result<std::vector<std::string>> decode_list(const QueryParameter& parameter, bool keeps_commas);

}  // namespace fupan::http
