// Open databases for readers: each is used by one thread at a time, and sees the newest commit when it is taken.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/result.h"

namespace fupan::indexer::xapian {

struct OpenIndex {
  std::string generation;
  Xapian::Database documents;
  Xapian::Database passages;
};

// Thread-safe.
class DatabasePool {
 public:
  explicit DatabasePool(std::filesystem::path directory) : directory_(std::move(directory)) {}

  // Errors: unavailable  there is no index. Throws Xapian's exceptions; call inside guard().
  Result<std::unique_ptr<OpenIndex>> take();
  void give_back(std::unique_ptr<OpenIndex> index);

  const std::filesystem::path& directory() const { return directory_; }

 private:
  std::filesystem::path directory_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<OpenIndex>> idle_;
};

}  // namespace fupan::indexer::xapian
