// The JSON texts of projects, gates, adoptions to follow up and settings, exactly as the schemas of
// server/http/openapi.json say. `lang` ("en" or "zh") chooses labels and the words of reasons. Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>

#include "core/taxonomy.h"
#include "server/service/project_service.h"
#include "server/service/settings_service.h"

namespace fupan::service {

std::string render_projects(const ProjectPage& page, const Taxonomy& taxonomy, std::string_view lang);  // ProjectList
std::string render_project(const ProjectView& view, const Taxonomy& taxonomy, std::string_view lang);   // Project
std::string render_gate(const GateView& view, const Taxonomy& taxonomy, std::string_view lang);
std::string render_follow_ups(const FollowUpPage& page);      // FollowUpList
std::string render_follow_up(const FollowUp& item);           // FollowUp
std::string render_settings(const StoredSettings& settings);  // Settings

// "/feeds/projects/<id>.atom"
std::string project_feed_path(std::string_view id);

}  // namespace fupan::service
