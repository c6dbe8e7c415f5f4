// Which of our languages does a client prefer? Thread-safe, no state.
#pragma once

#include <string_view>

namespace fupan::http {

// "zh" or "en" from an Accept-Language value (RFC 9110): the higher quality wins, then the earlier; "en" when neither
// is named. Whatever cannot be understood is passed over.
std::string_view preferred_language(std::string_view accept_language);

}  // namespace fupan::http
