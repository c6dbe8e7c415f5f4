// Which stores this process has open. LMDB must not open one environment twice in a process: POSIX record locks do not
// stop their own process, so the second opener would believe to be alone and reset the lock table under the first.
#pragma once

#include <filesystem>
#include <memory>
#include <utility>

#include <sys/types.h>

#include "core/result.h"

namespace fupan::store {

// This process's hold on a directory, given up on destruction. Not copied. A forked child holds nothing of its
// parent's.
class DirectoryClaim {
 public:
  // Thread-safe. `directory` must exist; symbolic links are followed.
  //
  // Errors: unavailable  this process has the directory open already
  //         io           the directory cannot be examined
  static Result<std::unique_ptr<DirectoryClaim>> take(const std::filesystem::path& directory);

  ~DirectoryClaim();
  DirectoryClaim(const DirectoryClaim&) = delete;
  DirectoryClaim& operator=(const DirectoryClaim&) = delete;

 private:
  using Identity = std::pair<dev_t, ino_t>;
  explicit DirectoryClaim(Identity identity) : identity_(identity) {}

  Identity identity_;
};

}  // namespace fupan::store
