// Keeps small what a long-running process holds of the map in memory. Each page that is read maps its neighbours too,
// so that a few thousand reads would make the whole file resident. Letting go of the map now and then costs little: the
// pages stay in the system's cache, and the next read maps what it needs again.
#pragma once

#include <atomic>
#include <cstddef>
#include <filesystem>

namespace fupan::store {

// Thread-safe. Does nothing where the map cannot be found.
class ResidentPages {
 public:
  // `file` must be mapped already, and stay mapped as long as the object lives.
  explicit ResidentPages(const std::filesystem::path& file);

  // Called for each read.
  void note_read();

 private:
  static constexpr unsigned kReadsBetween = 256;  // each maps up to 64 KiB

  void* begin_ = nullptr;
  std::size_t bytes_ = 0;
  std::atomic<unsigned> reads_ = 0;
};

}  // namespace fupan::store
