// Time is injected, so that tests do not depend on the wall clock.
#pragma once

#include <chrono>
#include <string>

namespace fupan {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual std::chrono::system_clock::time_point now() const = 0;
};

// The computer's clock. Thread-safe.
class SystemClock final : public Clock {
 public:
  std::chrono::system_clock::time_point now() const override { return std::chrono::system_clock::now(); }
};

// RFC 3339 in UTC with seconds, e.g. "2026-03-01T08:30:00Z".
std::string to_rfc3339(std::chrono::system_clock::time_point time);

// Whether `text` is a calendar date "YYYY-MM-DD" that exists.
bool is_date(const std::string& text);

}  // namespace fupan
