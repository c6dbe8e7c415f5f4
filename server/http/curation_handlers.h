// The calls of curation: lessons and documents that are written and edited, their histories, the queue and the audit
// trail. As handlers.h. Changes take If-Match; conflict (412) when it names another state.
#pragma once

#include "server/http/routes.h"

namespace fupan::http {

std::span<const ParameterSpec> lesson_body();        // of a new lesson
std::span<const ParameterSpec> lesson_patch_body();  // of a change
std::span<const ParameterSpec> lesson_restore_body();
Result<Response> handle_create_lesson(const Services& services, const Call& call);
Result<Response> handle_change_lesson(const Services& services, const Call& call);
Result<Response> handle_lesson_history(const Services& services, const Call& call);
Result<Response> handle_restore_lesson(const Services& services, const Call& call);

std::span<const ParameterSpec> document_body();
std::span<const ParameterSpec> document_restore_body();
std::span<const ParameterSpec> diff_parameters();
Result<Response> handle_put_document(const Services& services, const Call& call);
Result<Response> handle_document_revisions(const Services& services, const Call& call);
Result<Response> handle_document_diff(const Services& services, const Call& call);
Result<Response> handle_restore_document(const Services& services, const Call& call);

// Markdown as the sanitised HTML that a page would show; nothing is stored.
std::span<const ParameterSpec> preview_body();
Result<Response> handle_preview(const Services& services, const Call& call);

std::span<const ParameterSpec> queue_parameters();
std::span<const ParameterSpec> queue_action_body();
std::span<const ParameterSpec> undo_body();
Result<Response> handle_get_queue(const Services& services, const Call& call);
Result<Response> handle_queue_action(const Services& services, const Call& call);
Result<Response> handle_undo(const Services& services, const Call& call);

// Administrators only.
std::span<const ParameterSpec> audit_parameters();
Result<Response> handle_get_audit(const Services& services, const Call& call);

// Whether a record in this state is shown to somebody who asks for it by its id: to readers only what is, or was,
// published.
bool is_shown_to(const Viewer& viewer, State state);

}  // namespace fupan::http
