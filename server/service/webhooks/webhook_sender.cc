#include "server/service/webhooks/webhook_sender.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>

#include "core/hmac.h"
#include "server/service/keys.h"
#include "server/service/webhooks/webhook_events.h"

namespace fupan::service {
namespace {

constexpr std::size_t kChangesPerStep = 500;
constexpr std::size_t kEventsPerTurn = 50;  // then the next webhook has its turn
constexpr std::uint64_t kSkippedBeforeStoring = 1000;
constexpr std::size_t kMostErrorBytes = 300;

std::int64_t seconds_of(const Clock& clock) {
  return std::chrono::duration_cast<std::chrono::seconds>(clock.now().time_since_epoch()).count();
}

// Held by one process a data directory, until it ends.
class SenderLock {
 public:
  explicit SenderLock(const std::filesystem::path& file)
      : descriptor_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {}
  ~SenderLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  SenderLock(const SenderLock&) = delete;
  SenderLock& operator=(const SenderLock&) = delete;

  bool is_held() {
    is_held_ = is_held_ || (descriptor_ >= 0 && ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0);
    return is_held_;
  }

 private:
  int descriptor_;
  bool is_held_ = false;
};

}  // namespace

WebhookSender::WebhookSender(Library& library, WebhookSenderOptions options)
    : library_(library),
      options_(std::move(options)),
      webhooks_(library),
      briefs_(library),
      projects_(library, briefs_),
      poster_(options_.limits),
      thread_([this] { run(); }) {}

WebhookSender::~WebhookSender() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  woken_.notify_all();
  thread_.join();
}

void WebhookSender::run() {
  SenderLock lock(library_.data() / "webhooks.lock");
  while (!stopping_) {
    bool did_something = false;
    if (lock.is_held()) {
      if (Status done = round(did_something); !done) options_.log("webhooks: " + done.error().message);
    }
    std::unique_lock waiting(mutex_);
    if (!did_something) woken_.wait_for(waiting, options_.poll, [this] { return stopping_.load(); });
  }
  for (auto& [id, followed] : followed_) {
    if (!followed.is_dirty) continue;
    if (Status stored = persist(id, followed); !stored) options_.log("webhooks: " + stored.error().message);
  }
}

Status WebhookSender::round(bool& did_something) {
  const auto all = webhooks_.list();
  if (!all) return all.error();
  std::erase_if(followed_, [&](const auto& entry) {
    return std::none_of(all->begin(), all->end(),
                        [&](const WebhookView& view) { return view.webhook.id == entry.first; });
  });
  for (const WebhookView& view : *all) {
    if (stopping_) break;
    Followed& followed = followed_[view.webhook.id];
    if (Status synced = catch_up(view, followed); !synced) return synced;
    if (view.webhook.active && followed.progress.next_attempt <= seconds_of(library_.clock())) {
      if (Status done = follow(view, followed, did_something); !done) return done;
    }
    if (is_time_to_persist(followed)) {
      if (Status stored = persist(view.webhook.id, followed); !stored) return stored;
    }
  }
  return ok_status();
}

// Takes over what somebody else wrote: a person who changed the webhook, or the process that sent before. The position
// never goes back.
Status WebhookSender::catch_up(const WebhookView& view, Followed& followed) {
  const auto record = library_.store().get(webhook_progress_key(view.webhook.id));
  if (!record) return record.error().code == ErrorCode::kNotFound ? ok_status() : Status(record.error());
  if (record->revision == followed.revision) return ok_status();
  const auto stored = decode_webhook_progress(record->value);
  if (!stored) return stored.error();
  const auto position = [](const WebhookProgress& progress) { return std::pair(progress.sequence, progress.place); };
  if (position(*stored) >= position(followed.progress)) {
    followed.progress = *stored;
  } else {
    followed.progress.attempts = stored->attempts;
    followed.progress.next_attempt = stored->next_attempt;
  }
  followed.revision = record->revision;
  followed.stored_sequence = stored->sequence;
  return ok_status();
}

// The events after the position, at most kEventsPerTurn of them.
Status WebhookSender::follow(const WebhookView& view, Followed& followed, bool& did_something) {
  const auto changes = library_.store().changes(followed.progress.sequence, kChangesPerStep);
  if (!changes) return changes.error();
  std::uint64_t sequence = 0, place = 0;
  std::size_t told = 0;
  for (const store::Change& change : *changes) {
    place = change.sequence == sequence ? place + 1 : 0;
    sequence = change.sequence;
    const bool is_settled = sequence == followed.progress.sequence + 1 && place < followed.progress.place;
    const auto event = event_of(change);
    const auto& wanted = view.webhook.events;
    if (is_settled || !event || std::find(wanted.begin(), wanted.end(), *event) == wanted.end()) continue;
    if (told++ == kEventsPerTurn || stopping_) return ok_status();
    did_something = true;
    bool goes_on = false;
    if (Status done = tell(view, followed, {change, place}, goes_on); !done) return done;
    if (!goes_on) return ok_status();
  }
  if (changes->empty()) return ok_status();
  followed.progress.sequence = changes->back().sequence;
  followed.progress.place = 0;
  did_something = did_something || changes->size() >= kChangesPerStep;
  return ok_status();
}

