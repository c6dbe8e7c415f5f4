#include "server/http/gate_routes.h"

#include <array>

#include "server/http/project_handlers.h"
#include "server/http/relation_handlers.h"
#include "server/http/webhook_handlers.h"

namespace fupan::http {

std::span<const Route> gate_routes() {
  static const std::array kRoutes{
      Route{"GET", "/api/v1/projects", "listProjects", project_list_parameters(), handle_list_projects},
      Route{"POST", "/api/v1/projects", "createProject", {}, handle_create_project, new_project_body()},
      Route{"GET", "/api/v1/projects/{id}", "getProject", {}, handle_get_project},
      Route{"PATCH", "/api/v1/projects/{id}", "changeProject", {}, handle_change_project, project_change_body()},
      Route{"POST", "/api/v1/projects/{id}/gates", "passGate", {}, handle_pass_gate, gate_body()},
      Route{"GET", "/feeds/projects/{id}.atom", "projectFeed", {}, handle_project_feed},
      Route{"GET", "/api/v1/adoptions", "listFollowUps", follow_up_parameters(), handle_list_follow_ups},
      Route{"PATCH", "/api/v1/adoptions/{id}", "answerAdoption", {}, handle_answer_adoption, follow_up_body()},
      Route{"GET", "/api/v1/lessons/{id}/relations", "listRelations", {}, handle_list_relations},
      Route{"POST",
            "/api/v1/lessons/{id}/relations",
            "addRelation",
            {},
            handle_add_relation,
            relation_body(),
            Access::kCurator},
      Route{"DELETE",
            "/api/v1/lessons/{id}/relations/{lesson_id}",
            "removeRelation",
            {},
            handle_remove_relation,
            {},
            Access::kCurator},
      Route{"POST",
            "/api/v1/lessons/near-duplicates",
            "nearDuplicates",
            {},
            handle_near_duplicates,
            near_duplicate_body(),
            Access::kReader},
      Route{"GET", "/api/v1/webhooks", "listWebhooks", {}, handle_list_webhooks, {}, Access::kAdministrator},
      Route{"POST",
            "/api/v1/webhooks",
            "createWebhook",
            {},
            handle_create_webhook,
            new_webhook_body(),
            Access::kAdministrator},
      Route{"GET", "/api/v1/webhooks/{id}", "getWebhook", {}, handle_get_webhook, {}, Access::kAdministrator},
      Route{"PATCH",
            "/api/v1/webhooks/{id}",
            "changeWebhook",
            {},
            handle_change_webhook,
            webhook_change_body(),
            Access::kAdministrator},
      Route{"DELETE", "/api/v1/webhooks/{id}", "removeWebhook", {}, handle_remove_webhook, {}, Access::kAdministrator},
  };
  return kRoutes;
}

}  // namespace fupan::http
