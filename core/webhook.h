// An address that is told what happens, and how far it has been told. Plain values and their stored forms
// (docs/formats.md).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace fupan {

inline constexpr int kWebhookFormat = 1;

// Stored by name.
enum class WebhookEvent { kGatePassed, kBriefWritten, kAdoptionWritten, kDocumentWritten, kDocumentRemoved };
inline constexpr std::array<std::string_view, 5> kWebhookEventNames{"gate.passed", "brief.written", "adoption.written",
                                                                    "document.written", "document.removed"};

constexpr std::string_view name_of(WebhookEvent event) { return kWebhookEventNames[static_cast<std::size_t>(event)]; }

struct Webhook {
  std::string id;  // 10 characters [0-9a-v]
  std::string url;
  std::vector<WebhookEvent> events;
  std::string secret;  // what signatures are made with; never shown again
  bool active = true;  // false: nothing is sent, and nothing is missed; it goes on where it stopped
  std::string created_at, created_by;
  bool operator==(const Webhook&) const = default;
};

// How far a webhook has come. Written by the sender; a record apart, so that it never meets a person's edit.
struct WebhookProgress {
  std::uint64_t sequence = 0;     // of the change log: everything up to here is settled, ...
  std::uint64_t place = 0;        // ... and of the commit after it the first so many changes
  std::uint64_t attempts = 0;     // that failed for the event in hand
  std::int64_t next_attempt = 0;  // Unix seconds; 0: at once
  // The last attempt; all empty before the first.
  std::string last_at, last_event, last_delivery, last_error;
  int last_status = 0;  // HTTP; 0: there was no answer
  std::uint64_t delivered = 0;
  bool operator==(const WebhookProgress&) const = default;
};

std::string encode_webhook(const Webhook& webhook);
std::string encode_webhook_progress(const WebhookProgress& progress);

// Errors: corrupt  not JSON, a member is missing or of the wrong kind, an unknown event, or a newer format
Result<Webhook> decode_webhook(std::string_view bytes);
Result<WebhookProgress> decode_webhook_progress(std::string_view bytes);

}  // namespace fupan
