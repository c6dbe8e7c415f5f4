// Tells webhooks what happens: a thread that follows the change log for each of them.
//
// Each event is one POST, in the order of the log. It is sent again, with the same delivery id, until it is answered
// with 2xx; after each failure it waits longer, and after the last wait the webhook is switched off and says why.
// Nothing is skipped: switched on again it goes on with the same event. The position is stored at most a second after
// a delivery, so a crash repeats what was delivered in that second, and loses nothing.
//
// Headers are those of Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature "v1," and the base 64 of
// HMAC-SHA256 over "<id>.<timestamp>.<body>". Of several processes that serve one data directory one sends: whichever
// has the lock of <data>/webhooks.lock.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/service/brief_service.h"
#include "server/service/library.h"
#include "server/service/project_service.h"
#include "server/service/webhooks/http_post.h"
#include "server/service/webhooks/webhook_service.h"

namespace fupan::service {

struct WebhookSenderOptions {
  std::vector<std::chrono::seconds> waits{
      std::chrono::seconds(10),   std::chrono::seconds(30),   std::chrono::seconds(120),  std::chrono::seconds(600),
      std::chrono::seconds(1800), std::chrono::seconds(7200), std::chrono::seconds(21600)};  // between attempts
  std::chrono::milliseconds poll{500};      // how often the log is looked at
  std::chrono::milliseconds persist{1000};  // how long a position may be in memory only
  PostLimits limits;
  std::function<void(const std::string&)> log = [](const std::string&) {};  // one line for the operator; any thread
};

class WebhookSender {
 public:
  // `library` must outlive it. Starts the thread.
  explicit WebhookSender(Library& library, WebhookSenderOptions options = {});
  // Breaks off a delivery under way, stores positions, stops.
  ~WebhookSender();
  WebhookSender(const WebhookSender&) = delete;
  WebhookSender& operator=(const WebhookSender&) = delete;

 private:
  // One webhook in memory.
  struct Followed {
    WebhookProgress progress;
    store::Revision revision = 0;  // of the stored progress
    bool is_dirty = false;
    std::uint64_t stored_sequence = 0;
    std::chrono::steady_clock::time_point stored_at;
  };
  struct Event {
    store::Change change;
    std::uint64_t place = 0;
  };

  void run();
  Status round(bool& did_something);
  Status follow(const WebhookView& view, Followed& followed, bool& did_something);
  Status catch_up(const WebhookView& view, Followed& followed);
  Status tell(const WebhookView& view, Followed& followed, const Event& event, bool& goes_on);
  void settle(Followed& followed, const Event& event) const;
  Status fail(const WebhookView& view, Followed& followed, const std::string& why);
  Status persist(const std::string& id, Followed& followed);
  bool is_time_to_persist(const Followed& followed) const;
  PostRequest request_for(const Webhook& webhook, const std::string& delivery, std::string body) const;

  Library& library_;
  WebhookSenderOptions options_;
  WebhookService webhooks_;
  BriefService briefs_;
  ProjectService projects_;
  HttpPoster poster_;
  std::map<std::string, Followed> followed_;
  std::mutex mutex_;
  std::condition_variable woken_;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace fupan::service
