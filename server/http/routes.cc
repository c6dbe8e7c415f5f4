#include "server/http/routes.h"

#include <algorithm>
#include <array>

#include "server/http/curation_routes.h"
#include "server/http/gate_routes.h"
#include "server/http/handlers.h"
#include "server/http/learn_routes.h"
#include "server/http/people_handlers.h"
#include "server/http/search_parameters.h"
#include "server/http/taxonomy_routes.h"
#include "server/http/template_routes.h"

namespace fupan::http {
namespace {

constexpr std::string_view kPlaceholder = "{id}";
constexpr std::string_view kLessonPlaceholder = "{lesson_id}";

bool matches_segment(std::string_view expected, std::string_view segment, PathValues& values) {
  if (expected == kLessonPlaceholder) {
    values.lesson_id = segment;
    return !segment.empty();
  }
  if (!expected.starts_with(kPlaceholder)) return expected == segment;
  const std::string_view ending = expected.substr(kPlaceholder.size());
  if (segment.size() <= ending.size() || !segment.ends_with(ending)) return false;
  values.id = segment.substr(0, segment.size() - ending.size());
  return true;
}

bool matches(std::string_view pattern, const RequestTarget& target, PathValues& values) {
  for (const std::string& segment : target.segments) {
    if (!pattern.starts_with('/')) return false;
    pattern.remove_prefix(1);
    const std::string_view expected = pattern.substr(0, pattern.find('/'));
    if (!matches_segment(expected, segment, values)) return false;
    pattern.remove_prefix(expected.size());
  }
  return pattern.empty() && !target.segments.empty();
}

std::span<const Route> library_routes() {
  static const std::array kRoutes{
      Route{"GET", "/api/v1/search", "search", search_parameters(), handle_search},
      Route{"GET", "/api/v1/suggest", "suggest", suggest_parameters(), handle_suggest},
      Route{"GET", "/api/v1/lessons/{id}", "getLesson", {}, handle_get_lesson},
      Route{"GET", "/api/v1/lessons/{id}/similar", "similarLessons", similar_parameters(), handle_similar_lessons},
      Route{"GET", "/api/v1/lessons/{id}/adoptions", "listAdoptions", page_parameters(), handle_list_adoptions},
      Route{"POST", "/api/v1/lessons/{id}/adoptions", "addAdoption", {}, handle_add_adoption, adoption_body()},
      Route{"GET", "/api/v1/documents/{id}/similar", "similarDocuments", similar_parameters(),
            handle_similar_documents},
      Route{"POST", "/api/v1/briefs", "createBrief", {}, handle_create_brief, brief_body()},
      Route{"GET", "/api/v1/briefs", "listBriefs", page_parameters(), handle_list_briefs, {}, Access::kMember},
      Route{"POST",
            "/api/v1/briefs/proposal",
            "proposeBrief",
            {},
            handle_propose_brief,
            proposal_body(),
            Access::kReader},
      Route{"POST",
            "/api/v1/briefs/charter",
            "readCharter",
            {},
            handle_read_charter,
            {},
            Access::kByMethod,
            charter_types()},
      Route{"GET", "/api/v1/briefs/{id}", "getBrief", brief_parameters(), handle_get_brief, {}, Access::kMember},
      Route{"POST", "/api/v1/briefs/{id}/lessons", "refreshBrief", {}, handle_refresh_brief},
      Route{"PATCH",
            "/api/v1/briefs/{id}/lessons/{lesson_id}",
            "decideLesson",
            {},
            handle_decide_lesson,
            decision_body()},
      Route{"GET", "/api/v1/documents/{id}", "getDocument", document_parameters(), handle_get_document},
      Route{"GET", "/api/v1/stats", "getStats", {}, handle_get_stats},
      Route{"GET", "/healthz", "healthz", {}, handle_healthz, {}, Access::kUnasked},
      Route{"GET", "/readyz", "readyz", {}, handle_readyz, {}, Access::kUnasked},
      Route{"GET", "/openapi.json", "openapi", {}, handle_openapi, {}, Access::kUnasked},
  };
  return kRoutes;
}

std::span<const Route> follow_routes() {
  static const std::array kRoutes{
      Route{"GET", "/api/v1/searches", "listSearches", page_parameters(), handle_list_searches, {}, Access::kMember},
      Route{"POST", "/api/v1/searches", "createSearch", {}, handle_create_search, saved_search_body(), Access::kMember},
      Route{"GET", "/api/v1/searches/{id}", "getSearch", {}, handle_get_search, {}, Access::kMember},
      Route{"PATCH", "/api/v1/searches/{id}", "renameSearch", {}, handle_rename_search, rename_body(), Access::kMember},
      Route{"DELETE", "/api/v1/searches/{id}", "removeSearch", {}, handle_remove_search, {}, Access::kMember},
      Route{"POST", "/api/v1/searches/{id}/seen", "markSearchSeen", {}, handle_mark_seen, seen_body(), Access::kMember},
      Route{"POST", "/api/v1/queries", "reportQuery", {}, handle_query_asked, asked_body(), Access::kMember},
      Route{"POST", "/api/v1/queries/opened", "reportOpened", {}, handle_query_opened, opened_body(), Access::kMember},
      Route{"GET",
            "/api/v1/insights/unanswered",
            "listUnanswered",
            page_parameters(),
            handle_list_unanswered,
            {},
            Access::kCurator},
      Route{"DELETE",
            "/api/v1/insights/unanswered/{id}",
            "dismissUnanswered",
            {},
            handle_dismiss_unanswered,
            {},
            Access::kCurator},
      Route{"GET", "/feeds/lessons.atom", "lessonsFeed", {}, handle_lessons_feed},
      Route{"GET", "/feeds/searches/{id}.atom", "searchFeed", {}, handle_search_feed, {}, Access::kMember},
  };
  return kRoutes;
}

}  // namespace

std::span<const Route> routes() {
  static const std::vector<Route> kAll = [] {
    std::vector<Route> all;
    for (const auto& table : {library_routes(), follow_routes(), people_routes(), gate_routes(), learn_routes(),
                              curation_routes(), taxonomy_routes(), template_routes()}) {
      all.insert(all.end(), table.begin(), table.end());
    }
    return all;
  }();
  return kAll;
}

std::vector<const Route*> match_routes(const RequestTarget& target, PathValues& values) {
  std::vector<const Route*> found;
  for (const Route& route : routes()) {
    if (matches(route.pattern, target, values)) found.push_back(&route);
  }
  return found;
}

std::span<const std::string_view> raw_types_of(std::string_view method, std::string_view target) {
  const Result<RequestTarget> parsed = parse_target(target);
  if (!parsed) return {};
  PathValues values;
  for (const Route* route : match_routes(*parsed, values)) {
    if (route->method == method) return route->raw_types;
  }
  return {};
}

bool is_api_path(const RequestTarget& target) {
  return !target.segments.empty() && (target.segments.front() == "api" || target.segments.front() == "feeds");
}

}  // namespace fupan::http
