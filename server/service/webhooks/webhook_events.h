// From a change of the log to what a webhook is told. Thread-safe.
#pragma once

#include <optional>
#include <string>

#include "core/webhook.h"
#include "server/service/library.h"
#include "server/service/project_service.h"

namespace fupan::service {

// Which event a change is; nothing: none.
std::optional<WebhookEvent> event_of(const store::Change& change);

// The same for the same webhook and change, however often it is sent: receivers know repetitions by it.
std::string delivery_id(const std::string& webhook, std::uint64_t sequence, std::uint64_t place);

// The `data` of the event as JSON, as the record is now; nothing when it is gone by now. Errors: as the store
Result<std::optional<std::string>> event_data(Library& library, const ProjectService& projects,
                                              const store::Change& change);

// {"id", "event", "sequence", "data"}
std::string render_event(const std::string& delivery, WebhookEvent event, std::uint64_t sequence,
                         const std::string& data);

}  // namespace fupan::service
