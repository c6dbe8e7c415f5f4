#include "server/http/request_target.h"

#include <algorithm>

#include "server/http/percent_decoding.h"

namespace fupan::http {
namespace {

Error bad_path(std::string message) { return Error{ErrorCode::kInvalidArgument, std::move(message), "path"}; }

// Takes "http://host" away; the rest is in origin form.
std::string_view without_authority(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const std::size_t path = target.find_first_of("/?", scheme.size());
    return path == std::string_view::npos ? std::string_view("/") : target.substr(path);
  }
  return target;
}

}  // namespace

Result<RequestTarget> parse_target(std::string_view target) {
  RequestTarget parsed;
  if (target == "*") return parsed;
  target = without_authority(target);
  const std::size_t question = std::min(target.find('?'), target.size());
  std::string_view path = target.substr(0, question);
  if (question < target.size()) parsed.query = target.substr(question + 1);
  if (!path.starts_with('/')) return bad_path("a path must begin with \"/\"");
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/', 1), path.size());
    Result<std::string> segment = percent_decode(path.substr(1, end - 1), Plus::kIsPlus, "path");
    if (!segment) return segment.error();
    if (*segment == "." || *segment == "..") return bad_path("a path must not contain \"" + *segment + "\"");
    parsed.segments.push_back(std::move(*segment));
    path.remove_prefix(end);
  }
  return parsed;
}

}  // namespace fupan::http
