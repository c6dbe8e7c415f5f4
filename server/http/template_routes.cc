#include "server/http/template_routes.h"

#include <array>

#include "server/http/template_handlers.h"

namespace fupan::http {

std::span<const Route> template_routes() {
  static const std::array kRoutes{
      Route{"GET", "/api/v1/templates", "listTemplates", templates_parameters(), handle_list_templates},
      Route{"GET", "/api/v1/templates/{id}", "getTemplate", {}, handle_get_template},
      Route{"GET", "/api/v1/templates/{id}/fields", "templateFields", version_parameters(), handle_template_fields},
      Route{"POST",
            "/api/v1/templates/{id}/preview",
            "previewTemplate",
            {},
            handle_preview_template,
            filling_body(),
            Access::kReader},
      Route{"POST",
            "/api/v1/templates/{id}/copies",
            "copyTemplate",
            {},
            handle_copy_template,
            new_copy_body(),
            Access::kMember},
      Route{"GET", "/api/v1/copies/{id}", "getCopy", copy_parameters(), handle_get_copy},
      Route{"POST",
            "/api/v1/templates/{id}/releases",
            "releaseTemplate",
            {},
            handle_release_template,
            release_body(),
            Access::kCurator},
      Route{"GET", "/api/v1/templates/{id}/drift", "templateDrift", drift_parameters(), handle_template_drift},
      Route{"GET", "/api/v1/copies/{id}/update", "proposeCopyUpdate", {}, handle_propose_update},
      Route{"POST", "/api/v1/copies/{id}/update", "updateCopy", {}, handle_update_copy, update_body()},
      Route{"GET", "/api/v1/template-rules", "getTemplateRules", {}, handle_get_template_rules},
      Route{"PUT",
            "/api/v1/template-rules",
            "putTemplateRules",
            {},
            handle_put_template_rules,
            rules_body(),
            Access::kCurator},
      Route{"GET", "/api/v1/template-rules/choice", "chooseTemplate", choice_parameters(), handle_choose_template},
  };
  return kRoutes;
}

}  // namespace fupan::http
