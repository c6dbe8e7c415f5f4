#include "server/http/taxonomy_routes.h"

#include <array>

#include "server/http/taxonomy_handlers.h"

namespace fupan::http {

std::span<const Route> taxonomy_routes() {
  static const std::array kRoutes{
      Route{"GET", "/api/v1/taxonomy", "getTaxonomy", taxonomy_parameters(), handle_get_taxonomy},
      Route{"PUT", "/api/v1/taxonomy", "putTaxonomy", {}, handle_put_taxonomy, taxonomy_file_body(), Access::kCurator},
      Route{"POST",
            "/api/v1/taxonomy/preview",
            "previewTaxonomy",
            {},
            handle_preview_taxonomy,
            taxonomy_change_body(),
            Access::kCurator},
      Route{"POST",
            "/api/v1/taxonomy/changes",
            "changeTaxonomy",
            {},
            handle_change_taxonomy,
            taxonomy_change_body(),
            Access::kCurator},
      Route{"POST",
            "/api/v1/taxonomy/undo",
            "undoTaxonomy",
            {},
            handle_undo_taxonomy,
            taxonomy_undo_body(),
            Access::kCurator},
  };
  return kRoutes;
}

}  // namespace fupan::http
