// How often may somebody try to sign in? A bucket of tries for each name and each address; it fills again with time.
// In memory and bounded: of more than kMostBuckets, those that are fullest are forgotten. Thread-safe.
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <unordered_map>

namespace fupan::service {

inline constexpr double kTriesPerName = 10;     // at once; then one a minute
inline constexpr double kTriesPerAddress = 30;  // at once; then three a minute
inline constexpr std::size_t kMostBuckets = 10'000;

// After this time there is one more try for every name and address.
inline constexpr std::chrono::seconds kThrottleWait{60};

class SignInThrottle {
 public:
  using Time = std::chrono::system_clock::time_point;

  // Whether a try is left for both; takes it.
  bool take(const std::string& name, const std::string& address, Time now);

  // The password was right: the name's bucket is full again.
  void forget(const std::string& name);

 private:
  struct Bucket {
    double left = 0;
    Time filled;
  };
  Bucket& filled(const std::string& key, double most, Time now);
  void drop_fullest();

  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace fupan::service
