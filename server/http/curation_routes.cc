#include "server/http/curation_routes.h"

#include <array>

#include "server/http/curation_handlers.h"
#include "server/http/settings_handlers.h"

namespace fupan::http {

std::span<const Route> curation_routes() {
  static const std::array kRoutes{
      Route{"GET",
            "/api/v1/documents/{id}/revisions",
            "listRevisions",
            {},
            handle_document_revisions,
            {},
            Access::kReader},
      Route{"GET", "/api/v1/documents/{id}/diff", "diffDocument", diff_parameters(), handle_document_diff},
      Route{"POST", "/api/v1/lessons", "createLesson", {}, handle_create_lesson, lesson_body()},
      Route{"PATCH", "/api/v1/lessons/{id}", "changeLesson", {}, handle_change_lesson, lesson_patch_body()},
      Route{
          "GET", "/api/v1/lessons/{id}/history", "lessonHistory", {}, handle_lesson_history, {}, Access::kContributor},
      Route{"POST", "/api/v1/lessons/{id}/restore", "restoreLesson", {}, handle_restore_lesson, lesson_restore_body()},
      Route{"POST", "/api/v1/preview", "previewMarkdown", {}, handle_preview, preview_body()},
      Route{"GET", "/api/v1/queue", "getQueue", queue_parameters(), handle_get_queue, {}, Access::kContributor},
      Route{"POST", "/api/v1/queue/actions", "actOnQueue", {}, handle_queue_action, queue_action_body()},
      Route{"POST", "/api/v1/queue/undo", "undo", {}, handle_undo, undo_body()},
      Route{"GET", "/api/v1/audit", "getAudit", audit_parameters(), handle_get_audit, {}, Access::kAdministrator},
      Route{"GET", "/api/v1/settings", "getSettings", {}, handle_get_settings},
      Route{"PUT", "/api/v1/settings", "putSettings", {}, handle_put_settings, settings_body(), Access::kAdministrator},
      Route{"PUT", "/api/v1/settings/authority", "putTier", {}, handle_put_tier, tier_body(), Access::kAdministrator},
      Route{"DELETE",
            "/api/v1/settings/authority",
            "removeTier",
            tier_parameters(),
            handle_remove_tier,
            {},
            Access::kAdministrator},
      Route{"PUT", "/api/v1/documents/{id}", "putDocument", {}, handle_put_document, document_body()},
      Route{"POST",
            "/api/v1/documents/{id}/restore",
            "restoreDocument",
            {},
            handle_restore_document,
            document_restore_body()},
  };
  return kRoutes;
}

}  // namespace fupan::http
