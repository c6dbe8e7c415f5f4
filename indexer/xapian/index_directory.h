// The folder an index lives in: generations, the pointer to the one in use, and the writer's lock.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/result.h"

namespace fupan::indexer::xapian {

// Held by the one process that writes the index; released when the object or the process ends.
class WriterLock {
 public:
  // Errors: unavailable  another process holds it; io  the folder cannot be written
  static Result<WriterLock> acquire(const std::filesystem::path& directory);
  WriterLock(WriterLock&& other) noexcept;
  WriterLock& operator=(WriterLock&&) = delete;
  ~WriterLock();

 private:
  explicit WriterLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

// The name of the generation in use; empty when there is none.
std::string current_generation(const std::filesystem::path& directory);

// Makes `generation` the one in use, atomically, and removes all others (best effort: a reader may still have them
// open).
Status switch_generation(const std::filesystem::path& directory, const std::string& generation);

std::filesystem::path documents_path(const std::filesystem::path& directory, const std::string& generation);
std::filesystem::path tokens_path(const std::filesystem::path& directory, const std::string& generation);
std::filesystem::path lessons_path(const std::filesystem::path& directory, const std::string& generation);

}  // namespace fupan::indexer::xapian
