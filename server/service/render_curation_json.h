// JSON of curation: the queue, histories, differences and the audit trail, as openapi.json describes them. Pure;
// thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "server/service/queue_service.h"
#include "server/service/writing_service.h"

namespace fupan::service {

// An object with the texts that the edit sets.
std::string render_edit(const LessonEdit& edit);

std::string render_queue(const QueuePage& page, const Taxonomy& taxonomy, std::string_view lang);

// What was done; a `number` of 0 says that nothing had to be.
std::string render_done(const AuditEntry& entry);

std::string render_audit(const AuditPage& page);

// Of every text that a step changed the difference, word by word.
std::string render_history(const std::vector<LessonStep>& steps);

std::string render_revisions(const std::vector<SourceRevision>& revisions);
std::string render_diff(const SourceDiff& diff);

}  // namespace fupan::service
