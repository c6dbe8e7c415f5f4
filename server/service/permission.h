// How a use case says that somebody may not do something. Thread-safe.
#pragma once

#include <string>

#include "core/result.h"

namespace fupan::service {

// "<what> needs <who>"; nothing was changed. `field` names the parameter that asked for it.
inline Error not_allowed(const std::string& what, const std::string& who, std::string field = {}) {
  return Error{ErrorCode::kForbidden, what + " needs " + who, std::move(field)};
}

}  // namespace fupan::service
