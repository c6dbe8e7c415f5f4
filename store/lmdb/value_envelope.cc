#include "store/lmdb/value_envelope.h"

#include <memory>
#include <optional>
#include <utility>

#include <zstd.h>

#include "store/batch_check.h"
#include "store/lmdb/varint.h"

namespace fupan::store {
namespace {

constexpr char kEnvelopeFormat = 1;
constexpr int kZstdLevel = 3;

// Shorter values hardly shrink: a zstd frame costs about 15 bytes and has no history to refer to yet, so the time of
// compressing is spent for nothing. Larger ones are mostly JSON and Markdown and shrink to a half or third, which
// matters twice: LMDB moves values above about 2 KB to overflow pages of their own, rounded up to 4 KB.
constexpr std::size_t kCompressAboveBytes = 200;

// A frame is kept only when it saves a tenth: below that, unpacking at every read costs more than the space is worth
// (zip and image attachments, already packed text).
constexpr bool is_worth_it(std::size_t packed, std::size_t original) { return packed <= original - original / 10; }

struct FreeCompressor {
  void operator()(ZSTD_CCtx* context) const noexcept { ZSTD_freeCCtx(context); }
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
    }
    return fresh;
  }();
  return context.get();
}

ZSTD_DCtx* decompressor() {
  static thread_local const std::unique_ptr<ZSTD_DCtx, FreeDecompressor> context(ZSTD_createDCtx());
  return context.get();
}

Error corrupt(std::string_view key, std::string_view what) {
  return make_error(ErrorCode::kCorrupt, "read '" + describe_key(key) + "': " + std::string(what));
}

struct Envelope {
  Codec codec = Codec::kRaw;
  Revision revision = 0;
  std::string_view payload;
};

Result<Envelope> parse(std::string_view key, std::string_view bytes) {
  if (bytes.size() < 3) return corrupt(key, "the stored value is cut short");
  if (bytes[0] != kEnvelopeFormat) {
    return corrupt(key, "value format " + std::to_string(static_cast<unsigned char>(bytes[0])) +
                            " is not one that this program knows");
  }
  const auto codec = static_cast<unsigned char>(bytes[1]);
  if (codec > static_cast<unsigned char>(Codec::kZstd)) {
    return corrupt(key, "codec " + std::to_string(codec) + " is not one that this program knows");
  }
  bytes.remove_prefix(2);
  const std::optional<std::uint64_t> revision = take_varint(bytes);
  if (!revision || *revision == 0) return corrupt(key, "the revision is unreadable");
  return Envelope{static_cast<Codec>(codec), *revision, bytes};
}

Result<std::string> decompress(std::string_view key, std::string_view frame) {
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN) {
    return corrupt(key, "the compressed value has no readable size");
  }
  if (size > kMaxValueBytes) return corrupt(key, "the compressed value claims " + std::to_string(size) + " bytes");
  std::string value(static_cast<std::size_t>(size), '\0');
  const std::size_t got = ZSTD_decompressDCtx(decompressor(), value.data(), value.size(), frame.data(), frame.size());
  if (ZSTD_isError(got) != 0) {
    return corrupt(key, std::string("the compressed value is damaged: ") + ZSTD_getErrorName(got));
  }
  if (got != value.size()) return corrupt(key, "the compressed value is shorter than it claims");
  return value;
}

}  // namespace

PackedValue::PackedValue(std::string_view value) : value_(value) {
  if (value.size() <= kCompressAboveBytes) return;
  std::string frame(ZSTD_compressBound(value.size()), '\0');
  const std::size_t size = ZSTD_compress2(compressor(), frame.data(), frame.size(), value.data(), value.size());
  if (ZSTD_isError(size) != 0 || !is_worth_it(size, value.size())) return;
  compressed_.assign(frame, 0, size);
  codec_ = Codec::kZstd;
}

std::string envelope_header(Codec codec, Revision revision) {
  std::string header{kEnvelopeFormat, static_cast<char>(codec)};
  append_varint(header, revision);
  return header;
}

Result<Revision> revision_in(std::string_view key, std::string_view envelope) {
  Result<Envelope> parsed = parse(key, envelope);
  if (!parsed) return std::move(parsed.error());
  return parsed->revision;
}

Result<Record> unpack_record(std::string_view key, std::string_view envelope) {
  Result<Envelope> parsed = parse(key, envelope);
  if (!parsed) return std::move(parsed.error());
  if (parsed->codec == Codec::kRaw) {
    return Record{std::string(key), std::string(parsed->payload), parsed->revision};
  }
  Result<std::string> value = decompress(key, parsed->payload);
  if (!value) return std::move(value.error());
  return Record{std::string(key), std::move(*value), parsed->revision};
}

}  // namespace fupan::store
