#include "server/http/origin_check.h"

#include <algorithm>

#include "server/http/headers.h"
#include "server/http/listen_address.h"
#include "server/http/token.h"

namespace fupan::http {
namespace {

constexpr std::size_t kMaxHostBytes = 253;
constexpr std::string_view kSchemeEnd = "://";

struct Authority {
  std::string_view host;  // without brackets
  std::string_view port;  // "" when there is none
};

bool is_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Authority split(std::string_view text) {
  std::size_t end = text.find(':');
  Authority authority;
  if (text.starts_with('[')) {
    const std::size_t close = text.find(']');
    if (close == std::string_view::npos) return {};
    authority.host = text.substr(1, close - 1);
    end = close + 1;
  } else {
    authority.host = text.substr(0, end);
  }
  if (end >= text.size()) return authority;
  if (text[end] != ':' || !is_digits(text.substr(end + 1))) return {};
  authority.port = text.substr(end + 1);
  return authority;
}

bool is_host_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' || c == ':';
}

std::string canonical(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  std::string name(host);
  for (char& c : name) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  const bool is_good = name.size() <= kMaxHostBytes && std::all_of(name.begin(), name.end(), is_host_character);
  return is_good ? name : std::string();
}

bool is_allowed(std::string_view authority, std::span<const std::string> public_hosts) {
  const std::string host = host_of(authority);
  if (host.empty()) return false;
  if (std::find(public_hosts.begin(), public_hosts.end(), host) != public_hosts.end()) return true;
  return parse_listen_address(host, false).has_value();  // "localhost" or a loopback address
}

// What stands between "http://" and the path of an absolute target; "" of the usual form.
std::string_view authority_of_target(std::string_view target) {
  const std::size_t scheme = target.starts_with('/') ? std::string_view::npos : target.find(kSchemeEnd);
  if (scheme == std::string_view::npos) return {};
  const std::string_view rest = target.substr(scheme + kSchemeEnd.size());
  return rest.substr(0, rest.find_first_of("/?"));
}

// Ports count only where Host names one: a proxy may hand on the name alone.
bool is_same_origin(std::string_view origin, std::string_view host) {
  const std::size_t scheme = origin.find(kSchemeEnd);
  if (scheme == std::string_view::npos) return false;
  const std::string_view authority = origin.substr(scheme + kSchemeEnd.size());
  if (host_of(authority).empty() || host_of(authority) != host_of(host)) return false;
  const std::string_view expected = split(host).port;
  if (expected.empty()) return true;
  const std::string_view found = split(authority).port;
  const std::string_view usual = origin.starts_with("https:") ? "443" : "80";
  return (found.empty() ? usual : found) == expected;
}

bool is_type(std::string_view content_type, std::string_view expected) {
  return equals_ignoring_case(trim_field(content_type.substr(0, content_type.find(';'))), expected);
}

// Nothing: the body may be read. A call takes either JSON or the types that it names.
std::optional<std::string> wrong_type(const Request& request, std::span<const std::string_view> raw_types) {
  const std::string type = request.headers.joined("Content-Type");
  if (raw_types.empty()) {
    if (is_type(type, "application/json")) return std::nullopt;
    return "a body must be JSON, with \"Content-Type: application/json\"";
  }
  std::string known;
  for (const std::string_view raw : raw_types) {
    if (is_type(type, raw)) return std::nullopt;
    known.append(known.empty() ? "" : ", ").append(raw);
  }
  return "the Content-Type of this body must be one of " + known;
}

Problem refusal(int status, std::string detail) {
  return {status, ErrorCode::kInvalidArgument, std::move(detail), {}, -1};
}

}  // namespace

bool is_unsafe_method(std::string_view method) { return method != "GET" && method != "HEAD" && method != "OPTIONS"; }

std::string host_of(std::string_view authority) { return canonical(split(authority).host); }

Result<std::string> parse_public_host(std::string_view name) {
  const bool is_ipv6 = name.starts_with('[') && name.ends_with(']');
  std::string host = is_ipv6 || name.find(':') == std::string_view::npos ? host_of(name) : std::string();
  if (!host.empty()) return host;
  return Error{ErrorCode::kInvalidArgument,
               "--public-host takes the name that browsers ask for, without scheme, port and path, for example "
               "fupan.example.org; found '" +
                   std::string(name) + "'",
               "public-host"};
}

std::optional<Problem> check_origin(const Request& request, std::span<const std::string> public_hosts,
                                    std::span<const std::string_view> raw_types) {
  const std::string_view host = request.headers.get("Host");
  const std::string_view target_authority = authority_of_target(request.target);
  if ((request.headers.has("Host") && !is_allowed(host, public_hosts)) ||
      (!target_authority.empty() && !is_allowed(target_authority, public_hosts))) {
    return refusal(421,
                   "this server answers to localhost, loopback addresses and the names given with --public-host only");
  }
  if (!is_unsafe_method(request.method)) return std::nullopt;
  if (request.headers.has("Origin") && !is_same_origin(request.headers.joined("Origin"), host)) {
    return refusal(403, "pages of other origins may not change anything here");
  }
  if (request.body.empty()) return std::nullopt;
  if (auto problem = wrong_type(request, raw_types)) return refusal(415, std::move(*problem));
  return std::nullopt;
}

}  // namespace fupan::http
