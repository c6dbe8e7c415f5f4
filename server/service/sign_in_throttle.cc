#include "server/service/sign_in_throttle.h"

#include <algorithm>
#include <vector>

namespace fupan::service {
namespace {

std::string name_key(const std::string& name) { return "n" + name; }
std::string address_key(const std::string& address) { return "a" + address; }

}  // namespace

SignInThrottle::Bucket& SignInThrottle::filled(const std::string& key, double most, Time now) {
  const auto [place, is_new] = buckets_.try_emplace(key, Bucket{most, now});
  Bucket& bucket = place->second;
  const double waited = std::chrono::duration<double>(now - bucket.filled) / std::chrono::seconds(kThrottleWait);
  const double per_wait = most / kTriesPerName;  // three times as many for an address
  bucket.left = std::min(most, bucket.left + std::max(0.0, waited) * per_wait);
  bucket.filled = now;
  return bucket;
}

bool SignInThrottle::take(const std::string& name, const std::string& address, Time now) {
  const std::lock_guard lock(mutex_);
  if (buckets_.size() + 2 > kMostBuckets) drop_fullest();
  Bucket& of_name = filled(name_key(name), kTriesPerName, now);
  Bucket& of_address = filled(address_key(address), kTriesPerAddress, now);
  if (of_name.left < 1 || of_address.left < 1) return false;
  of_name.left -= 1;
  of_address.left -= 1;
  return true;
}

void SignInThrottle::forget(const std::string& name) {
  const std::lock_guard lock(mutex_);
  buckets_.erase(name_key(name));
}

// The half of which least is known; an emptied bucket stays as long as there are fuller ones.
void SignInThrottle::drop_fullest() {
  std::vector<std::pair<double, const std::string*>> order;
  for (const auto& [key, bucket] : buckets_) order.emplace_back(-bucket.left, &key);
  const auto middle = order.begin() + static_cast<std::ptrdiff_t>(order.size() / 2);
  std::nth_element(order.begin(), middle, order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> gone;
  for (auto i = order.begin(); i != middle; ++i) gone.push_back(*i->second);
  for (const std::string& key : gone) buckets_.erase(key);
}

}  // namespace fupan::service
