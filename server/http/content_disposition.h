// Names for downloaded files (RFC 6266). Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>

namespace fupan::http {

// "attachment; filename=\"…\"; filename*=UTF-8''…": an ASCII name for old clients and the true one. Control characters
// and path separators become "_", so that no file name can start a header or leave its folder; an empty one is
// "download".
std::string attachment(std::string_view file_name);

}  // namespace fupan::http
