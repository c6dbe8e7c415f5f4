#include "server/http/routes.h"

#include <algorithm>
#include <array>

#include "server/http/handlers.h"
#include "server/http/search_parameters.h"

namespace fupan::http {
namespace {

constexpr std::string_view kPlaceholder = "{id}";

bool matches(std::string_view pattern, const RequestTarget& target, std::string& id) {
  for (const std::string& segment : target.segments) {
    if (!pattern.starts_with('/')) return false;
    pattern.remove_prefix(1);
    const std::string_view expected = pattern.substr(0, pattern.find('/'));
    if (expected == kPlaceholder ? segment.empty() : expected != segment) return false;
    if (expected == kPlaceholder) id = segment;
    pattern.remove_prefix(expected.size());
  }
  return pattern.empty() && !target.segments.empty();
}

}  // namespace

std::span<const Route> routes() {
  static const std::array kRoutes{
      Route{"GET", "/api/v1/search", "search", search_parameters(), handle_search},
      Route{"GET", "/api/v1/suggest", "suggest", suggest_parameters(), handle_suggest},
      Route{"GET", "/api/v1/lessons/{id}", "getLesson", {}, handle_get_lesson},
      Route{"GET", "/api/v1/documents/{id}", "getDocument", document_parameters(), handle_get_document},
      Route{"GET", "/api/v1/taxonomy", "getTaxonomy", {}, handle_get_taxonomy},
      Route{"GET", "/api/v1/stats", "getStats", {}, handle_get_stats},
      Route{"GET", "/healthz", "healthz", {}, handle_healthz},
      Route{"GET", "/readyz", "readyz", {}, handle_readyz},
      Route{"GET", "/openapi.json", "openapi", {}, handle_openapi},
  };
  return kRoutes;
}

std::vector<const Route*> match_routes(const RequestTarget& target, std::string& id) {
  std::vector<const Route*> found;
  for (const Route& route : routes()) {
    if (matches(route.pattern, target, id)) found.push_back(&route);
  }
  return found;
}

bool is_api_path(const RequestTarget& target) { return !target.segments.empty() && target.segments.front() == "api"; }

}  // namespace fupan::http
