// The stored form of one commit in the change log, version 1 (docs/formats.md). Key: the sequence, 8 bytes, big-endian.
//
//   byte 0      entry format: 1
//   then, for each key in the order of the batch:
//   varint      length of the key in bytes x 2, plus 1 when it was removed
//   key
//
// Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "store/store.h"

namespace fupan::store {

std::string encode_changes(const std::vector<Write>& writes);

// Appends the changes of commit `sequence` to `out`.
//
// Errors: corrupt  the bytes are no entry of this version; the message names the sequence, `out` is unspecified.
Status decode_changes(Sequence sequence, std::string_view bytes, std::vector<Change>& out);

}  // namespace fupan::store
