#include "cli/progress_bar.h"

#include <fmt/format.h>
#include <unistd.h>

#include <iostream>

namespace fupan::cli {
namespace {

constexpr std::uint64_t kWidth = 30;
constexpr std::chrono::milliseconds kInterval{100};

}  // namespace

ProgressBar::ProgressBar(bool wanted) : is_on_(wanted && ::isatty(STDERR_FILENO) == 1) {}

void ProgressBar::show(const std::string& what, std::uint64_t done, std::uint64_t total) {
  const auto now = std::chrono::steady_clock::now();
  if (!is_on_ || total == 0 || (is_drawn_ && done < total && now - drawn_ < kInterval)) return;
  drawn_ = now;
  is_drawn_ = true;
  const std::uint64_t filled = kWidth * done / total;
  std::cerr << fmt::format("\r{:<10} [{}{}] {:>3}%  {}/{} ", what, std::string(filled, '#'),
                           std::string(kWidth - filled, '.'), 100 * done / total, done, total)
            << std::flush;
}

void ProgressBar::clear() {
  if (!is_drawn_) return;
  std::cerr << "\r\033[K" << std::flush;
  is_drawn_ = false;
}

}  // namespace fupan::cli
