#include "core/clock.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace fupan {
namespace {

using std::chrono::system_clock;

TEST(Clock, WritesRfc3339InUtc) {
  EXPECT_EQ(to_rfc3339(system_clock::from_time_t(0)), "1970-01-01T00:00:00Z");
  EXPECT_EQ(to_rfc3339(system_clock::from_time_t(1772353800)), "2026-03-01T08:30:00Z");
  EXPECT_EQ(to_rfc3339(system_clock::from_time_t(1709164799) + std::chrono::milliseconds(999)), "2024-02-28T23:59:59Z");
}

TEST(Clock, SystemClockGoesForward) {
  const SystemClock clock;
  const auto before = clock.now();
  EXPECT_GE(clock.now(), before);
}

TEST(IsDate, AcceptsDaysThatExist) {
  for (const std::string text : {"2024-05-03", "2024-02-29", "2000-02-29", "1999-12-31", "9999-01-01"}) {
    EXPECT_TRUE(is_date(text)) << text;
  }
}

TEST(IsDate, RefusesDaysThatDoNotExistAndOtherForms) {
  for (const std::string text :
       {"", "2023-02-29", "1900-02-29", "2024-04-31", "2024-13-01", "2024-00-10", "2024-01-00", "2024-1-1", "24-01-01",
        "2024/01/01", "20240101", "2024-01-01T00:00:00Z", " 2024-01-01", "2024-01-01 ", "2024-0a-01", "+024-01-01",
        "２０２４-０１-０１", "2024年01月01日"}) {
    EXPECT_FALSE(is_date(text)) << text;
  }
}

}  // namespace
}  // namespace fupan
