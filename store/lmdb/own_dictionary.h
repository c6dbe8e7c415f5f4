// What a store's values are compressed against once there are enough of them: a dictionary that is learnt from the
// first large batch and kept in the table `meta` for good. Documents of one organisation have much in common, headings,
// labels, names, turns of phrase; it takes a fifth off what the dictionary of the program (value_dictionary.h) leaves.
//
// Thread-safe.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/result.h"
#include "store/lmdb/lmdb_handles.h"
#include "store/store.h"

struct ZSTD_CDict_s;
struct ZSTD_DDict_s;

namespace fupan::store {

class OwnDictionary {
 public:
  explicit OwnDictionary(std::string_view bytes);
  ~OwnDictionary();
  OwnDictionary(const OwnDictionary&) = delete;
  OwnDictionary& operator=(const OwnDictionary&) = delete;

  const ZSTD_CDict_s* for_packing() const { return packing_; }
  const ZSTD_DDict_s* for_unpacking() const { return unpacking_; }

 private:
  ZSTD_CDict_s* packing_;
  ZSTD_DDict_s* unpacking_;
};
using OwnDictionaryPtr = std::shared_ptr<const OwnDictionary>;  // by the store and those who read and write meanwhile

// A dictionary for values like these; empty when they are too few to learn from.
std::string learn_dictionary(const std::vector<Write>& writes);

// The dictionary of one environment.
class DictionaryCache {
 public:
  // As `meta` has it; null: none yet.
  // Errors: io  it cannot be read.
  Result<OwnDictionaryPtr> find(MDB_txn* txn, MDB_dbi meta);

  // The same; where there is none and `writes` are enough, learns one and stores it in a transaction of its own. When
  // that fails, or another process was quicker, there is none for now.
  OwnDictionaryPtr find_or_learn(MDB_env* env, MDB_dbi meta, const std::vector<Write>& writes);

 private:
  OwnDictionaryPtr known() const;

  mutable std::mutex mutex_;
  OwnDictionaryPtr dictionary_;  // once found it never changes
};

}  // namespace fupan::store
