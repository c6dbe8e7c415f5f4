// What do we know, durably? Keys to values, changed in atomic batches, with a change log.
//
// Keys are non-empty byte strings of at most kMaxKeyBytes, ordered by their bytes; values are any bytes, at most
// kMaxValueBytes. Every record carries a revision: 1 when it is first written, one more with each later write; after a
// removal the next write starts at 1 again. Every commit takes the next sequence number and appends to the log which
// keys it wrote or removed, in the order of the batch; removals of absent keys are logged too, so that every sequence
// number appears in the log.
//
// Thread-safe. Several processes may have the same store open.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace fupan::store {

inline constexpr std::size_t kMaxKeyBytes = 400;
inline constexpr std::size_t kMaxValueBytes = std::size_t{256} << 20U;

using Sequence = std::uint64_t;  // 0: nothing was ever committed
using Revision = std::uint64_t;  // 0: does not exist

struct Record {
  std::string key;
  std::string value;
  Revision revision = 0;
};

struct Write {
  std::string key;
  std::optional<std::string> value;  // nothing: remove (removing an absent key is no error)
  std::optional<Revision> expected;  // 0: must not exist; nothing: whatever is there
};

struct Change {
  Sequence sequence = 0;
  std::string key;
  bool removed = false;
};

// Reads; of a Store the present state, of a Snapshot the state when it was taken.
//
// Errors of all: corrupt  a value cannot be read (the message names the key)
//                io       the engine failed
class Reader {
 public:
  virtual ~Reader() = default;

  // Errors: not_found  no such key (an empty or too long one never exists).
  virtual Result<Record> get(std::string_view key) const = 0;

  // At most `limit` records whose key starts with `prefix` and is greater than `after` ("" for the start), in key
  // order.
  virtual Result<std::vector<Record>> scan(std::string_view prefix, std::string_view after,
                                           std::size_t limit) const = 0;

  // The sequence of the last commit.
  virtual Result<Sequence> last_sequence() const = 0;
};

class Store : public Reader {
 public:
  // All of `writes` or nothing. Returns the sequence of this commit; it is durable when the call returns. An empty
  // batch commits nothing and returns the last sequence.
  //
  // Errors: conflict          an expected revision is not the stored one; the message names key, expected and found
  //         invalid_argument  a key is empty or too long, or occurs twice; a value is too long
  //         unavailable       the map or the disk is full, or the store is open read-only; nothing was written
  virtual Result<Sequence> commit(const std::vector<Write>& writes) = 0;

  // At most `limit` changes with a sequence greater than `after`, in order; the changes of one commit are never split
  // between two calls, so the answer may be longer than `limit` by part of one commit.
  virtual Result<std::vector<Change>> changes(Sequence after, std::size_t limit) const = 0;

  // A consistent view. Short-lived: it keeps old pages alive. Must not outlive the store.
  virtual Result<std::unique_ptr<Reader>> snapshot() const = 0;
};

}  // namespace fupan::store
