#include "store/lmdb/own_dictionary.h"

#include <zdict.h>
#include <zstd.h>

#include "store/lmdb/lmdb_error.h"
#include "store/lmdb/value_envelope.h"

namespace fupan::store {
namespace {

constexpr std::size_t kDictionaryBytes = std::size_t{64} << 10U;
constexpr std::size_t kLeastValues = 200;
constexpr std::size_t kLeastBytes = std::size_t{1} << 20U;
constexpr std::size_t kMostBytes = std::size_t{4} << 20U;  // more teaches no more
constexpr std::size_t kLeastValueBytes = 1000;             // shorter ones are no documents

}  // namespace

OwnDictionary::OwnDictionary(std::string_view bytes)
    : packing_(ZSTD_createCDict(bytes.data(), bytes.size(), kZstdLevel)),
      unpacking_(ZSTD_createDDict(bytes.data(), bytes.size())) {}

OwnDictionary::~OwnDictionary() {
  ZSTD_freeCDict(packing_);
  ZSTD_freeDDict(unpacking_);
}

std::string learn_dictionary(const std::vector<Write>& writes) {
  std::string samples;
  std::vector<std::size_t> sizes;
  for (const Write& write : writes) {
    const bool is_sample = write.value && write.value->size() >= kLeastValueBytes &&
                           write.value->size() <= kDictionaryUpToBytes && samples.size() < kMostBytes;
    if (!is_sample) continue;
    samples += *write.value;
    sizes.push_back(write.value->size());
  }
  if (sizes.size() < kLeastValues || samples.size() < kLeastBytes) return {};
  std::string dictionary(kDictionaryBytes, '\0');
  const std::size_t size = ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), samples.data(), sizes.data(),
                                                 static_cast<unsigned>(sizes.size()));
  dictionary.resize(ZDICT_isError(size) != 0 ? 0 : size);
  return dictionary;
}

OwnDictionaryPtr DictionaryCache::known() const {
  const std::lock_guard lock(mutex_);
  return dictionary_;
}

Result<OwnDictionaryPtr> DictionaryCache::find(MDB_txn* txn, MDB_dbi meta) {
  if (OwnDictionaryPtr dictionary = known()) return dictionary;
  MDB_val key = to_val(kDictionaryKey);
  MDB_val value{};
  const int rc = mdb_get(txn, meta, &key, &value);
  if (rc == MDB_NOTFOUND) return OwnDictionaryPtr{};
  if (rc != 0) return lmdb_error("read store's dictionary", rc);
  auto found = std::make_shared<const OwnDictionary>(to_view(value));
  if (found->for_packing() == nullptr || found->for_unpacking() == nullptr) {
    return make_error(ErrorCode::kIo, "read store's dictionary: it cannot be loaded");
  }
  const std::lock_guard lock(mutex_);
  dictionary_ = std::move(found);
  return dictionary_;
}

OwnDictionaryPtr DictionaryCache::find_or_learn(MDB_env* env, MDB_dbi meta, const std::vector<Write>& writes) {
  if (OwnDictionaryPtr dictionary = known()) return dictionary;
  const auto found_in = [&](unsigned flags) -> OwnDictionaryPtr {
    MDB_txn* raw = nullptr;
    if (mdb_txn_begin(env, nullptr, flags, &raw) != 0) return nullptr;
    const TxnPtr txn(raw);
    auto found = find(raw, meta);
    return found ? *found : nullptr;
  };
  if (OwnDictionaryPtr dictionary = found_in(MDB_RDONLY)) return dictionary;
  const std::string learnt = learn_dictionary(writes);
  if (learnt.empty()) return nullptr;
  MDB_txn* raw = nullptr;
  if (mdb_txn_begin(env, nullptr, 0, &raw) != 0) return nullptr;
  TxnPtr txn(raw);
  MDB_val key = to_val(kDictionaryKey);
  MDB_val value = to_val(learnt);
  if (mdb_put(raw, meta, &key, &value, MDB_NOOVERWRITE) != 0) return nullptr;
  if (mdb_txn_commit(txn.release()) != 0) return nullptr;
  return found_in(MDB_RDONLY);
}

}  // namespace fupan::store
