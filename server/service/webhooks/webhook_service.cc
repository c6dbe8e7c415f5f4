#include "server/service/webhooks/webhook_service.h"

#include <algorithm>

#include "core/digest.h"
#include "core/hmac.h"
#include "core/text/utf8.h"
#include "server/service/keys.h"
#include "server/service/repository.h"
#include "server/service/webhooks/http_post.h"

namespace fupan::service {
namespace {

constexpr std::string_view kSecretPrefix = "whsec_";
constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kLeastSecret = 16;
constexpr std::size_t kMostSecret = 200;
constexpr std::size_t kIdLength = 10;

Status check_secret(const std::string& secret) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  const std::size_t length = text::count_code_points(secret);
  if (length < kLeastSecret || length > kMostSecret || std::any_of(secret.begin(), secret.end(), is_control) ||
      !text::is_valid_utf8(secret)) {
    return invalid_field("secret", "must be 16 to 200 characters of one line");
  }
  if (!secret.starts_with(kSecretPrefix) || from_base64(secret.substr(kSecretPrefix.size()))) return ok_status();
  return invalid_field("secret", "what follows whsec_ must be base 64");
}

Status check(const Webhook& webhook) {
  if (Status good = check_webhook_url(webhook.url); !good) return good;
  if (webhook.events.empty()) return invalid_field("events", "at least one must be given");
  return check_secret(webhook.secret);
}

std::vector<WebhookEvent> without_repeats(std::vector<WebhookEvent> events) {
  std::sort(events.begin(), events.end());
  events.erase(std::unique(events.begin(), events.end()), events.end());
  return events;
}

struct StoredProgress {
  WebhookProgress progress;
  store::Revision revision = 0;
};

Result<StoredProgress> read_progress(const store::Reader& reader, std::string_view id) {
  const auto record = reader.get(webhook_progress_key(id));
  if (!record) {
    if (record.error().code != ErrorCode::kNotFound) return record.error();
    return StoredProgress{};
  }
  const auto progress = decode_webhook_progress(record->value);
  if (!progress) return progress.error();
  return StoredProgress{*progress, record->revision};
}

Error moved(std::string_view id, store::Revision found, store::Revision expected) {
  return make_error(ErrorCode::kConflict, "webhook '" + std::string(id) + "' is at revision " + std::to_string(found) +
                                              ", not " + std::to_string(expected));
}

}  // namespace

std::string signing_key(const std::string& secret) {
  if (!secret.starts_with(kSecretPrefix)) return secret;
  return from_base64(secret.substr(kSecretPrefix.size())).value_or(secret);
}

Result<std::vector<WebhookView>> WebhookService::list() const {
  std::vector<WebhookView> all;
  const Status read = for_each_record(library_.store(), kWebhookPrefix, [&](const store::Record& record) -> Status {
    auto webhook = decode_webhook(record.value);
    if (!webhook) return make_error(webhook.error().code, record.key + ": " + webhook.error().message);
    const auto progress = read_progress(library_.store(), webhook->id);
    if (!progress) return progress.error();
    all.push_back({std::move(*webhook), record.revision, progress->progress});
    return ok_status();
  });
  if (!read) return read.error();
  std::stable_sort(all.begin(), all.end(), [](const WebhookView& a, const WebhookView& b) {
    return a.webhook.created_at < b.webhook.created_at;
  });
  return all;
}

Result<WebhookView> WebhookService::get(std::string_view id) const {
  const auto record = library_.store().get(webhook_key(id));
  if (!record) {
    if (record.error().code != ErrorCode::kNotFound) return record.error();
    return make_error(ErrorCode::kNotFound, "no webhook '" + std::string(id) + "'");
  }
  auto webhook = decode_webhook(record->value);
  if (!webhook) return webhook.error();
  const auto progress = read_progress(library_.store(), id);
  if (!progress) return progress.error();
  return WebhookView{std::move(*webhook), record->revision, progress->progress};
}

Result<WebhookView> WebhookService::create(const std::string& url, const std::vector<WebhookEvent>& events,
                                           std::string secret, const Viewer& viewer) const {
  if (secret.empty()) {
    const std::string key = random_bytes(kSecretBytes);
    if (key.empty()) return make_error(ErrorCode::kUnavailable, "the system has no randomness for a secret");
    secret = std::string(kSecretPrefix) + to_base64(key);
  }
  Webhook webhook{"",         url, without_repeats(events), std::move(secret), true, to_rfc3339(library_.clock().now()),
                  viewer.name};
  if (Status good = check(webhook); !good) return good.error();
  const auto all = list();
  if (!all) return all.error();
  if (all->size() >= kMostWebhooks) return invalid_field("url", "there are 50 webhooks already, the most there may be");
  const auto sequence = library_.store().last_sequence();
  if (!sequence) return sequence.error();
  webhook.id = short_digest(url + "\n" + webhook.created_at + "\n" + std::to_string(*sequence), kIdLength);
  WebhookProgress progress;
  progress.sequence = *sequence;
  const auto committed = library_.store().commit(
      {{webhook_key(webhook.id), encode_webhook(webhook), store::Revision{0}},
       {webhook_progress_key(webhook.id), encode_webhook_progress(progress), store::Revision{0}}});
  if (!committed) return committed.error();
  return WebhookView{std::move(webhook), 1, progress};
}

Result<WebhookView> WebhookService::change(std::string_view id, const WebhookChange& change,
                                           std::optional<store::Revision> expected) const {
  auto view = get(id);
  if (!view) return view;
  if (expected && *expected != view->revision) return moved(id, view->revision, *expected);
  Webhook& webhook = view->webhook;
  if (change.url) webhook.url = *change.url;
  if (change.events) webhook.events = without_repeats(*change.events);
  if (change.secret) webhook.secret = *change.secret;
  if (change.active) webhook.active = *change.active;
  if (Status good = check(webhook); !good) return good.error();
  auto progress = read_progress(library_.store(), id);
  if (!progress) return progress.error();
  progress->progress.attempts = 0;
  progress->progress.next_attempt = 0;
  const auto committed = library_.store().commit(
      {{webhook_key(id), encode_webhook(webhook), view->revision},
       {webhook_progress_key(id), encode_webhook_progress(progress->progress), progress->revision}});
  if (!committed) return committed.error();
  return WebhookView{std::move(webhook), view->revision + 1, progress->progress};
}

Status WebhookService::remove(std::string_view id, std::optional<store::Revision> expected) const {
  const auto view = get(id);
  if (!view) return view.error();
  if (expected && *expected != view->revision) return moved(id, view->revision, *expected);
  const auto committed = library_.store().commit(
      {{webhook_key(id), std::nullopt, view->revision}, {webhook_progress_key(id), std::nullopt, std::nullopt}});
  if (!committed) return committed.error();
  return ok_status();
}

}  // namespace fupan::service
