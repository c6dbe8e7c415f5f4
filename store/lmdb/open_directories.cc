#include "store/lmdb/open_directories.h"

#include <cerrno>
#include <cstring>
#include <mutex>
#include <set>
#include <string>

#include <sys/stat.h>
#include <unistd.h>

namespace fupan::store {
namespace {

struct Registry {
  std::mutex mutex;
  std::set<std::pair<dev_t, ino_t>> open;
  pid_t owner = getpid();

  // After a fork the copy of the parent's entries means nothing.
  void forget_parent() {
    if (owner == getpid()) return;
    open.clear();
    owner = getpid();
  }
};

Registry& registry() {
  static Registry instance;
  return instance;
}

}  // namespace

Result<std::unique_ptr<DirectoryClaim>> DirectoryClaim::take(const std::filesystem::path& directory) {
  struct stat found {};
  if (stat(directory.c_str(), &found) != 0) {
    return make_error(ErrorCode::kIo, "open store " + directory.string() + ": " + std::strerror(errno));
  }
  const Identity identity(found.st_dev, found.st_ino);
  Registry& all = registry();
  const std::lock_guard lock(all.mutex);
  all.forget_parent();
  if (!all.open.insert(identity).second) {
    return make_error(ErrorCode::kUnavailable,
                      "open store " + directory.string() + ": this process has it open already; share that object");
  }
  return std::unique_ptr<DirectoryClaim>(new DirectoryClaim(identity));
}

DirectoryClaim::~DirectoryClaim() {
  Registry& all = registry();
  const std::lock_guard lock(all.mutex);
  all.forget_parent();
  all.open.erase(identity_);
}

}  // namespace fupan::store
