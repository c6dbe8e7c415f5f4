#include "store/lmdb/value_envelope.h"

#include <zstd.h>

#include <memory>
#include <optional>
#include <utility>

#include "core/varint.h"
#include "store/batch_check.h"
#include "store/lmdb/own_dictionary.h"
#include "store/lmdb/value_dictionary.h"

namespace fupan::store {
namespace {

constexpr char kEnvelopeFormat = 2;
constexpr unsigned kApart = 128;  // a bit of byte 1

// Shorter values hardly shrink: a zstd frame costs about 15 bytes and has no history to refer to yet, so the time of
// compressing is spent for nothing. Larger ones are mostly text, and documents hold theirs twice.
constexpr std::size_t kCompressAboveBytes = 200;

// A frame is kept only when it saves a tenth: below that, unpacking at every read costs more than the space is worth
// (zip and image attachments, already packed text).
constexpr bool is_worth_it(std::size_t packed, std::size_t original) { return packed <= original - original / 10; }

struct FreeCompressor {
  void operator()(ZSTD_CCtx* context) const noexcept { ZSTD_freeCCtx(context); }
};
struct FreeCompressorDictionary {
  void operator()(ZSTD_CDict* dictionary) const noexcept { ZSTD_freeCDict(dictionary); }
};
struct FreeDecompressorDictionary {
  void operator()(ZSTD_DDict* dictionary) const noexcept { ZSTD_freeDDict(dictionary); }
};
struct FreeDecompressor {
  void operator()(ZSTD_DCtx* context) const noexcept { ZSTD_freeDCtx(context); }
};

ZSTD_CCtx* compressor() {
  static thread_local const std::unique_ptr<ZSTD_CCtx, FreeCompressor> context = [] {
    std::unique_ptr<ZSTD_CCtx, FreeCompressor> fresh(ZSTD_createCCtx());
    if (fresh) {
      ZSTD_CCtx_setParameter(fresh.get(), ZSTD_c_compressionLevel, kZstdLevel);
      ZSTD_CCtx_setParameter(fresh.get(), ZSTD_c_checksumFlag, 1);
      ZSTD_CCtx_setParameter(fresh.get(), ZSTD_c_dictIDFlag, 0);  // the codec says which
    }
    return fresh;
  }();
  return context.get();
}

ZSTD_DCtx* decompressor() {
  static thread_local const std::unique_ptr<ZSTD_DCtx, FreeDecompressor> context(ZSTD_createDCtx());
  return context.get();
}

const ZSTD_CDict* compressor_dictionary() {
  static const std::unique_ptr<ZSTD_CDict, FreeCompressorDictionary> dictionary(
      ZSTD_createCDict(value_dictionary().data(), value_dictionary().size(), kZstdLevel));
  return dictionary.get();
}

const ZSTD_DDict* decompressor_dictionary() {
  static const std::unique_ptr<ZSTD_DDict, FreeDecompressorDictionary> dictionary(
      ZSTD_createDDict(value_dictionary().data(), value_dictionary().size()));
  return dictionary.get();
}

Error corrupt(std::string_view key, std::string_view what) {
  return make_error(ErrorCode::kCorrupt, "read '" + describe_key(key) + "': " + std::string(what));
}

std::optional<Place> take_place(std::string_view bytes) {
  const std::optional<std::uint64_t> first = take_varint(bytes);
  const std::optional<std::uint64_t> size = take_varint(bytes);
  if (!first || !size || *size == 0 || *size > kMaxValueBytes || !bytes.empty()) return std::nullopt;
  return Place{*first, *size};
}

Result<std::string> decompress(std::string_view key, std::string_view frame, const ZSTD_DDict* dictionary) {
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN) {
    return corrupt(key, "the compressed value has no readable size");
  }
  if (size > kMaxValueBytes) return corrupt(key, "the compressed value claims " + std::to_string(size) + " bytes");
  std::string value(static_cast<std::size_t>(size), '\0');
  const std::size_t got =
      ZSTD_decompress_usingDDict(decompressor(), value.data(), value.size(), frame.data(), frame.size(), dictionary);
  if (ZSTD_isError(got) != 0) {
    return corrupt(key, std::string("the compressed value is damaged: ") + ZSTD_getErrorName(got));
  }
  if (got != value.size()) return corrupt(key, "the compressed value is shorter than it claims");
  return value;
}

}  // namespace

PackedValue::PackedValue(std::string_view value, const OwnDictionary* own) : value_(value) {
  if (value.size() <= kCompressAboveBytes) return;
  const ZSTD_CDict* dictionary = nullptr;
  Codec codec = Codec::kZstd;
  if (value.size() <= kDictionaryUpToBytes) {
    dictionary = own != nullptr ? own->for_packing() : compressor_dictionary();
    codec = own != nullptr ? Codec::kZstdOwnDictionary : Codec::kZstdDictionary;
  }
  ZSTD_CCtx_refCDict(compressor(), dictionary);
  std::string frame(ZSTD_compressBound(value.size()), '\0');
  const std::size_t size = ZSTD_compress2(compressor(), frame.data(), frame.size(), value.data(), value.size());
  if (ZSTD_isError(size) != 0 || !is_worth_it(size, value.size())) return;
  compressed_.assign(frame, 0, size);
  codec_ = codec;
}

std::string envelope_header(Codec codec, bool is_apart, Revision revision) {
  std::string header{kEnvelopeFormat, static_cast<char>(static_cast<unsigned>(codec) | (is_apart ? kApart : 0U))};
  append_varint(header, revision);
  return header;
}

void append_place(std::string& envelope, const Place& place) {
  append_varint(envelope, place.first);
  append_varint(envelope, place.size);
}

Result<Envelope> parse_envelope(std::string_view key, std::string_view bytes) {
  if (bytes.size() < 3) return corrupt(key, "the stored value is cut short");
  if (bytes[0] != kEnvelopeFormat) {
    return corrupt(key, "value format " + std::to_string(static_cast<unsigned char>(bytes[0])) +
                            " is not one that this program knows");
  }
  const bool is_apart = (static_cast<unsigned char>(bytes[1]) & kApart) != 0;
  const unsigned codec = static_cast<unsigned char>(bytes[1]) & ~kApart;
  if (codec > static_cast<unsigned>(Codec::kZstdOwnDictionary)) {
    return corrupt(key, "codec " + std::to_string(codec) + " is not one that this program knows");
  }
  bytes.remove_prefix(2);
  const std::optional<std::uint64_t> revision = take_varint(bytes);
  if (!revision || *revision == 0) return corrupt(key, "the revision is unreadable");
  Envelope envelope{static_cast<Codec>(codec), *revision, std::nullopt, bytes};
  if (!is_apart) return envelope;
  envelope.place = take_place(bytes);
  if (!envelope.place) return corrupt(key, "the place of the value is unreadable");
  envelope.payload = {};
  return envelope;
}

Result<std::string> unpack_value(std::string_view key, Codec codec, std::string_view payload,
                                 const OwnDictionary* own) {
  switch (codec) {
    case Codec::kRaw:
      return std::string(payload);
    case Codec::kZstd:
      return decompress(key, payload, nullptr);
    case Codec::kZstdDictionary:
      return decompress(key, payload, decompressor_dictionary());
    case Codec::kZstdOwnDictionary:
      break;
  }
  if (own == nullptr) return corrupt(key, "the store's dictionary, which it was compressed with, is missing");
  return decompress(key, payload, own->for_unpacking());
}

}  // namespace fupan::store
