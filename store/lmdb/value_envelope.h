// The stored form of a value, version 1 (docs/formats.md):
//
//   byte 0      envelope format: 1
//   byte 1      codec: 0 raw, 1 zstd frame with content size and checksum
//   varint      revision
//   the rest    payload
//
// Thread-safe; the zstd contexts are kept per thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.h"
#include "store/store.h"

namespace fupan::store {

enum class Codec : unsigned char { kRaw = 0, kZstd = 1 };

// The payload of a value: compressed when that pays, else the value itself, which must outlive this object.
class PackedValue {
 public:
  explicit PackedValue(std::string_view value);

  Codec codec() const { return codec_; }
  std::string_view payload() const { return codec_ == Codec::kZstd ? std::string_view(compressed_) : value_; }

 private:
  std::string_view value_;
  std::string compressed_;
  Codec codec_ = Codec::kRaw;
};

// What stands before the payload.
std::string envelope_header(Codec codec, Revision revision);

// Errors: corrupt  the bytes are no envelope of this version, or the payload cannot be unpacked; names `key`.
Result<Revision> revision_in(std::string_view key, std::string_view envelope);
Result<Record> unpack_record(std::string_view key, std::string_view envelope);

}  // namespace fupan::store
