#include "importers/markdown/link_rules.h"

#include <algorithm>
#include <string>

namespace fupan::importers {
namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

// Lower-case scheme, or "" when the address has none.
std::string scheme_of(std::string_view address) {
  const std::size_t colon = address.find(':');
  if (colon == std::string_view::npos || address.find_first_of("/?#") < colon) return {};
  std::string scheme(address.substr(0, colon));
  for (char& c : scheme) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return scheme;
}

bool leaves_site(std::string_view address) {
  const auto is_slash = [](char c) { return c == '/' || c == '\\'; };
  return address.size() >= 2 && is_slash(address[0]) && is_slash(address[1]);
}

}  // namespace

LinkClass classify_link(std::string_view address) {
  while (!address.empty() && (address.front() == ' ' || is_control(address.front()))) address.remove_prefix(1);
  if (std::any_of(address.begin(), address.end(), is_control) || leaves_site(address)) return LinkClass::kForbidden;
  if (address.find(':') == std::string_view::npos) return LinkClass::kInternal;
  const std::string scheme = scheme_of(address);
  if (scheme == "http" || scheme == "https" || scheme == "mailto") return LinkClass::kExternal;
  return scheme.empty() && address.front() != ':' ? LinkClass::kInternal : LinkClass::kForbidden;
}

bool is_image_allowed(std::string_view address) {
  const LinkClass kind = classify_link(address);
  return kind == LinkClass::kInternal || (kind == LinkClass::kExternal && scheme_of(address) == "https");
}

}  // namespace fupan::importers
