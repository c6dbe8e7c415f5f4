// One POST to somebody else's server. The .cc file is the only one that sees <curl/…>.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/result.h"

namespace fupan::service {

struct PostRequest {
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

struct PostResult {
  int status = 0;     // HTTP; 0: no answer
  std::string error;  // why there was none; plain text
  bool is_ok() const { return status >= 200 && status < 300; }
};

struct PostLimits {
  std::chrono::milliseconds connect{5'000};
  std::chrono::milliseconds whole{10'000};
};

// Whether a webhook may have this address: http or https, a host, no user or password, not an address that
// address_guard.h forbids. What a name means is looked at again with each connection.
//
// Errors: invalid_argument  (field "url") the message says what is wrong
Status check_webhook_url(const std::string& url);

// Thread-safe. Follows no redirects, uses no proxy, keeps nothing of the answer's body, and connects to no address that
// address_guard.h forbids, whatever the name resolves to. Certificates are checked.
class HttpPoster {
 public:
  explicit HttpPoster(PostLimits limits = {}) : limits_(limits) {}

  // Gives up soon after `stopping` becomes true; then the error says so.
  PostResult post(const PostRequest& request, const std::atomic<bool>& stopping) const;

 private:
  PostLimits limits_;
};

}  // namespace fupan::service
