// LMDB's return codes in our words. Thread-safe, no state.
#pragma once

#include <string_view>

#include "core/result.h"

namespace fupan::store {

// `rc` is a failure of LMDB or an errno; `what` was attempted. Full map, full disk, full reader table and lack of
// address space are unavailable, with what an operator must do; damage is corrupt; everything else the system
// refuses is io.
Error lmdb_error(std::string_view what, int rc);

}  // namespace fupan::store
