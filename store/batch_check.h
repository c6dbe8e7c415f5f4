// The rules that every engine asks of a batch before it starts. Thread-safe, no state.
#pragma once

#include <vector>

#include "core/result.h"
#include "store/store.h"

namespace fupan::store {

// Errors: invalid_argument  a key is empty, longer than kMaxKeyBytes or occurs twice, or a value is longer than
//                           kMaxValueBytes; the message shows the key.
Status check_batch(const std::vector<Write>& writes);

// `key` for a message: as it is when it is well-formed UTF-8 without control characters, else with \xNN for each byte
// that is not printable ASCII; a long key is cut.
std::string describe_key(std::string_view key);

// The error of a moved record, the same words in every engine.
Error conflict_error(std::string_view key, Revision expected, Revision found);

}  // namespace fupan::store
