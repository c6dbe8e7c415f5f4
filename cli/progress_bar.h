// A progress bar on a terminal; silent elsewhere. One thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace fupan::cli {

class ProgressBar {
 public:
  // Drawn on stderr, only when that is a terminal and `wanted`.
  explicit ProgressBar(bool wanted);
  ~ProgressBar() { clear(); }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  // At most ten times a second, and always at the end.
  void show(const std::string& what, std::uint64_t done, std::uint64_t total);
  void clear();

 private:
  bool is_on_;
  bool is_drawn_ = false;
  std::chrono::steady_clock::time_point drawn_;
};

}  // namespace fupan::cli