Status WebhookSender::tell(const WebhookView& view, Followed& followed, const Event& event, bool& goes_on) {
  goes_on = true;
  const auto data = event_data(library_, projects_, event.change);
  if (!data) return data.error();
  if (!*data) {
    settle(followed, event);
    return ok_status();
  }
  const WebhookEvent kind = *event_of(event.change);
  const std::string delivery = delivery_id(view.webhook.id, event.change.sequence, event.place);
  const PostResult result = poster_.post(
      request_for(view.webhook, delivery, render_event(delivery, kind, event.change.sequence, **data)), stopping_);
  if (stopping_ && !result.is_ok()) {
    goes_on = false;  // broken off, not failed
    return ok_status();
  }
  WebhookProgress& progress = followed.progress;
  progress.last_at = to_rfc3339(library_.clock().now());
  progress.last_event = name_of(kind);
  progress.last_delivery = delivery;
  progress.last_status = result.status;
  progress.last_error.clear();
  followed.is_dirty = true;
  if (result.is_ok()) {
    ++progress.delivered;
    settle(followed, event);
    if (is_time_to_persist(followed)) return persist(view.webhook.id, followed);
    return ok_status();
  }
  goes_on = false;
  const bool is_redirect = result.status >= 300 && result.status < 400;
  const std::string answer = "answered with " + std::to_string(result.status);
  return fail(view, followed,
              result.status == 0 ? result.error : answer + (is_redirect ? "; redirects are not followed" : ""));
}

void WebhookSender::settle(Followed& followed, const Event& event) const {
  followed.progress.sequence = event.change.sequence - 1;
  followed.progress.place = event.place + 1;
  followed.progress.attempts = 0;
  followed.progress.next_attempt = 0;
  followed.is_dirty = true;
}

// Waits longer each time; after the last wait the webhook is switched off, in the same commit as the reason.
Status WebhookSender::fail(const WebhookView& view, Followed& followed, const std::string& why) {
  WebhookProgress& progress = followed.progress;
  ++progress.attempts;
  progress.last_error = why.substr(0, kMostErrorBytes);
  if (progress.attempts <= options_.waits.size()) {
    progress.next_attempt = seconds_of(library_.clock()) + options_.waits[progress.attempts - 1].count();
    return persist(view.webhook.id, followed);
  }
  progress.next_attempt = 0;
  progress.last_error = "switched off after " + std::to_string(progress.attempts) + " attempts: " + progress.last_error;
  options_.log("webhook " + view.webhook.id + ": " + progress.last_error);
  Webhook off = view.webhook;
  off.active = false;
  const auto committed =
      library_.store().commit({{webhook_key(off.id), encode_webhook(off), view.revision},
                               {webhook_progress_key(off.id), encode_webhook_progress(progress), followed.revision}});
  if (!committed) {
    // Somebody changed it meanwhile: the next round sees how.
    return committed.error().code == ErrorCode::kConflict ? ok_status() : Status(committed.error());
  }
  ++followed.revision;
  followed.is_dirty = false;
  followed.stored_sequence = progress.sequence;
  return ok_status();
}

// What is only skipped is stored seldom: storing is a change of the log itself.
bool WebhookSender::is_time_to_persist(const Followed& followed) const {
  if (!followed.is_dirty) return followed.progress.sequence >= followed.stored_sequence + kSkippedBeforeStoring;
  return std::chrono::steady_clock::now() - followed.stored_at >= options_.persist;
}

Status WebhookSender::persist(const std::string& id, Followed& followed) {
  const auto committed = library_.store().commit(
      {{webhook_progress_key(id), encode_webhook_progress(followed.progress), followed.revision}});
  if (!committed) return committed.error().code == ErrorCode::kConflict ? ok_status() : Status(committed.error());
  ++followed.revision;
  followed.is_dirty = false;
  followed.stored_sequence = followed.progress.sequence;
  followed.stored_at = std::chrono::steady_clock::now();
  return ok_status();
}

PostRequest WebhookSender::request_for(const Webhook& webhook, const std::string& delivery, std::string body) const {
  const std::string timestamp = std::to_string(seconds_of(library_.clock()));
  const std::string signature = hmac_sha256(signing_key(webhook.secret), delivery + "." + timestamp + "." + body);
  return {
      webhook.url,
      {{"webhook-id", delivery}, {"webhook-timestamp", timestamp}, {"webhook-signature", "v1," + to_base64(signature)}},
      std::move(body)};
}

}  // namespace fupan::service
