// Which addresses may appear in a page. Thread-safe, no state.
#pragma once

#include <string_view>

namespace fupan::importers {

enum class LinkClass { kForbidden, kInternal, kExternal };

// kInternal: relative or "#…"; kExternal: http, https, mailto. Everything else, and an address with control characters,
// or one that leaves the site without a scheme ("//host"), is forbidden.
LinkClass classify_link(std::string_view address);

// Images: relative and https only.
bool is_image_allowed(std::string_view address);

}  // namespace fupan::importers
