// The stored form of a value, version 2 (docs/formats.md):
//
//   byte 0      envelope format: 2
//   byte 1      codec: 0 raw, 1 zstd frame with content size and checksum, 2 the same with the dictionary of
//               value_dictionary.h, 3 the same with that of the store (own_dictionary.h); plus 128 when the payload
//               lies apart
//   varint      revision
//   the rest    payload; or, when it lies apart (value_parts.h), the number of its first part and its size, as varints
//
// Thread-safe; the zstd contexts are kept per thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"
#include "store/store.h"

namespace fupan::store {

// Where a payload lies in the table `values` (value_parts.h): in the parts from `first` on, as many as hold `size`
// bytes.
struct Place {
  std::uint64_t first = 0;
  std::uint64_t size = 0;
};

enum class Codec : unsigned char { kRaw = 0, kZstd = 1, kZstdDictionary = 2, kZstdOwnDictionary = 3 };

inline constexpr int kZstdLevel = 3;

// A dictionary stands in for the history that a small value lacks. Larger values have a history of their own, and are
// better off with the larger search tables that zstd chooses for them.
inline constexpr std::size_t kDictionaryUpToBytes = std::size_t{32} << 10U;

class OwnDictionary;

// The payload of a value: compressed when that pays, else the value itself, which must outlive this object. `own`: the
// store's dictionary; null: it has none.
class PackedValue {
 public:
  explicit PackedValue(std::string_view value, const OwnDictionary* own = nullptr);

  Codec codec() const { return codec_; }
  std::string_view payload() const { return codec_ == Codec::kRaw ? value_ : std::string_view(compressed_); }

 private:
  std::string_view value_;
  std::string compressed_;
  Codec codec_ = Codec::kRaw;
};

// The payload itself follows, or an encoded place.
std::string envelope_header(Codec codec, bool is_apart, Revision revision);
void append_place(std::string& envelope, const Place& place);

struct Envelope {
  Codec codec = Codec::kRaw;
  Revision revision = 0;
  std::optional<Place> place;  // when the payload lies apart
  std::string_view payload;    // when not; a part of what was parsed
};

// Errors: corrupt  the bytes are no envelope of this version; names `key`.
Result<Envelope> parse_envelope(std::string_view key, std::string_view bytes);

// The value in `payload`. Errors: corrupt  it cannot be unpacked, or needs the store's dictionary and there is none;
// names `key`.
Result<std::string> unpack_value(std::string_view key, Codec codec, std::string_view payload,
                                 const OwnDictionary* own = nullptr);

}  // namespace fupan::store
