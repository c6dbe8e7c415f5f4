// A clock that a rehearsal or a browser test sets forward: what comes back next week can be seen today.
#pragma once

#include <filesystem>
#include <fstream>
#include <utility>

#include "core/clock.h"

namespace fupan::cli {

// The computer's clock and as many seconds as `file` says when it is asked; no file, or no number in it: none.
// Thread-safe.
class OffsetClock final : public Clock {
 public:
  explicit OffsetClock(std::filesystem::path file) : file_(std::move(file)) {}

  std::chrono::system_clock::time_point now() const override {
    long seconds = 0;
    std::ifstream(file_) >> seconds;
    return std::chrono::system_clock::now() + std::chrono::seconds(seconds);
  }

 private:
  std::filesystem::path file_;
};

}  // namespace fupan::cli
