// The target of a request line: path and query. Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace fupan::http {

struct RequestTarget {
  // The decoded pieces of the path between slashes: "/a%2Fb/" is {"a/b", ""}, "/" is {""}. Empty for "*".
  std::vector<std::string> segments;
  std::string query;  // raw, without "?"

  std::string_view last_segment() const { return segments.empty() ? std::string_view{} : segments.back(); }
};

// Understands origin form ("/path?query"), absolute form ("http://host/path?query") and "*".
//
// Errors: invalid_argument  (field "path") no path, a segment that cannot be decoded, or "." or ".." as a segment,
// which
//                           no client sends unless it is after files that it should not see
Result<RequestTarget> parse_target(std::string_view target);

}  // namespace fupan::http
