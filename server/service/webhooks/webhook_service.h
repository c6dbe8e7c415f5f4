// Webhooks: who is told what happens. Thread-safe. webhook_sender.h does the telling.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/access.h"
#include "core/webhook.h"
#include "server/service/library.h"

namespace fupan::service {

inline constexpr std::size_t kMostWebhooks = 50;

struct WebhookView {
  Webhook webhook;
  store::Revision revision = 0;
  WebhookProgress progress;
};

struct WebhookChange {
  std::optional<std::string> url;
  std::optional<std::vector<WebhookEvent>> events;
  std::optional<std::string> secret;
  std::optional<bool> active;
};

// What signatures are made with: of "whsec_…" the bytes that the base 64 behind it stands for, else the text itself.
std::string signing_key(const std::string& secret);

class WebhookService {
 public:
  // `library` must outlive the service.
  explicit WebhookService(Library& library) : library_(library) {}

  // Oldest first. Errors: as the store
  Result<std::vector<WebhookView>> list() const;

  // Errors: not_found; as the store
  Result<WebhookView> get(std::string_view id) const;

  // Told is what happens from now on. An empty `secret`: one is made up, "whsec_" and 32 random bytes in base 64.
  //
  // Errors: invalid_argument  (field) the url as check_webhook_url says; no events; a secret that is not 16 to 200
  //         characters of one line, or "whsec_" and no base 64; there are kMostWebhooks already; as the store
  Result<WebhookView> create(const std::string& url, const std::vector<WebhookEvent>& events, std::string secret,
                             const Viewer& viewer) const;

  // Whatever is changed, the event in hand is tried again at once.
  //
  // Errors: not_found; invalid_argument  as create; conflict  another revision than `expected` is stored; as the store
  Result<WebhookView> change(std::string_view id, const WebhookChange& change,
                             std::optional<store::Revision> expected) const;

  // Errors: not_found; conflict  another revision than `expected` is stored; as the store
  Status remove(std::string_view id, std::optional<store::Revision> expected) const;

 private:
  Library& library_;
};

}  // namespace fupan::service
